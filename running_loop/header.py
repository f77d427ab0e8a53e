"""The header of a program: inline script metadata with our table `[tool.running-loop]`.

The format is PEP 723, now the PyPA specification "Inline script metadata".
"""

import builtins
import re
import signal
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Any, NoReturn

from packaging.requirements import InvalidRequirement, Requirement
from packaging.specifiers import InvalidSpecifier, SpecifierSet

# The regular expression that PEP 723 gives as the reference implementation.
BLOCK = re.compile(
    r"(?m)^# /// (?P<type>[a-zA-Z0-9-]+)$\s(?P<content>(^#(| .*)$\s)+)^# ///$",
)
TABLE = "running-loop"
SCRIPT_KEYS = {"requires-python", "dependencies", "tool"}
LONGEST_TIMEOUT_S = 600.0
SERVICES = ("mysql",)
TIMELINES = ("open", "folded", "none")


class HeaderError(ValueError):
    """A header that cannot be used; `line` counts from 1 in the file."""

    def __init__(self, message: str, line: int) -> None:
        """Take what is wrong and the line it is in."""
        super().__init__(message)
        self.line = line


@dataclass(frozen=True)
class Header:
    """What a program says of itself.

    Attributes:
        requires_python: The Pythons that can run it.
        dependencies: The distributions it imports.
        raises: The name of the exception that must end it, or None.
        exit_status: The status it must end with.
        timeout: Its time limit in seconds.
        services: The servers that it needs, such as `mysql`.
        files: The files beside it that it needs and does not import, by their paths.
        alone: Whether nothing else may run beside it.
        measures: Whether it prints figures that differ in each run; it then runs alone.
        any_order: The first and last line of each group of lines of its output
            that come in any order, counted from 1.
        timeline: How its page shows the timeline: `open`, `folded` or, without even
            recording it, `none`; empty for as its number of tasks suggests.
        pythons: The series of other Pythons that it starts, such as `3.10`.
        lines: How many lines of the file the header takes, from the top.
    """

    requires_python: SpecifierSet = field(default_factory=SpecifierSet)
    dependencies: tuple[Requirement, ...] = ()
    raises: str | None = None
    exit_status: int = 0
    timeout: float = 10.0
    services: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    alone: bool = False
    measures: bool = False
    any_order: tuple[tuple[int, int], ...] = ()
    timeline: str = ""
    pythons: tuple[str, ...] = ()
    lines: int = 0

    def admits(self, version: str) -> bool:
        """Return whether a version of Python, or any release of a series, can run the program."""
        releases = [version] if version.count(".") > 1 else [f"{version}.0", f"{version}.99"]
        return any(self.requires_python.contains(item, prereleases=True) for item in releases)


def parse(source: str) -> Header:
    """Return the header of a program; a program without one gets the defaults.

    Raises:
        HeaderError: The block is malformed, has an unknown key or a wrong value.
    """
    blocks = [match for match in BLOCK.finditer(source) if match["type"] == "script"]
    if not blocks:
        _refuse_unclosed(source)
        return Header()
    if len(blocks) > 1:
        raise HeaderError("a second `# /// script` block", _line_of(source, blocks[1].start()))
    first_line = _line_of(source, blocks[0].start())
    if first_line != 1:
        raise HeaderError("the `# /// script` block must begin on line 1", first_line)
    return _Reader(blocks[0]).header()


def _refuse_unclosed(source: str) -> None:
    for number, line in enumerate(source.splitlines(), 1):
        if re.match(r"(?i)#\s*/{1,4}\s*script\s*$", line):
            message = (
                "a header begins with exactly `# /// script` and ends with `# ///`, `#` in between"
            )
            raise HeaderError(message, number)


def _line_of(source: str, position: int) -> int:
    return source.count("\n", 0, position) + 1


class _Reader:
    """Reads one block; every error it raises names the line of its key."""

    def __init__(self, block: re.Match[str]) -> None:
        self.block = block
        self.text = block.group()

    def header(self) -> Header:
        script = self._toml()
        self._refuse_unknown(script, SCRIPT_KEYS, "")
        return Header(
            requires_python=self._requires_python(script.get("requires-python", "")),
            dependencies=self._dependencies(script.get("dependencies", [])),
            lines=self.text.count("\n") + 1,
            **self._ours(self._table(script)),
        )

    def _ours(self, table: dict[str, Any]) -> dict[str, Any]:
        readers = {
            "raises": self._raises,
            "exit-status": self._exit_status,
            "timeout": self._timeout,
            "services": self._services,
            "files": self._files,
            "alone": self._flag("alone"),
            "measures": self._flag("measures"),
            "any-order": self._any_order,
            "timeline": self._timeline,
            "pythons": self._pythons,
        }
        self._refuse_unknown(table, set(readers), f"[tool.{TABLE}] ")
        if {"raises", "exit-status"} <= set(table):
            self._refuse("exit-status", "raises and exit-status exclude each other")
        if table.get("measures") and "any-order" in table:
            found = "measures and any-order exclude each other: figures are not compared"
            self._refuse("any-order", found)
        values = {key.replace("-", "_"): readers[key](value) for key, value in table.items()}
        alone = {"alone": True} if values.get("measures") else {}
        return values | alone | _status(values.get("raises"))

    def _toml(self) -> dict[str, Any]:
        content = "".join(
            line[2:] if line.startswith("# ") else line[1:]
            for line in self.block["content"].splitlines(keepends=True)
        )
        try:
            return tomllib.loads(content)
        except tomllib.TOMLDecodeError as error:
            position = re.search(r"at line (\d+)", str(error))
            line = int(position[1]) + 1 if position else 1
            raise HeaderError(f"not valid TOML: {error}", line) from error

    def _table(self, script: dict[str, Any]) -> dict[str, Any]:
        tool = script.get("tool", {})
        table = tool.get(TABLE, {}) if isinstance(tool, dict) else None
        if not isinstance(table, dict):
            self._refuse("tool", f"[tool.{TABLE}] must be a table")
        for name in get_close_matches(TABLE, set(tool) - {TABLE}, n=1, cutoff=0.8):
            self._refuse(name, f"unknown table [tool.{name}]; did you mean [tool.{TABLE}]?")
        return table

    def _refuse_unknown(self, table: dict[str, Any], known: set[str], where: str) -> None:
        for key in table:
            if key not in known:
                self._refuse(key, f"unknown key {where}{key!r}; known: {', '.join(sorted(known))}")

    def _refuse(self, key: str, message: str) -> NoReturn:
        lines = self.text.splitlines()
        named = (
            n for n, line in enumerate(lines, 1) if re.match(rf"#.*\b{re.escape(key)}\b", line)
        )
        raise HeaderError(message, next(named, 1))

    def _requires_python(self, value: object) -> SpecifierSet:
        try:
            return SpecifierSet(value if isinstance(value, str) else "?")
        except InvalidSpecifier:
            self._refuse("requires-python", f'{value!r} is not a version range such as ">=3.11"')

    def _dependencies(self, value: object) -> tuple[Requirement, ...]:
        names: list[Any] = value if isinstance(value, list) else [value]
        if names is not value or not all(isinstance(name, str) for name in names):
            self._refuse("dependencies", f'{value!r} is not a list such as ["aiohttp"]')
        try:
            return tuple(Requirement(name) for name in names)
        except InvalidRequirement as error:
            self._refuse("dependencies", f"{value!r} is not a list of packages: {error}")

    def _raises(self, value: object) -> str:
        if not isinstance(value, str) or not value.isidentifier():
            self._refuse("raises", f'raises = {value!r} is not an exception such as "ValueError"')
        if value == "SystemExit":
            self._refuse("raises", "SystemExit has no traceback; declare exit-status = N instead")
        known = getattr(builtins, value, BaseException)
        if not (isinstance(known, type) and issubclass(known, BaseException)):
            self._refuse("raises", f"raises = {value!r} names something that is no exception")
        return value

    def _exit_status(self, value: object) -> int:
        if not isinstance(value, int) or isinstance(value, bool):
            self._refuse("exit-status", f"exit-status = {value!r} is not a whole number")
        return value

    def _files(self, value: object) -> tuple[str, ...]:
        names: list[Any] = value if isinstance(value, list) else [value]
        if names is not value or not all(_is_beside(name) for name in names):
            self._refuse("files", f"files = {value!r} is not a list of paths beside the program")
        return tuple(names)

    def _flag(self, key: str) -> Callable[[object], bool]:
        def read(value: object) -> bool:
            if not isinstance(value, bool):
                self._refuse(key, f"{key} = {value!r} is neither true nor false")
            return value

        return read

    def _any_order(self, value: object) -> tuple[tuple[int, int], ...]:
        groups = value if isinstance(value, list) else []
        if not groups or not all(_is_group(group) for group in groups):
            found = f"any-order = {value!r} is not a list of first and last lines such as [[3, 6]]"
            self._refuse("any-order", found)
        pairs = sorted((first, last) for first, last in groups)
        for (_, last), (first, _) in pairwise(pairs):
            if first <= last:
                self._refuse("any-order", f"any-order has line {first} in two groups")
        return tuple(pairs)

    def _timeline(self, value: object) -> str:
        if value not in TIMELINES:
            known = ", ".join(map(repr, TIMELINES))
            self._refuse("timeline", f"timeline = {value!r} is none of: {known}")
        return str(value)

    def _services(self, value: object) -> tuple[str, ...]:
        names: list[Any] = value if isinstance(value, list) else [value]
        if names is not value or not all(name in SERVICES for name in names):
            known = ", ".join(SERVICES)
            self._refuse("services", f"services = {value!r} is not a list of services: {known}")
        return tuple(dict.fromkeys(names))

    def _pythons(self, value: object) -> tuple[str, ...]:
        names: list[Any] = value if isinstance(value, list) else [value]
        if names is not value or not all(re.fullmatch(r"3\.\d+", str(name)) for name in names):
            self._refuse("pythons", f'pythons = {value!r} is not a list such as ["3.10"]')
        return tuple(dict.fromkeys(map(str, names)))

    def _timeout(self, value: object) -> float:
        number = value if isinstance(value, int | float) and not isinstance(value, bool) else 0
        if not 0 < number <= LONGEST_TIMEOUT_S:
            limit = f"{LONGEST_TIMEOUT_S:g}"
            self._refuse("timeout", f"timeout = {value!r} is not a number of seconds up to {limit}")
        return float(number)


def _status(raises: object) -> dict[str, int]:
    """Return the exit status that goes with an exception, if there is one."""
    # Python ends itself with the signal when Ctrl-C is not caught.
    interrupted = raises == "KeyboardInterrupt"
    return {"exit_status": -signal.SIGINT if interrupted else 1} if raises else {}


def _is_group(value: object) -> bool:
    """Return whether a value is the numbers of a first and a later last line."""
    if not isinstance(value, list) or [type(number) for number in value] != [int, int]:
        return False
    return bool(0 < value[0] < value[1])


def _is_beside(name: object) -> bool:
    parts = PurePosixPath(name).parts if isinstance(name, str) else ()
    return bool(parts) and ".." not in parts and parts[0] != "/"
