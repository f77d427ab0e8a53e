"""Lending: the services of one schedule, and what each run gets of them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager

from running_loop.services.service import Lease, Service, ServiceError


def _mysql() -> Service:
    # Its client is imported only where a program needs a database.
    from running_loop.services import mysql  # noqa: PLC0415

    return mysql.choose()


CHOOSERS: Mapping[str, Callable[[], Service]] = {"mysql": _mysql}


class Lending:
    """Services by name: those that run, and why others do not."""

    def __init__(self) -> None:
        """Begin with no service."""
        self._running: dict[str, Service] = {}
        self._failed: dict[str, ServiceError] = {}

    def start(self, name: str) -> None:
        """Start a service; its failure is told to each run that needs it."""
        try:
            service = CHOOSERS[name]()
            service.start()
        except ServiceError as error:
            self._failed[name] = error
        else:
            self._running[name] = service

    def stop(self) -> None:
        """Stop the services that run."""
        with ExitStack() as stack:
            for service in self._running.values():
                stack.callback(service.stop)

    @contextmanager
    def lent(self, names: Iterable[str]) -> Iterator[tuple[Lease, ...]]:
        """Give one run a lease of each service named, and take them back at its end.

        Raises:
            ServiceError: A service did not start or does not answer, or the run
                misused it.
        """
        with ExitStack() as stack:
            yield tuple(stack.enter_context(self._lease(name)) for name in names)

    @contextmanager
    def _lease(self, name: str) -> Iterator[Lease]:
        if name in self._failed:
            raise self._failed[name]
        service = self._running[name]
        lease = service.lease()
        try:
            yield lease
        finally:
            service.give_back(lease)


@contextmanager
def lending(names: Iterable[str]) -> Iterator[Lending]:
    """Start the services named, each once, and stop them at the end."""
    services = Lending()
    try:
        for name in dict.fromkeys(names):
            services.start(name)
        yield services
    finally:
        services.stop()
