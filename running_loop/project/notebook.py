"""What the cells of a page call, for a page that is opened as a notebook."""

from collections.abc import Mapping
from dataclasses import dataclass

from running_loop.pages import published
from running_loop.pages.page import Call
from running_loop.project import place
from running_loop.project.project import Project

# It lies where pages do, whatever its name.
PAGE = "notebook.md"


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
    project = Project.at(place.find())
    project.decide(name)
    return Shown(project.table(PAGE, name))


def _show(call: Call) -> Shown:
    project = Project.at(place.find())
    project.recordings.make(call.names.values())
    renderer = project.renderer(PAGE)
    return Shown(published.plain(renderer.calls([call], project.recordings.of)))
