"""No module of the tracer leads back to itself, not even by what only annotations name."""

import ast
from pathlib import Path

from running_loop import tracer

FOLDER = Path(tracer.__file__).parent


def imported(module: Path) -> set[str]:
    """Return the modules of the tracer that one imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(module.read_text())):
        if isinstance(node, ast.ImportFrom):
            whole = node.module or ""
            base = whole.removeprefix("running_loop.tracer").strip(".")
            inside = node.level == 1 or whole.startswith("running_loop.tracer")
            found |= {base or name.name for name in node.names if inside}
    return found & {path.stem for path in FOLDER.glob("*.py")}


def circle(arrows: dict[str, set[str]]) -> list[str]:
    """Return the modules that are left when those that import none of the others are taken."""
    left = dict(arrows)
    while done := [name for name, others in left.items() if not others & left.keys()]:
        for name in done:
            del left[name]
    return sorted(left)


def test_the_modules_form_no_circle() -> None:
    arrows = {path.stem: imported(path) for path in FOLDER.glob("*.py")}
    assert arrows["watch"] >= {"rows", "shared", "pools", "eager"}
    assert circle(arrows) == []


def test_a_circle_would_be_seen() -> None:
    assert circle({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": set()}) == ["a", "b", "c"]
