"""A recording: what a run gave."""

from dataclasses import dataclass

from running_loop.processes import Ending
from running_loop.snippets import Snippet


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
    """

    snippet: Snippet
    python: str
    ending: Ending
    status: int
    output: str
    duration: float
    services: tuple[str, ...] = ()
