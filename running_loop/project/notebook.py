"""What the cells of a page call, for a page that is opened as a notebook."""

from collections.abc import Mapping
from dataclasses import dataclass

from running_loop.pages import published, statements
from running_loop.pages.page import Call, Renderer, homes
from running_loop.problem import ProblemError
from running_loop.project import place, sources
from running_loop.project.recordings import at


@dataclass(frozen=True)
class Shown:
    """Markdown that a notebook displays."""

    markdown: str

    def _repr_markdown_(self) -> str:
        return self.markdown


def snippet(name: str) -> Shown:
    """Run the program `snippets/<name>` and show it with its output.

    Raises:
        ProblemError: The program cannot run or did not end as its header says.
    """
    return _show(Call({"": name}))


def tabs(names: Mapping[str, str]) -> Shown:
    """Run several programs and show them side by side, each under the title of its tab.

    Args:
        names: The programs by title, in the order to show.

    Raises:
        ProblemError: A program cannot run or did not end as its header says.
    """
    return _show(Call(names))


def compare(names: Mapping[str, str]) -> Shown:
    """Show programs as `tabs` does, and their timelines to one scale.

    Args:
        names: The programs by title, in the order to show.

    Raises:
        ProblemError: A program cannot run or did not end as its header says.
    """
    return _show(Call(names, compared=True))


def checked(name: str) -> Shown:
    """Show the statements in the file `snippets/<name>`, with their verdicts and proofs.

    Raises:
        ProblemError: The file is wrong, or a program does not print what decides a statement.
    """
    folder = place.find()
    recordings = at(folder)
    rows = statements.load(recordings.folder, name)
    recordings.make(proof.program for row in rows for proof in row.proofs)
    wrong = statements.problems(rows, recordings.printed)
    if wrong:
        raise ProblemError(wrong)
    link = statements.linker("notebook.md", homes(sources.at(folder).pages()))
    return Shown(statements.table(rows, recordings.printed, link))


def _show(call: Call) -> Shown:
    recordings = at(place.find())
    recordings.make(call.names.values())
    return Shown(published.plain(Renderer("notebook.md").calls([call], recordings.of)))
