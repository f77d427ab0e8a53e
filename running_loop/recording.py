"""A recording: what a run gave."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from running_loop.interpreters import series_of
from running_loop.processes import Ending
from running_loop.snippets import Snippet

KEPT = ("python", "status", "output", "duration", "measured", "tape")


@dataclass(frozen=True)
class Recording:
    """What one run of a snippet gave.

    Attributes:
        snippet: The program.
        python: The version of the Python that ran it.
        ending: How the run ended.
        status: Its exit status; negative for the signal that ended it.
        output: Standard output and error in the order printed, safe to show.
        duration: Seconds from start to end.
        services: The servers that answered it, each with its version.
        measured: When and on what machine, of a program that measures; else empty.
        tape: What its event loops did, for `tape.play`; empty if none ran.
    """

    snippet: Snippet
    python: str
    ending: Ending
    status: int
    output: str
    duration: float
    services: tuple[str, ...] = ()
    measured: str = ""
    tape: str = ""

    @property
    def series(self) -> str:
        """The series of the Python that ran it, for example `3.11`."""
        return series_of(self.python)

    def dump(self) -> dict[str, Any]:
        """Return all but the snippet, in the form of JSON."""
        held = {name: getattr(self, name) for name in KEPT}
        return held | {"ending": self.ending.name, "services": list(self.services)}


def load(snippet: Snippet, held: Mapping[str, Any]) -> Recording:
    """Return the recording of a snippet that `Recording.dump` gave."""
    values = {name: held[name] for name in KEPT}
    ending, services = Ending[held["ending"]], tuple(held["services"])
    return Recording(snippet, ending=ending, services=services, **values)
