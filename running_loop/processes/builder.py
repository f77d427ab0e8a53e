"""The builder: what no page may tell of who builds the site, and of the machine."""

import html
import json
import os
import re
import socket
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any
from urllib.parse import quote, quote_plus, unquote, urlsplit

from running_loop import clean
from running_loop.processes import environment

SHORTEST_VALUE = 8
SHORTEST_NAME = 3
# A line of a value of many lines; shorter ones may be anything.
SHORTEST_LINE = 16
# What these hold is about terminals and languages, is published anyway, or counts as a name.
OTHER_VARIABLES = re.compile(
    r"HOME|USER|LOGNAME|_|(COLOR)?TERM|LANG(UAGE)?|LC_\w+|SHELL|EDITOR|PAGER|VISUAL|DEBIAN_FRONTEND|SITE_URL"
    r"|XDG_(CURRENT_DESKTOP|SESSION_(CLASS|DESKTOP|TYPE))|GITHUB_(API|GRAPHQL|SERVER)_URL"
    r"|RUNNING_LOOP_(EXECUTOR|MYSQL|PYTHONS)"
)
# Names that so many have that they tell nothing; some of them stand in tracebacks.
COMMON_NAMES = re.compile(
    r"127\.0\.0\.1|admin|client|debian|default|docker|guest|home|host|linux|local|localdomain"
    r"|localhost|loop|main|node|nobody|none|null|python|root|runner|server|system|task|test"
    r"|ubuntu|user|vagrant|\d+"
)
REMEDY = "print something else, for example whether it is there"


@dataclass(frozen=True)
class Private:
    """Something that no page may show.

    Attributes:
        what: What it is, in words that do not tell it.
        value: It.
        is_word: Whether it counts only where it stands alone, as a name does.
        remedy: What helps whoever printed it.
    """

    what: str
    value: str
    is_word: bool = False
    remedy: str = REMEDY

    @cached_property
    def word(self) -> re.Pattern[str]:
        """It, where it stands alone."""
        before = "" if self.value.startswith(os.sep) else r"(?<!\w)"
        return re.compile(rf"{before}{re.escape(self.value)}(?!\w)")

    @cached_property
    def forms(self) -> list[str]:
        """How it may be printed: as it is, and escaped in the ways that are easily undone."""
        if self.is_word:
            return [self.value]
        value, raw = self.value, os.fsencode(self.value)
        plain = {value, repr(value)[1:-1], ascii(value)[1:-1], repr(raw)[2:-1], clean.clean(raw)}
        coded = {quote(raw, safe=""), quote_plus(raw), quote(raw), html.escape(value)}
        forms = plain | coded
        forms |= {json.dumps(form)[1:-1] for form in forms}
        return sorted({form.strip("\n") for form in forms})


@cache
def private() -> tuple[Private, ...]:
    """Return what nobody may be told; the environment is looked at once."""
    given = set(environment.environment(Path(os.devnull)).values())
    held = {name: value for name, value in os.environ.items() if value not in given}
    return (*_places(held), *_names(held), *_values(held))


def _values(held: Mapping[str, str]) -> Iterator[Private]:
    for name, value in held.items():
        if OTHER_VARIABLES.fullmatch(name):
            continue
        remedy = f"{REMEDY}; if it is no secret, build without it: env -u {name} mkdocs build"
        for part in dict.fromkeys((value.strip(), *_parts(value))):
            if len(part) >= SHORTEST_VALUE and not COMMON_NAMES.fullmatch(part):
                yield Private(f"what is in the variable {name}", part, remedy=remedy)


def _parts(value: str) -> Iterator[str]:
    """Yield what is private by itself in a value: lines, the password of a URL, texts in JSON."""
    lines = [line.strip() for line in value.splitlines()]
    if len(lines) > 1:
        yield from (item for item in lines if len(item) >= SHORTEST_LINE and item[:3] != "---")
    with suppress(ValueError):
        yield unquote(urlsplit(value).password or "")
    with suppress(ValueError, RecursionError):
        if value.lstrip().startswith(("{", "[")):
            yield from _texts(json.loads(value)).splitlines()


def _texts(held: Any) -> str:  # noqa: ANN401, what JSON can hold
    """Return all texts in what JSON held, but for names of entries, one a line."""
    if isinstance(held, str):
        return held
    parts = held.values() if isinstance(held, dict) else held if isinstance(held, list) else ()
    return "\n".join(map(_texts, parts))


def _places(held: Mapping[str, str]) -> Iterator[Private]:
    for home in {str(Path(item)) for item in (held.get("HOME", ""), _user()[1]) if item}:
        if Path(home).name and not COMMON_NAMES.fullmatch(Path(home).name):
            yield Private("the home folder of the user", home, is_word=True)


def _names(held: Mapping[str, str]) -> Iterator[Private]:
    host = socket.gethostname()
    users = (_user()[0], held.get("USER", ""), held.get("LOGNAME", ""))
    named = {"the name of the user": users, "the name of the machine": (host, host.split(".")[0])}
    for what, names in named.items():
        for name in dict.fromkeys(names):
            if len(name) >= SHORTEST_NAME and not COMMON_NAMES.fullmatch(name):
                yield Private(what, name, is_word=True)


def _user() -> tuple[str, str]:
    """Return the name and home of the user as the system knows them; empty if it does not."""
    with suppress(ImportError, KeyError):
        import pwd  # noqa: PLC0415, not every system has it

        entry = pwd.getpwuid(os.getuid())
        return entry.pw_name, entry.pw_dir
    return "", ""
