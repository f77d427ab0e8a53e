"""What ARCHITECTURE.md names is there."""

import re
import tomllib

import pytest

from tests import ROOT

TEXT = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
PATHS = sorted(set(re.findall(r"`([\w./-]+/[\w.-]*|\w+\.(?:py|md))`", TEXT)))
MADE = {"docs/", "site/", "dist/", ".cache/", "program.py"}


@pytest.mark.parametrize("path", [path for path in PATHS if path not in MADE])
def test_a_file_or_folder_that_is_named_is_there(path: str) -> None:
    assert (ROOT / path).exists() or (ROOT / "running_loop" / path).exists()


def test_the_line_is_the_one_that_the_lint_holds() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    drawn = TEXT.split("```text\n")[1].split("```")[0].splitlines()
    assert len(drawn) == len(layers)
    for line, layer in zip(drawn, layers, strict=True):
        rooms = [room.strip() for room in re.split("[|:]", layer)]
        missing = {room for room in rooms if room not in line.split()}
        assert missing <= {""}, line
