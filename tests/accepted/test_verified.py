"""Programs on several Pythons, in mini sites with Pythons of this machine."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pytest_codeblocks import extract_from_file

from running_loop.accepted.output import Accepted
from running_loop.accepted.verified import Verified, Version, verified
from running_loop.pages import outputs
from running_loop.processes.supervision import Ending
from running_loop.programs.header import Header
from running_loop.programs.snippets import Snippet
from running_loop.pythons.choosing import found
from running_loop.pythons.finding import OLDEST
from running_loop.pythons.interpreter import Interpreter, current
from running_loop.pythons.series import release, spans
from running_loop.runs import keys
from running_loop.runs.recording import Recording
from running_loop.store.store import Store
from tests.mini import MiniSite

OWN = current()
SAYS_SERIES = "import sys\nprint('hello')\nprint('from 3.%d' % sys.version_info.minor)\n"
NEEDS = '# /// script\n# requires-python = "=={}.*"\n# ///\n'


@pytest.fixture(scope="session")
def here(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Interpreter]:
    """Give the other Pythons of this machine by their series."""
    store = Store(tmp_path_factory.mktemp("store"))
    return {item.series: item for item in found(store).interpreters}


@pytest.fixture
def other(here: dict[str, Interpreter]) -> Interpreter:
    """Give another Python than the build's own."""
    return needed(here, [series for series in here if series != OLDEST], "3.12")


def needed(here: dict[str, Interpreter], fits: list[str], install: str) -> Interpreter:
    if fits:
        return here[fits[0]]
    # Not even CI needs another Python: it uses all that are there.
    pytest.skip(f"no other Python fits; to install one: .venv/bin/uv python install {install}")


@pytest.fixture
def both(mini: MiniSite, other: Interpreter, monkeypatch: pytest.MonkeyPatch) -> MiniSite:
    """Give a site that is built with two Pythons."""
    use(mini, monkeypatch, other.executable)
    return mini


def use(mini: MiniSite, monkeypatch: pytest.MonkeyPatch, setting: str) -> None:
    variables = mini.environment()
    monkeypatch.setattr(mini, "environment", lambda: variables | {"RUNNING_LOOP_PYTHONS": setting})


def built(mini: MiniSite) -> None:
    done = mini.build()
    assert done.status == 0, done.said


def accepted(mini: MiniSite) -> None:
    done = mini.accept()
    assert done.status == 0, done.said


def text(mini: MiniSite, selector: str) -> str:
    found = mini.html().select_one(selector)
    return found.get_text().strip() if found else ""


def labels(mini: MiniSite) -> list[str]:
    return [item.get_text(strip=True) for item in mini.html().select(".tabbed-labels label")]


def opened(mini: MiniSite) -> str:
    """Return the label of the tab that is open at first."""
    inputs = mini.html().select(".tabbed-set > input")
    return next(labels(mini)[at] for at, tab in enumerate(inputs) if tab.has_attr("checked"))


def ascending(*pythons: Interpreter) -> list[str]:
    return sorted((python.series for python in pythons), key=release)


def test_an_output_that_is_the_same_is_shown_once(both: MiniSite, other: Interpreter) -> None:
    both.program("print('hello')\n", "hello\n")
    built(both)
    first, second = ascending(OWN, other)
    assert text(both, ".run__pythons summary") == f"Python {spans([first, second])}"
    assert OWN.version in text(both, ".run__pythons p")
    assert len(both.html().select(".run pre")) == 2
    assert "ran " not in both.build().said


def test_outputs_that_differ_stand_in_tabs_in_order_the_builds_own_open(
    both: MiniSite, other: Interpreter
) -> None:
    both.program(SAYS_SERIES)
    accepted(both)
    first, second = ascending(OWN, other)
    folder = both.place / "snippets/demo"
    assert (folder / "a.out").read_text() == f"hello\nfrom {first}\n"
    assert (folder / f"a.{second}.out").read_text() == f"hello\nfrom {second}\n"
    built(both)
    assert labels(both) == [f"Python {first}", f"Python {second}"]
    assert opened(both) == f"Python {OWN.series}"
    marked = [item.get_text() for item in both.html().select(".tabbed-block .hll")]
    assert marked == [f"from {first}\n", f"from {second}\n"]
    assert text(both, ".run__notes") == "A bar marks the lines that differ."
    (block,) = (
        item for item in extract_from_file(both.place / "site/index.md") if item.syntax == "python"
    )
    assert block.expected_output == f"hello\nfrom {OWN.series}\n"


def test_tabs_of_pythons_stand_in_tabs_of_programs(both: MiniSite) -> None:
    both.program(SAYS_SERIES)
    both.program("print('b')\n", "b\n", "demo/b.py")
    both.page('tabs({"One": "demo/a.py", "Two": "demo/b.py"})')
    accepted(both)
    built(both)
    outer = both.html().select_one(".tabbed-set")
    assert outer
    titles = outer.select(":scope > .tabbed-labels label")
    assert [title.get_text(strip=True) for title in titles] == ["One", "Two"]
    assert len(outer.select(".tabbed-set")) == 1
    assert len(outer.select(".run .tabbed-labels label")) == 2


def test_a_python_that_is_not_here_is_shown_as_recorded(
    both: MiniSite, other: Interpreter, monkeypatch: pytest.MonkeyPatch
) -> None:
    both.program(SAYS_SERIES)
    accepted(both)
    use(both, monkeypatch, "current")
    built(both)
    assert labels(both) == [f"Python {series}" for series in ascending(OWN, other)]
    assert opened(both) == f"Python {OWN.series}"
    said = text(both, ".run__recorded")
    assert said.startswith(f"Recorded on {other.version} (")
    assert said.endswith("), not run in this build.")


def test_a_python_that_is_not_here_and_prints_the_same_is_named(
    both: MiniSite, other: Interpreter, monkeypatch: pytest.MonkeyPatch
) -> None:
    both.program("print('hello')\n")
    accepted(both)
    use(both, monkeypatch, "current")
    built(both)
    said = f"Python {spans([OWN.series, other.series])}"
    assert text(both, ".run__pythons summary") == said
    assert f"Recorded on {other.version} (" in text(both, ".run__pythons p")
    both.write("snippets/demo/a.py", "print('hello')  # changed\n")
    built(both)
    assert text(both, ".run__pythons summary") == f"Not verified on Python {other.series}"
    assert f"{other.series} is not here: accept it there, too" in both.accept().said


def test_a_program_for_another_python_runs_there_or_is_shown_as_recorded(
    both: MiniSite, other: Interpreter, monkeypatch: pytest.MonkeyPatch
) -> None:
    both.program(NEEDS.format(other.series) + SAYS_SERIES)
    accepted(both)
    built(both)
    assert text(both, ".run__facts").startswith(f"Python {other.version} · 0.")
    use(both, monkeypatch, "current")
    built(both)
    assert text(both, ".language-text") == f"hello\nfrom {other.series}"
    assert text(both, ".run__facts").startswith(f"Python {other.version} · run it yourself")
    said = f"Python {other.series}, not run in this build"
    assert text(both, ".run__pythons summary") == said
    assert f"Recorded on {other.version} (" in text(both, ".run__pythons p")


def test_a_program_for_a_python_that_nobody_had_is_refused(mini: MiniSite) -> None:
    mini.program(NEEDS.format("3.99") + SAYS_SERIES, "hello\n")
    assert "snippets/demo/a.py: needs Python ==3.99.*" in mini.build().said


def test_another_output_on_another_python_stops_the_build(
    both: MiniSite, other: Interpreter
) -> None:
    both.program(SAYS_SERIES, f"hello\nfrom {OWN.series}\n")
    done = both.build()
    assert done.status != 0
    found = f"snippets/demo/a.py prints something else on Python {other.version}"
    assert f"snippets/demo/a.out:2: {found}" in done.said


def test_another_end_on_another_python_stops_the_build_once(
    both: MiniSite, other: Interpreter
) -> None:
    both.program(f"import sys\nsys.exit(sys.version_info[1] == {other.series[2:]})\n")
    done = both.build()
    assert done.status != 0
    found = f"ended with exit status 1 on Python {other.version}"
    assert f"snippets/demo/a.py: {found}" in done.said
    assert f"running-loop run demo/a.py --python {other.series}" in done.said
    both.program("1 / 0\n")
    assert both.build().said.count("ended with ZeroDivisionError") == 1


def test_files_for_pythons_that_print_the_same_are_removed(
    both: MiniSite, other: Interpreter
) -> None:
    both.program(SAYS_SERIES)
    accepted(both)
    both.program("print('hello')\n")
    said = both.accept().said
    _, second = ascending(OWN, other)
    assert f"removed snippets/demo/a.{second}.out" in said
    assert [path.name for path in (both.place / "snippets/demo").glob("*.out")] == ["a.out"]


def test_what_3_10_prints_is_told_of_programs_that_ask_for_it_alone(
    mini: MiniSite, here: dict[str, Interpreter], monkeypatch: pytest.MonkeyPatch
) -> None:
    old = needed(here, [series for series in here if series == OLDEST], OLDEST)
    use(mini, monkeypatch, old.executable)
    asks = '# /// script\n# requires-python = ">=3.10"\n# ///\n'
    mini.program(asks + "print('a')\n", "a\n")
    mini.program("print('b')\n", "b\n", "demo/b.py")
    mini.page('snippet("demo/a.py")', 'snippet("demo/b.py")')
    built(mini)
    said = [item.get_text() for item in mini.html().select(".run__pythons summary")]
    assert said == [f"Python {spans(['3.10', OWN.series])}"]


def test_one_python_is_chosen_to_run_a_program(both: MiniSite, other: Interpreter) -> None:
    both.program(SAYS_SERIES)
    command = [*both.accepting()[:1], "run", "demo/a.py", "--python"]
    assert f"from {other.series}" in both.run([*command, other.series]).said
    said = both.run([*command, "3.99"]).said
    assert "snippets/demo/a.py: does not run on Python 3.99 here" in said


DAY = date(2026, 11, 22)


def shown(*versions: Version) -> Verified:
    return Verified(Snippet("demo/a.py", Path("a.py"), Header(), ""), versions)


RAN = "Run in this build on {}."
RECORDED = "Recorded on {} (22 November 2026), not run in this build."


@pytest.mark.parametrize(
    ("versions", "unverified", "says", "details"),
    [
        (["3.11.7"], [], "", [RAN.format("3.11.7")]),
        (
            ["3.11.7", "3.13.0", "3.12.1"],
            [],
            "Python 3.11 to 3.13",
            [RAN.format("3.11.7, 3.12.1 and 3.13.0")],
        ),
        (
            ["3.11.7", "3.13.0", "3.9.1", "3.10.2"],
            ["3.14", "3.15"],
            "Python 3.9 to 3.11, 3.13, not verified on 3.14 to 3.15",
            [
                RAN.format("3.9.1, 3.10.2, 3.11.7 and 3.13.0"),
                "Nobody has run this version of the program on 3.14 and 3.15.",
            ],
        ),
        (
            ["3.11.7", "3.12.1", "3.14.2!"],
            [],
            "Python 3.11 to 3.12, 3.14",
            [RAN.format("3.11.7 and 3.12.1"), RECORDED.format("3.14.2")],
        ),
        (["3.14.2!"], [], "Python 3.14, not run in this build", [RECORDED.format("3.14.2")]),
    ],
)
def test_the_page_says_where_an_output_is_the_same(
    versions: list[str], unverified: list[str], says: str, details: list[str]
) -> None:
    found = replace(shown(*map(version, versions)), unverified=tuple(unverified))
    assert (found.pythons, found.details) == (says, details)


def version(name: str) -> Version:
    """Return what a Python printed: here, or, with an exclamation mark, when it was accepted."""
    python = name.strip("!")
    is_here, snippet = python == name, shown().snippet
    run = Recording(snippet, python, Ending.EXITED, 0, "same\n", 0.1) if is_here else None
    return Version(python, "same\n", None if is_here else DAY, run)


@pytest.mark.parametrize("own", ["3.9", "3.10", "3.14"])
def test_tabs_of_pythons_stand_in_the_order_of_versions(own: str) -> None:
    made = {f"{series}.1": f"{series}\n" for series in ("3.14", "3.9", "3.10")}
    first = Version(f"{own}.1", made.pop(f"{own}.1"))
    found = shown(first, *(Version(python, output) for python, output in made.items()))
    heads = re.findall(r"/// tab \| (.*)\n( *select: true)?", outputs.printed(found))
    assert [head for head, _ in heads] == ["Python 3.9", "Python 3.10", "Python 3.14"]
    assert [head for head, is_open in heads if is_open] == [f"Python {own}"]


def test_equal_outputs_share_a_tab_and_the_lines_that_differ_are_numbered() -> None:
    outputs = {"3.11.7": "a\nb\nc\n", "3.14.2": "a\nx\nc\nd\n", "3.13.0": "a\nx\nc\nd\n"}
    found = shown(*(Version(python, output) for python, output in outputs.items()))
    assert [[item.series for item in group] for group in found.groups] == [
        ["3.11"],
        ["3.14", "3.13"],
    ]
    assert [found.changed(group) for group in found.groups] == [[2], [2, 4]]


def test_what_another_text_of_the_program_printed_is_not_shown() -> None:
    snippet = Snippet("demo/a.py", Path("a.py"), Header(), "")
    record = Accepted(snippet, "a\n", {"3.14": "b\n"}, {"3.11.7": DAY, "3.14.2": DAY})
    old = Accepted(snippet, "a\n", {"3.14": "b\n"}, record.pythons, is_current=False)
    assert [item.output for item in verified(snippet, [], record).versions] == ["b\n", "a\n"]
    assert verified(snippet, [], old, {"3.14"}).versions == ()
    assert verified(snippet, [], old, {"3.14"}).unverified == ("3.14",)


STARTS = """
# /// script
# requires-python = "=={own}.*"
# [tool.running-loop]
# pythons = ["{series}"]
{more}# ///
import os, subprocess
python = os.environ.get("PYTHON_{series}".replace(".", "_"), "none")
print("starts", "none" if python == "none" else
    subprocess.check_output([python, "-c", "import sys; print('3.%d' % sys.version_info.minor)"],
    text=True).strip())
"""


def starting(series: str, more: str = "") -> str:
    return STARTS.format(own=OWN.series, series=series, more=more)


def test_a_program_starts_another_python(both: MiniSite, other: Interpreter) -> None:
    both.program(starting(other.series))
    accepted(both)
    built(both)
    assert text(both, ".run .language-text pre") == f"starts {other.series}"


def test_without_the_python_that_it_starts_a_program_is_shown_as_recorded(
    both: MiniSite, other: Interpreter, monkeypatch: pytest.MonkeyPatch
) -> None:
    both.program(starting(other.series))
    accepted(both)
    use(both, monkeypatch, "current")
    built(both)
    assert text(both, ".run .language-text pre") == f"starts {other.series}"
    assert "not run in this build" in text(both, ".run__pythons summary")


def test_a_python_that_is_missing_and_nothing_recorded_stop_the_build(mini: MiniSite) -> None:
    mini.write("snippets/demo/a.py", starting("3.99"))
    mini.page('snippet("demo/a.py")')
    done = mini.build()
    assert done.status != 0
    assert "snippets/demo/a.py: starts Python 3.99, which is not here" in done.said
    assert "RUNNING_LOOP_PYTHONS" in done.said


def test_a_program_that_measures_takes_the_pythons_that_are_here(mini: MiniSite) -> None:
    mini.write("snippets/demo/a.py", starting("3.99", "# measures = true\n"))
    mini.page('snippet("demo/a.py")')
    built(mini)
    assert text(mini, ".run .language-text pre") == "starts none"


def test_another_build_of_the_python_that_it_starts_runs_it_again() -> None:
    snippet = Snippet("demo/a.py", Path("snippets/demo/a.py"), Header(), "")
    companions = ((), (replace(OWN, build="one"),), (replace(OWN, build="two"),))
    made = [keys.of_snippet(snippet, replace(OWN, beside=item), {}) for item in companions]
    assert len({str(key.parts) for key in made}) == 3
