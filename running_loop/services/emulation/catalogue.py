"""The catalogue: the users and databases of one server."""

import re
import secrets
from pathlib import Path

from mysql_mimic.auth import IdentityProvider, NativePasswordAuthPlugin, User

from running_loop.services.emulation.errors import (
    DATABASE_EXISTS,
    DATABASE_MISSING,
    UNKNOWN_DATABASE,
    error,
)
from running_loop.services.emulation.statement import access_denied

ADD_USER = re.compile(r"CREATE USER `(\w+)`@\S+ IDENTIFIED BY '(\w+)'")
DROP_USER = re.compile(r"DROP USER `(\w+)`@")
GRANT = re.compile(r"GRANT ALL ON ")
INFORMATION = "information_schema"
IN_MEMORY = Path(":memory:")


class Catalogue(IdentityProvider):
    """Users by name, and databases, each a SQLite file.

    The admin has rights on everything, a user on the database of the same name.
    """

    def __init__(self, folder: Path, admin: str, password: str) -> None:
        """Take the folder of the files, and the admin's name and password."""
        self._folder = folder
        self._admin = admin
        self._users: dict[str, str] = {}
        self._files: dict[str, Path] = {}
        self._add_user(admin, password)

    async def get_user(self, username: str) -> User:
        """Return a user; one who is unknown has a password that nobody knows."""
        unknown = NativePasswordAuthPlugin.create_auth_string(secrets.token_hex())
        return User(
            username, self._users.get(username, unknown), auth_plugin=NativePasswordAuthPlugin.name
        )

    def is_admin(self, user: str | None) -> bool:
        """Return whether a user has all rights."""
        return user == self._admin

    def obeys(self, sql: str) -> bool:
        """Return whether a statement is one of the admin's about users, and do as it says."""
        added, dropped = ADD_USER.match(sql), DROP_USER.match(sql)
        if added:
            self._add_user(*added.groups())
        if dropped:
            self._users.pop(dropped[1], None)
        return bool(added or dropped or GRANT.match(sql))

    def file(self, database: str, user: str | None) -> Path:
        """Return the file of a database; that of `information_schema` is in memory.

        Raises:
            MysqlError: The user has no rights on it, or it does not exist.
        """
        if database.lower() == INFORMATION:
            return IN_MEMORY
        self._refuse(database, user)
        if database not in self._files:
            raise error(UNKNOWN_DATABASE, f"Unknown database '{database}'")
        return self._files[database]

    def create(self, database: str, user: str | None) -> None:
        """Create an empty database.

        Raises:
            MysqlError: The user has no rights on it, or it exists.
        """
        self._refuse(database, user)
        if database in self._files:
            raise error(DATABASE_EXISTS, f"Can't create database '{database}'; database exists")
        self._files[database] = self._folder / f"{database}.sqlite"

    def drop(self, database: str, user: str | None) -> None:
        """Remove a database and its file, which no connection uses any more.

        Raises:
            MysqlError: The user has no rights on it, or it does not exist.
        """
        self._refuse(database, user)
        if database not in self._files:
            raise error(DATABASE_MISSING, f"Can't drop '{database}'; database doesn't exist")
        path = self._files.pop(database)
        for ending in ("", "-wal", "-shm"):
            path.with_name(path.name + ending).unlink(missing_ok=True)

    def _refuse(self, database: str, user: str | None) -> None:
        if not self.is_admin(user) and user != database:
            raise access_denied(database)

    def _add_user(self, name: str, password: str) -> None:
        self._users[name] = NativePasswordAuthPlugin.create_auth_string(password)
