"""What a person sees while programs run: how many, which, and how long is left."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Protocol

# What an unknown program is taken to need, in seconds.
UNKNOWN_S = 1.0


class Progress(Protocol):
    """Is told what runs; its methods may be called by several threads."""

    def started(self, name: str) -> None:
        """Note that a program runs."""

    def ended(self, name: str) -> None:
        """Note that a program is over."""


@contextmanager
def shown(expected: Sequence[tuple[str, float | None]]) -> Iterator[Progress]:
    """Show the progress of programs: a bar on a terminal, else a line for each.

    Args:
        expected: The name of each run, and what it took last, in seconds, or None.
    """
    if not sys.stderr.isatty():
        yield Lines(len(expected))
        return
    with _bar(expected) as bar:
        yield bar


class Lines:
    """A line for each program that is over."""

    def __init__(self, total: int) -> None:
        """Take the number of programs."""
        self._total = total
        self._over = 0

    def started(self, name: str) -> None:
        """Say nothing: a log is read afterwards."""

    def ended(self, name: str) -> None:
        """Print a line."""
        self._over += 1
        with suppress(OSError):  # a build goes on though nobody reads any more
            print(f"ran {self._over} of {self._total}: {name}", file=sys.stderr)  # noqa: T201


@contextmanager
def _bar(expected: Sequence[tuple[str, float | None]]) -> Iterator[Progress]:
    # Only a build that runs something, and has a terminal, needs the library.
    from rich import progress  # noqa: PLC0415
    from rich.console import Console  # noqa: PLC0415

    columns = (
        progress.TextColumn("{task.fields[over]}/{task.fields[count]}"),
        progress.BarColumn(),
        progress.TimeRemainingColumn(),
        progress.TextColumn("{task.fields[running]}"),
    )
    needed = {name: seconds or UNKNOWN_S for name, seconds in expected}
    with progress.Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task(
            "",
            total=sum(needed[name] for name, _ in expected),
            over=0,
            count=len(expected),
            running="starting",
        )
        yield _Bar(bars, task, needed)


class _Bar:
    """A bar whose length is the time that the programs are expected to take."""

    def __init__(self, bars: object, task: object, needed: dict[str, float]) -> None:
        self._bars = bars
        self._task = task
        self._needed = needed
        self._running: dict[str, None] = {}
        self._over = 0

    def started(self, name: str) -> None:
        self._running[name] = None
        self._update(0)

    def ended(self, name: str) -> None:
        self._running.pop(name, None)
        self._over += 1
        self._update(self._needed.get(name, UNKNOWN_S))

    def _update(self, advance: float) -> None:
        self._bars.update(  # type: ignore[attr-defined]
            self._task, advance=advance, over=self._over, running=", ".join(list(self._running)[:3])
        )
