"""Published Markdown: a page after execution, served beside its HTML."""

import posixpath
import re
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from datetime import date, datetime
from itertools import groupby
from pathlib import PurePath
from typing import Any
from urllib.parse import unquote

import yaml

from running_loop.fence import fences
from running_loop.pages import marks, stages, timelines
from running_loop.pages.prose import address

# What is escaped, code in a paragraph; else the targets of inline links, of link definitions,
# and of attributes of HTML.
TARGET = re.compile(
    r"""\\[\\`]|(?P<ticks>`+)(?:(?!\n[ \t>]*\n).)+?(?<!`)(?P=ticks)(?!`)"""
    r"""|(?P<before>\]\(|^\[[^\]]+\]:[ ]+|(?:href|src)=["'])"""
    r"""(?P<path>[^)\s"'#?:]+)(?P<after>[^)\s"']*)""",
    re.DOTALL | re.MULTILINE,
)


def plain(markdown: str) -> str:
    """Return Markdown of this build as it is published: programs are whole, timelines are words."""
    return marks.for_tests(stages.told(timelines.told(markdown)))


class _Plain(yaml.SafeDumper):
    """Writes what is no plain value as the one that it is a kind of, or as null.

    Other plugins put objects into a page's metadata.
    """


KINDS: dict[type, Callable[[_Plain, Any], yaml.Node]] = {
    str: lambda dumper, held: dumper.represent_str(str.__str__(held)),
    PurePath: lambda dumper, held: dumper.represent_str(held.as_posix()),
    bytes: lambda dumper, held: dumper.represent_binary(bytes(held)),
    int: lambda dumper, held: dumper.represent_int(int(held)),
    float: lambda dumper, held: dumper.represent_float(float(held)),
    datetime: _Plain.represent_datetime,
    date: _Plain.represent_date,
    Mapping: _Plain.represent_dict,
    list: _Plain.represent_list,
    tuple: _Plain.represent_list,
    AbstractSet: lambda dumper, held: dumper.represent_list(sorted(held, key=str)),
    object: lambda dumper, _: dumper.represent_none(None),
}


def _represented(dumper: _Plain, held: object) -> yaml.Node:
    represent = next(KINDS[kind] for kind in KINDS if isinstance(held, kind))
    return represent(dumper, held)


_Plain.add_multi_representer(object, _represented)


def front_matter(meta: Mapping[str, Any]) -> str:
    """Return a page's metadata as YAML between its markers; empty for none."""
    if not meta:
        return ""
    said = yaml.dump(dict(meta), Dumper=_Plain, sort_keys=False, allow_unicode=True)
    return f"---\n{said}---\n\n"


def relink(markdown: str, resolve: Callable[[str], str | None]) -> str:
    """Return Markdown with its relative links changed, those in code left alone.

    Args:
        markdown: The text.
        resolve: Takes the path of a link and returns the new one, or None to keep it.
    """

    def replaced(match: re.Match[str]) -> str:
        path = match["path"]
        if path is None:
            return match[0]
        return f"{match['before']}{resolve(path) or path}{match['after']}"

    code = {number for fence in fences(markdown) for number in fence.lines}
    lines = enumerate(markdown.split("\n"), 1)
    parts = (
        (is_code, "\n".join(line for _, line in group))
        for is_code, group in groupby(lines, lambda item: item[0] in code)
    )
    return "\n".join(text if is_code else TARGET.sub(replaced, text) for is_code, text in parts)


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
