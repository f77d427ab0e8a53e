"""A MySQL server that belongs to this build: started for it and thrown away after it."""

import itertools
import secrets
import time
from abc import ABC, abstractmethod

import pymysql

from running_loop.services.databases import PREFIX, Databases, Login
from running_loop.services.instance import Instance, free_port
from running_loop.services.service import Lease, ServiceError

HOST = "127.0.0.1"
START_TIMEOUT_S = 30.0
MOST_ATTEMPTS = 3
PAUSE_S = 0.02
# Whatever has taken the port may accept connections and say nothing.
PROBE_TIMEOUT_S = 1.0
TAKEN = "address already in use"


class PrivateServer(ABC):
    """A server on loopback and a free port, with one user and database for each lease."""

    def __init__(self) -> None:
        """Prepare; nothing is started yet."""
        self._instance: Instance | None = None
        self._databases: Databases | None = None
        self._numbers = itertools.count(1)

    @property
    @abstractmethod
    def description(self) -> str:
        """The server's name and version, and whether it is an emulation."""

    @abstractmethod
    def _prepare(self, instance: Instance, admin: Login) -> None:
        """Write what the server needs into the instance's folder."""

    @abstractmethod
    def _launch(self, instance: Instance, admin: Login) -> None:
        """Start the server in its instance, for this login."""

    @property
    def databases(self) -> Databases:
        """Its databases, in the hands of the admin.

        Raises:
            ServiceError: It has not been started.
        """
        if self._databases is None:
            raise ServiceError(f"{self.description} has not been started")
        return self._databases

    def start(self) -> None:
        """Start the server and wait until it answers.

        Raises:
            ServiceError: It cannot be made ready, ended, or did not answer in time.
        """
        self._instance = Instance()
        try:
            self._databases = self._start(self._instance)
        except BaseException:
            self.stop()
            raise

    def lease(self) -> Lease:
        """Return an empty database and a user of its own.

        Raises:
            ServiceError: The server does not answer, or has not been started.
        """
        server = self.databases
        name = f"{PREFIX}{next(self._numbers)}"
        login = Login(HOST, server.login.port, name, secrets.token_hex(8))
        try:
            server.create(name)
            server.add_user(name, login.password)
        except pymysql.MySQLError as error:
            raise self._lost(error) from error
        return Lease(name, login.environment(name), self.description)

    def give_back(self, lease: Lease) -> None:
        """Drop a database and its user, and end their connections.

        Raises:
            ServiceError: The server does not answer, or the database was dropped.
        """
        server = self.databases
        try:
            server.drop_user(lease.name)
            is_there = server.drop(lease.name)
        except pymysql.MySQLError as error:
            raise self._lost(error) from error
        if not is_there:
            raise dropped()

    def stop(self) -> None:
        """End the server and remove its folder."""
        if self._instance:
            self._instance.stop()
        self._instance = self._databases = None

    def _start(self, instance: Instance) -> Databases:
        for _ in range(MOST_ATTEMPTS):
            admin = Login(HOST, free_port(), "running_loop", secrets.token_hex(16))
            self._prepare(instance, admin)
            self._launch(instance, admin)
            server = Databases(admin)
            if self._answers(instance, server):
                return server
            # Another program may have taken the port since it was found free.
            if TAKEN not in instance.log().lower() or not instance.ending():
                break
        raise self._failed(instance)

    def _answers(self, instance: Instance, server: Databases) -> bool:
        """Wait until a server that knows our password answers; return whether one did."""
        deadline = time.monotonic() + START_TIMEOUT_S
        while time.monotonic() < deadline and not instance.ending(PAUSE_S):
            try:
                server.connect(PROBE_TIMEOUT_S).close()
            except pymysql.MySQLError:
                continue
            return True
        return False

    def _failed(self, instance: Instance) -> ServiceError:
        ending = instance.ending(0)
        found = f"ended with {ending}" if ending else f"did not answer in {START_TIMEOUT_S:g} s"
        return ServiceError(
            f"needs a database, and {self.description} {found} when it was started",
            "a server that starts",
            self._remedy(),
            instance.log(),
        )

    def _remedy(self) -> str:
        return ""

    def _lost(self, error: pymysql.MySQLError) -> ServiceError:
        ending = self._instance.ending() if self._instance else None
        found = f"ended with {ending}" if ending else f"refused with error {error.args[0]}"
        return ServiceError(
            f"needs a database, and {self.description} {found} while programs ran",
            "a server that runs until the last program has ended",
            "build again; if it happens again, the lines above are from the server's log",
            self._instance.log() if self._instance else "",
        )


def dropped() -> ServiceError:
    """Return what to say of a program that dropped the database it was lent."""
    return ServiceError(
        "dropped the database MYSQL_DATABASE, which it was lent",
        "a database that is still there when the program ends",
        "drop its tables instead, or create the database again",
    )
