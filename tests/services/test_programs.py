"""Every program of this site that needs a database, on both kinds of server."""

from pathlib import PurePosixPath

import pytest

from running_loop.programs import snippets
from running_loop.pythons.interpreter import current
from running_loop.runs.declared import problem
from running_loop.runs.schedule import run_all
from running_loop.services import mysql
from tests import ROOT
from tests.services.conftest import INSTALL, Need

SNIPPETS = ROOT / snippets.FOLDER


def needs_mysql(name: str) -> bool:
    return "mysql" in snippets.load(SNIPPETS, name).header.services


NAMES = [name for name in snippets.names(SNIPPETS) if needs_mysql(name)]
FOLDERS = sorted({str(PurePosixPath(name).parent) for name in NAMES})


def printed(kind: str, folder: str, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Return what the programs of a folder print on one kind of server."""
    monkeypatch.setenv(mysql.VARIABLE, kind)
    programs = [
        snippets.load(SNIPPETS, name) for name in NAMES if str(PurePosixPath(name).parent) == folder
    ]
    recordings = run_all(programs, current())
    assert [problem(recording) for recording in recordings if problem(recording)] == []
    assert all(("emulation" in item.services[0]) == (kind == "embedded") for item in recordings)
    return {recording.snippet.name: recording.output for recording in recordings}


@pytest.mark.parametrize("folder", FOLDERS)
def test_programs_print_the_same_on_mariadb_and_on_the_emulation(
    folder: str, need: Need, monkeypatch: pytest.MonkeyPatch
) -> None:
    need("mariadbd", INSTALL)
    assert printed("mariadb", folder, monkeypatch) == printed("embedded", folder, monkeypatch)
