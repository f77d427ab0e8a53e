"""Statements that a page checks: each with its verdict, and the lines of output that decide it.

They stand in a YAML file below `snippets/`. A row whose program no longer
prints its line is a mistake, so no verdict outlives its proof.
"""

import posixpath
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from packaging.specifiers import SpecifierSet

from running_loop import document, source
from running_loop.english import listed
from running_loop.lines import shown, split
from running_loop.pages.page import anchor
from running_loop.pages.prose import address, code, prose
from running_loop.problem import Problem, ProblemError
from running_loop.programs.snippets import FOLDER, inside, locate

if TYPE_CHECKING:
    from jsonschema import ValidationError

VERDICTS = ("true", "true with a limit", "misleading", "false")
# As a range, fewer are no shorter.
SHORTEST_ROW = 3
HELP = "see the statements in docs/contributing.md"


def _table(required: dict[str, Any], optional: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": required | optional,
        "required": list(required),
        "additionalProperties": False,
    }


def _list_of(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items, "minItems": 1}


TEXT = {"type": "string", "minLength": 1}
SOURCE = _table({"says": TEXT, "url": TEXT}, {})
PROOF = _table({"program": TEXT, "line": TEXT}, {"before": TEXT, "python": TEXT})
VERDICT = {"enum": list(VERDICTS)}
ROWS = _list_of(
    _table(
        {"says": TEXT, "verdict": VERDICT, "because": TEXT, "proofs": _list_of(PROOF)},
        {"sources": _list_of(SOURCE)},
    )
)
# A way into rows: the index of a row, a key, an index, and so on.
Steps = Sequence[str | int]


@dataclass(frozen=True)
class Proof:
    """A line of output that decides a statement.

    Attributes:
        place: Where it is written: `snippets/page/statements.yml:12`.
        program: The name of the program that prints it.
        line: The line, without the spaces around it.
        before: A line that must come later, or nothing.
        python: The Pythons that print it; no other may.
    """

    place: str
    program: str
    line: str
    before: str = ""
    python: SpecifierSet = field(default_factory=SpecifierSet)

    def problems(self, printed: Mapping[str, str]) -> Iterator[Problem]:
        """Yield what is wrong with it.

        Args:
            printed: What the program printed, by the series of the Python.
        """
        if not any(map(self.python.contains, printed)):
            found = f"{self.program} ran on no Python {self.python}"
            yield Problem(self.place, found, f"one of these: {', '.join(printed)}", HELP)
        for series, output in printed.items():
            is_wanted = self.python.contains(series)
            if is_wanted and not self.is_in(output):
                yield self._gone(series, output)
            elif self.is_in(output) and not is_wanted:
                yield self._unwanted(series)

    def is_in(self, output: str) -> bool:
        """Return whether an output has the line, and in its place."""
        lines = [line.strip() for line in split(output)]
        later = lines[lines.index(self.line) + 1 :] if self.line in lines else []
        return self.before in later if self.before else self.line in lines

    def _gone(self, series: str, output: str) -> Problem:
        found = f"{FOLDER}/{self.program} does not print this line on Python {series}"
        expected = f"{self.line}, and later: {self.before}" if self.before else self.line
        near = get_close_matches(self.line, map(str.strip, split(output)), n=1, cutoff=0)
        hint = f"; the nearest line now: {near[0]}" if near else ""
        remedy = f"check the verdict, then write the line that decides it{hint}"
        return Problem(self.place, found, expected, remedy, output)

    def _unwanted(self, series: str) -> Problem:
        found = f"{FOLDER}/{self.program} prints this line on Python {series}, too: {self.line}"
        remedy = "check the verdict, then write the Pythons that print it"
        return Problem(self.place, found, f"only on Python {self.python}", remedy)


@dataclass(frozen=True)
class Statement:
    """One statement, and what became of it.

    Attributes:
        says: What it says, as Markdown.
        verdict: One of VERDICTS.
        because: Why, as Markdown.
        proofs: What decides it.
        sources: The addresses of documents that it rests on, by what they are called.
    """

    says: str
    verdict: str
    because: str
    proofs: tuple[Proof, ...]
    sources: Mapping[str, str]


def path_of(folder: Path, name: str) -> Path:
    """Return the file of statements called `name` below the folder of snippets.

    Raises:
        ProblemError: It is outside the folder, or no file that can be read.
    """
    path = inside(folder, name)
    if found := source.fault(path):
        raise ProblemError([Problem(f"{FOLDER}/{name}", found, remedy=HELP)])
    return path


def load(folder: Path, name: str) -> list[Statement]:
    """Return the statements in the file called `name` below the folder of snippets.

    Raises:
        ProblemError: The file is outside the folder or cannot be read; or it names all that
            is wrong in it.
    """
    place = f"{FOLDER}/{name}"
    text = source.read(path_of(folder, name), place, HELP)
    try:
        node, rows = _parsed(text)
    except document.MalformedError as error:
        problem = Problem(f"{place}:{error.line}", str(error), remedy=HELP)
        raise ProblemError([problem]) from error

    def placed(path: Steps) -> str:
        return f"{place}:{document.line(text, _start(node, path))}"

    return _Reader(folder, placed).statements(rows)


@lru_cache(maxsize=8)
def _parsed(text: str) -> tuple[Any, Any]:
    """Return YAML as nodes, which know their lines, and as values."""
    # To the base loader every value is text: `true` is a verdict, not a boolean.
    node = document.nodes(text, document.Texts)
    return node, document.value(text, node, document.Texts)


class _Reader:
    """Makes statements of rows, and collects what is wrong with them."""

    def __init__(self, folder: Path, place: Callable[[Steps], str]) -> None:
        self._folder = folder
        self._place = place
        self._problems: list[Problem] = []

    def statements(self, rows: Any) -> list[Statement]:  # noqa: ANN401, it is checked here
        # Most builds have no statements, and programs that wait to begin while this is imported.
        from jsonschema import Draft202012Validator  # noqa: PLC0415

        for error in Draft202012Validator(ROWS).iter_errors(rows):
            self._problems.append(_invalid(self._place(error.absolute_path), error))
        found = [] if self._problems else [self._one(i, row) for i, row in enumerate(rows)]
        if self._problems:
            raise ProblemError(self._problems)
        return found

    def _one(self, index: int, row: dict[str, Any]) -> Statement:
        proofs = [self._proof([index, "proofs", i], proof) for i, proof in enumerate(row["proofs"])]
        sources = {source["says"]: source["url"] for source in row.get("sources", [])}
        return Statement(row["says"], row["verdict"], row["because"], tuple(proofs), sources)

    def _proof(self, path: list[str | int], row: dict[str, str]) -> Proof:
        return Proof(
            self._place([*path, "line"]),
            self._program([*path, "program"], row["program"]),
            row["line"].strip(),
            row.get("before", "").strip(),
            self._python([*path, "python"], row.get("python", "")),
        )

    def _program(self, path: Steps, name: str) -> str:
        try:
            locate(self._folder, name)
        except ProblemError as error:
            (problem,) = error.problems
            found = f"{problem.place} {problem.found}"
            self._problems.append(replace(problem, place=self._place(path), found=found))
        return name

    def _python(self, path: Steps, text: str) -> SpecifierSet:
        try:
            range_ = SpecifierSet(text)
            range_.contains("3.11")  # a version is read when it is compared
        except ValueError:
            found = f"{shown(text)} is not a range of Pythons"
            self._problems.append(Problem(self._place(path), found, 'such as ">=3.11"', HELP))
            return SpecifierSet()
        return range_


def problems(
    statements: Iterable[Statement], printed: Callable[[str], Mapping[str, str]]
) -> list[Problem]:
    """Return what is wrong with the proofs of statements.

    Args:
        statements: The statements.
        printed: Takes the name of a program; returns what it printed, by the
            series of the Python.
    """
    proofs = (proof for statement in statements for proof in statement.proofs)
    return [found for proof in proofs for found in proof.problems(printed(proof.program))]


def table(
    statements: Sequence[Statement],
    printed: Callable[[str], Mapping[str, str]],
    link: Callable[[str], str],
) -> str:
    """Return statements as Markdown: how many of each verdict, then one after another.

    Args:
        statements: The statements.
        printed: As for `problems`.
        link: Takes the name of a program; returns the address of its box.
    """
    counts = Counter(statement.verdict for statement in statements)
    summary = " · ".join(f"{counts[word]} {_badge(word)}" for word in VERDICTS if counts[word])
    rows = [_row(number, row, printed, link) for number, row in enumerate(statements, 1)]
    return "\n\n".join(
        [summary, '<ol class="statements" markdown="block">', *rows, "</ol>"],
    )


def linker(page: str, homes: Mapping[str, str]) -> Callable[[str], str]:
    """Return a function for `table` that links boxes from a page.

    Args:
        page: The name of the page.
        homes: The names of the pages on which programs are.
    """

    def link(program: str) -> str:
        path = posixpath.relpath(homes[program], posixpath.dirname(page) or ".")
        return f"{address(path)}#{anchor(program)}"

    return link


def _row(
    number: int,
    statement: Statement,
    printed: Callable[[str], Mapping[str, str]],
    link: Callable[[str], str],
) -> str:
    shown = [
        _shown(proof, printed(proof.program), link(proof.program)) for proof in statement.proofs
    ]
    sources = [f"- Source: [{says}]({url})" for says, url in statement.sources.items()]
    return "\n\n".join(
        [
            f'<li class="statement" id="statement-{number}" markdown="block">',
            f"**{statement.says.strip()}**",
            f"{_badge(statement.verdict)} {statement.because.strip()}",
            "\n".join([*shown, *sources]),
            "</li>",
        ]
    )


def _shown(proof: Proof, printed: Mapping[str, str], address: str) -> str:
    yes = [series for series, output in printed.items() if proof.is_in(output)]
    no = [series for series in printed if series not in yes]
    name = posixpath.basename(proof.program)
    where = f"on Python {_range(yes)}" + (f", not on {_range(no)}" if no else "")
    order = f" before {code(proof.before)}" if proof.before else ""
    return f"- [{prose(name)}]({address}) prints {code(proof.line)}{order}, {where}"


def _range(series: Sequence[str]) -> str:
    """Return series of Python as a sentence lists them, or their ends if they are in a row."""
    first, last = (int(item.partition(".")[2]) for item in (series[0], series[-1]))
    is_row = last - first + 1 == len(series) >= SHORTEST_ROW
    return f"{series[0]} to {series[-1]}" if is_row else listed(series)


def _badge(verdict: str) -> str:
    kind = verdict.replace(" ", "-")
    return f'<span class="verdict verdict--{kind}">{verdict}</span>'


def _invalid(place: str, error: "ValidationError") -> Problem:
    return Problem(place, error.message, remedy=HELP)


def _start(node: yaml.Node | None, path: Steps) -> int:
    """Return where in the text what a path leads to begins, or what is nearest to it."""
    for step in path:
        if isinstance(node, yaml.MappingNode):
            values = [value for key, value in node.value if key.value == step]
            node = values[-1] if values else node
        elif isinstance(node, yaml.SequenceNode):
            node = node.value[int(step)]
    return int(node.start_mark.index) if node else 0
