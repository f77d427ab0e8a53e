"""Prose: names and values as Markdown that shows them letter by letter, on one line."""

import re
from html import escape
from urllib.parse import quote

from running_loop.clean import one_line

# Punctuation that means something to Markdown or to one of its many extensions. Some of it
# does not within words, as in `three_at_once.py` and `one-by-one`, and is left to be read.
SPECIAL = re.compile(
    r"""["#$&*<>@\[\\\]^`{|}~]|(?<![A-Za-z0-9])[-+=_]|[-+=_](?![A-Za-z0-9])"""
    r"""|:(?![ ]|\Z)|(?<=www)\.|\A\s|\s\Z"""
)
# What code between backticks may not hold, also where an element of HTML is around it.
NO_CODE = re.compile(r"[`<>&{}]|\A\s|\s\Z|\A\Z")


def prose(text: str) -> str:
    """Return a text as Markdown, and as HTML, that shows nothing but that text."""
    return SPECIAL.sub(lambda match: f"&#{ord(match[0])};", one_line(text))


def code(text: str) -> str:
    """Return a text as Markdown that shows it as code."""
    line = one_line(text)
    return f"<code>{prose(line)}</code>" if NO_CODE.search(line) else f"`{line}`"


def address(path: str) -> str:
    """Return the path of a file as the target of a link, or as an attribute of HTML."""
    return quote(path)


def attribute(text: str) -> str:
    """Return a text as it stands between the quotes of an attribute of HTML."""
    return escape(one_line(text))
