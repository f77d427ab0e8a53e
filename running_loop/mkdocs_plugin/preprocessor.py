"""Our place in the execute plugin: the preprocessor that answers a page's cells."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode

from running_loop.fence import Fence, wrap
from running_loop.pages import cell_keys
from running_loop.pages.answers import Answer, Answers
from running_loop.pages.page import Page, Renderer, calls, cell_block, is_cell, read
from running_loop.problem import Problem, ProblemError
from running_loop.project.project import Project
from running_loop.pythons.interpreter import current
from running_loop.runs import kernel, privacy

NOTEBOOK = "places programs, which only a page of Markdown does"
AS_MARKDOWN = "make it one: jupytext --to md, then add execute: true to its front matter"


class SnippetPreprocessor(Preprocessor):
    """Stands in for nbconvert's ExecutePreprocessor.

    Cells that place programs become their recordings, other cells run in a
    kernel, and a page without such cells starts none.
    """

    def __init__(self, project: Project, docs: Path, answers: Answers) -> None:
        """Take the project, the folder of pages in this build, and where answers are kept."""
        super().__init__(enabled=True)  # type: ignore[no-untyped-call]
        self._project = project
        self._recordings = project.recordings
        self._docs = docs
        self._answers = answers

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Replace a page's cells by Markdown.

        Raises:
            ProblemError: A program or a cell failed; names the place.
        """
        path = Path(resources["metadata"]["path"]) / resources["unique_key"]
        page = read(self._docs, path.relative_to(self._docs).as_posix())
        origins = list(_origins(nb, page))
        _refuse_disagreement([fence for _, fence in origins], page)
        self._execute([(cell, fence) for cell, fence in origins if _is_free(cell, fence)], page)
        self._answers.begin(page.name)
        renderer = self._project.renderer(page.name)
        answers = {id(cell): self._answer(cell, fence, page, renderer) for cell, fence in origins}
        nb.cells = [answers.get(id(cell), cell) for cell in nb.cells]
        return nb, resources

    def _execute(self, free: list[tuple[NotebookNode, Fence | None]], page: Page) -> None:
        """Give the cells their outputs: those kept for the same cells, or of a kernel."""
        if not free:
            return
        cells = [cell for cell, _ in free]
        key = cell_keys.of_cells(page, cells, current())
        held = self._recordings.own.get(key)
        if held is None:
            self._run(free, page)
        for cell, outputs in zip(cells, held or (), strict=held is not None):
            cell.outputs = nbformat.from_dict(outputs)
        found = [privacy.of_cell(cell, _place(page, fence)) for cell, fence in free]
        if any(found):
            raise ProblemError(filter(None, found))
        if held is None:
            self._recordings.own.offer(key, [cell.outputs for cell in cells])

    def _run(self, free: list[tuple[NotebookNode, Fence | None]], page: Page) -> None:
        try:
            kernel.execute([cell for cell, _ in free], page.path.parent, self._docs)
        except kernel.CellError as error:
            raise ProblemError([_problem(page, free[error.index], error)]) from error

    def _answer(
        self, cell: NotebookNode, fence: Fence | None, page: Page, renderer: Renderer
    ) -> NotebookNode:
        if fence and not is_cell(fence):
            return _markdown(wrap(fence.text, fence.info))
        place = f"{page.place}:{fence.line}" if fence else page.place
        placed = calls(cell.source)
        if placed and page.path.suffix != ".md":
            raise ProblemError([Problem(page.place, NOTEBOOK, remedy=AS_MARKDOWN)])
        if placed is not None:
            answer = renderer.answer(place, placed, self._recordings.of)
            return _markdown(self._answers.hold(page.name, answer))
        if cell.metadata.get("tags", []) not in ([], [kernel.MAY_RAISE]) or _is_rich(cell):
            return cell
        shown = cell_block(f"{cell.source}\n", kernel.printed(cell))
        return _markdown(self._answers.hold(page.name, Answer(place, "the cell", lambda _: shown)))


def _origins(nb: NotebookNode, page: Page) -> Iterator[tuple[NotebookNode, Fence | None]]:
    """Yield each code cell with the fence it comes from; None in a page that is no Markdown."""
    remaining = iter(page.fences if page.path.suffix == ".md" else ())
    for cell in nb.cells:
        if cell.cell_type == "code":
            yield cell, next((fence for fence in remaining if _is_origin(fence, cell)), None)


def _refuse_disagreement(found: list[Fence | None], page: Page) -> None:
    """Raise where jupytext takes other fences for cells than we do.

    It miscounts fences within longer fences, unless the outer one is Markdown.
    """
    missed = [fence for fence in page.cells if fence not in found]
    if missed or (page.cells and None in found):
        place = f"{page.place}:{missed[0].line}" if missed else page.place
        remedy = "open a fence that holds other fences with ````markdown"
        raise ProblemError(
            [Problem(place, "a notebook reads the cells differently", remedy=remedy)]
        )


def _markdown(text: str) -> NotebookNode:
    cell: NotebookNode = nbformat.v4.new_markdown_cell(text)
    return cell


def _is_origin(fence: Fence, cell: NotebookNode) -> bool:
    # jupytext turns a fence of another language into a cell with that magic.
    source = cell.source.removeprefix(f"%%{fence.info}")
    return not fence.indent and fence.text.strip() == source.strip()


def _is_free(cell: NotebookNode, fence: Fence | None) -> bool:
    return (fence is None or is_cell(fence)) and calls(cell.source) is None


def _is_rich(cell: NotebookNode) -> bool:
    return any(set(output.get("data", {})) - {"text/plain"} for output in cell.outputs)


def _place(page: Page, fence: Fence | None) -> str:
    return f"{page.place}:{fence.line}" if fence else page.place


def _problem(
    page: Page, failed: tuple[NotebookNode, Fence | None], error: kernel.CellError
) -> Problem:
    cell, fence = failed
    place, said = _place(page, fence), f"the cell {error}"
    # The message shows what the cell printed.
    secret = privacy.of_cell(cell, place)
    return secret or Problem(place, said, "a cell that ends", error.remedy, error.printed)
