"""A glossary: the terms of a site, the words that stand for each, and the pages that teach it.

It is a page. Each heading of the third level is a term, and the paragraph below defines it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from running_loop.pages.page import PROGRAM_ID, Page
from running_loop.problem import Problem, ProblemError

HEADING = re.compile(r"###(?!#)")
# A word does not go on in a letter, a hyphen, a point with a letter behind it, or in what was
# escaped: Markdown keeps that between two control characters.
BEFORE, AFTER = r"(?<![\w\x03-])(?<!\w\.)", r"(?![\w\x02-]|\.\w)"
START = re.compile("""(?:\\A|[.!?:]["'\u201d\u2019)]*\\s)\\s*["'\u201c\u2018(]*\\Z""")
WRITE = "write each as a heading `### term`, and its definition as the paragraph below"
TWICE = 'leave it to one: ### event loop { forms="event loop, loop" }'
HEADINGS, TERM = ("h1", "h2", "h3"), "h3"


@dataclass(frozen=True)
class Term:
    """One term.

    Attributes:
        name: Its heading, as text.
        anchor: The id of its heading.
        forms: The words that stand for it.
        definition: The paragraph that defines it, as text.
        taught: The names of the pages that teach it.
    """

    name: str
    anchor: str
    forms: Sequence[str]
    definition: str
    taught: frozenset[str]


@dataclass(frozen=True)
class Use:
    """A place in a text where a term stands: from one letter to before another."""

    start: int
    end: int
    term: Term


@dataclass(frozen=True)
class Glossary:
    """The terms of one edition of a site.

    Attributes:
        name: The name of the page that defines them.
        terms: The terms, in the order of that page.
    """

    name: str
    terms: Sequence[Term]

    def uses(self, text: str, said: str = "") -> Iterator[Use]:
        """Yield where terms stand in a text; of those in one place, the longest.

        Args:
            text: A piece of prose.
            said: What stands before it in its paragraph.
        """
        whole, begin = said + text, len(said)
        for match in self._pattern.finditer(whole, begin):
            form = _spaced(match[0])
            known = self._forms.get(form)
            if known is None and START.search(whole[: match.start()]):
                known = self._forms.get(form[0].lower() + form[1:])
            if known:
                yield Use(match.start() - begin, match.end() - begin, known)

    @cached_property
    def _forms(self) -> Mapping[str, Term]:
        return {form: term for term in self.terms for form in term.forms}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest = sorted(self._forms, key=len, reverse=True)
        words = "|".join(map(_pattern, longest))
        return re.compile(f"{BEFORE}(?:{words}){AFTER}" if words else r"(?!)")


def read(page: Page, html: str) -> Glossary:
    """Return the glossary that a page holds.

    Args:
        page: The page.
        html: What Markdown makes of it, with addresses of headings and no links to themselves.

    Raises:
        ProblemError: It has no term, or two of one name or form.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    terms = [entry.term(dirname(page.name)) for entry in reader.entries]
    if found := list(_problems(page, terms)):
        raise ProblemError(found)
    return Glossary(page.name, terms)


@dataclass
class _Entry:
    """A term while it is read: the texts and links that the HTML of its entry holds."""

    anchor: str
    forms: str | None
    name: str = ""
    definition: str = ""
    links: list[str] = field(default_factory=list)

    def term(self, folder: str) -> Term:
        """Return the term, whose page lies in a folder."""
        forms = [self.name] if self.forms is None else self.forms.split(",")
        kept = tuple(filter(None, map(_spaced, forms)))
        taught = frozenset(normpath(join(folder, path)) for path in _taught(self.links))
        return Term(self.name, self.anchor, kept, self.definition, taught)


class _Reader(HTMLParser):
    """Collects entries from the HTML of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: list[_Entry] = []
        self._is_within = False
        self._text: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag in HEADINGS:
            self._is_within = tag == TERM
        if tag == TERM:
            self.entries.append(_Entry(attributes.get("id") or "", attributes.get("forms")))
        if self._is_within and tag == "a":
            self.entries[-1].links.append(attributes.get("href") or "")
        if self._is_within and tag in {TERM, "p"}:
            self._text = []

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if self._text is None or tag not in {TERM, "p"}:
            return
        text, self._text = _spaced("".join(self._text)), None
        entry = self.entries[-1]
        if tag == TERM:
            entry.name = text
        else:
            entry.definition = entry.definition or text


def _taught(links: Iterable[str]) -> Iterator[str]:
    """Yield where links lead that say of a page that it teaches: not those to its programs."""
    for url in map(urlsplit, links):
        is_elsewhere = url.scheme or url.netloc or not url.path
        if not is_elsewhere and not url.fragment.startswith(PROGRAM_ID):
            yield unquote(url.path)


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _pattern(form: str) -> str:
    """Return a pattern for a form, which may begin a sentence and go over the end of a line."""
    first = form[0] + (form[0].upper() if form[0].islower() else "")
    return f"[{re.escape(first)}]" + r"\s+".join(map(re.escape, form[1:].split(" ")))


def _problems(page: Page, terms: Sequence[Term]) -> Iterator[Problem]:
    """Yield what is wrong with the terms of a page."""
    if not terms:
        yield Problem(page.place, "the glossary has no term", remedy=WRITE)
    places = _places(page, len(terms))
    seen: dict[str, tuple[Term, str]] = {}
    for term, place in zip(terms, places, strict=True):
        for words in dict.fromkeys(word.casefold() for word in (term.name, *term.forms)):
            other, there = seen.setdefault(words, (term, place))
            if other is not term:
                found = f'"{words}" stands for {term.name}, and for {other.name}: {there}'
                yield Problem(place, found, remedy=TWICE)


def _places(page: Page, count: int) -> Sequence[str]:
    """Return where each of the terms of a page stands, as far as its text tells."""
    code = {number for fence in page.fences for number in fence.lines}
    lines = enumerate(page.text.split("\n"), 1)
    found = [number for number, line in lines if HEADING.match(line) and number not in code]
    known = [f"{page.place}:{number}" for number in found]
    return known if len(known) == count else [page.place] * count
