"""Links from the prose of a page to a glossary: each term where it is first used."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.util import HTML_PLACEHOLDER

from running_loop.pages.glossary import Glossary, Term

# No prose: what these hold is a title, a label, or read letter by letter.
OTHERS = {
    *("h1", "h2", "h3", "h4", "h5", "h6", "caption", "figcaption", "label", "summary", "th"),
    *("code", "kbd", "pre", "samp", "var", "math", "svg", "script", "style"),
    *("abbr", "button", "option", "select", "textarea"),
}
# Boxes and statements, which say what programs said, and what themes set apart as titles.
OTHER_CLASSES = {"run", "statements", "timeline", "admonition-title", "arithmatex"}
# What Markdown keeps out of its tree until the end.
KEPT = re.compile(f"({HTML_PLACEHOLDER % '[0-9]+'})")
NUMBER = re.compile("[0-9]+")
TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][\w-]*)[^>]*?(?P<alone>/?)>\Z")
# As much of what stands before a text as decides whether it begins a sentence.
SEEN = 20
VOID = {"area", "br", "col", "embed", "hr", "img", "input", "link", "source", "track", "wbr"}


class Linker:
    """Links each term where a page first uses it."""

    def __init__(
        self, markdown: Markdown, glossary: Glossary, target: str, used: set[Term]
    ) -> None:
        """Take what a linker needs.

        Args:
            markdown: What renders the page.
            glossary: The terms.
            target: The address of the glossary, from the page.
            used: The terms to pass over; each that is used is added.
        """
        self._markdown = markdown
        self._glossary = glossary
        self._target = target
        self._used = used
        self._said = ""  # of the paragraph, so far
        self._raw: list[str] = []  # the elements of raw HTML that are open in it

    def link(self, element: Element, *, is_within_link: bool = False) -> None:
        """Link the terms in an element; in a link they only count as used."""
        is_block = self._markdown.is_block_level(element.tag)
        if is_block:
            self._begin()
        if _is_other(element):
            self._said += "x"
        else:
            self._link_content(element, is_link=is_within_link or element.tag == "a")
        if is_block:
            self._begin()

    def _begin(self) -> None:
        self._said, self._raw = "", []

    def _link_content(self, element: Element, *, is_link: bool) -> None:
        children = list(element)
        element.text, content = self._linked(element.text, is_link=is_link)
        for child in children:
            self.link(child, is_within_link=is_link)
            child.tail, made = self._linked(child.tail, is_link=is_link)
            content += [child, *made]
        element[:] = content

    def _linked(self, text: str | None, *, is_link: bool) -> tuple[str | None, list[Element]]:
        """Return a text up to the first link made in it, and the links, with what follows each."""
        if not text:
            return text, []
        head, made = "", list[Element]()
        for piece in self._pieces(text, is_link=is_link):
            if isinstance(piece, Element):
                made.append(piece)
            elif made:
                made[-1].tail = (made[-1].tail or "") + piece
            else:
                head += piece
        return head, made

    def _pieces(self, text: str, *, is_link: bool) -> Iterator[str | Element]:
        """Yield a text in pieces, of which some are links."""
        for number, piece in enumerate(KEPT.split(text)):
            if number % 2:
                self._pass_over(piece)
                yield piece
            elif self._raw and "a" not in self._raw:
                yield piece
            else:
                yield from self._links(piece, is_link=is_link or bool(self._raw))
                self._said += piece

    def _links(self, text: str, *, is_link: bool) -> Iterator[str | Element]:
        done = 0
        for use in self._glossary.uses(text, self._said[-SEEN:]):
            if use.term in self._used:
                continue
            self._used.add(use.term)
            if not is_link:
                yield text[done : use.start]
                yield self._made(use.term, text[use.start : use.end])
                done = use.end
        yield text[done:]

    def _made(self, term: Term, text: str) -> Element:
        """Return a link to a term."""
        link = Element("a", {"class": "term", "href": f"{self._target}#{term.anchor}"})
        if term.definition:
            link.set("title", term.definition)
        link.text = text
        return link

    def _pass_over(self, kept: str) -> None:
        """Note which element of raw HTML begins or ends."""
        (number,) = NUMBER.findall(kept)
        raw = self._markdown.htmlStash.rawHtmlBlocks[int(number)]
        tag = TAG.match(raw) if isinstance(raw, str) else None
        if tag is None:
            self._said += ","  # a comment, or a character
        elif tag["end"]:
            del self._raw[-1:]
        elif not tag["alone"] and tag["name"].lower() not in VOID:
            self._raw.append(tag["name"].lower())


def _is_other(element: Element) -> bool:
    """Return whether an element is no prose of a page."""
    return element.tag in OTHERS or not OTHER_CLASSES.isdisjoint(element.get("class", "").split())
