from pathlib import Path
from typing import Any

from jinja2 import DictLoader, Environment

from running_loop import templates

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
