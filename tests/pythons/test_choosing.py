"""Finding Pythons: those of this machine, and stand-ins for broken ones."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from running_loop.problem import ProblemError
from running_loop.programs.header import parse
from running_loop.programs.snippets import Snippet
from running_loop.pythons import choosing, finding
from running_loop.pythons.choosing import Pythons, found
from running_loop.pythons.interpreter import Interpreter, current
from running_loop.store.store import Store

OTHERS = [f"3.{minor}" for minor in range(11, 30) if f"3.{minor}" != current().series]
# It answers as a Python of the version that its name says.
FAKE = """#!/bin/sh
echo {mark} >> {log}
echo '{{"version": "{version}", "build": "a build", "libraries": [], "is_usual": {usual}}}'
"""
BROKEN = {
    "crashes": ("kill -SEGV $$", "does not work (exit status -11): nothing"),
    "no ssl": (
        "echo 'ModuleNotFoundError: No module named ssl' >&2; exit 1",
        "does not work (exit status 1): ModuleNotFoundError: No module named ssl",
    ),
    "rubbish": ("echo '<html>'", "does not answer as a Python does: <html>"),
    "other JSON": ("echo '[1]'", "does not answer as a Python does: [1]"),
    "other version": (
        """echo '{"version": 3, "build": "", "libraries": [], "is_usual": true}'""",
        "does not answer as a Python does: {",
    ),
    "silent": ("exit 0", "does not answer as a Python does: nothing"),
    "hangs": ("sleep 60", "does not answer within 1 s"),
}


class Machine:
    """A machine whose PATH is one folder."""

    def __init__(self, place: Path) -> None:
        self.bin = place / "bin"
        self.log = place / "log"
        self.bin.mkdir()
        self.store = Store(place / "store")

    def script(self, name: str, body: str) -> Path:
        path = self.bin / name
        path.write_text(body)
        path.chmod(0o755)
        return path

    def python(self, name: str, version: str, usual: str = "true") -> Path:
        return self.script(name, FAKE.format(mark=name, log=self.log, version=version, usual=usual))

    def started(self) -> list[str]:
        return sorted(self.log.read_text().split()) if self.log.exists() else []

    def found(self) -> list[str]:
        return sorted(item.version for item in found(self.store).interpreters)


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    made = Machine(tmp_path)
    for name in ("PYENV_ROOT", "UV_PYTHON_INSTALL_DIR", "RYE_PY_ROOT", "ASDF_DATA_DIR", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    monkeypatch.setenv("PATH", f"{made.bin}:/usr/bin:/bin")
    monkeypatch.delenv("RUNNING_LOOP_PYTHONS", raising=False)
    monkeypatch.setattr(finding, "PROBE_TIMEOUT_S", 1.0)
    # What the system itself has is not part of this machine.
    monkeypatch.setattr(finding, "_may_serve", only(made.bin, finding._may_serve))  # noqa: SLF001
    return made


def only(folder: Path, may_serve: Callable[[Path], bool]) -> Callable[[Path], bool]:
    return lambda path: folder in path.parents and may_serve(path)


def test_the_newest_release_of_each_series_is_taken(machine: Machine) -> None:
    first, second = OTHERS[:2]
    machine.python(f"python{first}", f"{first}.2")
    machine.python("python3", f"{first}.10")
    machine.python(f"python{second}", f"{second}.0")
    assert machine.found() == sorted([f"{first}.10", f"{second}.0"])


def test_what_is_too_old_or_the_builds_own_is_not_even_started(machine: Machine) -> None:
    for series in ("2.7", "3.9", current().series):
        machine.python(f"python{series}", f"{series}.1")
    machine.python("python3.10", "3.10.1")
    assert machine.found() == ["3.10.1"]
    assert machine.started() == ["python3.10"]


def test_previews_and_other_implementations_are_left_out_unless_named(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = machine.python(f"python{OTHERS[0]}", f"{OTHERS[0]}.0", usual="false")
    assert machine.found() == []
    monkeypatch.setenv("RUNNING_LOOP_PYTHONS", str(path))
    assert machine.found() == [f"{OTHERS[0]}.0"]


def test_a_second_search_starts_no_python(machine: Machine) -> None:
    machine.python(f"python{OTHERS[0]}", f"{OTHERS[0]}.1")
    assert machine.found() == machine.found()
    assert len(machine.started()) == 1


def test_a_python_that_comes_goes_or_changes_is_seen(machine: Machine) -> None:
    first, second = OTHERS[:2]
    path = machine.python(f"python{first}", f"{first}.1")
    assert machine.found() == [f"{first}.1"]
    machine.python(f"python{first}", f"{first}.12")
    assert machine.found() == [f"{first}.12"]
    machine.python(f"python{second}", f"{second}.0")
    assert len(machine.found()) == 2
    path.unlink()
    assert machine.found() == [f"{second}.0"]


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_python_is_told_and_left_out(
    machine: Machine, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    body, says = BROKEN[kind]
    path = machine.script(f"python{OTHERS[0]}", f"#!/bin/sh\n{body}\n")
    machine.python(f"python{OTHERS[1]}", f"{OTHERS[1]}.1")
    for _ in range(2):  # by the search, then from the store
        assert machine.found() == [f"{OTHERS[1]}.1"]
        heard = capsys.readouterr().err
        assert heard.startswith(f"{path}: {says}")
        assert heard.endswith("; the build goes on without this Python\n")
        assert heard.count("\n") == 1


def test_what_cannot_be_started_is_told(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.script(f"python{OTHERS[0]}", "#!/no/such/shell\n")
    assert machine.found() == []
    assert "cannot be started: No such file" in capsys.readouterr().err


def test_pythons_are_named_by_version_and_path(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, third = OTHERS[:3]
    machine.python(f"python{first}", f"{first}.1")
    machine.python("python3", f"{first}.5")
    machine.python(f"python{second}", f"{second}.0")
    path = machine.python("other", f"{third}.0")
    monkeypatch.setenv("RUNNING_LOOP_PYTHONS", f"{first}.1, {path}")
    assert machine.found() == sorted([f"{first}.1", f"{third}.0"])
    monkeypatch.setenv("RUNNING_LOOP_PYTHONS", f"current:{first}:{current().series}")
    assert machine.found() == [f"{first}.5"]
    monkeypatch.setenv("RUNNING_LOOP_PYTHONS", "current")
    assert machine.found() == []


def test_the_builds_own_series_has_no_other_python(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = machine.python("other", f"{current().series}.99")
    monkeypatch.setenv("RUNNING_LOOP_PYTHONS", str(path))
    with pytest.raises(ProblemError, match=f"names {path}, a Python {current().series}.99"):
        machine.found()


@pytest.mark.parametrize(
    ("setting", "says"),
    [
        ("3.99", "names Python 3.99, which is not here"),
        ("three", "has 'three'"),
        ("/no/such/python", "names /no/such/python, which cannot be started: No such file"),
        ("{bin}/broken", "does not work (exit status 3): nothing"),
    ],
)
def test_a_setting_that_cannot_be_followed_is_a_problem(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, setting: str, says: str
) -> None:
    machine.script("broken", "#!/bin/sh\nexit 3\n")
    monkeypatch.setenv("RUNNING_LOOP_PYTHONS", setting.format(bin=machine.bin))
    with pytest.raises(ProblemError) as caught:
        machine.found()
    (problem,) = caught.value.problems
    assert problem.place == "RUNNING_LOOP_PYTHONS"
    assert says in problem.found
    assert "unset RUNNING_LOOP_PYTHONS" in problem.remedy


def suited(monkeypatch: pytest.MonkeyPatch, header: str, body: str = "") -> list[str]:
    """Return the series that a program runs on, of 3.10 and three more."""
    others = [Interpreter(f"/{name}", f"{name}.1", "", ()) for name in ("3.10", "3.28", "3.29")]
    monkeypatch.setattr(choosing, "found", lambda _: finding.Found(tuple(others), {}))
    read = parse(f"# /// script\n{header}# ///\n") if header else parse("")
    snippet = Snippet("demo/a.py", Path("a.py"), read, body)
    return [python.series for python in Pythons(Store(Path("/none"))).suited(snippet)]


OWN = current().series


@pytest.mark.parametrize(
    ("header", "body", "series"),
    [
        ("", "import asyncio\n", [OWN, "3.29", "3.28"]),
        ('# requires-python = ">=3.11"\n', "", [OWN, "3.29", "3.28"]),
        ('# requires-python = ">=3.10"\n', "", [OWN, "3.29", "3.28", "3.10"]),
        ('# requires-python = ">=3.29"\n', "", ["3.29"]),
        ('# requires-python = ">=3.40"\n', "", []),
        ('# dependencies = ["aiohttp"]\n', "import aiohttp\n", [OWN]),
        ("", "import yaml\n", [OWN]),
        ('# [tool.running-loop]\n# services = ["mysql"]\n', "", [OWN]),
        ("# [tool.running-loop]\n# measures = true\n", "", [OWN]),
    ],
)
def test_a_program_runs_where_it_has_what_it_needs(
    monkeypatch: pytest.MonkeyPatch, header: str, body: str, series: list[str]
) -> None:
    assert suited(monkeypatch, header, body) == series


def test_the_builds_own_python_is_the_one_of_its_series(machine: Machine) -> None:
    machine.python("python3", f"{current().series}.99")
    assert machine.found() == []
    assert Pythons(machine.store).suited(Snippet("demo/a.py", Path("a.py"), parse(""), "")) == [
        current()
    ]
    assert current().executable == sys.executable
