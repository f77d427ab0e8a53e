"""Marks in a program's code: where an `async with` or `async for` begins and ends.

Only the syntax tree changes, and each added call has the place of the
statement it belongs to: lines, carets and tracebacks stay what they are.
"""

import ast
from types import CodeType
from typing import TypeVar

from .rows import MARK_NAME

Site = tuple[int, str, int, str]
Statement = TypeVar("Statement", ast.AsyncWith, ast.AsyncFor)
LONGEST_LABEL = 60


def instrument(source: bytes | str, filename: str, boot: str = "") -> tuple[CodeType, list[Site]]:
    """Return the code of a program with marks, and what each mark stands for.

    A site has a number, a kind, a line and the text of the expression. Kinds are
    `enter`, `entered`, `leave` and `left` for an `async with`, `item` and `exhausted`
    for an `async for`.

    Args:
        source: The program.
        filename: Its path as tracebacks show it.
        boot: A program to be run before its first statement.

    Raises:
        SyntaxError: The program is not valid Python.
    """
    tree = ast.parse(source, filename)
    marker = _Marker()
    marker.visit(tree)
    if boot:
        tree.body.insert(_first(tree), _run(boot))
    return compile(tree, filename, "exec", dont_inherit=True), marker.sites


class _Marker(ast.NodeTransformer):
    def __init__(self) -> None:
        self.sites: list[Site] = []

    def visit_AsyncWith(self, node: ast.AsyncWith) -> list[ast.stmt]:
        self.generic_visit(node)
        label = ", ".join(ast.unparse(item.context_expr) for item in node.items)
        enter, entered, leave, left = (
            self._statement(node, kind, label) for kind in ("enter", "entered", "leave", "left")
        )
        node.body = [entered, _finally(node.body, leave)]
        return [enter, _finally([node], left)]

    def visit_AsyncFor(self, node: ast.AsyncFor) -> ast.AsyncFor:
        self.generic_visit(node)
        label = ast.unparse(node.iter)
        node.body.insert(0, self._statement(node, "item", label))
        node.orelse.insert(0, self._statement(node, "exhausted", label))
        return node

    def visit_comprehension(self, node: ast.comprehension) -> ast.comprehension:
        self.generic_visit(node)
        if node.is_async:
            node.ifs.insert(0, self._call(node.iter, "item", ast.unparse(node.iter)))
        return node

    def _statement(self, near: ast.stmt, kind: str, label: str) -> ast.stmt:
        return ast.copy_location(ast.Expr(self._call(near, kind, label)), near)

    def _call(self, near: ast.stmt | ast.expr, kind: str, label: str) -> ast.expr:
        number = len(self.sites) + 1
        short = label if len(label) <= LONGEST_LABEL else f"{label[: LONGEST_LABEL - 1]}…"
        self.sites.append((number, kind, near.lineno, short))
        call = ast.Call(ast.Name(MARK_NAME, ast.Load()), [ast.Constant(number)], [])
        for part in (call, call.func, call.args[0]):
            ast.copy_location(part, near)
        return call


def _first(tree: ast.Module) -> int:
    """Return where a statement can stand first: after the docstring and the future imports."""
    place = 0 if ast.get_docstring(tree, clean=False) is None else 1
    for statement in tree.body[place:]:
        if not (isinstance(statement, ast.ImportFrom) and statement.module == "__future__"):
            break
        place += 1
    return place


def _run(boot: str) -> ast.stmt:
    return ast.parse(f"exec({boot!r}, {{}})").body[0]


def _finally(body: list[ast.stmt], last: ast.stmt) -> ast.stmt:
    return ast.copy_location(ast.Try(body, [], [], [last]), body[0])
