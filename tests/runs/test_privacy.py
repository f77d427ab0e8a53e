"""Programs and cells that tell what is private, in many forms, and those that do not."""

from pathlib import Path

import pytest

from tests.mini import MiniSite

SECRET = "s3cr'et val\\ue"
KEPT = {"MY_TOKEN": SECRET, "USER": "alice", "HOME": "/home/alice"}
# The program must not hold it, or it would be no secret.
MAKE = "s = chr(39).join(['s3cr', 'et val']) + chr(92) + 'ue'\n"
MEASURES = (
    '# /// script\n# requires-python = ">=3.11"\n# [tool.running-loop]\n# measures = true\n# ///\n'
)
NAMED = """
import asyncio
async def main():
    await asyncio.create_task(asyncio.sleep(0.01), name=s)
asyncio.run(main())
"""
TELLING = {
    "plain": ("print('one'); print('is', s)", "MY_TOKEN, in line 2 of its output"),
    "error": ("import sys; print(s, file=sys.stderr)", "MY_TOKEN, in line 1"),
    "repr": ("print([s])", "MY_TOKEN"),
    "bytes": ("print({s.encode(): 1})", "MY_TOKEN"),
    "json": ("import json; print(json.dumps({s: json.dumps(s)}))", "MY_TOKEN"),
    "quoted": ("import urllib.parse as p; print(p.quote_plus(s))", "MY_TOKEN"),
    "wrapped": ("print(*s, sep='\\n')", "MY_TOKEN, in line 1"),
    "coloured": ("print(s[:5] + '\\033[1m' + s[5:])", "MY_TOKEN"),
    "failing": ("raise ValueError(s)", "MY_TOKEN"),
    "task": (NAMED, "MY_TOKEN, in its timeline"),
    "user": ("print('by', 'al' + 'ice.')", "the name of the user, in line 1"),
    "home": ("print('/home/al' + 'ice/x.py')", "the home folder of the user"),
}


def leaks(mini: MiniSite) -> list[Path]:
    files = (path for name in ("site", ".cache") for path in (mini.place / name).rglob("*"))
    return [path for path in files if path.is_file() and b"s3cr'et" in path.read_bytes()]


@pytest.mark.parametrize("way", TELLING)
def test_a_program_that_tells_stops_the_build(mini: MiniSite, way: str) -> None:
    code, says = TELLING[way]
    if way == "plain":
        mini.program(f"{MEASURES}{MAKE}{code}\n")
        (mini.place / "snippets/demo/a.out").unlink()
    else:
        mini.program(f"{MAKE}{code}\n")
    built = mini.build(**KEPT)
    assert built.status != 0
    assert f"snippets/demo/a.py: told what is in the variable {says}" in built.said or (
        f"snippets/demo/a.py: told {says}" in built.said
    ), built.said
    assert "s3cr" not in built.said
    assert leaks(mini) == []


def test_what_tells_is_not_accepted(mini: MiniSite) -> None:
    mini.program(f"{MAKE}print(s)\n")
    (mini.place / "snippets/demo/a.out").unlink()
    said = mini.accept(**KEPT)
    assert said.status != 0
    assert "told what is in the variable MY_TOKEN" in said.said
    assert not (mini.place / "snippets/demo/a.out").exists()


def test_a_recording_of_somebody_else_is_looked_at(mini: MiniSite) -> None:
    mini.program(f"{MAKE}print(s)\n", f"{SECRET}\n")
    assert mini.build().status == 0
    built = mini.build(**KEPT)
    assert built.status != 0
    assert "told what is in the variable MY_TOKEN, in line 1" in built.said
    assert "ran " not in built.said


def test_what_the_program_itself_says_is_no_secret(mini: MiniSite) -> None:
    text = "# A zone.\nprint('Europe/' 'Berlin', 'Europe/Berlin', 'malice', 'alices')\n"
    mini.program(text, "Europe/Berlin Europe/Berlin malice alices\n")
    built = mini.build(**KEPT, ZONE="Europe/Berlin")
    assert built.status == 0, built.said


CELLS = {
    "printed": "print('x'); print(s)",
    "value": "s",
    "html": "from IPython.display import HTML\nimport html\nHTML('<b>' + html.escape(s) + '</b>')",
    "parted": "from IPython.display import HTML\nHTML('<b>' + s[:5] + '</b><i>' + s[5:] + '</i>')",
    "comment": "from IPython.display import HTML\nHTML(s[:5] + '<!-- a > b -->' + s[5:])",
    "key": "display({'application/json': {s: 1}}, raw=True)",
    "raised": "raise KeyError(s)",
    "picture": "import base64\ndata = base64.b64encode(b'PNG' + s.encode()).decode()\n"
    "display({'image/png': data}, raw=True)",
}


@pytest.mark.parametrize("sign", ["**", "\\\\", "`"])
def test_a_cell_that_parts_a_secret_by_signs_of_markdown_stops_the_build(
    mini: MiniSite, sign: str
) -> None:
    text = "from IPython.display import Markdown\nMarkdown('Europe{0}/{0}' + 'Berlin')"
    mini.page(text.format(sign))
    built = mini.build(**KEPT, ZONE="Europe/Berlin")
    assert built.status != 0
    assert "told what is in the variable ZONE" in built.said


@pytest.mark.parametrize("way", CELLS)
def test_a_cell_that_tells_stops_the_build(mini: MiniSite, way: str) -> None:
    mini.page(f"{MAKE}{CELLS[way]}")
    built = mini.build(**KEPT)
    assert built.status != 0
    assert "docs/index.md:8: told what is in the variable MY_TOKEN" in built.said, built.said
    assert "s3cr" not in built.said
    assert leaks(mini) == []
