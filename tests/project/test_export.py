"""The data that a site publishes, against the schema that it publishes."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker, ValidationError

from running_loop.pages.page import read
from running_loop.programs import snippets
from running_loop.project import export
from running_loop.pythons.interpreter import current
from tests import ROOT
from tests.mini import MiniSite
from tests.site_pages import DOCS, pages

HEADER = """# /// script
# requires-python = ">=3.11"
# dependencies = ["aiohttp>=3"]
#
# [tool.running-loop]
# exit-status = 3
# any-order = [[1, 2]]
# ///
"""


def validate(document: object) -> None:
    schema = json.loads(export.schema())
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema, format_checker=FormatChecker()).validate(document)


def published_data(site: Path) -> Any:  # noqa: ANN401, what JSON can hold
    assert (site / export.SCHEMA).read_text(encoding="utf-8") == export.schema()
    document = json.loads((site / export.NAME).read_text(encoding="utf-8"))
    validate(document)
    return document


def test_the_data_of_this_site_fit_the_schema_and_hold_every_program(published: Path) -> None:
    text = (published / export.NAME).read_text(encoding="utf-8")
    paths = [program["path"] for program in published_data(published)["programs"]]
    placed = {name for page in pages() for name in read(DOCS, page).programs}
    assert paths == sorted(f"{snippets.FOLDER}/{name}" for name in placed)
    for place in (ROOT, Path.home(), Path(current().executable).parent):
        assert str(place) not in text


def test_a_program_is_told_with_all_that_is_known_of_it(mini: MiniSite) -> None:
    body = '"""Says a word."""\nprint("b")\nprint("a")\nraise SystemExit(3)\n'
    mini.program(HEADER + body, "a\nb\n")
    mini.program("print('ä')\n", "ä\n", "demo/b.py")
    mini.page('snippet("demo/b.py")', 'snippet("demo/a.py")')
    assert mini.build().status == 0
    first, second = published_data(mini.place / "site")["programs"]
    (output,) = first.pop("outputs")
    assert output.pop("seconds") > 0
    assert output == {
        "python": current().version,
        "output": "b\na\n",
        "verdict": "verified",
        "exit-status": 3,
        "answered-by": [],
    }
    assert first == {
        "path": "snippets/demo/a.py",
        "title": "Says a word.",
        "requires-python": ">=3.11",
        "dependencies": ["aiohttp>=3"],
        "services": [],
        "exit-status": 3,
        "raises": None,
        "any-order": [[1, 2]],
        "unverified": [],
    }
    assert (second["title"], second["outputs"][0]["output"]) == ("", "ä\n")


def test_the_data_of_an_unchanged_site_are_the_same(mini: MiniSite) -> None:
    mini.program("print('a')\n", "a\n")
    written = []
    for _ in range(2):
        assert mini.build().status == 0
        written.append((mini.place / "site" / export.NAME).read_bytes())
    assert written[0] == written[1]


RECORDED = {"python": "3.14.2", "output": "", "verdict": "recorded", "recorded": "2026-11-22"}


@pytest.mark.parametrize(
    "change",
    [
        {"verdict": "perhaps"},
        {"verdict": "verified"},
        {"recorded": "yesterday"},
        {"python": "three"},
        {"unknown": "key"},
    ],
)
def test_the_schema_refuses_what_is_wrong(change: dict[str, str]) -> None:
    program = {
        "path": "snippets/a.py",
        "title": "",
        "requires-python": "",
        "dependencies": [],
        "services": [],
        "exit-status": 0,
        "raises": None,
        "any-order": [],
        "outputs": [RECORDED],
        "unverified": [],
    }
    validate({"$schema": export.SCHEMA, "programs": [program]})
    program["outputs"] = [RECORDED | change]
    with pytest.raises(ValidationError):
        validate({"$schema": export.SCHEMA, "programs": [program]})
