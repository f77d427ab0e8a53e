"""What `make test PAGE=my-page` takes for a page, and which tests it chooses."""

import subprocess
import sys
from pathlib import Path

import pytest

from running_loop.problem import ProblemError
from tests import ROOT, one_page


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in ("index.md", "my-page.md", "sub/deep/other.md", "sub/index.md"):
        path = tmp_path / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("# A page\n")
    return tmp_path


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        ("my-page", "my-page.md", "my-page/index.md"),
        ("docs/my-page.md", "my-page.md", "my-page/index.md"),
        ("my-page/", "my-page.md", "my-page/index.md"),
        ("sub/deep/other", "sub/deep/other.md", "sub/deep/other/index.md"),
        ("./sub/index.md", "sub/index.md", "sub/index.md"),
        ("index", "index.md", "index.md"),
    ],
)
def test_a_page_is_found_by_its_path(project: Path, text: str, name: str, place: str) -> None:
    page = one_page.find(text, project)
    assert page.name == name
    assert one_page.published(page) == ROOT / "site" / place


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("mypage", "did you mean 'my-page'?"),
        ("other", "did you mean 'sub/deep/other'?"),
        ("other.md", "did you mean 'sub/deep/other'?"),
        ("sub/deep/othr", "did you mean 'sub/deep/other'?"),
        ("../docs/x\ny", "one of index, my-page, sub/deep/other, sub/index"),
        ("", "one of index, my-page, sub/deep/other, sub/index"),
    ],
)
def test_a_page_that_is_none_is_told_with_the_nearest(
    project: Path, text: str, remedy: str
) -> None:
    with pytest.raises(ProblemError) as caught:
        one_page.find(text, project)
    first, second = str(caught.value).split("\n")
    assert first.startswith("PAGE=")
    assert first.endswith(": is no page of this site")
    assert second == f"  to mend: {remedy}"


def collected(page: str) -> set[str]:
    """Return the tests that are chosen for a page of this site."""
    found = one_page.find(page)
    command = [sys.executable, "-m", "pytest", "-q", "-n", "0", "--collect-only"]
    done = subprocess.run(
        [*command, one_page.OPTION, page, *one_page.tests(found)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return {line for line in done.stdout.splitlines() if "::" in line}


def test_the_tests_of_one_page_are_its_blocks_its_programs_and_its_looks(published: Path) -> None:
    found = collected("contributing")
    blocks = {item for item in found if item.startswith("site/")}
    marks = (published / "contributing/index.md").read_text(encoding="utf-8")
    assert len(blocks) == marks.count("<!--pytest.mark.")
    again = "tests/test_pages.py::test_programs_print_the_same_again_and_leak_nothing"
    assert again in found
    fits = "tests/test_pages.py::test_a_program_fits_a_page"
    assert f"{fits}[contributing/gather_order.py]" in found
    assert "tests/tracer/test_snippets.py::test_programs_print_the_same[contributing]" in found
    fits = "tests/test_site.py::test_pages_fit_ask_no_third_party_and_report_no_error"
    assert f"{fits}[contributing/-1280-light]" in found
    assert not [item for item in found if "index" in item and "contributing" not in item]


def test_the_first_page_is_a_page_too() -> None:
    fits = "tests/test_site.py::test_pages_fit_ask_no_third_party_and_report_no_error"
    found = {item for item in collected("index") if item.startswith(fits)}
    assert found == {
        f"{fits}[-{width}-{scheme}]" for width in (390, 1280) for scheme in ("light", "dark")
    }
