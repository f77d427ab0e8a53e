"""The modules that a text of Python imports."""

import ast
import re
import warnings
from collections.abc import Iterable, Iterator
from functools import lru_cache

# The functions that import what a text names.
BY_NAME = ("import_module", "__import__", "run_module")
BLOCKS = ("body", "orelse", "finalbody", "handlers", "cases")
CONTINUED = re.compile(r"\\\r?\n")
FROM = re.compile(r"(?m)(?:^|[;:])[ \t]*from[ \t]+([\w.]+)[ \t]+import\b")
IMPORT = re.compile(r"(?m)(?:^|[;:])[ \t]*import[ \t]+([^;#\n]+)")
CALL = re.compile(rf"\b(?:{'|'.join(BY_NAME)})\(\s*[\"']([\w.]+)")


@lru_cache(maxsize=1024)
def imported(source: str) -> frozenset[str]:
    """Return the top-level names of the modules that a text imports, relative imports left out.

    Of a text that is no Python, such as a cell with a magic, it returns what looks like them.
    """
    tree = _parsed(source)
    found = _in_text(source) if tree is None else _in_tree(tree, source)
    return frozenset(name.partition(".")[0] for name in found) - {""}


def _parsed(source: str) -> ast.Module | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(source.removeprefix("\ufeff"))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _in_tree(tree: ast.Module, source: str) -> Iterator[str]:
    yield from _in_statements(tree.body)
    # Few texts call one of these, and to look at each expression takes longest.
    if any(name in source for name in BY_NAME):
        yield from filter(None, map(_called, ast.walk(tree)))


def _in_statements(block: Iterable[ast.AST]) -> Iterator[str]:
    waiting = list(block)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module if node.module and not node.level else ""
        elif isinstance(node, ast.stmt | ast.excepthandler | ast.match_case):
            for name in BLOCKS:
                waiting += getattr(node, name, ())


def _called(node: ast.AST) -> str:
    """Return what a call of one of BY_NAME imports, if it says so in a constant."""
    match node:
        case ast.Call(ast.Name(name) | ast.Attribute(attr=name), [ast.Constant(str(module)), *_]):
            return module if name in BY_NAME else ""
    return ""


def _in_text(source: str) -> Iterator[str]:
    text = CONTINUED.sub(" ", source)
    yield from FROM.findall(text)
    yield from CALL.findall(text)
    for names in IMPORT.findall(text):
        yield from (name.split()[0] for name in names.split(",") if name.strip())
