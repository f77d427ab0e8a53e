"""What cells place, kept outside the text of a page while others read it.

Plugins and Markdown extensions rewrite what they read, and Markdown itself turns tabs into
spaces and drops blank lines. So they meet a word for each cell, then one for each block of
code. What it stands for comes in when they are done, and a word that is not where it was put
stops the build.
"""

import re
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from html import escape

from running_loop.fence import fences
from running_loop.pages import arrival, marks
from running_loop.problem import Problem, ProblemError

MARK = re.compile(marks.pattern(".*"))
HIGHLIGHTED = re.compile(r' hl_lines="([\d ]+)"$')
RAW = (
    "move the cell out of it, and write as code what only names an element: `<title>`; "
    "an element with the attribute may hold cells: <details markdown>"
)
TWICE = "give your heading or element another id, such as {#my-heading}"
ASK = "take out what changes it, or have it pass over this page"


@dataclass(frozen=True)
class Answer:
    """What one cell places.

    Attributes:
        place: The cell, as a contributor names it: `docs/page.md:12`.
        what: The programs, or what else the cell places.
        make: Returns the Markdown; takes whether the page is published as Markdown.
    """

    place: str
    what: str
    make: Callable[[bool], str]

    def problem(self, found: str, remedy: str) -> Problem:
        """Return a problem with what the cell places, of which `found` tells."""
        return Problem(self.place, f"{self.what} {found}", remedy=remedy)


@dataclass(frozen=True)
class Filled:
    """The Markdown of a page with the answers of its cells.

    Attributes:
        whole: With the texts of programs and outputs: what is published.
        outline: With a word for each text: what becomes HTML.
    """

    whole: str
    outline: str


@dataclass
class _Held:
    """The answers of a page, and those of its blocks of code, by their words."""

    answers: dict[str, Answer] = field(default_factory=dict)
    codes: dict[str, Answer] = field(default_factory=dict)


class Answers:
    """The answers of one build."""

    def __init__(self) -> None:
        """Choose words that no page and no program can know."""
        self._beginning = f"runningloop{secrets.token_hex(8)}x"
        word = rf"{self._beginning}\d+z"
        self._word = re.compile(word)
        self._line = re.compile(rf"(?m)^({word})[ \t]*$")
        self._paragraph = re.compile(rf"<p\b[^>]*>({word})</p>\n?")
        # Of the site's highlighting, or bare in that of another extension.
        self._code = re.compile(
            rf"<div>(?P<ours>{word})</div>|(?P<bare>{word})(?P<end></span>)?\n?"
        )
        self._count = 0
        self._pages: dict[str, _Held] = {}
        self._texts: dict[str, str] = {}
        # superfences knows no line beyond those that it sees, and it sees one.
        self._highlighted: dict[str, list[int]] = {}
        self._blocks: dict[str, str] = {}

    def begin(self, page: str) -> None:
        """Forget what a page held, because its cells are answered afresh."""
        self._pages[page] = _Held()

    def hold(self, page: str, answer: Answer) -> str:
        """Return the word that stands for an answer on a page."""
        word = self._new()
        self._pages[page].answers[word] = answer
        return word

    def fill(
        self,
        page: str,
        markdown: str,
        outline: Callable[[str], str],
        *,
        is_public: bool,
        changers: str,
    ) -> Filled:
        """Return the Markdown of a page with its answers.

        Args:
            page: The name of the page.
            markdown: What others made of it.
            outline: Takes the Markdown of an answer; returns that which becomes HTML.
            is_public: Whether the page is published as Markdown.
            changers: Who may have changed the page.

        Raises:
            ProblemError: An answer is not where it was put.
        """
        held = self._of(page)
        found = self._line.findall(markdown)
        lost = f"would be lost: {changers} took it away, moved it or doubled it"
        _refuse(
            answer.problem(lost, ASK)
            for word, answer in held.answers.items()
            if found.count(word) != 1 or markdown.count(word) != 1
        )
        made = {word: held.answers[word].make(is_public) for word in found}
        outlines = {
            word: f"\n{word}\n\n{self._hidden(outline(text), held, held.answers[word])}\n"
            for word, text in made.items()
        }
        return Filled(
            self._line.sub(lambda match: made[match[1]], markdown),
            self._line.sub(lambda match: outlines[match[1]], markdown),
        )

    def hide(self, text: str) -> str:
        """Return the word that stands for the text of a block of code."""
        word = self._new()
        self._texts[word] = text
        return word

    def text(self, code: str) -> str | None:
        """Return the text that a code stands for, or None if it is no word of this build."""
        return self._texts.get(code.strip())

    def highlighted(self, code: str) -> list[int]:
        """Return the numbers, from 1, of the highlighted lines of what a code stands for."""
        return self._highlighted.get(code.strip(), [])

    def show(self, code: str, block: str) -> str:
        """Take the HTML of a block, and return what stands for it until it is `put`."""
        self._blocks[code.strip()] = block
        return f"<div>{code.strip()}</div>"

    def put(self, page: str, html: str) -> str:
        """Return the HTML of a page with its blocks of code.

        Raises:
            ProblemError: A cell stands in a comment or in raw HTML, or a block is lost.
        """
        held = self._of(page)
        read = arrival.read_as_markdown(self._paragraph, html)
        _refuse(
            answer.problem("would be lost: the cell stands in a comment or in raw HTML", RAW)
            for word, answer in held.answers.items()
            if word not in read
        )
        _refuse(
            answer.problem("would be lost: a Markdown extension changed it", ASK)
            for word, answer in held.codes.items()
            if html.count(word) != 1
        )
        # The word of an answer has no block: it has shown that its place is one for Markdown.
        marked = self._paragraph.sub(lambda match: self._blocks.get(match[1], ""), html)
        return self._code.sub(self._shown, marked)

    def compare(self, page: str, html: str, changers: str) -> None:
        """Compare what was placed on a page with what arrived.

        Args:
            page: The name of the page.
            html: The page as it will be published.
            changers: Who may have changed it.

        Raises:
            ProblemError: A text is not there letter by letter, or an address is there twice.
        """
        held = self._of(page)
        if not held.answers:
            return
        arrived = arrival.texts(html)
        found = f"does not stand on the page letter by letter: {changers} changed it"
        _refuse(
            answer.problem(found, ASK)
            for word, answer in held.codes.items()
            if word in self._texts and self._texts[word] not in arrived
        )
        page_file = next(iter(held.answers.values())).place.partition(":")[0]
        _refuse(
            Problem(page_file, f"the id {name} is twice on the page", remedy=TWICE)
            for name in arrival.addressed_twice(html)
        )

    def _of(self, page: str) -> _Held:
        return self._pages.get(page, _Held())

    def _new(self) -> str:
        self._count += 1
        return f"{self._beginning}{self._count}z"

    def _hidden(self, markdown: str, held: _Held, answer: Answer) -> str:
        """Return the Markdown of an answer with a word for each text of a fence and each mark.

        The end of a mark would end a comment that the page has opened before.
        """
        lines = markdown.split("\n")
        found = list(fences(markdown))
        code = {number for fence in found for number in fence.lines}
        for number, line in enumerate(lines, 1):
            if number not in code and MARK.fullmatch(line):
                lines[number - 1] = self._hide_mark(line)
        for fence in reversed(found):
            word = self.hide(fence.text)
            if numbers := HIGHLIGHTED.search(fence.info):
                self._highlighted[word] = [int(number) for number in numbers[1].split()]
            lines[fence.line : fence.lines.stop - 2] = [word]
        outline = "\n".join(lines)
        held.codes |= dict.fromkeys(self._word.findall(outline), answer)
        return outline

    def _hide_mark(self, mark: str) -> str:
        if not marks.without_tests(mark):
            return ""
        word = self._new()
        self._blocks[word] = mark
        return word

    def _shown(self, match: re.Match[str]) -> str:
        word = match["ours"] or match["bare"]
        return self._blocks.get(word) or f"{escape(self._texts[word])}{match['end'] or ''}"


def _refuse(problems: Iterable[Problem]) -> None:
    if found := tuple(dict.fromkeys(problems)):
        raise ProblemError(found)
