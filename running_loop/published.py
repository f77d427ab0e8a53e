"""Published Markdown: a page after execution, served beside its HTML."""

import posixpath
import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import unquote

import yaml

from running_loop import drawing, marks
from running_loop.fence import fences
from running_loop.prose import address

# The targets of inline links, link definitions, and attributes of HTML.
TARGET = re.compile(
    r"""(?P<before>\]\(|^\[[^\]]+\]:[ ]+|(?:href|src)=["'])"""
    r"""(?P<path>[^)\s"'#?:]+)(?P<after>[^)\s"']*)""",
)


def plain(markdown: str) -> str:
    """Return Markdown of this build as it is published: with words for its timelines."""
    return marks.for_tests(drawing.told(markdown))


def front_matter(meta: Mapping[str, Any]) -> str:
    """Return a page's metadata as YAML between its markers; empty for none."""
    if not meta:
        return ""
    return f"---\n{yaml.safe_dump(dict(meta), sort_keys=False, allow_unicode=True)}---\n\n"


def relink(markdown: str, resolve: Callable[[str], str | None]) -> str:
    """Return Markdown with its relative links changed, those in code left alone.

    Args:
        markdown: The text.
        resolve: Takes the path of a link and returns the new one, or None to keep it.
    """

    def replaced(match: re.Match[str]) -> str:
        return f"{match['before']}{resolve(match['path']) or match['path']}{match['after']}"

    code = {number for fence in fences(markdown) for number in fence.lines}
    return "\n".join(
        line if number in code else TARGET.sub(replaced, line)
        for number, line in enumerate(markdown.split("\n"), 1)
    )


def resolver(source: str, places: Mapping[str, str]) -> Callable[[str], str | None]:
    """Return a function for `relink` that follows files to where they are published.

    Args:
        source: The page's own path among the sources.
        places: The published paths of all files by their paths among the sources.
    """
    here = posixpath.dirname(places[source])

    def resolve(path: str) -> str | None:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(source), unquote(path)))
        return address(posixpath.relpath(places[target], here or ".")) if target in places else None

    return resolve
