"""A page: its front matter, its cells, and the Markdown that takes the place of a cell."""

import ast
import posixpath
import re
import shlex
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from running_loop import document, source
from running_loop.accepted.verified import Verified
from running_loop.english import listed
from running_loop.fence import Fence, fences, wrap
from running_loop.pages import marks, stages, timelines
from running_loop.pages.answers import Answer
from running_loop.pages.outputs import console, expected, notes, printed, pythons
from running_loop.pages.prose import address, attribute, code, prose
from running_loop.problem import Problem, ProblemError
from running_loop.programs.snippets import FOLDER, Snippet
from running_loop.store.memo import Keep, afresh

FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?\n)?---[ \t]*(?:\n|\Z)", re.DOTALL)
UNCLOSED = re.compile(r"---[ \t]*\n")

SETTING = "published-markdown"
# How the ids of boxes of programs begin.
PROGRAM_ID = "run-"
Box = tuple[str, str]
BOX = ('<div class="run" markdown>', "</div>")
# Tabs of Pythons within a tab of programs: in an element of HTML they would not be a set.
BOX_IN_TAB = ("//// html | div.run", "////")


@dataclass(frozen=True)
class Call:
    """A call in a cell that places one program, several in tabs, or a table of statements.

    Attributes:
        names: The programs' names by the titles of their tabs; one program
            without tabs has the empty title.
        compared: Whether their timelines are drawn to one scale.
        statements: The name of the file of the statements; else empty.
    """

    names: Mapping[str, str]
    compared: bool = False
    statements: str = ""


@dataclass(frozen=True)
class Page:
    """One Markdown file of a site.

    Attributes:
        name: Its path below the folder of pages, with slashes.
        path: Its file.
        place: Its file as a contributor names it: `docs/page.md`.
        text: What the file holds.
        meta: Its front matter.
    """

    name: str
    path: Path
    place: str
    text: str
    meta: Mapping[str, Any]

    @property
    def is_executed(self) -> bool:
        """Whether its cells are executed."""
        return self.meta.get("execute") is True

    @cached_property
    def fences(self) -> Sequence[Fence]:
        """The fenced blocks of its text, in order."""
        return tuple(fences(self.text))

    @cached_property
    def cells(self) -> Mapping[Fence, Sequence[Call] | None]:
        """The fences that a build executes, in order, each with its `calls`."""
        executed = filter(is_cell, self.fences) if self.is_executed else ()
        return {cell: calls(cell.text) for cell in executed}

    @property
    def is_answered(self) -> bool:
        """Whether it is executed, and all its cells do nothing but place programs."""
        return self.is_executed and None not in self.cells.values()

    @property
    def programs(self) -> Sequence[str]:
        """The names of the programs that its cells place, in order."""
        return [name for call in self._calls for name in call.names.values()]

    @property
    def timelines(self) -> Iterator[Mapping[str, str]]:
        """The programs whose timelines it draws, by titles where they are drawn to one scale."""
        for call in self._calls:
            yield from (
                [call.names] if call.compared else ({"": name} for name in call.names.values())
            )

    @property
    def statement_files(self) -> Sequence[str]:
        """The names of the files of statements that its cells place, in order."""
        return [call.statements for call in self._calls if call.statements]

    @property
    def is_public(self) -> bool:
        """Whether it is published as Markdown beside its HTML."""
        return self.meta.get(SETTING) is not False

    def held(self, text: str, hold: Callable[[str, Sequence[Call]], str]) -> str:
        """Return the text of a page that `is_answered`, each cell replaced.

        Args:
            text: What others made of the page's text.
            hold: Takes the place of a cell and its calls; returns what replaces it.
        """
        found = list(filter(is_cell, fences(text)))
        known = [f"{self.place}:{cell.line}" for cell in self.cells]
        places = known if len(known) == len(found) else [self.place] * len(found)
        lines = text.split("\n")
        for cell, place in reversed(list(zip(found, places, strict=True))):
            word = hold(place, calls(cell.text) or ())
            lines[cell.lines.start - 1 : cell.lines.stop - 1] = [word]
        return "\n".join(lines)

    @property
    def _calls(self) -> Iterator[Call]:
        return (call for placed in self.cells.values() for call in placed or ())


def read(folder: Path, name: str) -> Page:
    """Return the page called `name` below the folder of pages.

    Raises:
        ProblemError: It is no text of UTF-8, or its front matter is not a YAML mapping.
    """
    path = folder / name
    place = f"{folder.name}/{name}"
    return parsed(name, path, place, source.contents(path, place))


def parsed(name: str, path: Path, place: str, content: bytes) -> Page:
    """Return the page that a file's content is.

    Args:
        name: The page's name.
        path: Its file.
        place: The file as a contributor names it.
        content: What is in it.

    Raises:
        ProblemError: It is not UTF-8, or its front matter is not a YAML mapping.
    """
    text = source.decoded(content, place)
    match = FRONT_MATTER.match(text)
    if match is None and UNCLOSED.match(text):
        raise _broken(f"{place}:1", "is never closed with ---")
    try:
        meta = _parsed(match["yaml"] or "") if match else {}
    except document.MalformedError as error:
        raise _broken(f"{place}:{error.line + 1}", str(error)) from error
    if not isinstance(meta or {}, dict):
        raise _broken(f"{place}:1", "is not a mapping of names to values")
    return Page(name, path, place, text, meta or {})


@cache
def _parsed(text: str) -> Any:  # noqa: ANN401, what YAML can hold
    """Return what a YAML text says; a build reads its pages twice, and many begin alike."""
    node = document.nodes(text, document.Values)
    return document.value(text, node, document.Values)


def calls(text: str) -> tuple[Call, ...] | None:
    """Return the calls of a cell that does nothing but place programs, or None.

    A cell that imports from `running_loop` and does nothing else has no calls.
    """
    try:
        statements = ast.parse(text).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None  # a magic, or Python that is wrong: the kernel will say
    found = [_call(statement) for statement in statements if not _is_import(statement)]
    placed = tuple(call for call in found if call)
    return placed if len(placed) == len(found) else None


def is_cell(fence: Fence) -> bool:
    """Return whether an executed page runs a fence: at the top level, marked ` ```python `."""
    return (
        not fence.indent and fence.marker == "```" and bool(re.match(r"python(\s|$)", fence.info))
    )


def told(placed: Iterable[Call]) -> str:
    """Return what calls place, as a message names it."""
    named = [name for call in placed for name in (*call.names.values(), call.statements) if name]
    return listed(named) if named else "the cell"


def programs(pages: Iterable[Page]) -> list[str]:
    """Return the names of the programs that pages place, in the order of the pages."""
    return [name for page in pages for name in page.programs]


def homes(pages: Iterable[Page]) -> dict[str, str]:
    """Return the name of the page of each program: the first that places it."""
    found: dict[str, str] = {}
    for page in pages:
        for name in page.programs:
            found.setdefault(name, page.name)
    return found


def anchor(program: str) -> str:
    """Return the id of the title of a program's box on its page."""
    name = program.removesuffix(".py").replace("/", "-")
    return PROGRAM_ID + re.sub(r"[^\w.-]", lambda match: f":{ord(match[0]):x}:", name)


@dataclass(frozen=True)
class Renderer:
    """Turns recordings into the Markdown of one page.

    Attributes:
        page: The page's name.
        site_url: Where the site will be, or empty if it is not known.
        table: Returns the Markdown of a file of statements, by its name.
        keep: Keeps what is told of timelines.
        is_public: Whether its programs are published as files that it can link.
        key: The page that explains timelines, with its section: `page.md#section`, or an
            address elsewhere; empty for none.
    """

    page: str
    site_url: str = ""
    table: Callable[[str], str] = str
    keep: Keep = afresh
    is_public: bool = True
    key: str = ""
    _placed: set[str] = field(default_factory=set)

    def calls(self, placed: Iterable[Call], verified: Callable[[str], Verified]) -> str:
        """Return the Markdown of a cell's calls.

        Args:
            placed: The calls.
            verified: Returns what a program printed, by its name.
        """
        return "\n\n".join(self._call(call, verified) for call in placed)

    def answer(
        self, place: str, placed: Sequence[Call], verified: Callable[[str], Verified]
    ) -> Answer:
        """Return the answer of a cell.

        Args:
            place: The cell as a contributor names it: `docs/page.md:8`.
            placed: Its calls.
            verified: Returns what a program printed, by its name.
        """

        def make(is_public: bool) -> str:  # noqa: FBT001, the type of an Answer's
            return replace(self, is_public=is_public).calls(placed, verified)

        return Answer(place, told(placed), make)

    def program(self, verified: Verified, box: Box = BOX) -> str:
        """Return a program, what it printed, its timeline, and how to run it.

        Args:
            verified: The program, and what it printed.
            box: What opens and closes the box around them.
        """
        made = verified.recording
        return self._program(verified, box, timelines.single(made, self.keep) if made else "")

    def _program(self, verified: Verified, box: Box, timeline: str = "") -> str:
        snippet = verified.snippet
        output = "\n\n".join(filter(None, [console(verified), printed(verified)]))
        return _box(
            box,
            self._heading(snippet),
            stages.mark(snippet),
            block(f"snippet({marks.literal(snippet.name)})", snippet.body, output),
            _part("notes", notes(verified)),
            pythons(verified),
            self._explained(timeline),
            _part("facts", self._facts(verified)),
        )

    def _call(self, call: Call, verified: Callable[[str], Verified]) -> str:
        if call.statements:
            return self.table(call.statements)
        if "" in call.names:
            return self.program(verified(call.names[""]))
        placed = {title: verified(name) for title, name in call.names.items()}
        pair = self._pair(placed) if call.compared else ""
        if pair:
            return f"{_tabbed(placed, self._program)}\n{self._explained(pair)}\n"
        return _tabbed(placed, self.program)

    def _pair(self, placed: Mapping[str, Verified]) -> str:
        """Return one timeline of programs that all ran in this build; else nothing."""
        runs = {title: item.recording for title, item in placed.items() if item.recording}
        return timelines.pair(runs, self.keep) if len(runs) == len(placed) else ""

    def _explained(self, timeline: str) -> str:
        """Return a timeline with a link to the page that explains its signs, if there is one."""
        if not timeline or not self.key:
            return timeline
        page, _, section = self.key.partition("#")
        is_here, is_elsewhere = page == self.page, "://" in page
        target = "" if is_here else page if is_elsewhere else self._address(page)
        link = f"{target}#{section}" if section else target
        return f"{timeline}\n\n{_part('key', f'[How to read this timeline]({link})')}"

    def _heading(self, snippet: Snippet) -> str:
        # A link to a program that is placed again leads to the first box.
        its_id = "" if snippet.name in self._placed else anchor(snippet.name)
        self._placed.add(snippet.name)
        name = prose(snippet.path.name)
        return _title(f"[{name}]({self._link(snippet.name)})" if self.is_public else name, its_id)

    def _link(self, name: str) -> str:
        return self._address(f"{FOLDER}/{name}")

    def _address(self, path: str) -> str:
        """Return the address of a file of the site as this page links it."""
        return address(posixpath.relpath(path, posixpath.dirname(self.page) or "."))

    def _facts(self, verified: Verified) -> str:
        snippet, recording = verified.snippet, verified.recording
        exit_status = recording.status if recording else snippet.header.exit_status
        status = f"**{_status(exit_status)}** · " if exit_status else ""
        services = map(prose, recording.services) if recording else ()
        versions = " · ".join([f"Python {verified.versions[0].python}", *services])
        took = f" · {recording.duration:.2f} s" if recording else ""
        return f"{status}{versions}{took} · {self._command(snippet)}"

    def _command(self, snippet: Snippet) -> str:
        """Return how a reader runs a program; what needs files beside it runs from no address."""
        url = f"{self.site_url.rstrip('/')}/{FOLDER}/{address(snippet.name)}"
        is_known = self.site_url and self.is_public and not snippet.files
        command = code(f"uv run {url if is_known else shlex.quote(snippet.path.name)}")
        if not snippet.files:
            return f"run it yourself: {command}"
        beside = listed([self._beside(snippet, name) for name in sorted(snippet.files)])
        return f"save it beside {beside}, then {command}"

    def _beside(self, snippet: Snippet, name: str) -> str:
        is_published = self.is_public and name.endswith(".py")
        path = posixpath.normpath(posixpath.join(posixpath.dirname(snippet.name), name))
        return f"[{prose(name)}]({self._link(path)})" if is_published else code(name)


def _tabbed(placed: Mapping[str, Verified], show: Callable[[Verified, Box], str]) -> str:
    return "\n".join(
        f"///// tab | {prose(title)}\n\n{show(item, BOX_IN_TAB)}\n\n/////\n"
        for title, item in placed.items()
    )


def cell_block(text: str, output: str) -> str:
    """Return a cell that the kernel ran, and what it printed."""
    title, ran = _title("In a notebook"), _part("facts", "Ran in a Jupyter kernel")
    return _box(BOX, title, block("cell", text, expected(output)), ran)


def block(mark: str, program: str, output: str) -> str:
    """Return a program and its output as fences that pytest-codeblocks takes.

    Args:
        mark: The pytest mark that tells the tests how the program runs.
        program: Python.
        output: What it printed, as Markdown.
    """
    shown = f"{marks.mark(f'pytest.mark.{mark}')}\n\n{wrap(program, 'python')}"
    return f"{shown}\n\n{output}" if output else shown


def _box(box: Box, *content: str) -> str:
    return "\n\n".join(part for part in (box[0], *content, box[1]) if part)


def _title(text: str, name: str = "") -> str:
    mark = f' id="{attribute(name)}"' if name else ""
    return f'<div class="run__title"{mark} markdown="span">{text}</div>'


def _part(name: str, text: str) -> str:
    return f'<div class="run__{name}" markdown="span">{text}</div>' if text else ""


def _status(status: int) -> str:
    return f"exit status {status}" if status > 0 else f"ended by signal {-status}"


def _broken(place: str, found: str) -> ProblemError:
    remedy = "see the front matter in docs/contributing.md"
    return ProblemError([Problem(place, f"the front matter {found}", remedy=remedy)])


def _is_import(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.ImportFrom) and statement.module == "running_loop"


def _call(statement: ast.stmt) -> Call | None:
    match statement:
        case ast.Expr(ast.Call(ast.Name("snippet"), [ast.Constant(str(name))], [])) if name:
            return Call({"": name})
        case ast.Expr(ast.Call(ast.Name("tabs" | "compare" as name), [ast.Dict() as titles], [])):
            return _tabs(titles, compared=name == "compare")
        case ast.Expr(ast.Call(ast.Name("checked"), [ast.Constant(str(name))], [])) if name:
            return Call({}, statements=name)
    return None


def _tabs(titles: ast.Dict, *, compared: bool) -> Call | None:
    try:
        names = ast.literal_eval(titles)
    except (ValueError, TypeError, RecursionError, MemoryError):
        return None
    is_text = all(isinstance(text, str) and text for pair in names.items() for text in pair)
    return Call(names, compared) if names and is_text else None
