"""Cells that run in a Jupyter kernel."""

import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

from running_loop import leftovers
from running_loop.output import clean
from running_loop.runner import environment

CELL_TIMEOUT_S = 30
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


def execute(cells: Sequence[NotebookNode], folder: Path) -> None:
    """Run cells one after another in one fresh kernel and put their outputs into them.

    The kernel sees no more of the builder's environment than a program does.

    Args:
        cells: Code cells; one with the tag `raises-exception` may raise.
        folder: The working directory.

    Raises:
        CellError: A cell raised, ended the kernel, or took too long.
    """
    with tempfile.TemporaryDirectory(prefix=leftovers.prefix()) as name:
        for part in ("home", "tmp"):
            (Path(name) / part).mkdir()
        _Client(cells, folder).run(environment(Path(name)))


class _Client:
    """One kernel, and the cell that it runs now."""

    def __init__(self, cells: Sequence[NotebookNode], folder: Path) -> None:
        notebook = nbformat.v4.new_notebook()
        notebook.cells = list(cells)
        self._cells = cells
        self._now = 0
        self._client = NotebookClient(
            notebook,
            timeout=CELL_TIMEOUT_S,
            kernel_name="python3",
            resources={"metadata": {"path": str(folder)}},
            on_cell_start=self._note,
            # It warns of its own ports, which are on loopback and signed.
            extra_arguments=["--IPKernelApp.log_level=ERROR"],
        )

    def run(self, variables: dict[str, str]) -> None:
        try:
            # What a kernel says of its own end is no output of a cell.
            self._client.execute(env=variables, stderr=subprocess.DEVNULL)
        except CellExecutionError as error:
            raise self._error(f"raised {error.ename}: {error.evalue}", LESSON) from error
        except CellTimeoutError as error:
            raise self._error(f"did not end within {CELL_TIMEOUT_S} s", "make it end") from error
        except DeadKernelError as error:
            raise self._error("ended the kernel", "take out what ends it") from error
        except RuntimeError as error:  # the kernel did not start
            raise self._error(f"did not run: {error}", "build again") from error

    def _note(self, cell_index: int, **_: object) -> None:
        self._now = cell_index

    def _error(self, message: str, remedy: str) -> CellError:
        return CellError(self._now, message, printed(self._cells[self._now]), remedy)


def printed(cell: NotebookNode) -> str:
    """Return what a cell printed and displayed as text, an exception as its last line."""
    return clean("".join(_text(output) for output in cell.outputs).encode())


def _text(output: NotebookNode) -> str:
    if output.output_type == "stream":
        return str(output.text)
    if output.output_type == "error":
        return f"{output.ename}: {output.evalue}\n"
    return str(output.data.get("text/plain", "")) + "\n"
