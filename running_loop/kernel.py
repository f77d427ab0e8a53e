"""Cells that run in a Jupyter kernel."""

import re
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

from running_loop.output import clean
from running_loop.runner import environment

CELL_TIMEOUT_S = 30
MAY_RAISE = "raises-exception"
LESSON = f'mend it, or if this is the lesson, open it with: ```python tags=["{MAY_RAISE}"]'
CALLS = 'write names out: snippet("page/name.py"), tabs({"Title": "page/name.py"})'


class CellError(Exception):
    """A cell that failed; `index` is its position among those that ran."""

    def __init__(self, index: int, message: str, printed: str, remedy: str = LESSON) -> None:
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
    notebook = nbformat.v4.new_notebook()
    notebook.cells = list(cells)
    position = 0

    def started(cell_index: int, **_: object) -> None:
        nonlocal position
        position = cell_index

    client = NotebookClient(
        notebook,
        timeout=CELL_TIMEOUT_S,
        kernel_name="python3",
        # It warns of its own ports, which are on loopback and signed.
        extra_arguments=["--IPKernelApp.log_level=ERROR"],
        resources={"metadata": {"path": str(folder)}},
        on_cell_start=started,
    )
    with tempfile.TemporaryDirectory(prefix="running-loop-kernel-") as home:
        for name in ("home", "tmp"):
            (Path(home) / name).mkdir()
        try:
            # What a kernel says of its own end is no output of a cell.
            client.execute(env=environment(Path(home)), stderr=subprocess.DEVNULL)
        except CellExecutionError as error:
            message = f"raised {error.ename}: {error.evalue}"
            source = cells[position].source
            remedy = CALLS if re.search(r"^(snippet|tabs)\(", source, re.MULTILINE) else LESSON
            raise CellError(position, message, printed(cells[position]), remedy) from error
        except CellTimeoutError as error:
            message = f"did not end within {CELL_TIMEOUT_S} s"
            raise CellError(position, message, printed(cells[position]), "make it end") from error
        except DeadKernelError as error:
            raise CellError(position, "ended the kernel", printed(cells[position])) from error


def printed(cell: NotebookNode) -> str:
    """Return what a cell printed and displayed as text, an exception as its last line."""
    return clean("".join(_text(output) for output in cell.outputs).encode())


def _text(output: NotebookNode) -> str:
    if output.output_type == "stream":
        return str(output.text)
    if output.output_type == "error":
        return f"{output.ename}: {output.evalue}\n"
    return str(output.data.get("text/plain", "")) + "\n"
