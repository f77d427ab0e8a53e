"""What arrived on a page, read back from its HTML."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from html import unescape

BLOCK = re.compile(r"<pre\b[^>]*>(.*?)</pre>", re.DOTALL)
# Numbers of lines, where a site shows them within the code.
NUMBER = re.compile(r'<span class="linenos?\b[^>]*>[^<]*</span>')
TAG = re.compile(r"<[^>]*>")
# A browser reads no elements in these. Other tags are passed over, with what their attributes say.
HIDDEN = re.compile(
    r"""(?isx)
    (?P<hidden>
        <!--(?:-?>|.*?(?:--!?>|\Z))
        | <(?P<name>iframe|noembed|noframes|noscript|plaintext|script|select|style|template|textarea
          |title|xmp)\b[^>]*>.*?(?:</(?P=name)\b|\Z)
    )
    | <[a-z/](?:"[^"]*"|'[^']*'|[^"'>])*>
    """
)
RAW_BOX = re.compile(r'<\w+ class="(?:run|statement)[^<>]*\smarkdown(?:="\w+")?>')
MAYBE_ADDRESS = re.compile(r'id="((?:run|statement|timeline)-[^"]*)"')
ADDRESS = re.compile(r'<[a-zA-Z][^<>]*\sid="((?:run|statement|timeline)-[^"]*)"')


def texts(html: str) -> frozenset[str]:
    """Return the texts of the blocks of code on a page."""
    return frozenset(unescape(TAG.sub("", NUMBER.sub("", block))) for block in BLOCK.findall(html))


def read_as_markdown(paragraph: re.Pattern[str], html: str) -> frozenset[str]:
    """Return the words in paragraphs of their own, of those behind which boxes are no raw text.

    Args:
        paragraph: Matches the paragraph of a word, which is its first group.
        html: What a generator made of a page.
    """
    found = list(paragraph.finditer(html))
    hidden = [match.span() for match in HIDDEN.finditer(html) if match["hidden"]]
    ends = [match.start() for match in found[1:]] + [len(html)]
    return frozenset(
        match[1]
        for match, end in zip(found, ends, strict=False)
        if not _is_within(match.start(), hidden) and not RAW_BOX.search(html, match.end(), end)
    )


def addressed_twice(html: str) -> Sequence[str]:
    """Return the addresses of programs, statements and timelines that a page has twice."""
    if not _repeated(MAYBE_ADDRESS, html):  # so it is nearly always, and that is found fast
        return []
    return _repeated(ADDRESS, html)


def _repeated(pattern: re.Pattern[str], html: str) -> Sequence[str]:
    return [name for name, count in Counter(pattern.findall(html)).items() if count > 1]


def _is_within(position: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(first <= position < end for first, end in spans)
