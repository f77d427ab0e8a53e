"""Lending: the services of one schedule, and what each run gets of them."""

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import Protocol

from running_loop.services.service import Lease, Service, ServiceError


class Provider(Protocol):
    """What knows the servers for a name in headers: a module with these functions."""

    def choose(self) -> Service:
        """Return the server to use, not yet started.

        Raises:
            ServiceError: There is none.
        """

    def identity(self) -> str:
        """Return what would answer now, with its version; it raises nothing."""


def _mysql() -> Provider:
    # Its client is imported only where a program needs a database.
    from running_loop.services import mysql  # noqa: PLC0415

    return mysql


PROVIDERS: Mapping[str, Callable[[], Provider]] = {"mysql": _mysql}


def identity(name: str) -> str:
    """Return what would answer the programs that need a service; their recordings depend on it."""
    return PROVIDERS[name]().identity()


class Lending:
    """Services by name; each starts when the first run asks for it.

    One that does not start is not tried again: each run that asks for it is told why.
    """

    def __init__(self) -> None:
        """Begin with no service."""
        self._lock = threading.Lock()
        self._known: dict[str, Service | ServiceError] = {}
        self._begun: list[Service] = []
        self._is_over = False

    def stop(self) -> None:
        """Stop what was started, also what is starting now; nothing starts after."""
        self._is_over = True
        with ExitStack() as stack:
            for service in tuple(self._begun):
                stack.callback(service.stop)

    @contextmanager
    def lent(self, names: Iterable[str]) -> Iterator[tuple[Lease, ...]]:
        """Give one run a lease of each service named, in order, and take them back at its end.

        Raises:
            ServiceError: A service did not start or does not answer, or, at the end, the
                run misused it.
        """
        with ExitStack() as stack:
            yield tuple(stack.enter_context(self._lease(name)) for name in names)

    @contextmanager
    def _lease(self, name: str) -> Iterator[Lease]:
        service = self._service(name)
        lease = service.lease()
        try:
            yield lease
        finally:
            service.give_back(lease)

    def _service(self, name: str) -> Service:
        with self._lock:
            if name not in self._known:
                self._known[name] = self._started(name)
        held = self._known[name]
        if isinstance(held, ServiceError):
            raise held
        return held

    def _started(self, name: str) -> Service | ServiceError:
        try:
            service = PROVIDERS[name]().choose()
            self._begun.append(service)
            service.start()
        except ServiceError as error:
            return error
        if not self._is_over:
            return service
        # What stops a service may come before its start has got far enough to be stopped.
        service.stop()
        return ServiceError(f"needs {name}, and the build was stopped")


@contextmanager
def lending() -> Iterator[Lending]:
    """Lend services, and stop those that were started at the end."""
    services = Lending()
    try:
        yield services
    finally:
        services.stop()
