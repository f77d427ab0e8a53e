"""A session: one client's statements, some answered here, the others by SQLite."""

import re
import sqlite3
import time
from typing import Any

from mysql_mimic.connection import Connection
from mysql_mimic.results import AllowedResult
from mysql_mimic.session import Query, Session
from mysql_mimic.types import ServerStatus
from mysql_mimic.variables import SYSTEM_VARIABLES, GlobalVariables, SessionVariables
from sqlglot import expressions as exp

from running_loop.services.emulation import process_list, statement
from running_loop.services.emulation.catalogue import INFORMATION, Catalogue
from running_loop.services.emulation.engine import LOCK_TIMEOUT_S, Answer, Engine
from running_loop.services.emulation.errors import (
    EMPTY_QUERY,
    NO_DATABASE,
    NO_SUCH_TABLE,
    NOT_OWNER_OF_THREAD,
    NOT_SUPPORTED,
    error,
    translate,
)
from running_loop.services.emulation.results import result

SAVEPOINT = re.compile(r"(?i)\s*(SAVEPOINT|RELEASE\s+SAVEPOINT|ROLLBACK(\s+WORK)?\s+TO)\s")
VARIABLES = SYSTEM_VARIABLES | {
    "innodb_lock_wait_timeout": (int, int(LOCK_TIMEOUT_S), True),
    "lock_wait_timeout": (int, int(LOCK_TIMEOUT_S), True),
}
DONE: AllowedResult = ([], [])


class MimicSession(Session):
    """The session of one connection."""

    database: str | None

    def __init__(self, catalogue: Catalogue, sessions: "list[MimicSession]") -> None:
        """Take the server's catalogue and its list of open sessions."""
        super().__init__(SessionVariables(GlobalVariables(VARIABLES)))
        self.middlewares = [
            self._set_var_middleware,
            self._set_middleware,
            self._use_middleware,
            self._kill_middleware,
            self._show_middleware,
            self._describe_middleware,
            self._transaction_middleware,
            self._database_middleware,
            self._info_schema_middleware,
        ]
        self.answer = Answer([], [])
        self._catalogue = catalogue
        self._sessions = sessions
        self._engine: Engine | None = None
        self._running = ""
        self._since = time.monotonic()

    @property
    def status(self) -> ServerStatus:
        """What the client is told of the transaction, by the protocol's status flags."""
        status = ServerStatus(0)
        if self.variables.get("autocommit"):
            status |= ServerStatus.SERVER_STATUS_AUTOCOMMIT
        if self._engine and self._engine.in_transaction:
            status |= ServerStatus.SERVER_STATUS_IN_TRANS
        return status

    async def init(self, connection: Connection) -> None:
        """Begin, once the client has logged in."""
        await super().init(connection)
        self._sessions.append(self)

    async def close(self) -> None:
        """Undo what is open."""
        if self in self._sessions:
            self._sessions.remove(self)
        await self._leave()
        await super().close()

    def interrupt(self) -> None:
        """End the statement that runs now."""
        if self._engine:
            self._engine.interrupt()

    async def handle_query(self, sql: str, attrs: dict[str, str]) -> AllowedResult:
        """Answer one statement.

        Raises:
            MysqlError: It failed.
        """
        self.answer = Answer([], [])
        self._running, self._since = sql, time.monotonic()
        try:
            if SAVEPOINT.match(sql):
                return await self._savepoint(sql)
            if self._catalogue.is_admin(self.username) and self._catalogue.obeys(sql):
                return DONE
            return await super().handle_query(sql, attrs)
        finally:
            self._running, self._since = "", time.monotonic()

    async def query(self, expression: exp.Expr, sql: str, attrs: object) -> AllowedResult:  # noqa: ARG002, the interface
        """Answer a statement by SQLite.

        Raises:
            MysqlError: It failed, or it needs a database and none is chosen.
        """
        engine = self._open()
        translated = statement.translate(expression, self.database)
        try:
            self.answer = await engine.run(translated)
        except sqlite3.Error as found:
            mapped = translate(found, expression)
            if mapped.code == NO_SUCH_TABLE and not self.database:
                raise error(NO_DATABASE, "No database selected") from found
            raise mapped from found
        return result(self.answer)

    async def use(self, database: str) -> None:
        """Choose the database.

        Raises:
            MysqlError: It does not exist, or the user has no rights on it.
        """
        self._catalogue.file(database, self.username)
        await self._leave()
        self.database = database

    async def schema(self) -> dict[str, dict[str, dict[str, str]]]:
        """Return the types of columns by database, table and column, for SHOW and DESCRIBE."""
        tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        names = [str(name) for (name,) in await self._read(tables)]
        columns = {name: await self._read(f"PRAGMA table_info(`{name}`)") for name in names}
        types = {name: {row[1]: row[2].lower() for row in rows} for name, rows in columns.items()}
        return {self.database or "": types}

    async def leave(self, database: str) -> None:
        """Let go of a database that is dropped."""
        if self.database == database:
            await self._leave()
            self.database = None

    def process(self) -> tuple[Any, ...]:
        """Return the session's row of the process list."""
        return (
            self.connection.connection_id,
            self.username,
            "127.0.0.1",
            self.database,
            "Query" if self._running else "Sleep",
            int(time.monotonic() - self._since),
            "",
            self._running or None,
            0.0,
        )

    def _parse(self, sql: str) -> list[exp.Expr]:
        if not sql.strip():
            raise error(EMPTY_QUERY, "Query was empty")
        return [statement.parse(sql)]

    def _open(self) -> Engine:
        if self._engine is None:
            name = self.database or INFORMATION
            self._engine = Engine(str(self._catalogue.file(name, self.username)))
        self._engine.autocommit = bool(self.variables.get("autocommit"))
        self._engine.lock_timeout = float(self.variables.get("innodb_lock_wait_timeout") or 0)
        return self._engine

    async def _leave(self) -> None:
        engine, self._engine = self._engine, None
        if engine:
            await engine.close()

    async def _read(self, sql: str) -> list[tuple[Any, ...]]:
        found = statement.Statement(sql, writes=False, defines=False, has_tables=False)
        return (await self._open().run(found)).rows

    async def _savepoint(self, sql: str) -> AllowedResult:
        try:
            await self._open().savepoint(re.sub(r"(?i)\bWORK\b", "", sql.strip()))
        except sqlite3.Error as found:
            raise translate(found, exp.Rollback()) from found
        return DONE

    async def _set_middleware(self, q: Query) -> AllowedResult:
        had = self.variables.get("autocommit")
        done = await super()._set_middleware(q)
        if self.variables.get("autocommit") and not had:
            await self._open().commit()
        return done

    async def _kill_middleware(self, q: Query) -> AllowedResult:
        if isinstance(q.expression, exp.Kill):
            number = q.expression.this.name
            for session in self._sessions:
                if str(session.connection.connection_id) == number and not self._may_end(session):
                    raise error(NOT_OWNER_OF_THREAD, f"You are not owner of thread {number}")
        return await super()._kill_middleware(q)

    async def _transaction_middleware(self, q: Query) -> AllowedResult:
        match q.expression:
            case exp.Transaction():
                await self._open().begin()
            case exp.Commit():
                await self._open().commit()
            case exp.Rollback():
                await self._open().rollback()
            case _:
                return await q.next()
        return DONE

    async def _database_middleware(self, q: Query) -> AllowedResult:
        expression = q.expression
        if expression.args.get("kind") not in ("DATABASE", "SCHEMA"):
            return await q.next()
        named = expression.this or expression.args["tables"][0]
        if isinstance(expression, exp.Create):
            self._catalogue.create(named.name, self.username)
        elif isinstance(expression, exp.Drop):
            await self._drop(named.name)
        else:
            raise error(NOT_SUPPORTED, f"The emulation does not support: {q.sql}")
        return DONE

    async def _drop(self, database: str) -> None:
        for session in list(self._sessions):
            await session.leave(database)
        self._catalogue.drop(database, self.username)

    async def _show(self, expression: exp.Show) -> AllowedResult:
        if expression.name.upper() == "PROCESSLIST":
            return self._processes(), process_list.COLUMNS
        return await super()._show(expression)

    async def _query_info_schema(self, expression: exp.Expr) -> AllowedResult:
        if process_list.is_asked(expression):
            return process_list.select(expression, self._processes())
        return await super()._query_info_schema(expression)

    def _processes(self) -> list[tuple[Any, ...]]:
        """Return the process list; a user sees only sessions of the same user."""
        return [session.process() for session in self._sessions if self._may_end(session)]

    def _may_end(self, other: "MimicSession") -> bool:
        return self._catalogue.is_admin(self.username) or other.username == self.username
