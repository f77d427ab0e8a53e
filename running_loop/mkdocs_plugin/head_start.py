"""The head start: programs begin to run while MkDocs still imports its plugins.

The imports of mkdocs-execute-plugin take one processor about as long as it takes
to start a dozen programs; the other processors have nothing to do until then. A
thread would have to wait for the imports each time that it needs the interpreter,
so the runs have a process of their own.
"""

import atexit
import gc
import logging
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterable, Mapping, Sequence
from multiprocessing.connection import Connection
from pathlib import Path

import click

from running_loop.pages import timelines
from running_loop.pages.page import programs
from running_loop.problem import Problem, ProblemError
from running_loop.processes import supervision
from running_loop.project.project import Project
from running_loop.project.recordings import Recordings

log = logging.getLogger("mkdocs.plugins.running-loop")
# `0` turns it off.
VARIABLE = "RUNNING_LOOP_HEAD_START"
SLOW_IMPORT = "mkdocs_execute_plugin"
# Those of MkDocs's commands that build.
BUILDING = ("build", "gh-deploy", "serve")
STOP_S = 5.0

# What is imported while the collector does not work, because of us.
_spared: set[str] = set()

# The recordings, the timelines of the programs that ran, and what is wrong with programs.
Answer = tuple[Recordings, Mapping[str, str], Sequence[Problem]]


class HeadStart:
    """The runs of the programs of a project, in a process that was forked from the build's."""

    def __init__(self, project: Project) -> None:
        """Begin to make the recordings of the programs that its pages place.

        Raises:
            ProblemError: As `Project.pages`.
        """
        self.project = project
        self.names = tuple(programs(project.pages))
        context = multiprocessing.get_context("fork")
        self._line, theirs = context.Pipe()
        lines = (theirs, self._line)
        self._process = context.Process(target=_make, args=(project, *lines))
        self._process.start()
        theirs.close()
        # MkDocs may end before it asks for the runs.
        atexit.register(self.stop)

    def made(self, names: Iterable[str], meanwhile: Iterable[object]) -> Mapping[str, str] | None:
        """Wait for the runs, and return the timelines of the programs that ran.

        Args:
            names: The programs of which recordings are wanted.
            meanwhile: What else there is to do; it is done piece by piece until the runs are over.

        Returns:
            The timelines, for `Kept.take_over`, or None: the recordings are not of exactly
            these programs.

        Raises:
            ProblemError: They are, and as `Recordings.make`.
        """
        answer = self._answer(meanwhile)
        if answer is None:
            return None
        if tuple(names) != self.names:
            log.debug("The head start ran other programs than the pages place now.")
            return None
        recordings, timelines, problems = answer
        if problems:
            raise ProblemError(problems)
        self.project.recordings.take_over(recordings)
        return timelines

    def _answer(self, meanwhile: Iterable[object]) -> Answer | None:
        """Wait for the answer, and return it; None if the process failed."""
        try:
            for _ in meanwhile:
                if self._line.poll():
                    break
            answer: Answer = self._line.recv()
            self._process.join(STOP_S)
        except EOFError:  # the build makes the recordings, and fails for all to see
            log.debug("The head start gave nothing: the build runs the programs itself.")
            return None
        finally:
            self.stop()
        return answer

    def stop(self) -> None:
        """End what still runs."""
        self._line.close()
        self._process.join(STOP_S)
        self._process.kill()


def _make(project: Project, line: Connection, other_end: Connection) -> None:
    """Send the `Answer`."""
    other_end.close()
    # On Ctrl-C the build hangs up. What is started here must not ignore the signal.
    signal.signal(signal.SIGINT, lambda *_: None)
    threading.Thread(target=_follow, args=[line], daemon=True).start()
    recordings = project.recordings
    shown = (item for page in project.pages for item in page.timelines)
    ahead = timelines.Ahead(shown, recordings.drawn, recordings.own)
    try:
        line.send(_made(project, ahead))
    except Exception:  # the build will come upon it too
        log.debug("The head start failed:", exc_info=True)


def _made(project: Project, ahead: timelines.Ahead) -> Answer:
    try:
        project.make(ahead.ran)
    except ProblemError as error:
        return project.recordings, {}, error.problems
    return project.recordings, ahead.made(), ()


def _follow(line: Connection) -> None:
    """Stop all when the build hangs up: by itself, or because it ended in whatever way."""
    line.poll(None)
    # A signal would not do: it may reach another thread than the one that is to be woken.
    supervision.stop_for_good()


def begin(configuration: str | None) -> HeadStart | None:
    """Begin to run the programs of a site, or return None where there is nothing to win.

    Args:
        configuration: The path of its mkdocs.yml, which is not validated yet.
    """
    if configuration is None or not _is_worth_it():
        return None
    try:
        # Plugins may know better. Then what ran too much was in vain, and nothing is published.
        return HeadStart(Project.of(Path(configuration)))
    except (ProblemError, OSError) as error:  # the build will tell
        log.debug("No head start: %s", error)
    return None


def _is_worth_it() -> bool:
    is_on = os.environ.get(VARIABLE) != "0"
    return is_on and SLOW_IMPORT not in sys.modules and _builds() and _can_fork()


def _builds() -> bool:
    """Return whether MkDocs reads its configuration in order to build: others ask for it too."""
    context = click.get_current_context(silent=True)
    return context is not None and context.info_name in BUILDING


def _can_fork() -> bool:
    """Return whether a copy of this process is whole; other systems do not promise it."""
    return sys.platform == "linux" and threading.active_count() == 1


def collect_no_garbage() -> None:
    """Spare the slow imports the collector: it would take a tenth of their time to find nothing.

    Only a command that builds does so, and the collector works again when that command ends:
    the configuration may be read in a process that has other things to do.
    """
    if _builds() and SLOW_IMPORT not in sys.modules and gc.isenabled():
        gc.disable()
        _spared.add(SLOW_IMPORT)
        click.get_current_context().call_on_close(collect_garbage)


def collect_garbage() -> None:
    """Let the collector work again, but for what was imported: that stays as long as the build."""
    if _spared:
        _spared.clear()
        gc.freeze()
        gc.enable()
