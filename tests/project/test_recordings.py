import base64
import json
import pickle
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from packaging.requirements import Requirement

from running_loop.problem import ProblemError
from running_loop.programs import distributions
from running_loop.programs.snippets import load
from running_loop.project.recordings import Recordings
from running_loop.pythons import choosing
from running_loop.pythons.finding import Found
from running_loop.pythons.interpreter import Interpreter, current
from running_loop.runs import keys, schedule
from running_loop.runs.schedule import Job, Outcome
from running_loop.services import lending
from running_loop.store import engine
from running_loop.store.key import Key
from running_loop.store.store import Store


class Site:
    """A folder of programs; each run of `a.py` leaves a mark."""

    def __init__(self, place: Path) -> None:
        self.place = place
        (place / "snippets" / "demo").mkdir(parents=True)
        self.write("a.py", self.marking())

    def marking(self, header: str = "", imports: str = "") -> str:
        head = f"# /// script\n{header}# ///\n" if header else ""
        return f"{head}{imports}open({str(self.place / 'runs')!r}, 'a').write('x')\n"

    def write(self, name: str, text: str) -> None:
        path = self.place / "snippets" / "demo" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
        if path.suffix == ".py":
            path.with_suffix(".out").touch()

    def recordings(self) -> Recordings:
        """Return what a new build would have."""
        return Recordings(self.place / "snippets", Store(self.place / "cache"))

    def build(self, *names: str) -> int:
        """Build, and return how often a.py ran until now."""
        self.recordings().make([f"demo/{name}" for name in names or ["a.py"]])
        return len((self.place / "runs").read_text())

    def why(self) -> list[str]:
        return self.recordings().why("demo/a.py")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.setenv("RUNNING_LOOP_PYTHONS", "current")
    return Site(tmp_path)


def test_a_program_that_did_not_change_runs_once(site: Site) -> None:
    assert (site.build(), site.build()) == (1, 1)
    assert site.why() == []


def test_what_was_never_recorded_says_so(site: Site) -> None:
    assert site.why() == ["it was never recorded"]


def test_a_recording_comes_back_as_it_was(site: Site) -> None:
    site.write("b.py", "print('ä')\nraise SystemExit(0)\n")
    site.write("b.out", "ä\n")
    first, second = site.recordings(), site.recordings()
    first.make(["demo/b.py"])
    second.make(["demo/b.py"])
    assert second.of("demo/b.py") == first.of("demo/b.py")


def test_a_changed_program_runs_again(site: Site) -> None:
    site.build()
    site.write("a.py", site.marking() + "# changed\n")
    assert site.why() == ["the program: changed"]
    assert site.build() == 2


def test_a_changed_header_runs_it_again(site: Site) -> None:
    site.build()
    site.write("a.py", site.marking("# [tool.running-loop]\n# timeout = 5\n"))
    assert site.why() == ["its header: changed"]
    assert site.build() == 2


def test_other_programs_and_files_run_nothing(site: Site) -> None:
    site.write("b.py", "b = 1\n")
    site.build("a.py", "b.py")
    site.write("b.py", "b = 2\n")
    site.write("notes.txt", "new")
    assert site.build("a.py", "b.py") == 1


def test_a_module_through_several_levels_runs_it_again(site: Site) -> None:
    site.write("one.py", "from inner import two\n")
    site.write("inner/__init__.py", "")
    site.write("inner/two.py", "VALUE = 1\n")
    site.write("a.py", site.marking(imports="import one\n"))
    assert (site.build(), site.build()) == (1, 1)
    site.write("inner/two.py", "VALUE = 2\n")
    assert site.why() == ["file inner/two.py: changed"]
    assert site.build() == 2


def test_a_declared_data_file_is_there_and_runs_it_again(site: Site) -> None:
    header = '# [tool.running-loop]\n# files = ["data/names.csv"]\n'
    reading = "import pathlib\n(pathlib.Path(__file__).parent / 'data/names.csv').read_text()\n"
    site.write("data/names.csv", "Ada")
    site.write("a.py", site.marking(header, reading))
    assert site.build() == 1
    site.write("data/names.csv", "Eve")
    assert site.why() == ["file data/names.csv: changed"]
    assert site.build() == 2


def test_a_declared_file_that_is_missing_is_a_problem(site: Site) -> None:
    site.write("a.py", site.marking('# [tool.running-loop]\n# files = ["gone.csv"]\n'))
    with pytest.raises(ProblemError, match=r"demo/a\.py:3: needs gone\.csv"):
        site.build()


def test_another_python_runs_it_again(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.build()
    other = Interpreter(sys.executable, current().version, "another build", current().libraries)
    monkeypatch.setattr(choosing, "current", lambda: other)
    assert site.why() == ["Python: changed"]
    assert site.build() == 2


def test_why_tells_the_pythons_apart(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.build()
    own = current()
    other = Interpreter(own.executable, "3.99.0", "another build", own.libraries)
    monkeypatch.setattr(choosing, "found", lambda _: Found((other,), {}))
    assert site.why() == ["on Python 3.99: it was never recorded"]
    assert site.build() == 2
    assert site.why() == []
    site.write("a.py", site.marking() + "# changed\n")
    assert site.why() == ["the program: changed"]


def test_it_tells_of_each_run_that_a_page_draws(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = current()
    other = Interpreter(own.executable, "3.99.0", "another build", own.libraries)
    monkeypatch.setattr(choosing, "found", lambda _: Found((other,), {}))
    site.write("b.py", "pass\n")
    recordings = site.recordings()
    drawn: list[tuple[str, str]] = []
    names = ["demo/a.py", "demo/b.py"]
    recordings.make(names, lambda name: drawn.append((name, recordings.drawn(name).python)))
    assert sorted(drawn) == [(name, own.version) for name in names]
    site.recordings().make(names, pytest.fail)


def test_another_engine_runs_it_again(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.build()
    monkeypatch.setattr(engine, "version", lambda *_: "another")
    assert site.why() == ["the engine: changed"]
    assert site.build() == 2


def test_a_service_is_identified_by_its_own_provider(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.write("a.py", site.marking('# [tool.running-loop]\n# services = ["mysql"]\n'))
    answers = ["MySQL 1", "MySQL 2"]
    provider = SimpleNamespace(identity=lambda: answers[0])
    monkeypatch.setattr(lending, "PROVIDERS", {"mysql": lambda: provider})
    recordings = site.recordings()
    (key,) = recordings.keys(jobs(site)).values()
    answers.pop(0)
    (later,) = recordings.keys(jobs(site)).values()
    assert list(later.changes(key)) == ["service mysql: MySQL 1 became MySQL 2"]


def jobs(site: Site) -> list[Job]:
    return [Job(load(site.place / "snippets", "demo/a.py"), current())]


@pytest.mark.parametrize(("name", "runs"), [("aiohttp", 2), ("yarl", 2), ("mkdocs", 1)])
def test_only_packages_that_it_uses_run_it_again(
    site: Site, monkeypatch: pytest.MonkeyPatch, name: str, runs: int
) -> None:
    """aiohttp requires yarl, and not mkdocs."""
    site.write("a.py", site.marking('# dependencies = ["aiohttp"]\n', "import aiohttp\n"))
    site.build()
    upgrade(monkeypatch, name)
    assert (
        site.why() == ([f"package {name}: changed"] if runs > 1 else [])
        or "became" in site.why()[0]
    )
    assert site.build() == runs


def upgrade(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Have a distribution another version from now on, as in a new process."""
    version = distributions._version  # noqa: SLF001
    monkeypatch.setattr(
        distributions, "_version", lambda asked: "999" if asked == name else version(asked)
    )
    monkeypatch.setattr(distributions, "_closure", distributions._closure.__wrapped__)  # noqa: SLF001


def test_a_package_that_the_header_does_not_name_counts_too(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.write("a.py", site.marking(imports="import yaml\n"))
    site.build()
    upgrade(monkeypatch, "pyyaml")
    assert site.build() == 2


def test_a_failed_program_is_not_kept_and_the_others_are(site: Site) -> None:
    site.write("bad.py", "1 / 0\n")
    with pytest.raises(ProblemError) as caught:
        site.build("bad.py", "a.py")
    assert [problem.place for problem in caught.value.problems] == ["snippets/demo/bad.py:1"]
    assert site.build("a.py") == 1
    with pytest.raises(ProblemError):
        site.build("bad.py")


def test_a_damaged_store_runs_it_again(site: Site) -> None:
    site.build()
    for path in (site.place / "cache").rglob("*.json"):
        path.write_text("damaged")
    assert (site.build(), site.build()) == (2, 2)


def test_a_program_edited_while_it_runs_is_run_again(site: Site) -> None:
    """It is the text that was read that is run and kept, so the new text has no recording."""
    path = str(site.place / "snippets/demo/a.py")
    edit = f"text = open({path!r}).read()\nopen({path!r}, 'w').write(text + '# edited\\n')\n"
    site.write("a.py", edit + site.marking())
    site.build()
    assert site.why() == ["the program: changed"]


def test_the_executor_can_be_another(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two workers of a Dask cluster make the same recordings."""
    for name in ("b.py", "c.py"):
        site.write(name, f"print('{name}')\n")
        site.write(name.replace(".py", ".out"), f"{name}\n")
    wanted = ["demo/b.py", "demo/c.py"]
    here, there = (
        site.recordings(),
        Recordings(site.place / "snippets", Store(site.place / "other")),
    )
    here.make(wanted)
    monkeypatch.setenv("RUNNING_LOOP_EXECUTOR", "tests.cluster:executor")
    there.make(wanted)
    for name in wanted:
        ours, theirs = here.of(name).versions[0], there.of(name).versions[0]
        assert (theirs.python, theirs.output) == (ours.python, ours.output)


def test_an_executor_that_is_none_is_a_problem(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUNNING_LOOP_EXECUTOR", "no_such_module:function")
    with pytest.raises(ProblemError, match="RUNNING_LOOP_EXECUTOR"):
        site.build()


def test_each_program_has_a_key_of_its_own(site: Site) -> None:
    for number in range(50):
        site.write(f"p{number}.py", f"print({number})\n")
    folder = site.place / "snippets"
    digests = {
        keys.of_snippet(load(folder, f"demo/p{number}.py"), current(), {}).digest
        for number in range(50)
    }
    assert len(digests) == 50


def test_the_versions_of_what_is_not_installed_are_missing() -> None:
    found = distributions.closure((Requirement("no-such-package"),))
    assert found == {"no-such-package": "missing"}


def test_a_program_runs_again_when_somebody_asks_for_it(site: Site) -> None:
    site.write("b.py", "print('b')\n")
    site.write("b.out", "b\n")
    site.build("a.py", "b.py")
    assert site.recordings().forget("demo/a.py") == 1
    assert site.why() == ["its recording was removed"]
    assert site.recordings().why("demo/b.py") == []
    assert (site.build("a.py", "b.py"), site.why()) == (2, [])
    assert site.recordings().forget("demo/.*") == 0


def test_it_runs_again_on_every_python(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    own = current()
    other = Interpreter(own.executable, "3.99.0", "another build", own.libraries)
    monkeypatch.setattr(choosing, "found", lambda _: Found((other,), {}))
    assert site.build() == 2
    assert site.recordings().forget("demo/a.py") == 2
    assert site.build() == 4


def test_what_a_module_beside_a_program_imports_counts(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.write("a.py", site.marking(imports="if True: import os as o, helper\n"))
    site.write("helper.py", "import json; import yaml as y\n")
    site.build()
    upgrade(monkeypatch, "pyyaml")
    assert site.build() == 2


def test_what_only_a_docstring_imports_does_not_count(site: Site) -> None:
    site.write("helper.py", "h = 1\n")
    site.write("a.py", site.marking(imports='"""Shows\nimport helper\n"""\n'))
    site.build()
    site.write("helper.py", "h = 2\n")
    assert site.build() == 1


def tape_of(header: object, *rows: object) -> str:
    text = json.dumps([header, rows])
    return base64.b64encode(zlib.compress(text.encode())).decode()


@pytest.mark.parametrize(
    "change",
    [
        {"services": ["<script>alert(1)</script>"]},
        {"services": ["[x](javascript:alert)"]},
        {"services": [1]},
        {"services": None},
        {"python": "3.11.2<script>"},
        {"python": None},
        {"measured": "today\n\n# Title"},
        {"output": "\x02wzxhzdk:0\x03"},
        {"output": None},
        {"status": "0"},
        {"duration": "long"},
        {"duration": float("nan")},
        {"ending": "NEVER"},
        {"tape": 1},
        {"tape": "no base64"},
        {"tape": base64.b64encode(b"no zlib").decode()},
        {"tape": tape_of([1, 2])},
        {"tape": tape_of({}, 1)},
        {"tape": tape_of({}, [10, 1, 2, 3, 4])},
        {"tape": tape_of({}, [9])},
        {"tape": tape_of({"sites": 1})},
        {"tape": base64.b64encode(zlib.compress(bytes(100_000_000))).decode()},
    ],
)
def test_what_others_put_into_a_shared_store_is_no_recording(
    site: Site, change: dict[str, object]
) -> None:
    """The checksum is right: anybody can compute it."""

    def recordings() -> Recordings:
        own = Store(site.place / "own", is_sealed=True)
        return Recordings(site.place / "snippets", Store(site.place / "shared"), own)

    recordings().make(["demo/a.py"])
    shared = Store(site.place / "shared")
    name = f"demo/a.py on Python {current().series}"
    key, _ = shared.last(name) or pytest.fail("nothing is kept")
    shared.put(key, (shared.get(key) or {}) | change)
    recordings().make(["demo/a.py"])
    assert (site.place / "runs").read_text() == "xx"
    assert recordings().why("demo/a.py") == []
    recordings().make(["demo/a.py"])
    assert (site.place / "runs").read_text() == "xx"


def expected(site: Site, monkeypatch: pytest.MonkeyPatch) -> list[float | None]:
    """Build a changed program; return what its runs were expected to take."""
    seen: list[Job] = []

    def outcomes(jobs: list[Job]) -> Iterator[tuple[Job, Outcome]]:
        seen.extend(jobs)
        yield from schedule.outcomes(jobs)

    site.write("a.py", site.marking() + "# changed\n")
    with monkeypatch.context() as patch:
        patch.setattr("running_loop.project.recordings.outcomes", outcomes)
        assert site.build() == 2
    return [job.expected for job in seen]


def noted(site: Site) -> tuple[Store, Key, object]:
    """Return the store, and what is noted in it of the last run."""
    store = Store(site.place / "cache")
    key, note = store.last(f"demo/a.py on Python {current().series}") or pytest.fail("no note")
    return store, key, note


def test_a_run_is_expected_to_take_as_long_as_the_last(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.build()
    recordings = site.recordings()
    recordings.make(["demo/a.py"])
    _, _, note = noted(site)
    assert note == recordings.drawn("demo/a.py").duration
    assert expected(site, monkeypatch) == [note]


@pytest.mark.parametrize(
    "note", [None, "1", True, [1], -1.0, float("nan"), float("inf"), 10**400, {"duration": 1.0}]
)
def test_what_others_noted_of_a_run_is_a_time_or_nothing(
    site: Site, monkeypatch: pytest.MonkeyPatch, note: object
) -> None:
    site.build()
    store, key, _ = noted(site)
    store.put_last(key, note)
    assert expected(site, monkeypatch) == [None]


def test_after_a_take_over_each_folder_has_one_store(site: Site) -> None:
    stores = Store(site.place / "shared"), Store(site.place / "own", is_sealed=True)
    made, taking = (Recordings(site.place / "snippets", *stores) for _ in range(2))
    made.make(["demo/a.py"])
    taking.take_over(pickle.loads(pickle.dumps(made)))
    assert stores_of(taking) == {id(store) for store in stores}
    assert taking.drawn("demo/a.py") == made.drawn("demo/a.py")


def stores_of(held: object, depth: int = 3) -> set[int]:
    """Return the ids of the stores that an object of ours holds, directly or not."""
    if isinstance(held, Store):
        return {id(held)}
    below = getattr(held, "__dict__", {}).values() if depth else ()
    return {found for item in below for found in stores_of(item, depth - 1)}
