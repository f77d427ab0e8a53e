"""The head start: programs begin to run while MkDocs still imports its plugins.

The imports of mkdocs-execute-plugin take one processor about as long as it takes
to start a dozen programs; the other processors have nothing to do until then.
"""

import gc
import sys
import threading
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import click
from mkdocs.utils.yaml import yaml_load

from running_loop import processes
from running_loop.page import programs, read_all
from running_loop.problem import ProblemError
from running_loop.recordings import Recordings, at

SLOW_IMPORT = "mkdocs_execute_plugin"
# Those of MkDocs's commands that build.
BUILDING = ("build", "gh-deploy", "serve")


class HeadStart:
    """The runs of some programs, in a thread of their own."""

    def __init__(self, recordings: Recordings, names: Iterable[str]) -> None:
        """Begin to make the recordings of the programs named."""
        self.recordings = recordings
        self.names = tuple(names)
        self._error: BaseException | None = None
        # Until 3.13, a thread whose join is interrupted counts as ended.
        self._is_over = threading.Event()
        threading.Thread(target=self._run, name="head start").start()
        # MkDocs may end before it asks for the runs, and concurrent.futures would wait for all
        # of them: it registers for the end of the main thread in the same way.
        threading._register_atexit(processes.stop_for_good)  # type: ignore[attr-defined]  # noqa: SLF001

    def made(self, names: Iterable[str]) -> bool:
        """Wait for the runs, and return whether they were those of exactly these programs.

        Raises:
            ProblemError: They were, and as `Recordings.make`.
        """
        try:
            self._is_over.wait()
        except BaseException:
            processes.stop_for_good()
            raise
        is_same = tuple(names) == self.names
        if is_same and self._error:
            raise self._error
        return is_same

    def _run(self) -> None:
        try:
            self.recordings.make(self.names)
        except BaseException as error:  # noqa: BLE001, it is raised by `made`
            self._error = error
        finally:
            self._is_over.set()


def begin(configuration: str | None) -> HeadStart | None:
    """Begin to run the programs of a site, or return None where there is nothing to win.

    Args:
        configuration: The path of its mkdocs.yml, which is not validated yet.
    """
    if configuration is None or SLOW_IMPORT in sys.modules or not _builds():
        return None
    path = Path(configuration)
    with path.open("rb") as file:
        settings = yaml_load(file)
    if settings.get("exclude_docs"):  # which pages it leaves out is not known yet
        return None
    with suppress(ProblemError):  # the build will tell
        pages = read_all(path.parent / settings.get("docs_dir", "docs"))
        return HeadStart(at(path.parent), programs(pages))
    return None


def _builds() -> bool:
    """Return whether MkDocs reads its configuration in order to build: others ask for it too."""
    context = click.get_current_context(silent=True)
    return context is not None and context.info_name in BUILDING


def collect_no_garbage() -> None:
    """Spare the slow imports the collector: it would take a tenth of their time to find nothing."""
    if SLOW_IMPORT not in sys.modules:
        gc.disable()


def collect_garbage() -> None:
    """Let the collector work again, but for what was imported: that stays as long as the build."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
