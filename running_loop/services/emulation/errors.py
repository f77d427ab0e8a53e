"""Errors: for what SQLite reports, the numbers of the "MySQL Error Message Reference".

For a CHECK it is MariaDB's, 4025: programs must print the same on it, and MySQL has another.
"""

import re
import sqlite3
from typing import cast

from mysql_mimic.errors import ErrorCode, MysqlError
from sqlglot import expressions as exp

UNKNOWN_TABLE_TO_DROP = 1051
ACCESS_DENIED = 1045
ACCESS_DENIED_TO_DATABASE = 1044
NO_DATABASE = 1046
UNKNOWN_DATABASE = 1049
DATABASE_EXISTS = 1007
DATABASE_MISSING = 1008
NO_SUCH_THREAD = 1094
NOT_OWNER_OF_THREAD = 1095
SYNTAX = 1064
NO_SUCH_TABLE = 1146
PARENT_ROW = 1451
CHILD_ROW = 1452
UNKNOWN = 1105
NOT_SUPPORTED = 1235
EMPTY_QUERY = 1065
INTERRUPTED = 1317

NUMBERS = (
    ("UNIQUE constraint failed", 1062),
    ("NOT NULL constraint failed", 1048),
    ("FOREIGN KEY constraint failed", CHILD_ROW),
    ("CHECK constraint failed", 4025),
    ("no such table", NO_SUCH_TABLE),
    ("already exists", 1050),
    ("no such column|has no column named", 1054),
    ("ambiguous column name", 1052),
    ("duplicate column name", 1060),
    ("no such index", 1091),
    ("no such function|no such savepoint", 1305),
    ("wrong number of arguments", 1582),
    ("values were supplied|values for \\d+ columns", 1136),
    ("syntax error|incomplete input|unrecognized token", SYNTAX),
    ("locked", 1205),
    ("interrupted", INTERRUPTED),
)


def error(number: int, message: str) -> MysqlError:
    """Return an error with any of MySQL's numbers, of which mysql-mimic names a few."""
    return MysqlError(message, cast("ErrorCode", number))


def translate(found: sqlite3.Error, expression: exp.Expr) -> MysqlError:
    """Return MySQL's error for one of SQLite; its message stays SQLite's.

    Args:
        found: SQLite's error.
        expression: The statement that caused it: some numbers depend on it.
    """
    message = str(found)
    number = next((code for text, code in NUMBERS if re.search(text, message)), UNKNOWN)
    if number == NO_SUCH_TABLE and isinstance(expression, exp.Drop):
        number = UNKNOWN_TABLE_TO_DROP
    if number == CHILD_ROW and isinstance(expression, exp.Delete):
        number = PARENT_ROW
    return error(number, message)
