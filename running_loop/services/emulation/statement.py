"""Statements: MySQL's dialect to SQLite's."""

import re
from dataclasses import dataclass
from typing import ClassVar

import sqlglot
from mysql_mimic.errors import MysqlError
from sqlglot import expressions as exp
from sqlglot.dialects.sqlite import SQLite
from sqlglot.errors import SqlglotError
from sqlglot.tokenizer_core import TokenType

from running_loop.services.emulation.errors import (
    ACCESS_DENIED_TO_DATABASE,
    NOT_SUPPORTED,
    SYNTAX,
    error,
)

CHANGES = (exp.Insert, exp.Update, exp.Delete)
DEFINITIONS = (exp.Create, exp.Drop, exp.Alter, exp.TruncateTable)
KNOWN = (
    *CHANGES,
    *DEFINITIONS,
    exp.Query,
    exp.Describe,
    exp.Show,
    exp.Set,
    exp.Use,
    exp.Kill,
    exp.Transaction,
    exp.Commit,
    exp.Rollback,
)


class Quoting(SQLite):
    """SQLite's dialect with all names in backquotes: some are keywords there and not in MySQL.

    In double quotes, SQLite takes the name of a missing column for a text.
    """

    class Tokenizer(SQLite.Tokenizer):
        """Sets the quotes, from which sqlglot's generator takes them."""

        IDENTIFIERS: ClassVar[list[str | tuple[str, str]]] = ["`"]


@dataclass(frozen=True)
class Statement:
    """One statement for SQLite.

    Attributes:
        sql: Its text in SQLite's dialect.
        writes: Whether it needs the lock for writing: it changes rows or locks them.
        defines: Whether it defines tables, which ends a transaction in MySQL.
        has_tables: Whether it touches a table, which begins one.
        inserts_into: The table it inserts into, or nothing.
        empties: The table whose numbers it begins anew, or nothing.
    """

    sql: str
    writes: bool
    defines: bool
    has_tables: bool
    inserts_into: str = ""
    empties: str = ""


def split(sql: str) -> list[str]:
    """Return the statements of a text that may hold several.

    Raises:
        MysqlError: It is wrong (1064).
    """
    try:
        tokens = sqlglot.tokenize(sql, read="mysql")
    except SqlglotError as problem:
        raise error(SYNTAX, str(problem)) from problem
    ends = [token.start for token in tokens if token.token_type is TokenType.SEMICOLON]
    starts = [0, *(end + 1 for end in ends)]
    pieces = [sql[start:end] for start, end in zip(starts, [*ends, len(sql)], strict=True)]
    return [piece for piece in pieces if piece.strip()]


def parse(sql: str) -> exp.Expr:
    """Return one statement of MySQL's dialect.

    Raises:
        MysqlError: It is wrong (1064), or the emulation does not know it (1235).
    """
    # sqlglot knows REPLACE as a statement only in the form of an INSERT.
    text, is_replace = re.subn(r"(?i)^\s*REPLACE\b", "INSERT", sql)
    try:
        expression = sqlglot.parse_one(text, dialect="mysql")
    except SqlglotError as problem:
        raise error(SYNTAX, str(problem)) from problem
    if isinstance(expression, exp.Command):
        raise error(NOT_SUPPORTED, f"The emulation does not support: {sql}")
    if not isinstance(expression, KNOWN):
        raise error(SYNTAX, f"You have an error in your SQL syntax: {sql}")
    if is_replace:
        expression.set("alternative", "REPLACE")
    if isinstance(expression, exp.Select):
        expression.set("expressions", [_named(column) for column in expression.expressions])
    return expression


def translate(expression: exp.Expr, database: str | None) -> Statement:
    """Return a statement for the SQLite file of a database.

    Args:
        expression: What `parse` returned; it is changed.
        database: The name of the database that the client chose, or None.

    Raises:
        MysqlError: It names another database.
    """
    is_locking = bool(expression.args.get("locks"))
    table = expression.find(exp.Table)
    name = table.name if table else ""
    _localise(expression, database)
    return Statement(
        _adapt(expression).sql(dialect=Quoting, identify=True),
        writes=is_locking or isinstance(expression, CHANGES),
        defines=isinstance(expression, DEFINITIONS),
        has_tables=table is not None,
        inserts_into=name if isinstance(expression, exp.Insert) else "",
        empties=name if isinstance(expression, exp.TruncateTable) else "",
    )


def access_denied(database: str) -> MysqlError:
    """Return the error for a user who has no rights on a database."""
    return error(ACCESS_DENIED_TO_DATABASE, f"Access denied to database '{database}'")


def _named(column: exp.Expr) -> exp.Expr:
    """Return a column of a result under the name that MySQL gives it."""
    if isinstance(column, exp.Alias | exp.Column | exp.Star):
        return column
    name = column.name if column.is_string else column.sql(dialect="mysql")
    return exp.alias_(column, name, quoted=True)


def _localise(expression: exp.Expr, database: str | None) -> None:
    for table in expression.find_all(exp.Table):
        if table.db and table.db != database:
            raise access_denied(table.db)
        table.set("db", None)


def _adapt(expression: exp.Expr) -> exp.Expr:
    if isinstance(expression, exp.TruncateTable):
        return exp.delete(expression.expressions[0])
    if isinstance(expression, exp.Create):
        _adapt_definition(expression)
    if isinstance(expression, exp.Insert):
        _adapt_conflict(expression)
    for introducer in list(expression.find_all(exp.Introducer)):
        introducer.replace(introducer.expression)
    expression.set("locks", None)
    return expression


def _adapt_definition(create: exp.Create) -> None:
    create.set("properties", _temporary(create))
    for index in list(create.find_all(exp.IndexColumnConstraint)):
        index.pop()
    for unique in create.find_all(exp.UniqueColumnConstraint):
        if isinstance(unique.this, exp.Schema):
            unique.this.set("this", None)
    for column in create.find_all(exp.ColumnDef):
        _adapt_column(column)


def _temporary(create: exp.Create) -> exp.Properties | None:
    found = create.find(exp.TemporaryProperty)
    return exp.Properties(expressions=[found]) if found else None


def _adapt_column(column: exp.ColumnDef) -> None:
    # Only an INTEGER can count up, and texts are compared without regard to case.
    if column.find(exp.AutoIncrementColumnConstraint):
        column.set("kind", exp.DataType.build("int"))
    if column.kind and column.kind.is_type(*exp.DataType.TEXT_TYPES):
        if column.find(exp.CollateColumnConstraint):
            return
        collation = exp.CollateColumnConstraint(this=exp.var("NOCASE"))
        column.append("constraints", exp.ColumnConstraint(kind=collation))


def _adapt_conflict(insert: exp.Insert) -> None:
    conflict = insert.args.get("conflict")
    if not conflict:
        return
    conflict.args["duplicate"] = None
    conflict.set("action", exp.var("DO UPDATE"))
    for call in list(conflict.find_all(exp.Anonymous)):
        if call.name.upper() == "VALUES":
            call.replace(exp.column(call.expressions[0].name, table="excluded"))
