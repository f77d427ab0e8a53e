"""The process list: what the sessions of a server do now, in MariaDB's columns."""

from collections.abc import Iterable
from typing import Any

from mysql_mimic.results import AllowedResult
from sqlglot import expressions as exp
from sqlglot.executor import execute

COLUMNS = ("Id", "User", "Host", "db", "Command", "Time", "State", "Info", "Progress")


def is_asked(expression: exp.Expr) -> bool:
    """Return whether a query is about information_schema.processlist and no other table."""
    return {table.name.lower() for table in expression.find_all(exp.Table)} == {"processlist"}


def select(expression: exp.Expr, processes: Iterable[tuple[Any, ...]]) -> AllowedResult:
    """Return the answer to a query of the process list.

    Args:
        expression: The query.
        processes: The rows, in the order of `COLUMNS`.
    """
    keys = [name.lower() for name in COLUMNS]
    rows = [dict(zip(keys, process, strict=True)) for process in processes]
    tables = {"information_schema": {"processlist": rows}}
    result = execute(_lowered(expression), tables=tables)
    return result.rows, result.columns


def _lowered(expression: exp.Expr) -> exp.Expr:
    """Return a query of the process list in small letters, which sqlglot's executor needs."""
    for identifier in expression.find_all(exp.Identifier):
        if isinstance(identifier.parent, exp.Alias):
            continue
        identifier.set("this", identifier.name.lower())
    return expression
