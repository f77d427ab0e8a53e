"""The stage of a program: statements that only set it up.

They stand at the left margin, or in a function there: `main.server` is what `main` calls `server`.

A reader of a page comes for the rest. A page folds them, and the program stays whole.
"""

import ast
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

FUNCTION = ast.FunctionDef | ast.AsyncFunctionDef
# What they define is theirs alone.
OWN_SCOPE = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp | ast.Lambda


@dataclass(frozen=True)
class Group:
    """Lines of a program that set the stage and stand together.

    Attributes:
        first: The number of the first line, from 1.
        last: That of the last one.
        names: What they define of what the header names, in order.
    """

    first: int
    last: int
    names: tuple[str, ...]

    @property
    def says(self) -> str:
        """What a page says in their place."""
        count = self.last - self.first + 1
        what = "1 line that sets" if count == 1 else f"{count} lines that set"
        return f"{what} the stage: {', '.join(self.names)}"


def defined(source: str) -> Sequence[str] | None:
    """Return the names that statements define or call, each once, in order.

    Args:
        source: A program.

    Returns:
        The names; None if this Python cannot read the program.
    """
    statements = _statements(source)
    if statements is None:
        return None
    return list(dict.fromkeys(_all_names(statements)))


def groups(source: str, stage: Sequence[str]) -> list[Group]:
    """Return the lines of a program that set the stage, those that stand together as one.

    A comment right above a statement belongs to it. What this Python cannot read has no stage.

    Args:
        source: The program.
        stage: The names of the statements.
    """
    statements = (_statements(source) if stage else None) or ()
    lines = source.split("\n")
    named: dict[int, list[str]] = {}
    others: set[int] = set()
    for number, names in _told(statements, frozenset(stage)):
        if names:
            named.setdefault(number, []).extend(names)
        else:
            others.add(number)
    numbers = _with_comments(named.keys() - others, others, lines)
    return [_group(found, named) for found in _runs(numbers, lines)]


def _statements(source: str) -> Sequence[ast.stmt] | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(source.removeprefix("\ufeff")).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _all_names(statements: Iterable[ast.stmt], within: str = "") -> Iterator[str]:
    for statement in statements:
        yield from _names_of(statement, within)
        yield from _all_names(_inner(statement, within), _place(statement, within))


def _told(
    statements: Iterable[ast.stmt], stage: frozenset[str], within: str = ""
) -> Iterator[tuple[int, list[str]]]:
    """Yield the numbers of lines, each with what the stage names of a statement there.

    Args:
        statements: The statements.
        stage: All names of the stage.
        within: What stands before the names of these statements: `main.`.
    """
    for statement in statements:
        names = [name for name in _names_of(statement, within) if name in stage]
        inner = () if names else tuple(_inner(statement, within))
        if inner:
            yield statement.lineno, names
        else:
            yield from ((number, names) for number in _lines(statement))
        yield from _told(inner, stage, _place(statement, within))


def _names_of(statement: ast.stmt, within: str) -> Iterator[str]:
    """Yield the names of a statement; a block within a function has none of its own."""
    if not within or not any(_inner(statement, within)) or isinstance(statement, FUNCTION):
        yield from (f"{within}{name}" for name in _names(statement))


def _inner(statement: ast.stmt, within: str) -> Iterator[ast.stmt]:
    """Yield the statements in a function, and those in a block within one."""
    if isinstance(statement, FUNCTION) or (within and not isinstance(statement, ast.ClassDef)):
        yield from _beneath(statement)


def _beneath(node: ast.AST) -> Iterator[ast.stmt]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.stmt):
            yield child
        elif isinstance(child, ast.excepthandler | ast.match_case):
            yield from _beneath(child)


def _place(statement: ast.stmt, within: str) -> str:
    return f"{within}{statement.name}." if isinstance(statement, FUNCTION) else within


def _names(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            yield name
        case ast.alias(name=name, asname=other):
            yield other or name.partition(".")[0]
        case ast.Name(ctx=ast.Store()) | ast.Attribute(ctx=ast.Store()):
            yield ast.unparse(node)
        case ast.Subscript(value=value, ctx=ast.Store()) | ast.Expr(ast.Call(func=value)):
            yield ast.unparse(value)
        case _ if not isinstance(node, OWN_SCOPE):
            for child in ast.iter_child_nodes(node):
                yield from _names(child)


def _lines(statement: ast.stmt) -> range:
    decorators: Sequence[ast.expr] = getattr(statement, "decorator_list", ())
    first = min([statement.lineno, *(decorator.lineno for decorator in decorators)])
    return range(first, (statement.end_lineno or first) + 1)


def _with_comments(numbers: set[int], others: set[int], lines: Sequence[str]) -> list[int]:
    """Return the numbers of lines in order, with those of the comments right above them."""
    found = set(numbers)
    for number in sorted(numbers):
        above = number - 1
        while above > 0 and above not in others and lines[above - 1].lstrip().startswith("#"):
            found.add(above)
            above -= 1
    return sorted(found)


def _runs(numbers: Sequence[int], lines: Sequence[str]) -> Iterator[list[int]]:
    """Yield the numbers of lines that have nothing but empty lines between them."""
    held: list[int] = []
    for number in numbers:
        if held and any(line.strip() for line in lines[held[-1] : number - 1]):
            yield held
            held = []
        held.append(number)
    if held:
        yield held


def _group(numbers: Sequence[int], named: dict[int, list[str]]) -> Group:
    names = (name for number in numbers for name in named.get(number, ()))
    return Group(numbers[0], numbers[-1], tuple(dict.fromkeys(names)))
