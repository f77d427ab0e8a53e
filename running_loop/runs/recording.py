"""A recording: what a run gave."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from running_loop.processes.supervision import Ending
from running_loop.programs.snippets import Snippet
from running_loop.pythons.series import VERSION, series_of

# What stands on a page beside the program, as Markdown.
PLAIN = re.compile(r"[\w .,:;+()~/@-]*")
# What no output has that was made safe to show.
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
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
        waited: Seconds until it first waited for something, or None; not kept.
        halted: Seconds until it was halted, or None; not kept.
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
    waited: float | None = field(default=None, compare=False)
    halted: float | None = field(default=None, compare=False)

    @property
    def series(self) -> str:
        """The series of the Python that ran it, for example `3.11`."""
        return series_of(self.python)

    @property
    def awake(self) -> float:
        """Seconds from when it first waited to its end: the time in which a halt can matter."""
        return 0.0 if self.waited is None else self.duration - self.waited

    def dump(self) -> dict[str, Any]:
        """Return all but the snippet, in the form of JSON."""
        held = {name: getattr(self, name) for name in KEPT}
        return held | {"ending": self.ending.name, "services": list(self.services)}


def load(snippet: Snippet, held: Any) -> Recording:  # noqa: ANN401, it is checked here
    """Return the recording of a snippet that `Recording.dump` gave.

    Raises:
        ValueError: It gave nothing of the kind: somebody else wrote it.
    """
    try:
        values = {name: held[name] for name in KEPT}
        ending, services = Ending[held["ending"]], tuple(held["services"])
        _refuse_foreign(values, services)
    except (KeyError, TypeError) as error:
        raise ValueError("no recording") from error
    return Recording(snippet, ending=ending, services=services, **values)


def _refuse_foreign(values: Mapping[str, Any], services: tuple[str, ...]) -> None:
    """Raise if a page could not show a value as it is.

    Raises:
        TypeError: A value is of another type.
        ValueError: A text holds what no run gives.
    """
    is_plain = VERSION.fullmatch(values["python"]) and all(
        PLAIN.fullmatch(text) for text in (values["measured"], *services)
    )
    if not is_plain or CONTROL.search(values["output"]) or not values["duration"] >= 0:
        raise ValueError("no recording")
    if type(values["status"]) is not int or not isinstance(values["tape"], str):
        raise TypeError
