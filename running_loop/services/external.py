"""An external server: one that the builder runs, named by MYSQL_URL."""

import itertools
import re
import secrets
from urllib.parse import unquote, urlsplit

import click
import pymysql
from pymysql.cursors import Cursor

from running_loop.services.databases import PREFIX, Databases, Login
from running_loop.services.private import dropped
from running_loop.services.service import Lease, ServiceError

VARIABLE = "MYSQL_URL"
SHAPE = "mysql://user:password@host:port"
DEFAULT_PORT = 3306


def parse(url: str) -> Login:
    """Return the login that a URL names; a database in it is ignored.

    Raises:
        ServiceError: It is not such a URL.
    """
    try:
        parts = urlsplit(url)
        port = parts.port or DEFAULT_PORT
    except ValueError as error:
        raise _wrong_url(str(error)) from error
    if not parts.scheme.startswith(("mysql", "mariadb")) or not (parts.hostname and parts.username):
        raise _wrong_url("no such address")
    return Login(parts.hostname, port, unquote(parts.username), unquote(parts.password or ""))


class External:
    """A server that the builder runs; only databases that this build made are touched."""

    def __init__(self, url: str) -> None:
        """Take MYSQL_URL.

        Raises:
            ServiceError: It is not the URL of a MySQL server.
        """
        self._databases = Databases(parse(url))
        self._version = ""
        self._token = secrets.token_hex(4)
        self._numbers = itertools.count(1)
        self._presence: pymysql.Connection[Cursor] | None = None

    @property
    def description(self) -> str:
        """The server's name and version."""
        name = "MariaDB" if "MariaDB" in self._version else "MySQL"
        return f"{name} {re.split('[-+]', self._version)[0]}"

    def look(self) -> str:
        """Return the description of the server, without using it for anything else.

        Raises:
            ServiceError: The server does not answer, or refuses.
        """
        try:
            self._version = self._databases.version()
        except pymysql.MySQLError as error:
            raise self._refused(error) from error
        return self.description

    def start(self) -> None:
        """Connect, and drop the databases of builds that were killed.

        Raises:
            ServiceError: The server does not answer, or refuses.
        """
        login = self._databases.login
        place = f"{login.user}@{login.host}:{login.port}"
        click.echo(f"{VARIABLE}: creating and dropping databases {PREFIX}* at {place}", err=True)
        try:
            self._version = self._databases.version()
            self._announce()
            self._remove_leftovers()
        except pymysql.MySQLError as error:
            self.stop()
            raise self._refused(error) from error

    def lease(self) -> Lease:
        """Return an empty database; programs log in as the user of MYSQL_URL.

        Raises:
            ServiceError: The server refuses to create one.
        """
        name = f"{PREFIX}{self._token}_{next(self._numbers)}"
        try:
            self._databases.create(name)
        except pymysql.MySQLError as error:
            raise self._refused(error) from error
        return Lease(name, self._databases.login.environment(name), self.description)

    def give_back(self, lease: Lease) -> None:
        """Drop a database and end the connections to it.

        Raises:
            ServiceError: The server refuses, or the database was dropped.
        """
        try:
            is_there = self._databases.drop(lease.name)
        except pymysql.MySQLError as error:
            raise self._refused(error) from error
        if not is_there:
            raise dropped()

    def stop(self) -> None:
        """Disconnect; the server goes on."""
        if self._presence and self._presence.open:
            self._presence.close()
        self._presence = None

    def _announce(self) -> None:
        """Hold a lock while this build lives: its databases are then no leftovers."""
        self._presence = self._databases.connect()
        with self._presence.cursor() as cursor:
            cursor.execute("SELECT GET_LOCK(%s, 0)", (PREFIX + self._token,))

    def _remove_leftovers(self) -> None:
        with self._databases.cursor() as cursor:
            cursor.execute("SELECT schema_name FROM information_schema.schemata")
            names = [str(name) for (name,) in cursor.fetchall()]
            for name in names:
                owner = re.fullmatch(rf"({PREFIX}[0-9a-f]{{8}})_\d+", name)
                if owner and _is_free(cursor, owner[1]):
                    self._databases.drop(name)

    def _refused(self, error: pymysql.MySQLError) -> ServiceError:
        login = self._databases.login
        place = f"{login.user}@{login.host}:{login.port}"
        return ServiceError(
            f"needs a database, and {VARIABLE} ({place}) refused: {error}",
            f"a server that runs, and a user who may create databases {PREFIX}*",
            f"mend {VARIABLE}, or unset it to use this machine's MariaDB or the embedded server",
        )


def _wrong_url(why: str) -> ServiceError:
    # The value is not shown: it may hold a password.
    return ServiceError(
        f"needs a database, and {VARIABLE} is not the URL of a MySQL server: {why}",
        SHAPE,
        f"mend {VARIABLE}, or unset it to use this machine's MariaDB or the embedded server",
    )


def _is_free(cursor: Cursor, lock: str) -> bool:
    cursor.execute("SELECT IS_FREE_LOCK(%s)", (lock,))
    row = cursor.fetchone()
    return bool(row and row[0])
