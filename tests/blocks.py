"""How a block of a published page runs: as the build ran it, in a process of its own."""

from dataclasses import replace

import nbformat
import pytest
from pytest_codeblocks.plugin import TestBlock

from running_loop.accepted import difference
from running_loop.programs import snippets
from running_loop.project.recordings import at
from running_loop.runs import kernel
from running_loop.runs.declared import problem
from running_loop.runs.schedule import run_alone
from tests import ROOT
from tests.pythons_here import SNIPPETS, absence

PYTHONS = at(ROOT).pythons


class PublishedBlock(TestBlock):  # type: ignore[misc]
    """A block that pytest-codeblocks collected, run by the mark before it."""

    def runtest(self) -> None:
        """Run the block and compare what it printed with the fence behind it."""
        program = self.get_closest_marker("snippet")
        if program:
            _compare(program.args[0], self.obj.code, self.obj.expected_output or "")
            return
        if self.get_closest_marker("cell"):
            printed = self._cell()
        elif self.obj.syntax == "python":
            pytest.fail(f"{self.path}:{self.obj.lineno}: no mark says how this block runs")
        else:
            super().runtest()
            return
        assert printed == (self.obj.expected_output or "")

    def _cell(self) -> str:
        """Run the cells of the page down to this one in a kernel."""
        blocks = [item for item in self.session.items if item.path == self.path]
        above = blocks[: blocks.index(self) + 1]
        sources = [item.obj.code for item in above if item.get_closest_marker("cell")]
        cells = [_may_raise(source) for source in sources]
        kernel.execute(cells, self.path.parent)
        return kernel.printed(cells[-1])

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException]) -> str:
        """Show the place and the two texts."""
        return f"{self.path}:{self.obj.lineno}\n{excinfo.value}"


def _compare(name: str, code: str, expected: str) -> None:
    """Run a program on the Python whose output its page shows first."""
    snippet = snippets.load(SNIPPETS, name)
    pythons = PYTHONS.suited(snippet)
    if not pythons:
        pytest.skip(f"{absence(snippet, PYTHONS)}; the page shows it as recorded")
    recording = run_alone(replace(snippet, body=code), pythons[0])
    assert problem(recording) is None
    if not snippet.header.measures:
        groups = snippet.header.any_order
        assert difference.arranged(recording.output, expected, groups) == expected


def _may_raise(source: str) -> nbformat.NotebookNode:
    tags = {"tags": [kernel.MAY_RAISE]}
    cell: nbformat.NotebookNode = nbformat.v4.new_code_cell(source, metadata=tags)
    return cell
