"""The embedded server: mysql-mimic in front of SQLite, which needs only what pip installed."""

import sys
from importlib import metadata

from running_loop.services.databases import Login
from running_loop.services.instance import Instance
from running_loop.services.private import PrivateServer
from running_loop.services.service import ServiceError

PASSWORD = "RUNNING_LOOP_PASSWORD"  # noqa: S105, the name of a variable


class Embedded(PrivateServer):
    """An emulation of MySQL in a process of its own."""

    @property
    def description(self) -> str:
        """Its two parts, their versions, and that it is an emulation."""
        mimic = f"mysql-mimic {metadata.version('mysql-mimic')}"
        return f"{mimic} on SQLite {_sqlite()} (an emulation of MySQL)"

    def start(self) -> None:
        """Make it ready for leases.

        Raises:
            ServiceError: It cannot start.
        """
        _sqlite()
        super().start()

    def _prepare(self, instance: Instance, admin: Login) -> None:
        """Do nothing: the databases are files that the server makes."""

    def _launch(self, instance: Instance, admin: Login) -> None:
        module = "running_loop.services.emulation"
        words = [sys.executable, "-m", module, str(admin.port), admin.user, str(instance.folder)]
        instance.launch(words, **{PASSWORD: admin.password})

    def _remedy(self) -> str:
        return "the lines above are from its log; or install MariaDB, see docs/contributing.md"


def _sqlite() -> str:
    """Return the version of SQLite.

    Raises:
        ServiceError: This Python was built without it.
    """
    try:
        import sqlite3  # noqa: PLC0415, only who needs the emulation is told
    except ImportError as error:
        found = f"needs a database, and this Python has no sqlite3 for the emulation: {error}"
        raise ServiceError(found, remedy="install MariaDB, or a Python with sqlite3") from error
    return sqlite3.sqlite_version
