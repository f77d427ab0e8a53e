"""The stage of a program: statements at its left margin that only set it up.

A reader of a page comes for the rest. A page folds them, and the program stays whole.
"""

import ast
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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
    """Return the names that statements at the left margin define or call, each once, in order.

    Args:
        source: A program.

    Returns:
        The names; None if this Python cannot read the program.
    """
    statements = _statements(source)
    if statements is None:
        return None
    return list(dict.fromkeys(name for statement in statements for name in _names(statement)))


def groups(source: str, stage: Sequence[str]) -> list[Group]:
    """Return the lines of a program that set the stage, those that stand together as one.

    A comment right above a statement belongs to it. What this Python cannot read has no stage.

    Args:
        source: The program.
        stage: The names of the statements.
    """
    statements = _statements(source) if stage else None
    lines = source.split("\n")
    named: dict[int, list[str]] = {}
    others: set[int] = set()
    for statement in statements or ():
        names = [name for name in _names(statement) if name in stage]
        for number in _lines(statement):
            named.setdefault(number, []).extend(names)
        others |= set() if names else set(_lines(statement))
    numbers = _with_comments({number for number in named if number not in others}, others, lines)
    return [_group(found, named) for found in _runs(numbers, lines)]


def _statements(source: str) -> Sequence[ast.stmt] | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(source.removeprefix("\ufeff")).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


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
        while above > 0 and above not in others and lines[above - 1].startswith("#"):
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
