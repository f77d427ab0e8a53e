"""The sources of a site, as far as mkdocs.yml alone tells: which files are its pages.

A build knows better: plugins add and take away pages.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import yaml
from mkdocs.config.config_options import PathSpec
from mkdocs.exceptions import ConfigurationError
from mkdocs.utils import is_markdown_file
from mkdocs.utils.yaml import yaml_load

from running_loop.pages.page import Page, read
from running_loop.problem import Problem, ProblemError
from running_loop.project.place import CONFIGURATIONS

# What MkDocs leaves out unless `exclude_docs` says otherwise.
EXCLUDED = (".*", "/templates/")
Item = TypeVar("Item")


def _patterns(*lines: object) -> Callable[[str], bool]:
    text = "\n".join(line for line in lines if isinstance(line, str))
    matches: Callable[[str], bool] = PathSpec().validate(text).match_file
    return matches


def is_excluded_by_default(name: str) -> bool:
    """Return whether MkDocs leaves a file out, by its name, where mkdocs.yml says nothing."""
    return _patterns(*EXCLUDED)(name)


@dataclass(frozen=True)
class Reading:
    """The pages of a site, as far as they can be read.

    Attributes:
        docs: The folder of pages.
        pages: Those that can be read, sorted by name.
        problems: Why others cannot.
    """

    docs: Path
    pages: Sequence[Page]
    problems: Sequence[Problem] = ()

    def whole(self) -> Sequence[Page]:
        """Return all pages.

        Raises:
            ProblemError: Some cannot be read.
        """
        if self.problems:
            raise ProblemError(self.problems)
        return self.pages


def read_all(docs: Path, items: Iterable[Item], page: Callable[[Item], Page]) -> Reading:
    """Read pages, each from what a function takes.

    Args:
        docs: The folder of pages.
        items: What stands for each page.
        page: Returns the page that one stands for; raises ProblemError if it cannot be read.
    """
    pages: list[Page] = []
    problems: list[Problem] = []
    for item in items:
        try:
            pages.append(page(item))
        except ProblemError as error:
            problems += error.problems
    return Reading(docs, sorted(pages, key=lambda read: read.name), problems)


@dataclass(frozen=True)
class Sources:
    """Where the pages of a site lie.

    Attributes:
        docs: The folder of pages.
        is_excluded: Tells by its name below that folder whether a file is no page of a built site.
    """

    docs: Path
    is_excluded: Callable[[str], bool] = is_excluded_by_default

    def names(self) -> Iterator[str]:
        """Yield the names of the pages, sorted."""
        found = filter(is_markdown_file, _below(self.docs))
        names = {name for name in found if not self.is_excluded(name)}
        return (name for name in sorted(names) if not _gives_way(name, names))

    def read(self) -> Reading:
        """Read the pages."""
        return read_all(self.docs, self.names(), partial(read, self.docs))


def at(project: Path) -> Sources:
    """Return the sources of the site in a folder, which may lack a configuration.

    Raises:
        ProblemError: As `of`.
    """
    for name in CONFIGURATIONS:
        if (project / name).is_file():
            return of(project / name)
    return Sources(project / "docs")


def of(configuration: Path) -> Sources:
    """Return the sources that an mkdocs.yml names, which need not be valid otherwise.

    Raises:
        ProblemError: It is not YAML, or no mapping.
    """
    try:
        with configuration.open("rb") as file:
            settings = yaml_load(file)
    except (yaml.YAMLError, ConfigurationError, UnicodeDecodeError) as error:
        reason = " ".join(str(error).split())
        problem = Problem(configuration.name, f"cannot be read: {reason}", remedy="mend it")
        raise ProblemError([problem]) from error
    return _sources(configuration.parent, settings if isinstance(settings, dict) else {})


def _sources(project: Path, settings: Mapping[str, Any]) -> Sources:
    docs = settings.get("docs_dir")
    excluded = _patterns(*EXCLUDED, settings.get("exclude_docs"))
    drafts = _patterns(settings.get("draft_docs"))
    return Sources(
        project / (docs if isinstance(docs, str) else "docs"),
        lambda name: excluded(name) or drafts(name),
    )


def _below(folder: Path) -> Iterator[str]:
    for place, _, files in os.walk(folder, followlinks=True):
        yield from (Path(place, name).relative_to(folder).as_posix() for name in files)


def _gives_way(name: str, names: set[str]) -> bool:
    """Return whether a README stands beside an index: of two first pages MkDocs takes that."""
    path = Path(name)
    return path.stem == "README" and path.with_stem("index").as_posix() in names
