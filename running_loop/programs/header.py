"""The header of a program: inline script metadata with our table `[tool.running-loop]`.

The format is PEP 723, now the PyPA specification "Inline script metadata".
"""

import builtins
import re
import signal
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Any, NoReturn

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from running_loop import document, lines
from running_loop.programs import stage

# The regular expression that PEP 723 gives as the reference implementation.
BLOCK = re.compile(
    r"(?m)^# /// (?P<type>[a-zA-Z0-9-]+)$\s(?P<content>(^#(| .*)$\s)+)^# ///$",
)
TABLE = "running-loop"
OURS = ("tool", TABLE)
SCRIPT_KEYS = {"requires-python", "dependencies", "tool"}
LONGEST_TIMEOUT_S = 600.0
SERVICES = ("mysql",)
KNOWN_SERVICES = ", ".join(SERVICES)
SERIES = re.compile(r"3\.[0-9]{1,3}")
HIGHEST_STATUS = 255
# No output has more: the runs cut it off at as many bytes.
MOST_OUTPUT_LINES = 64 * 1024
TIMELINES = ("open", "folded", "none")


class HeaderError(ValueError):
    """A header that cannot be used; `line` counts from 1 in the file."""

    def __init__(self, message: str, line: int) -> None:
        """Take what is wrong and the line it is in."""
        super().__init__(message)
        self.line = line


@dataclass(frozen=True)
class Header:
    """What a program says of itself.

    Attributes:
        requires_python: The Pythons that can run it.
        dependencies: The distributions it imports.
        raises: The name of the exception that must end it, or None.
        exit_status: The status it must end with.
        timeout: Its time limit in seconds.
        services: The servers that it needs, such as `mysql`.
        files: The files beside it that it needs and does not import, by their paths.
        alone: Whether nothing else may run beside it.
        measures: Whether it prints figures that differ in each run; it then runs alone.
        any_order: The first and last line of each group of lines of its output
            that come in any order, counted from 1.
        timeline: How its page shows the timeline: `open`, `folded` or, without even
            recording it, `none`; empty for as its number of tasks suggests.
        pythons: The series of other Pythons that it starts, such as `3.10`.
        stage: The names of the statements that only set the stage; its page folds them.
        console: The command whose output it prints, as a reader would type it; or empty.
        lines: How many lines of the file the header takes.
        line: The number of the first of them; only comments and empty lines stand above it.
    """

    requires_python: SpecifierSet = field(default_factory=SpecifierSet)
    dependencies: tuple[Requirement, ...] = ()
    raises: str | None = None
    exit_status: int = 0
    timeout: float = 10.0
    services: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    alone: bool = False
    measures: bool = False
    any_order: tuple[tuple[int, int], ...] = ()
    timeline: str = ""
    pythons: tuple[str, ...] = ()
    stage: tuple[str, ...] = ()
    console: str = ""
    lines: int = 0
    line: int = 1

    @property
    def run(self) -> "Header":
        """The header without what changes no run: how a page shows it, and where it stands."""
        is_traced = "none" if self.timeline == "none" else ""
        return replace(self, timeline=is_traced, stage=(), console="", lines=0, line=1)

    def cut(self, source: str) -> tuple[str, str, int]:
        """Return a program without the header: what is above it, the rest, and the rest's line."""
        parts = lines.split_keeping_ends(source)
        above = "".join(parts[: self.line - 1])
        rest = "".join(parts[self.line - 1 + self.lines :]).lstrip("\n")
        return above, rest, source.count("\n") - rest.count("\n") + 1

    def admits(self, version: str) -> bool:
        """Return whether a version of Python, or any release of a series, can run the program."""
        releases = [version] if version.count(".") > 1 else [f"{version}.0", f"{version}.99"]
        return any(self.requires_python.contains(item, prereleases=True) for item in releases)


def parse(source: str) -> Header:
    """Return the header of a program; a program without one gets the defaults.

    Raises:
        HeaderError: The block is malformed, has an unknown key or a wrong value.
    """
    blocks = [match for match in BLOCK.finditer(source) if match["type"] == "script"]
    if not blocks:
        _refuse_unclosed(source)
        return Header()
    if len(blocks) > 1:
        raise HeaderError("a second `# /// script` block", _line_of(source, blocks[1].start()))
    above = lines.split(source[: blocks[0].start()])
    if any(line.strip() and not line.startswith("#") for line in above):
        message = "the `# /// script` block must begin on line 1, or with only comments above it"
        raise HeaderError(message, len(above) + 1)
    return _Reader(blocks[0], len(above) + 1, source).header()


def _refuse_unclosed(source: str) -> None:
    for number, line in enumerate(lines.split(source), 1):
        if re.match(r"(?i)#\s*/{1,4}\s*script\s*$", line):
            message = (
                "a header begins with exactly `# /// script` and ends with `# ///`, `#` in between"
            )
            raise HeaderError(message, number)


def _line_of(source: str, position: int) -> int:
    return source.count("\n", 0, position) + 1


class _Reader:
    """Reads one block; every error it raises names the line of its key."""

    def __init__(self, block: re.Match[str], line: int, source: str) -> None:
        self._line = line
        self._source = source
        self._lines = block.group().count("\n") + 1
        # Without the comments' marks; line 1 is the one below `# /// script`.
        self._content = "\n".join(
            line.removeprefix("#").removeprefix(" ") for line in lines.split(block["content"])
        )

    def header(self) -> Header:
        script = self._toml()
        self._refuse_unknown(script, SCRIPT_KEYS, ())
        return Header(
            requires_python=self._requires_python(script.get("requires-python", "")),
            dependencies=self._dependencies(script.get("dependencies", [])),
            lines=self._lines,
            line=self._line,
            **self._ours(self._table(script)),
        )

    def _ours(self, table: dict[str, Any]) -> dict[str, Any]:
        readers = {
            "raises": self._raises,
            "exit-status": self._exit_status,
            "timeout": self._timeout,
            "services": self._services,
            "files": self._files,
            "alone": self._flag("alone"),
            "measures": self._flag("measures"),
            "any-order": self._any_order,
            "timeline": self._timeline,
            "pythons": self._pythons,
            "stage": self._stage,
            "console": self._console,
        }
        self._refuse_unknown(table, readers, OURS)
        self._refuse_contradictions(table)
        values = {key.replace("-", "_"): readers[key](value) for key, value in table.items()}
        alone = {"alone": True} if values.get("measures") else {}
        return values | alone | _status(values.get("raises"))

    def _refuse_contradictions(self, table: dict[str, Any]) -> None:
        if {"raises", "exit-status"} <= set(table):
            self._wrong("exit-status", "raises and exit-status exclude each other")
        if table.get("measures") and "any-order" in table:
            found = "measures and any-order exclude each other: figures are not compared"
            self._wrong("any-order", found)

    def _toml(self) -> dict[str, Any]:
        try:
            return document.toml(self._content)
        except document.MalformedError as error:
            raise HeaderError(str(error), self._line + error.line) from error

    def _table(self, script: dict[str, Any]) -> dict[str, Any]:
        tool = script.get("tool", {})
        table = tool.get(TABLE, {}) if isinstance(tool, dict) else None
        if not isinstance(table, dict):
            path = OURS if isinstance(tool, dict) else OURS[:1]
            self._refuse(path, f"[tool.{TABLE}] must be a table")
        for name in get_close_matches(TABLE, set(tool) - {TABLE}, n=1, cutoff=0.8):
            found = f"unknown table [tool.{name}]; did you mean [tool.{TABLE}]?"
            self._refuse(("tool", name), found)
        return table

    def _refuse_unknown(
        self, table: dict[str, Any], known: Collection[str], path: tuple[str, ...]
    ) -> None:
        where = f"[{'.'.join(path)}] " if path else ""
        for key in table:
            if key not in known:
                is_ours = not path and key.replace("-", "_") in Header.__dataclass_fields__
                here = f"known: {', '.join(sorted(known))}"
                hint = f"write it below [tool.{TABLE}]" if is_ours else here
                self._refuse((*path, key), f"unknown key {where}{lines.shown(key)}; {hint}")

    def _wrong(self, key: str, message: str, item: object = None) -> NoReturn:
        """Raise for a key of our table, at the line of one of its items, if that is wrong."""
        self._refuse((*OURS, key), message, item)

    def _refuse(self, path: tuple[str, ...], message: str, item: object = None) -> NoReturn:
        span = document.lines_of(self._content, path)
        raise HeaderError(message, self._line + self._line_in(span, item))

    def _line_in(self, span: range, item: object) -> int:
        """Return the line of a span that holds an item, or its first."""
        content = self._content.split("\n")
        held = (n for n in span if f'"{item}"' in content[n - 1] or f"'{item}'" in content[n - 1])
        return next(held, span.start)

    def _requires_python(self, value: object) -> SpecifierSet:
        try:
            range_ = SpecifierSet(value if isinstance(value, str) else "?")
            range_.contains("3.11")  # a version is read when it is compared
        except ValueError:
            found = f'{lines.shown(value)} is not a version range such as ">=3.11"'
            self._refuse(("requires-python",), found)
        return range_

    def _dependencies(self, value: object) -> tuple[Requirement, ...]:
        path, found = ("dependencies",), f"{lines.shown(value)} is not a list"
        if not isinstance(value, list):
            self._refuse(path, f'{found} such as ["aiohttp"]')
        for item in value:
            try:
                Requirement(item)
            except (TypeError, ValueError, RecursionError) as error:
                why = f"of packages: {str(error).splitlines()[0]}"
                self._refuse(path, f"{found} {why}" if isinstance(item, str) else found, item)
        return tuple(map(Requirement, value))

    def _raises(self, value: object) -> str:
        if not isinstance(value, str) or not value.isidentifier():
            found = f'raises = {lines.shown(value)} is not an exception such as "ValueError"'
            self._wrong("raises", found)
        if value == "SystemExit":
            self._wrong("raises", "SystemExit has no traceback; declare exit-status = N instead")
        known = getattr(builtins, value, BaseException)
        if not (isinstance(known, type) and issubclass(known, BaseException)):
            self._wrong("raises", f"raises = {value!r} names something that is no exception")
        return value

    def _exit_status(self, value: object) -> int:
        if not isinstance(value, int) or isinstance(value, bool):
            self._wrong("exit-status", f"exit-status = {lines.shown(value)} is not a whole number")
        if not 0 <= value <= HIGHEST_STATUS and -value not in signal.valid_signals():
            why = f"is neither 0 to {HIGHEST_STATUS} nor a signal such as -15"
            self._wrong("exit-status", f"exit-status = {lines.shown(value)} {why}")
        return value

    def _files(self, value: object) -> tuple[str, ...]:
        return self._texts("files", value, _is_beside, "paths beside the program")

    def _services(self, value: object) -> tuple[str, ...]:
        return self._texts("services", value, SERVICES.__contains__, f"services: {KNOWN_SERVICES}")

    def _pythons(self, value: object) -> tuple[str, ...]:
        return self._texts("pythons", value, SERIES.fullmatch, 'Pythons such as ["3.10"]')

    def _stage(self, value: object) -> tuple[str, ...]:
        names = self._texts("stage", value, str.strip, 'names such as ["SERVER"]')
        known = stage.defined(self._source)
        for name in names if known is not None else ():
            self._refuse_undefined(name, known or ())
        return names

    def _refuse_undefined(self, name: str, known: Sequence[str]) -> None:
        if name not in known:
            close = get_close_matches(name, known, n=1)
            outside = [name for name in known if "." not in name]
            hint = f"did you mean {close[0]!r}?" if close else f"known: {', '.join(outside)}"
            why = "which no statement at the left margin defines; one in main is main.NAME"
            self._wrong("stage", f"stage names {lines.shown(name)}, {why}; {hint}", name)

    def _console(self, value: object) -> str:
        if not isinstance(value, str) or not value.strip() or not value.isprintable():
            found = f"console = {lines.shown(value)} is no command"
            self._wrong("console", f'{found} such as "python -m asyncio"')
        return value

    def _texts(
        self, key: str, value: object, is_right: Callable[[str], object], what: str
    ) -> tuple[str, ...]:
        """Return the texts of a list, each once."""
        items = value if isinstance(value, list) else [None]
        for item in items:
            if not isinstance(item, str) or not is_right(item):
                self._wrong(key, f"{key} = {lines.shown(value)} is not a list of {what}", item)
        return tuple(dict.fromkeys(items))

    def _flag(self, key: str) -> Callable[[object], bool]:
        def read(value: object) -> bool:
            if not isinstance(value, bool):
                self._wrong(key, f"{key} = {lines.shown(value)} is neither true nor false")
            return value

        return read

    def _any_order(self, value: object) -> tuple[tuple[int, int], ...]:
        groups = value if isinstance(value, list) else []
        if not groups or not all(_is_group(group) for group in groups):
            why = "is not a list of first and last lines such as [[3, 6]]"
            self._wrong("any-order", f"any-order = {lines.shown(value)} {why}")
        pairs = sorted((first, last) for first, last in groups)
        for (_, last), (first, _) in pairwise(pairs):
            if first <= last:
                self._wrong("any-order", f"any-order has line {first} in two groups")
        return tuple(pairs)

    def _timeline(self, value: object) -> str:
        if value not in TIMELINES:
            known = ", ".join(map(repr, TIMELINES))
            self._wrong("timeline", f"timeline = {lines.shown(value)} is none of: {known}")
        return str(value)

    def _timeout(self, value: object) -> float:
        number = value if isinstance(value, int | float) and not isinstance(value, bool) else 0
        if not 0 < number <= LONGEST_TIMEOUT_S:
            why = f"is not a number of seconds up to {LONGEST_TIMEOUT_S:g}"
            self._wrong("timeout", f"timeout = {lines.shown(value)} {why}")
        return float(number)


def _status(raises: object) -> dict[str, int]:
    """Return the exit status that goes with an exception, if there is one."""
    # Python ends itself with the signal when Ctrl-C is not caught.
    interrupted = raises == "KeyboardInterrupt"
    return {"exit_status": -signal.SIGINT if interrupted else 1} if raises else {}


def _is_group(value: object) -> bool:
    """Return whether a value is the numbers of a first and a later last line."""
    if not isinstance(value, list) or [type(number) for number in value] != [int, int]:
        return False
    return bool(0 < value[0] < value[1] <= MOST_OUTPUT_LINES)


def _is_beside(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return bool(parts) and ".." not in parts and parts[0] != "/" and name.isprintable()
