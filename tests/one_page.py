"""What concerns one page: `make test PAGE=my-page`.

It builds the site, whose checks are those of the page too, and chooses of the tests those
that run the page's blocks and programs.
"""

import subprocess
import sys
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path, PurePosixPath

import pytest

from running_loop.pages.page import Page, read
from running_loop.problem import Problem, ProblemError
from running_loop.programs.snippets import FOLDER
from running_loop.project import sources
from tests import ROOT

OPTION = "--page"
TESTS = ["test_pages.py", "test_site.py", "services/test_programs.py", "tracer/test_snippets.py"]
WHOLE = "test_pages.py"  # those of its tests that name no page are quick, and concern each


def find(text: str, project: Path = ROOT) -> Page:
    """Return the page that a person named: `my-page`, `sub/my-page`, `docs/my-page.md`.

    Raises:
        ProblemError: There is none; the nearest is named. Or it cannot be read.
    """
    site = sources.at(project)
    names = {_short(name): name for name in site.names()}
    short = _short(PurePosixPath(text).as_posix().removeprefix(f"{site.docs.name}/"))
    if short in names:
        return read(site.docs, names[short])
    raise ProblemError([_unknown(text, list(names))])


def tests(page: Page) -> list[str]:
    """Return the files of tests that concern a page."""
    return [*(f"tests/{name}" for name in TESTS), published(page).relative_to(ROOT).as_posix()]


def published(page: Page) -> Path:
    """Return where a page is published as Markdown."""
    path = PurePosixPath(page.name)
    folder = path.parent if path.stem in ("index", "README") else path.with_suffix("")
    return ROOT / "site" / folder / "index.md"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a page be named."""
    parser.addoption(OPTION, help="run only what concerns this page: my-page, sub/my-page")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what does not concern the page that was named."""
    named = config.getoption(OPTION)
    if named:
        page = find(named)
        chosen = [item for item in items if _concerns(item, page)]
        config.hook.pytest_deselected(items=[item for item in items if item not in chosen])
        items[:] = chosen


def _concerns(item: pytest.Item, page: Page) -> bool:
    if item.path == published(page):
        return True
    values = getattr(getattr(item, "callspec", None), "params", {})
    if "name" in values:
        return values["name"] in page.programs
    if "folder" in values:
        return values["folder"] in {str(PurePosixPath(name).parent) for name in page.programs}
    if "page" in values:
        return str(values["page"]).strip("/") in _names(page)
    return item.path.name == WHOLE


def _names(page: Page) -> Iterator[str]:
    """Yield what tests call a page: by its address, and by the folders of its programs."""
    address = published(page).parent.relative_to(ROOT / "site").as_posix()
    yield "" if address == "." else address
    yield from (PurePosixPath(name).parts[0] for name in page.programs)


def _short(name: str) -> str:
    return name.removesuffix(".md")


def _unknown(text: str, names: list[str]) -> Problem:
    by_end = [name for name in names if PurePosixPath(name).name == PurePosixPath(text).stem]
    close = by_end or get_close_matches(_short(text), names, n=1, cutoff=0.5)
    remedy = f"did you mean {close[0]!r}?" if close else f"one of {', '.join(names)}"
    return Problem(f"PAGE={text}", "is no page of this site", remedy=remedy)


def _commands(page: Page) -> Iterable[list[str]]:
    """Return what to run, in order, the first failure being the last of them."""
    programs = [f"{FOLDER}/{name}" for name in dict.fromkeys(page.programs)]
    if programs:
        yield ["ruff", "check", "--quiet", *programs]
        yield ["ruff", "format", "--check", "--quiet", *programs]
    yield ["mkdocs", "build", "--quiet"]
    yield ["pytest", "--quiet", OPTION, page.name, *tests(page)]


def main(text: str) -> int:
    """Test a page, and return the exit status of the first command that fails, or 0."""
    try:
        page = find(text)
    except ProblemError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    for command, *words in _commands(page):
        status = subprocess.call([Path(sys.executable).with_name(command), *words], cwd=ROOT)
        if status:
            return status
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
