"""The listing of a theme's files, without hidden ones, of which MkDocs publishes none.

MkDocs makes it in each build. Material hides 14,000 icons in one folder, and to
look at the name of each takes a tenth of a build.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from mkdocs.theme import Theme


def leave_out_hidden(theme: Theme) -> None:
    """Have MkDocs list the files of a theme without the hidden ones."""
    usual = theme.get_env

    def get_env() -> Environment:
        environment = usual()
        environment.loader = _Visible(theme.dirs)
        return environment

    theme.get_env = get_env  # type: ignore[method-assign]


class _Visible(FileSystemLoader):
    """Lists no hidden file; a template can name it all the same."""

    def list_templates(self) -> list[str]:
        return sorted({name for folder in self.searchpath for name in _visible(Path(folder))})


def _visible(folder: Path) -> Iterator[str]:
    for place, below, files in os.walk(folder):
        below[:] = filter(_is_visible, below)
        yield from (
            Path(place, name).relative_to(folder).as_posix() for name in filter(_is_visible, files)
        )


def _is_visible(name: str) -> bool:
    return not name.startswith(".")
