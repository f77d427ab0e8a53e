"""Frames of libraries in an output: their lines move with each release, and no program means them.

What counts of such a frame is its file and its function. Its number, the line of
source beneath it and the marks below that are the library's. A place inside a line,
such as `running at .../asyncio/tasks.py:490`, counts without its number. So does the
end of a report about tests, `Ran 2 tests in 0.003s`, without its time.
"""

import re
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from pathlib import Path

from running_loop.lines import split_keeping_ends
from running_loop.pythons.interpreter import current

# As a traceback, a stack, tracemalloc and faulthandler show one, in a group behind bars.
FRAME = re.compile(
    r'(?P<lead>[ |]*)File "(?P<file>\.\.\.[\\/][^"]+|<frozen [\w.]+>)", '
    r"line(?P<no>no)? \d+(?P<where>,? in .*)?"
)
WARNING = re.compile(r"\.\.\.[\\/][^:]+:\d+: [\w.]+: .*")
PLACE = re.compile(r"(?P<file>\.\.\.[\\/][\w.\\/+-]+\.py):\d+")
# As unittest and pytest end their reports.
COUNT = r"\d+ (?:deselected|errors?|failed|passed|skipped|warnings?|xfailed|xpassed)"
TIME = r"\d+\.\d\d\d?s(?: \(\d+:\d\d:\d\d\))?"
TOOK = re.compile(rf"(?P<what>Ran \d+ tests?|{COUNT}(?:, {COUNT})*) in {TIME}")
SOURCE_INDENT = "  "
# What Python puts beneath a line of source, and in the place of some.
MARKS = re.compile(r"[~^ ]+|\.\.\.<\d+ lines>\.\.\.")


@dataclass(frozen=True)
class Part:
    """A line of an output, or a frame of a library with the source beneath it.

    Attributes:
        number: The number of its first line, from 1.
        text: Its lines, as they were printed.
        meaning: What of it must be the same in each run.
    """

    number: int
    text: str
    meaning: str

    @property
    def is_loose(self) -> bool:
        """Whether another text may mean the same."""
        return self.text.removesuffix("\n") != self.meaning


def parts(output: str) -> Iterator[Part]:
    """Yield the parts of an output; their texts, joined, are the output."""
    lines = split_keeping_ends(output)
    at = 0
    while at < len(lines):
        end = at + 1 + _beneath(lines[at], lines[at + 1 :])
        yield Part(at + 1, "".join(lines[at:end]), _meaning(lines[at].removesuffix("\n")))
        at = end


def settled(output: str, like: str) -> str:
    """Return an output whose frames of libraries read as those of another that mean the same.

    Outputs that differ in nothing else are then equal.
    """
    known: defaultdict[str, deque[str]] = defaultdict(deque)
    for part in parts(like):
        if part.is_loose:
            known[part.meaning].append(part.text)
    return "".join(_taken(part, known) for part in parts(output))


def _taken(part: Part, known: Mapping[str, deque[str]]) -> str:
    texts = known[part.meaning] if part.is_loose else None
    return texts.popleft() if texts else part.text


def _beneath(line: str, following: list[str]) -> int:
    """Return how many of the lines that follow one are the source of a library."""
    frame = FRAME.fullmatch(line.rstrip("\n"))
    if frame and _is_library(frame["file"]):
        return _count_source(frame["lead"] + SOURCE_INDENT, frame["file"], following)
    warned = WARNING.fullmatch(line.rstrip("\n"))
    has_source = following and re.match(rf"{SOURCE_INDENT}\S", following[0])
    return int(bool(warned and _is_library(line.partition(":")[0]) and has_source))


def _count_source(lead: str, file: str, following: list[str]) -> int:
    """Return how many lines beneath a frame are its source: those behind are the program's.

    The release may have other lines there, so the first counts whatever it is, and so do
    those above marks.
    """
    if not file.startswith("..."):  # a frozen module has no source
        return 0
    deep = takewhile(lambda line: line.startswith(lead) and not FRAME.match(line), following)
    lines = [line.removeprefix(lead).strip() for line in deep]
    marked = [number for number, line in enumerate(lines, 1) if MARKS.fullmatch(line)]
    certain = max([*marked, min(1, len(lines))])
    return certain + len(list(takewhile(_source(file).__contains__, lines[certain:])))


def _meaning(line: str) -> str:
    frame = FRAME.fullmatch(line.rstrip("\n"))
    if frame and _is_library(frame["file"]):
        return f'{frame["lead"]}File "{frame["file"]}"{frame["where"] or ""}\n'
    if took := TOOK.fullmatch(line):
        return f"{took['what']} in\n"
    return PLACE.sub(
        lambda place: _nowhere(place) if _is_library(place["file"]) else place[0], line
    )


def _nowhere(place: re.Match[str]) -> str:
    return f"{place['file']}:"


@cache
def _is_library(file: str) -> bool:
    """Return whether a file is one of the Pythons' own or of an installed package."""
    if file.startswith("<frozen "):
        return True
    top = re.split(r"[\\/]", file)[1]
    return any((Path(folder) / top).exists() for folder in current().libraries)


@cache
def _source(file: str) -> frozenset[str]:
    """Return the lines of a file of a library, as the build's own Python has it."""
    below = re.split(r"[\\/]", file)[1:]
    paths = (Path(folder, *below) for folder in current().libraries)
    path = next((path for path in paths if path.is_file()), None)
    text = path.read_text(encoding="utf-8", errors="replace") if path else ""
    return frozenset(map(str.strip, text.splitlines()))
