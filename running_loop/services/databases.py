"""Databases and their users on a server that speaks MySQL's protocol."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

import pymysql
from pymysql.cursors import Cursor

PREFIX = "running_loop_"
CONNECT_TIMEOUT_S = 5
ANSWER_TIMEOUT_S = 20.0
NO_SUCH_DATABASE = 1008


@dataclass(frozen=True)
class Login:
    """What a client needs to connect.

    Attributes:
        host: The server's address.
        port: Its port.
        user: The user's name.
        password: The user's password.
    """

    host: str
    port: int
    user: str
    password: str = field(repr=False)

    def environment(self, database: str) -> dict[str, str]:
        """Return the environment variables that lead a program to a database."""
        return {
            "MYSQL_HOST": self.host,
            "MYSQL_PORT": str(self.port),
            "MYSQL_USER": self.user,
            "MYSQL_PASSWORD": self.password,
            "MYSQL_DATABASE": database,
        }


class Databases:
    """What may be done to the databases of a server.

    Each call has a connection of its own, so that threads do not wait for each
    other. Each raises `pymysql.MySQLError` if the server refuses or is gone.
    """

    def __init__(self, login: Login) -> None:
        """Take the login of a user who may create databases."""
        self.login = login

    def version(self) -> str:
        """Return the server's version: `10.11.14-MariaDB-0+deb12u2`."""
        with self.cursor() as cursor:
            cursor.execute("SELECT VERSION()")
            row = cursor.fetchone()
        return str(row[0]) if row else ""

    def create(self, name: str) -> None:
        """Create an empty database."""
        with self.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE `{name}`")

    def add_user(self, name: str, password: str) -> None:
        """Create a user who has all rights on the database of the same name, and no other."""
        # An underscore in a name of GRANT stands for any character.
        pattern = name.replace("_", r"\_")
        with self.cursor() as cursor:
            cursor.execute(f"CREATE USER `{name}`@`127.0.0.1` IDENTIFIED BY %s", (password,))
            cursor.execute(f"GRANT ALL ON `{pattern}`.* TO `{name}`@`127.0.0.1`")

    def drop_user(self, name: str) -> None:
        """Drop a user, who stays connected until the database is dropped."""
        with self.cursor() as cursor:
            cursor.execute(f"DROP USER `{name}`@`127.0.0.1`")

    def drop(self, name: str) -> bool:
        """End all connections to a database, drop it, and return whether it was still there."""
        with self.cursor() as cursor:
            _end_connections(cursor, name)
            try:
                cursor.execute(f"DROP DATABASE `{name}`")
            except pymysql.MySQLError as error:
                if error.args[0] != NO_SUCH_DATABASE:
                    raise
                return False
        return True

    @contextmanager
    def cursor(self) -> Iterator[Cursor]:
        """Give a cursor of a new connection, and close both."""
        connection = self.connect()
        try:
            with connection.cursor() as cursor:
                yield cursor
        finally:
            connection.close()

    def connect(self, timeout: float = ANSWER_TIMEOUT_S) -> "pymysql.Connection[Cursor]":
        """Return a new connection.

        Args:
            timeout: How long it waits for an answer, in seconds.
        """
        return pymysql.connect(
            host=self.login.host,
            port=self.login.port,
            user=self.login.user,
            password=self.login.password,
            autocommit=True,
            connect_timeout=CONNECT_TIMEOUT_S,
            read_timeout=timeout,
            write_timeout=timeout,
        )


def _end_connections(cursor: Cursor, name: str) -> None:
    # A connection that chose no database can hold locks too, and is known by its user.
    query = "SELECT id FROM information_schema.processlist WHERE db = %s OR user = %s"
    cursor.execute(query, (name, name))
    for (number,) in cursor.fetchall():
        with suppress(pymysql.OperationalError):
            cursor.execute(f"KILL {number}")
