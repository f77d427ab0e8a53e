"""Results: rows of SQLite with the column types of MySQL."""

from mysql_mimic.charset import CharacterSet
from mysql_mimic.results import ResultColumn, ResultSet, infer_type
from mysql_mimic.types import ColumnType

from running_loop.services.emulation.engine import Answer


def result(answer: Answer) -> ResultSet:
    """Return what a client is sent for an answer of SQLite; without columns, no result."""
    return ResultSet(answer.rows, _columns(answer))


def _columns(answer: Answer) -> list[ResultColumn]:
    """Return the columns of an answer; each has the type of its first value that is not NULL."""
    kept = ((name, _first(answer, number)) for number, name in enumerate(answer.names))
    return [_column(name, value) for name, value in kept]


def _first(answer: Answer, number: int) -> object:
    values = (row[number] for row in answer.rows)
    return next((value for value in values if value is not None), None)


def _column(name: str, value: object) -> ResultColumn:
    if value is None:
        return ResultColumn(name, ColumnType.NULL)
    # A client decodes what is not binary.
    is_binary = isinstance(value, bytes)
    return ResultColumn(
        name, infer_type(value), CharacterSet.binary if is_binary else CharacterSet.utf8mb4
    )
