"""A service: a server that programs of this site talk to."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from running_loop.problem import Problem


class ServiceError(Exception):
    """Raised when a service does not start, does not answer, or was misused."""

    def __init__(self, found: str, expected: str = "", remedy: str = "", log: str = "") -> None:
        """Take what happened, what should be, what helps, and the server's last log lines."""
        super().__init__(found)
        self.found = found
        self.expected = expected
        self.remedy = remedy
        self.log = log

    def problem(self, place: str) -> Problem:
        """Return the message for a contributor whose program needs the service."""
        return Problem(place, self.found, self.expected, self.remedy, self.log)


@dataclass(frozen=True)
class Lease:
    """A part of a service that one run has to itself.

    Attributes:
        name: What the service calls it.
        environment: The environment variables that lead a program to it.
        service: The description of the service.
    """

    name: str
    environment: Mapping[str, str]
    service: str


class Service(Protocol):
    """A server; threads call `lease` and `give_back` between start and stop as they come."""

    @property
    def description(self) -> str:
        """Its name and version, and whether it is an emulation; known once it has started.

        It stands on pages: a recording is not recalled if `recording.PLAIN` does not match this.
        """

    def start(self) -> None:
        """Make it ready for leases.

        Raises:
            ServiceError: It cannot start.
        """

    def lease(self) -> Lease:
        """Return something empty, for one run.

        Raises:
            ServiceError: The service does not answer.
        """

    def give_back(self, lease: Lease) -> None:
        """Remove what was leased, and end every connection to it.

        Raises:
            ServiceError: The service does not answer, or the run misused it.
        """

    def stop(self) -> None:
        """End it and remove what it wrote, also while it starts; do nothing if it did not start."""
