"""An engine: one connection to SQLite, which keeps MySQL's rules of transactions."""

import asyncio
import hashlib
import random
import sqlite3
import threading
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

from running_loop.services.emulation.statement import Statement

T = TypeVar("T")
# As innodb-lock-wait-timeout in mariadb.py.
LOCK_TIMEOUT_S = 5.0


@dataclass(frozen=True)
class Answer:
    """What a statement gave.

    Attributes:
        rows: The rows of its result.
        names: The names of its columns; none for a statement without a result.
        changes: How many rows it inserted or deleted, or an UPDATE found.
        inserted: The first number that AUTO_INCREMENT gave, or 0.
    """

    rows: list[tuple[Any, ...]]
    names: list[str]
    changes: int = 0
    inserted: int = 0


class Engine:
    """One connection to a SQLite file, worked by a thread of its own.

    Attributes:
        autocommit: Whether each statement outside a transaction is committed at once.
        lock_timeout: How long a statement waits for a lock, in seconds.
    """

    def __init__(self, path: str) -> None:
        """Take the path of the file, or `:memory:`."""
        self._thread = ThreadPoolExecutor(1)
        self._stopped = threading.Event()
        self._is_explicit = False
        self._has_written = False
        self._last_inserted = 0
        self.autocommit = True
        self.lock_timeout = LOCK_TIMEOUT_S
        self._sqlite = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        for pragma in ("journal_mode = WAL", "synchronous = OFF", "foreign_keys = ON"):
            self._sqlite.execute(f"PRAGMA {pragma}")
        self._add_functions()

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open."""
        return self._is_explicit or self._sqlite.in_transaction

    async def run(self, statement: Statement) -> Answer:
        """Run a statement; one that needs a transaction begins it.

        Raises:
            sqlite3.Error: It is wrong, or waited too long for a lock.
        """
        self._stopped.clear()
        return await self._in_thread(lambda: self._run(statement))

    async def begin(self) -> None:
        """Begin a transaction, and commit the one before."""
        await self._in_thread(self._commit)
        self._is_explicit = True

    async def commit(self) -> None:
        """Commit the transaction, if there is one."""
        await self._in_thread(self._commit)

    async def rollback(self) -> None:
        """Undo the transaction, if there is one."""
        await self._in_thread(lambda: self._end("ROLLBACK"))

    async def savepoint(self, sql: str) -> None:
        """Set, release or return to a savepoint.

        Raises:
            sqlite3.Error: There is none of that name.
        """
        await self._in_thread(lambda: self._savepoint(sql))

    def interrupt(self) -> None:
        """End the statement that runs now."""
        self._stopped.set()
        self._sqlite.interrupt()

    async def close(self) -> None:
        """Undo what is open and close the connection."""
        self.interrupt()
        await self._in_thread(self._sqlite.close)
        self._thread.shutdown(wait=False)

    async def _in_thread(self, call: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, call)

    def _run(self, statement: Statement) -> Answer:
        self._sqlite.execute(f"PRAGMA busy_timeout = {self.lock_timeout * 1000:.0f}")
        self._prepare(statement)
        cursor = self._sqlite.execute(statement.sql)
        rows = cursor.fetchall()
        names = [column[0] for column in cursor.description or ()]
        changes = 0 if statement.defines else max(cursor.rowcount, 0)
        if statement.empties and self._counts(statement.empties):
            self._sqlite.execute("DELETE FROM sqlite_sequence WHERE name = ?", (statement.empties,))
        return Answer(rows, names, changes, self._inserted(statement, cursor, changes))

    def _inserted(self, statement: Statement, cursor: sqlite3.Cursor, changes: int) -> int:
        if not (changes and cursor.lastrowid and self._counts(statement.inserts_into)):
            return 0
        self._last_inserted = cursor.lastrowid - changes + 1
        return self._last_inserted

    def _savepoint(self, sql: str) -> None:
        if self._needs_transaction():
            self._begin(writes=True)
        self._sqlite.execute(sql)

    def _prepare(self, statement: Statement) -> None:
        """Begin or end a transaction as the statement needs it."""
        if statement.defines:
            self._commit()
        elif statement.has_tables and self._needs_transaction():
            self._begin(writes=statement.writes)

    def _needs_transaction(self) -> bool:
        return self._is_explicit or not self.autocommit

    def _begin(self, *, writes: bool) -> None:
        if writes and self._sqlite.in_transaction and not self._has_written:
            # SQLite lets no reader become a writer once another has written.
            self._sqlite.execute("COMMIT")
        if not self._sqlite.in_transaction:
            self._sqlite.execute("BEGIN IMMEDIATE" if writes else "BEGIN")
            self._has_written = writes

    def _commit(self) -> None:
        self._end("COMMIT")

    def _end(self, how: str) -> None:
        self._is_explicit = False
        if self._sqlite.in_transaction:
            self._sqlite.execute(how)

    def _counts(self, table: str) -> bool:
        query = "SELECT sql LIKE '%AUTOINCREMENT%' FROM sqlite_master WHERE name = ?"
        row = self._sqlite.execute(query, (table,)).fetchone()
        return bool(row and row[0])

    def _add_functions(self) -> None:
        functions: dict[str, Callable[..., Any]] = {
            "SLEEP": lambda seconds: int(self._stopped.wait(seconds)),
            "LAST_INSERT_ID": lambda: self._last_inserted,
            "RANDOM": random.random,
            "REPEAT": lambda text, times: str(text) * times,
            "MD5": lambda text: hashlib.md5(str(text).encode()).hexdigest(),  # noqa: S324
            "UUID": lambda: str(uuid.uuid4()),
        }
        for name, function in functions.items():
            self._sqlite.create_function(name, -1, function)
