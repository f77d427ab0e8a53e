"""What stands in the engine's own part of a key, against what its modules import."""

import ast
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

import pytest

from running_loop.store import engine

PACKAGE = Path(engine.__file__).parent.parent
IN_KEY = "what it reads or finds stands in the key by itself"
STORED = "it keeps what was made, and makes nothing"
SAID = "it says what is wrong; then nothing is kept"
ASKED = "it decides what is asked for, not what comes of it"

COMMON = {
    "__init__": "it imports a page's functions when asked",
    "programs.*": IN_KEY,
    "store.*": STORED,
    "runs.keys": STORED,
    **dict.fromkeys(("problem", "mkdocs_plugin.errors", "accepted.difference"), SAID),
    **dict.fromkeys(("runs.declared", "runs.progress"), SAID),
}
RUN = "a run is what is drawn, and its text stands in the key"
PAGES = "it renders after the cells ran; what they gave is kept as it came"
MARKED = "what is kept holds no mark and no place for a text"
IRRELEVANT: dict[str, dict[str, str]] = {
    "RUNNING": {},
    "CELLS": {
        **dict.fromkeys(("accepted.*", "pages.*", "project.*", "fence"), PAGES),
        **dict.fromkeys(("english", "runs.guise*", "runs.recording"), "only of programs"),
        **dict.fromkeys(("services*", "tracer*", "runs.schedule"), "only of programs"),
        **dict.fromkeys(("pythons.choosing", "pythons.finding"), "the kernel's is the build's own"),
        "runs.privacy": "what is recalled is searched again",
    },
    "DRAWING": {
        **dict.fromkeys(("processes.*", "pythons.interpreter"), RUN),
        "tracer": "it says how a run begins; what it wrote is read with tracer.rows",
        "pages.marks": MARKED,
    },
    "COLOURING": {
        "fence": "its text stands in the key",
        **dict.fromkeys(("pages.answers", "pages.arrival", "pages.marks"), MARKED),
    },
    "FINDING": {
        **dict.fromkeys(("clean", "english", "services*", "tracer*"), ASKED),
        **dict.fromkeys(("runs.recording", "runs.runner"), ASKED),
    },
}


def name_of(path: Path) -> str:
    """Return the name of a module within the package, with dots."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)


def says_nothing(path: Path) -> bool:
    """Return whether a module is a docstring alone, as that of a folder of modules."""
    return len(ast.parse(path.read_text(encoding="utf-8")).body) == 1


MODULES = {name_of(path): path for path in PACKAGE.rglob("*.py") if not says_nothing(path)}


@cache
def imports(module: str) -> frozenset[str]:
    tree = ast.parse(MODULES[module].read_text(encoding="utf-8"))
    # What is imported for type checkers alone is imported by nothing that runs.
    hidden = [
        node
        for block in ast.walk(tree)
        if isinstance(block, ast.If) and "TYPE_CHECKING" in ast.unparse(block.test)
        for node in ast.walk(block)
    ]
    nodes = [node for node in ast.walk(tree) if node not in hidden]
    return frozenset(name for node in nodes for name in named(node) if name in MODULES)


def named(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        names: Iterable[str] = (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module:
        names = (node.module, *(f"{node.module}.{alias.name}" for alias in node.names))
    else:
        return
    for name in names:
        head, _, below = name.partition(".")
        if head == PACKAGE.name and below:
            yield below


def listed(patterns: Iterable[str]) -> set[str]:
    found = {name_of(path) for pattern in patterns for path in PACKAGE.glob(pattern)}
    return found & MODULES.keys()


def is_irrelevant(module: str, reasons: dict[str, str]) -> bool:
    return any(fnmatchcase(module, pattern) for pattern in reasons)


def missing(start: set[str], reasons: dict[str, str]) -> list[str]:
    """Return what modules import, through any number of others, and is neither listed nor named."""
    seen, waiting = set(start), list(start)
    while waiting:
        for module in imports(waiting.pop()) - seen:
            seen.add(module)
            if not is_irrelevant(module, reasons):
                waiting.append(module)
    return sorted(module for module in seen - start if not is_irrelevant(module, reasons))


LISTS = sorted(name for name in vars(engine) if name.isupper())


def test_each_list_is_tried() -> None:
    assert sorted(IRRELEVANT) == LISTS


@pytest.mark.parametrize("name", LISTS)
def test_all_that_a_key_depends_on_is_in_it_or_named_with_a_reason(name: str) -> None:
    assert missing(listed(getattr(engine, name)), COMMON | IRRELEVANT[name]) == []


@pytest.mark.parametrize("name", LISTS)
def test_each_pattern_finds_modules_and_no_reason_is_left_over(name: str) -> None:
    for pattern in getattr(engine, name):
        assert list(PACKAGE.glob(pattern)), pattern
    for reason in COMMON | IRRELEVANT[name]:
        meant = {module for module in MODULES if fnmatchcase(module, reason)}
        assert meant, reason
        assert not meant & listed(getattr(engine, name)), reason


@pytest.mark.parametrize("name", LISTS)
def test_one_that_is_left_out_is_found(name: str) -> None:
    """But for those that nothing else of the list imports, and from which one would begin."""
    whole = listed(getattr(engine, name))
    imported = {module for each in whole for module in imports(each)} & whole
    for module in imported:
        assert module in missing(whole - {module}, COMMON | IRRELEVANT[name])
