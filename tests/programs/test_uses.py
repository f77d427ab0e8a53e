from pathlib import Path

import pytest

from running_loop.programs import uses


def write(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("")


def local(folder: Path, *names: str) -> list[str]:
    return sorted(uses.local(folder / "a.py", names))


def test_a_package_comes_whole_with_its_data(tmp_path: Path) -> None:
    own = ["p/__init__.py", "p/data/names.csv", "p/inner/mod.py", "p/template.html"]
    write(tmp_path, *own, "p/__pycache__/mod.cpython-311.pyc", "p/.hidden", "p/.git/x", "q.py")
    assert local(tmp_path, "p") == own


def test_a_package_is_before_a_module_of_its_name_and_that_before_a_folder(tmp_path: Path) -> None:
    write(tmp_path, "p/__init__.py", "p.py", "q.py", "q/x.py", "n/deep/mod.py")
    assert local(tmp_path, "p", "q", "n") == ["n/deep/mod.py", "p/__init__.py", "q.py"]


@pytest.mark.parametrize("name", ["json", "aiohttp", "yaml", "asyncio"])
def test_a_folder_is_no_package_where_python_has_another(tmp_path: Path, name: str) -> None:
    """The pages about aiohttp have a folder of that name."""
    write(tmp_path, f"{name}/mod.py")
    assert local(tmp_path, name) == []


def test_modules_beside_a_program_bring_what_they_import(tmp_path: Path) -> None:
    write(tmp_path, "one.py", "two.py", "three.py", "pkg/__init__.py", "a.py")
    (tmp_path / "one.py").write_text("if True: import two as t, pkg\nimport a")
    (tmp_path / "pkg/__init__.py").write_text("def f():\n    import three")
    assert local(tmp_path, "one") == ["one.py", "pkg/__init__.py", "three.py", "two.py"]


@pytest.mark.parametrize("link", ["helper.py", "pkg", "data.txt"])
def test_a_link_that_leads_outside_is_refused(tmp_path: Path, link: str) -> None:
    folder, outside = tmp_path / "snippets/demo", tmp_path / "outside"
    folder.mkdir(parents=True)
    write(outside, "helper.py", "pkg/__init__.py", "data.txt")
    (folder / link).symlink_to(outside / link)
    declared = [link] if link == "data.txt" else []
    with pytest.raises(uses.OutsideError):
        uses.local(folder / "a.py", ["helper", "pkg"], declared, tmp_path / "snippets")


def test_a_link_within_the_root_is_followed(tmp_path: Path) -> None:
    write(tmp_path, "shared/helper.py", "demo/a.py")
    (tmp_path / "demo/helper.py").symlink_to("../shared/helper.py")
    assert list(uses.local(tmp_path / "demo/a.py", ["helper"], (), tmp_path)) == ["helper.py"]


def test_what_comes_from_elsewhere_is_neither_beside_nor_in_the_standard_library() -> None:
    beside = {"helper.py": b"import yaml, sys", "pkg/mod.py": b"from . import x", "django.txt": b""}
    names = {"helper", "pkg", "aiohttp", "json", "django"}
    assert uses.foreign(names, beside) == {"yaml", "aiohttp", "django"}
