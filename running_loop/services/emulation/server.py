"""The server: connections, their numbers, and how they end.

Flags and packets are those of MySQL's "Client/Server Protocol".
"""

import itertools
from typing import Any

from mysql_mimic import packets
from mysql_mimic import server as mimic
from mysql_mimic.connection import Connection
from mysql_mimic.constants import DEFAULT_SERVER_CAPABILITIES, KillKind
from mysql_mimic.control import Control
from mysql_mimic.errors import ErrorCode
from mysql_mimic.types import Capabilities, ServerStatus

from running_loop.services.emulation import statement
from running_loop.services.emulation.catalogue import Catalogue
from running_loop.services.emulation.errors import (
    ACCESS_DENIED,
    INTERRUPTED,
    NO_SUCH_THREAD,
    SYNTAX,
    error,
)
from running_loop.services.emulation.session import MimicSession


class MimicConnection(Connection):
    """A connection that tells its client of transactions and counts, as MySQL does."""

    session: MimicSession

    def __init__(self, **parts: Any) -> None:  # noqa: ANN401, mysql-mimic's own parts
        """Begin with autocommit, which the first packet tells the client."""
        super().__init__(**parts)
        self.status_flags = ServerStatus.SERVER_STATUS_AUTOCOMMIT

    async def authenticate(self, *args: Any, **arguments: Any) -> None:  # noqa: ANN401, as above
        """Log a user in; end the connection of one who may not, which mysql-mimic goes on with.

        Raises:
            MysqlError: The user may not log in.
        """
        await super().authenticate(*args, **arguments)
        if self.session.username is None:
            raise error(ACCESS_DENIED, "Access denied")

    async def handle_query(self, data: bytes) -> None:
        """Answer each statement of a text: several only if the client said that it may send so.

        Raises:
            MysqlError: One failed, and those behind it do not run; or there are too many.
        """
        command = packets.parse_com_query(self.capabilities, self.client_charset, data)
        pieces = statement.split(command.sql) or [""]
        if len(pieces) > 1 and Capabilities.CLIENT_MULTI_STATEMENTS not in self.capabilities:
            raise error(SYNTAX, "You have an error in your SQL syntax: several statements")
        try:
            for piece in pieces[:-1]:
                await self._answer(piece, ServerStatus.SERVER_MORE_RESULTS_EXISTS)
            await self._answer(pieces[-1], ServerStatus(0))
        finally:
            self.status_flags = self.session.status

    async def _answer(self, sql: str, more: ServerStatus) -> None:
        result = await self.query(sql, {})
        self.status_flags = self.session.status | more
        if result:
            await self.write_text_resultset(result)
        else:
            await self.stream.write(self.ok())

    def ok(self, **facts: Any) -> bytes:  # noqa: ANN401, as above
        """Return the packet that ends a statement."""
        answer = self.session.answer
        counts = {"affected_rows": answer.changes, "last_insert_id": answer.inserted}
        packet: bytes = super().ok(**counts | facts)
        return packet

    def error(self, **facts: Any) -> bytes:  # noqa: ANN401, as above
        """Return the packet of an error; a statement that was killed has a number of its own."""
        if facts.get("code") == ErrorCode.SESSION_WAS_KILLED:
            facts["code"] = INTERRUPTED
        packet: bytes = super().error(**facts)
        return packet


class Connections(Control):
    """The open connections by number."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Take the catalogue, which knows the admin."""
        self._catalogue = catalogue
        self._numbers = itertools.count(1)
        self._open: dict[int, Connection] = {}

    async def add(self, connection: Connection) -> int:
        """Return the number of a new connection."""
        number = next(self._numbers)
        self._open[number] = connection
        return number

    async def remove(self, connection_id: int) -> None:
        """Forget a connection that has ended."""
        self._open.pop(connection_id, None)

    async def kill(self, connection_id: int, kind: KillKind = KillKind.CONNECTION) -> None:
        """End a connection, or the statement it runs.

        Raises:
            MysqlError: There is none of that number.
        """
        connection = self._open.get(connection_id)
        if not connection:
            raise error(NO_SUCH_THREAD, f"Unknown thread id: {connection_id}")
        if isinstance(connection.session, MimicSession):
            connection.session.interrupt()
        connection.kill(kind)


def make(catalogue: Catalogue) -> mimic.MysqlServer:
    """Return a server of a catalogue's databases, not yet started."""
    sessions: list[MimicSession] = []
    # mysql-mimic has no other way to bring a connection class of our own.
    mimic.Connection = MimicConnection
    several = Capabilities.CLIENT_MULTI_STATEMENTS | Capabilities.CLIENT_MULTI_RESULTS
    return mimic.MysqlServer(
        capabilities=DEFAULT_SERVER_CAPABILITIES | several,
        session_factory=lambda: MimicSession(catalogue, sessions),
        control=Connections(catalogue),
        identity_provider=catalogue,
    )
