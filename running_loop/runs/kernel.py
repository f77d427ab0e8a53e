"""Cells that run in a Jupyter kernel."""

import asyncio
import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import nbformat
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from jupyter_core.utils import ensure_async
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

from running_loop.clean import clean, shorten
from running_loop.processes import leftovers, supervision
from running_loop.processes.confinement import confined
from running_loop.processes.environment import environment
from running_loop.pythons.interpreter import current
from running_loop.runs import cell_streams, copies
from running_loop.runs.runner import MOST_OUTPUT

CELL_TIMEOUT_S = 30
# What is displayed, such as a picture, is larger than what is printed.
MOST_SHOWN = 4 * 1024 * 1024
# The kernel keeps the source of each cell in a file, of which warnings tell.
KERNEL_FILE = re.compile(r"[^\s'\"]*/ipykernel_\d+/\d+\.py")
MAY_RAISE = "raises-exception"
LESSON = f'mend it, or if this is the lesson, open it with: ```python tags=["{MAY_RAISE}"]'


class CellError(Exception):
    """A cell that failed; `index` is its position among those that ran."""

    def __init__(self, index: int, message: str, printed: str, remedy: str) -> None:
        """Take the cell's position, what happened, what it printed before, and what helps."""
        super().__init__(message)
        self.index = index
        self.printed = printed
        self.remedy = remedy


def execute(cells: Sequence[NotebookNode], folder: Path, root: Path | None = None) -> None:
    """Run cells one after another in one fresh kernel and put their outputs into them.

    The kernel sees no more of the builder's environment than a program does, it writes into
    a copy of the folder, and nothing that it starts outlives it.

    Args:
        cells: Code cells; one with the tag `raises-exception` may raise.
        folder: The folder in which they read.
        root: A folder above it that they may read, too.

    Raises:
        CellError: A cell raised, ended the kernel, took too long, or printed too much; or the
            kernel did not start.
    """
    root = root or folder
    with tempfile.TemporaryDirectory(prefix=leftovers.prefix(), ignore_cleanup_errors=True) as name:
        scratch = Path(name).resolve()
        for part in ("home", "tmp"):
            (scratch / part).mkdir()
        copies.copy(root, scratch / root.name)
        client = _Client(cells, scratch / root.name / folder.relative_to(root))
        with supervision.cleared(scratch) as marks:
            confined(lambda: client.run(environment(scratch) | marks))


class _Manager(AsyncKernelManager):
    """Starts a kernel of this very Python, whichever Jupyter's folders hold.

    One that is missing there would have the execute plugin take any other, without us.
    """

    @property
    def kernel_spec(self) -> KernelSpec:
        """How the kernel starts."""
        argv = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        return KernelSpec(argv=argv, display_name="Python", language="python")


class _Limited(NotebookClient):
    """A client that stops listening to a cell that prints too much."""

    def __init__(self, *args: Any, **settings: Any) -> None:  # noqa: ANN401, handed on
        super().__init__(*args, **settings)
        self.printed = self.shown = 0
        self._stopping: asyncio.Future[Any] | None = None

    @property
    def is_flooded(self) -> bool:
        """Whether the cell that runs now has printed or displayed too much."""
        return self.printed > MOST_OUTPUT or self.shown > MOST_SHOWN

    def process_message(self, msg: dict[str, Any], cell: NotebookNode, cell_index: int) -> Any:  # noqa: ANN401
        """Take what a kernel says, until it is too much."""
        if msg["msg_type"] == "stream":
            self.printed += len(msg["content"]["text"].encode("utf-8", "replace"))
        elif msg["msg_type"] != "execute_input":
            self.shown += len(str(msg["content"]))
        if not self.is_flooded:
            return super().process_message(msg, cell, cell_index)
        if not self._stopping and self.km:
            killing = self.km.signal_kernel(signal.SIGKILL)
            self._stopping = asyncio.ensure_future(ensure_async(killing))
        return None


class _Client:
    """One kernel, and the cell that it runs now."""

    def __init__(self, cells: Sequence[NotebookNode], folder: Path) -> None:
        notebook = nbformat.v4.new_notebook()
        notebook.cells = list(cells)
        self._cells = cells
        self._folder = folder
        self._now = 0
        self._client = _Limited(
            notebook,
            timeout=CELL_TIMEOUT_S,
            iopub_timeout=CELL_TIMEOUT_S,
            raise_on_iopub_timeout=True,
            shutdown_kernel="immediate",
            kernel_manager_class=_Manager,
            resources={"metadata": {"path": str(folder)}},
            on_cell_start=self._note,
            extra_arguments=[
                # It warns of its own ports, which are on loopback and signed.
                "--IPKernelApp.log_level=ERROR",
                "--IPKernelApp.capture_fd_output=False",
                f"--ext={cell_streams.__name__}",
            ],
        )

    def run(self, variables: dict[str, str]) -> None:
        try:
            # What a kernel says of its own end is no output of a cell.
            asyncio.run(self._client.async_execute(env=variables, stderr=subprocess.DEVNULL))
        except CellExecutionError as error:
            raise self._error(f"raised {error.ename}: {error.evalue}", LESSON) from error
        except CellTimeoutError as error:
            raise self._error(f"did not end within {CELL_TIMEOUT_S} s", "make it end") from error
        except DeadKernelError as error:
            raise self._ended() from error
        except RuntimeError as error:  # the kernel did not start
            raise self._error(f"did not run: {error}", "build again") from error
        finally:
            for cell in self._cells:
                _tidy(cell, self._folder)

    def _ended(self) -> CellError:
        if self._client.printed > MOST_OUTPUT:
            return self._error(f"printed more than {MOST_OUTPUT // 1024} KiB", "print less")
        if self._client.shown > MOST_SHOWN:
            return self._error(f"displayed more than {MOST_SHOWN >> 20} MiB", "display less")
        return self._error("ended the kernel", "take out what ends it")

    def _note(self, cell_index: int, **_: object) -> None:
        self._now = cell_index
        self._client.printed = self._client.shown = 0

    def _error(self, message: str, remedy: str) -> CellError:
        return CellError(self._now, message, printed(self._cells[self._now]), remedy)


def _tidy(cell: NotebookNode, folder: Path) -> None:
    """Take the paths of this machine out of what a cell printed, and the kernel's own frames."""
    places = {f"{folder}{os.sep}": ""}
    places |= {f"{item}{os.sep}": f"...{os.sep}" for item in current().libraries}
    cell.outputs = list(_merged(cell.outputs))
    for output in cell.outputs:
        if output.output_type == "stream":
            output.text = KERNEL_FILE.sub("cell.py", shorten(output.text, places))
        elif output.output_type == "error":
            output.evalue = shorten(output.evalue, places)
            output.traceback = [f"{output.ename}: {output.evalue}"]


def _merged(outputs: Iterable[NotebookNode]) -> Iterator[NotebookNode]:
    """Yield outputs; what was printed without a break is one, however many pieces came."""
    for is_text, group in groupby(outputs, lambda output: output.output_type == "stream"):
        if is_text:
            text = "".join(output.text for output in group)
            yield nbformat.v4.new_output("stream", name="stdout", text=text)
        else:
            yield from group


def printed(cell: NotebookNode) -> str:
    """Return what a cell printed and displayed as text, an exception as its last line."""
    return clean("".join(_text(output) for output in cell.outputs).encode())


def _text(output: NotebookNode) -> str:
    if output.output_type == "stream":
        return str(output.text)
    if output.output_type == "error":
        return f"{output.ename}: {output.evalue}\n"
    return str(output.data.get("text/plain", "")) + "\n"
