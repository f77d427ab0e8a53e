"""What arrived on a page, read back from its HTML."""

import re
from collections import Counter
from collections.abc import Sequence
from html import unescape

BLOCK = re.compile(r"<pre\b[^>]*>(.*?)</pre>", re.DOTALL)
# Numbers of lines, where a site shows them within the code.
NUMBER = re.compile(r'<span class="linenos?\b[^>]*>[^<]*</span>')
TAG = re.compile(r"<[^>]*>")
ADDRESS = re.compile(r'<[a-zA-Z][^<>]*\sid="((?:run|statement|timeline)-[^"]*)"')


def texts(html: str) -> frozenset[str]:
    """Return the texts of the blocks of code on a page."""
    return frozenset(unescape(TAG.sub("", NUMBER.sub("", block))) for block in BLOCK.findall(html))


def is_in_comment(html: str, position: int) -> bool:
    """Return whether a reader's browser takes that position for part of a comment."""
    return html.rfind("<!--", 0, position) > html.rfind("-->", 0, position)


def addressed_twice(html: str) -> Sequence[str]:
    """Return the addresses of programs, statements and timelines that a page has twice."""
    return [name for name, count in Counter(ADDRESS.findall(html)).items() if count > 1]
