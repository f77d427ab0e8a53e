import base64
import marshal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jinja2 import DictLoader, Environment

from running_loop.mkdocs_plugin import templates
from running_loop.store.key import digest
from tests.mini import MiniSite

PAGES = {
    "main.html": "{% extends 'base.html' %}{% block body %}{% include 'part.html' %}{% endblock %}",
    "base.html": "<main>{% block body %}{% endblock %}</main>",
    "part.html": "{% include ['missing.html', 'other.html'] %}{% include wanted %}",
    "other.html": "other, {{ 1 + 1 }}",
    "chosen.html": "chosen",
}


class Compiling(Environment):
    """Tells what it compiles."""

    def __init__(self) -> None:
        super().__init__(loader=DictLoader(PAGES))
        self.compiled: list[str] = []

    def compile(self, source: Any, name: Any = None, *rest: Any, **settings: Any) -> Any:  # noqa: ANN401
        self.compiled.append(name)
        return super().compile(source, name, *rest, **settings)


def rendered(folder: Path) -> tuple[str, list[str]]:
    environment = Compiling()
    environment.bytecode_cache = templates.cache(folder)
    page = environment.get_template("main.html").render(wanted="chosen.html")
    return page, environment.compiled


def test_templates_that_were_made_ready_are_not_compiled_again(tmp_path: Path) -> None:
    environment, cache = Compiling(), templates.cache(tmp_path / "templates")
    assert cache
    ready = templates.get_ready(environment, cache)
    assert next(ready) == "main.html"
    assert environment.compiled == ["main.html"]
    list(ready)
    assert sorted(environment.compiled) == ["base.html", "main.html", "other.html", "part.html"]
    page = "<main>other, 2chosen</main>"
    assert rendered(tmp_path / "templates") == (page, ["chosen.html"])
    list(templates.get_ready(environment, cache))
    assert len(environment.compiled) == 4
    assert rendered(tmp_path / "templates") == (page, [])


def test_a_folder_that_cannot_be_made_is_no_cache(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert templates.cache(tmp_path / "file" / "templates") is None


def test_a_theme_without_pages_has_nothing_to_compile(tmp_path: Path) -> None:
    cache = templates.cache(tmp_path)
    assert cache
    list(templates.get_ready(Environment(loader=DictLoader({})), cache))
    assert list(tmp_path.iterdir()) == []


def test_a_parent_that_changed_is_made_ready_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The template that names it did not change, so it is not compiled."""
    environment, cache = Compiling(), templates.cache(tmp_path)
    assert cache
    list(templates.get_ready(environment, cache))
    new = {"base.html": "{% include 'new.html' %}", "new.html": "new"}
    monkeypatch.setitem(PAGES, "base.html", new["base.html"])
    monkeypatch.setitem(PAGES, "new.html", new["new.html"])
    later, cache = Compiling(), templates.cache(tmp_path)
    assert cache
    list(templates.get_ready(later, cache))
    assert later.compiled == ["base.html", "new.html"]
    assert rendered(tmp_path) == ("new", [])


def hostile(place: Path) -> bytes:
    """Return an entry that leaves a mark when it is executed, sealed with what anybody has."""
    code = compile(f"open({str(place)!r}, 'w')", "main.html", "exec")
    text = base64.b64encode(marshal.dumps((["base.html"], code))).decode()
    return f"{digest(text.encode())}\n{text}".encode()


DAMAGES: list[Callable[[bytes], bytes]] = [
    lambda _: b"",
    lambda held: held[:20],
    lambda held: held[:-1],
    lambda held: held[: len(held) // 2],
    lambda held: held[:-40] + bytes(40),
    lambda held: b"\xff" + held,
    lambda held: held + b"\n",
    lambda held: held.replace(b"\n", b""),
    lambda held: held[:64] + b"\n" + base64.b64encode(b"\xe3" * 1000),
]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_template_is_compiled_and_kept_again(
    tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    page, names = rendered(tmp_path)
    for path in tmp_path.iterdir():
        path.write_bytes(damage(path.read_bytes()))
    assert rendered(tmp_path) == (page, names)
    assert rendered(tmp_path) == (page, [])


def test_what_another_user_put_there_is_not_executed(tmp_path: Path) -> None:
    page, names = rendered(tmp_path / "templates")
    for path in (tmp_path / "templates").iterdir():
        path.write_bytes(hostile(tmp_path / "mark"))
    assert rendered(tmp_path / "templates") == (page, names)
    assert not (tmp_path / "mark").exists()


def test_a_template_of_one_place_is_none_of_another(tmp_path: Path) -> None:
    """Each of them has its seal, and is not what the other's source says."""
    page, _ = rendered(tmp_path)
    one, other, *_ = sorted(tmp_path.iterdir())
    one.write_bytes(other.read_bytes())
    assert rendered(tmp_path)[0] == page


def test_another_compiler_compiles_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page, names = rendered(tmp_path)
    monkeypatch.setattr(templates, "COMPILER", "another")
    assert rendered(tmp_path) == (page, names)


def test_a_shared_folder_holds_nothing_that_is_executed_or_shown_as_it_is(
    mini: MiniSite, tmp_path: Path
) -> None:
    """And what somebody puts into the folder of the project is no entry without the seal."""
    shared = tmp_path / "shared"
    mini.program("import asyncio\nasync def f(): print(1)\nasyncio.run(f())\n", "1\n")
    mini.page('snippet("demo/a.py")', "print(1)")
    assert mini.build(RUNNING_LOOP_CACHE=str(shared)).status == 0
    kept = [path.relative_to(shared).parts[0] for path in shared.rglob("*.*")]
    assert sorted(kept) == ["last", "recordings"]
    own = mini.place / ".cache/running-loop"
    for path in [*own.glob("last/*.json"), *own.glob("recordings/*.json")]:
        text = path.read_text().rpartition("\n")[0].replace("span", "script")
        path.write_text(f"{text}\n{digest(text.encode())}")
    for path in own.glob("templates/*"):
        path.write_bytes(hostile(tmp_path / "mark"))
    built = mini.build(RUNNING_LOOP_CACHE=str(shared))
    assert built.status == 0, built.said
    assert not (tmp_path / "mark").exists()
    assert mini.html().select("code script") == []
