"""The place of a project, the folder of its mkdocs.yml, and how a person names a program of it."""

import os
from pathlib import Path

from running_loop.problem import Problem, ProblemError
from running_loop.programs.snippets import FOLDER

CONFIGURATIONS = ("mkdocs.yml", "mkdocs.yaml")


def find() -> Path:
    """Return the folder of mkdocs.yml: this one, or the nearest above it.

    Without a mkdocs.yml it is this folder, if programs lie in it.

    Raises:
        ProblemError: There is none.
    """
    here = _here()
    for folder in (here, *here.parents):
        if any((folder / name).is_file() for name in CONFIGURATIONS):
            return folder
    if (here / FOLDER).is_dir():
        return here
    found = f"no mkdocs.yml in this folder or above, so no {FOLDER}/ is known"
    remedy = "go to the folder of mkdocs.yml, or open the page from its docs/ folder"
    raise ProblemError([Problem(str(here), found, remedy=remedy)])


def program(project: Path, text: str) -> str:
    """Return the name of a program below `snippets/` from what a person wrote.

    Args:
        project: The folder of mkdocs.yml.
        text: The name, with or without `snippets/`, or a path of the file from here.
    """
    folder = project / FOLDER
    name = os.path.normpath(text).removeprefix(f"{FOLDER}/")
    is_below = not name.startswith(("/", "../"))
    if is_below and os.path.exists(folder / name):  # noqa: PTH110, it takes any name
        return name
    path = Path(os.path.abspath(text))  # noqa: PTH100, a link is the program, not where it leads
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else name


def _here() -> Path:
    try:
        return Path.cwd()
    except FileNotFoundError as error:
        found = "this folder was removed"
        raise ProblemError([Problem(".", found, remedy="go to another folder")]) from error
