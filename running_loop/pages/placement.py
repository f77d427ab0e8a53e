"""The placing of programs by cells: where each name stands, and calls that place nothing.

A build answers a call only as a statement of its own, in a cell that does nothing
else, and with names that are written out. Any other would run in a kernel, unseen
by what checks and publishes programs.
"""

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import running_loop
from running_loop.fence import Fence
from running_loop.pages.page import Page
from running_loop.problem import Problem

PACKAGE = running_loop.__name__
FUNCTIONS = frozenset(running_loop.__all__)
EXAMPLE = 'snippet("page/name.py") or tabs({"Title": "page/name.py"}), as a line of its own'
REMEDY = "write names out, in a cell that does nothing but place programs"


def problems(page: Page) -> Iterator[Problem]:
    """Yield each call of a page that would place a program and does not."""
    bound = _bound(page)
    for cell, placed in page.cells.items():
        for call in _calls(cell) if placed is None else ():
            if name := _function(call, bound):
                found = f"this call of {name} does not place a program"
                yield Problem(f"{page.place}:{cell.line + call.lineno}", found, EXAMPLE, REMEDY)


def texts(cell: Fence) -> Mapping[str, list[int]]:
    """Return the strings in a cell, each with the lines of the page in which it begins."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for node in _nodes(cell):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found[node.value].append(cell.line + node.lineno)
    return found


def imported(page: Page) -> set[str]:
    """Return what the cells of a page import from this package, under its own name."""
    names = (item for item in _imports(page.cells) if item.asname in (None, item.name))
    return {item.name for item in names}


def _bound(page: Page) -> dict[str, str]:
    """Return what functions of this package are called on a page, and the package as such."""
    bound = {name: name for name in FUNCTIONS} | {PACKAGE: ""}
    for node in (node for cell in page.cells for node in _nodes(cell)):
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                bound.pop(name, None)
            case ast.Name(id=name, ctx=ast.Store()):
                bound.pop(name, None)
            case ast.Import(names=names):
                bound |= {item.asname or PACKAGE: "" for item in names if item.name == PACKAGE}
            case ast.ImportFrom(names=names) if not _is_ours(node):
                for item in names:
                    bound.pop(item.asname or item.name, None)
    return bound | {item.asname: item.name for item in _imports(page.cells) if item.asname}


def _function(call: ast.Call, bound: Mapping[str, str]) -> str:
    """Return the name of the function of this package that is called, or nothing."""
    match call.func:
        case ast.Name(id=name):
            return bound.get(name, "")
        case ast.Attribute(value=ast.Name(id=name), attr=attribute) if bound.get(name) == "":
            return attribute if attribute in FUNCTIONS else ""
    return ""


def _imports(cells: Iterable[Fence]) -> Iterator[ast.alias]:
    for node in (node for cell in cells for node in _nodes(cell)):
        if isinstance(node, ast.ImportFrom) and _is_ours(node):
            yield from (item for item in node.names if item.name in FUNCTIONS)


def _is_ours(node: ast.ImportFrom) -> bool:
    return node.module in (PACKAGE, f"{PACKAGE}.project.notebook")


def _calls(cell: Fence) -> Iterator[ast.Call]:
    return (node for node in _nodes(cell) if isinstance(node, ast.Call))


def _nodes(cell: Fence) -> Iterator[ast.AST]:
    """Yield the parts of a cell's program; none of one that is no Python."""
    try:
        yield from ast.walk(ast.parse(cell.text))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
