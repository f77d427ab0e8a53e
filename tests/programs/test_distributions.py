"""What is installed: distributions are made in a folder that this Python looks into."""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from running_loop.programs import distributions, installations, modules

RECORD = "{name}.py,sha256=x,1\n{name}-1.dist-info/METADATA,,\n"


class Installed:
    """A folder of installed packages; the sources of some lie in another one."""

    def __init__(self, place: Path) -> None:
        self.site, self.sources = place / "site", place / "sources"
        self.site.mkdir()
        self.sources.mkdir()

    def distribution(self, name: str, *lines: str, **files: str) -> None:
        """Install a distribution; `files` are those beside its METADATA."""
        folder = self.site / f"{name.replace('-', '_')}-1.dist-info"
        folder.mkdir()
        head = ["Metadata-Version: 2.1", f"Name: {name}", "Version: 1", *lines]
        (folder / "METADATA").write_text("\n".join(head) + "\n")
        for file, text in files.items():
            (folder / file.replace("_json", ".json").replace("_txt", ".txt")).write_text(text)

    def parts(self, *declared: str, imports: tuple[str, ...] = ()) -> dict[str, str]:
        """Return what a new build would find."""
        for cached in ("_closure", "_providers", "_required"):
            getattr(distributions, cached).cache_clear()
        modules._spec.cache_clear()  # noqa: SLF001
        for answer in (installations.find, installations.stated):
            answer.cache_clear()
        installations.recorded.cache_clear()
        installations.doubtful.cache_clear()
        return distributions.parts(map(Requirement, declared), imports)


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Installed]:
    made = Installed(tmp_path)
    monkeypatch.setattr(sys, "path", [*sys.path, str(made.site), str(made.sources)])
    yield made
    made.parts()


def changed(parts: Callable[[], dict[str, str]], path: Path) -> set[str]:
    """Return which parts change when a file does."""
    before = parts()
    path.write_text(path.read_text() + "# changed\n")
    return {part for part, _ in before.items() ^ parts().items()}


def test_what_an_extra_requires_counts_and_what_it_requires_in_turn(installed: Installed) -> None:
    extra = 'Requires-Dist: {} ; extra == "{}"'
    installed.distribution("x", extra.format("y[deep]", "with-y"), extra.format("z", "other"))
    installed.distribution("y", extra.format("w", "deep"))
    for name in ("w", "z"):
        installed.distribution(name)
    assert list(distributions.closure([Requirement("x")])) == ["x"]
    assert list(distributions.closure([Requirement("x[with_y]")])) == ["w", "x", "y"]
    assert list(distributions.closure([Requirement("x"), Requirement("x[other]")])) == ["x", "z"]


def test_a_distribution_from_an_index_is_what_its_version_says(installed: Installed) -> None:
    installed.distribution("x", RECORD=RECORD.format(name="x"))
    (installed.site / "x.py").write_text("v = 1\n")
    assert installed.parts("x", imports=("x",)) == {"package x": "1"}


@pytest.mark.parametrize("origin", [{"url": "file:///x.whl", "archive_info": {}}, {"vcs_info": {}}])
def test_one_that_came_from_elsewhere_is_what_was_installed(
    installed: Installed, origin: dict[str, str]
) -> None:
    record = RECORD.format(name="x")
    installed.distribution("x", RECORD=record, direct_url_json=json.dumps(origin))
    path = installed.site / "x-1.dist-info/RECORD"
    assert changed(lambda: installed.parts("x"), path) == {"package x, as installed"}


EDITABLE = json.dumps({"url": "file:///x", "dir_info": {"editable": True}})


@pytest.mark.parametrize(
    ("name", "module", "files"),
    [
        ("my-lib", "my_lib.py", {"RECORD": "my_lib.pth,,\n", "direct_url_json": EDITABLE}),
        ("x", "other/__init__.py", {"RECORD": "x.pth,,\n", "direct_url_json": EDITABLE}),
        ("x", "other.py", {"RECORD": "x.pth,,\n", "direct_url_json": EDITABLE}),
        ("x", "other.py", {"top_level_txt": "other\n"}),
        ("x", "x/deep/data.json", {}),
        ("x", "x.py", {"RECORD": "", "direct_url_json": "{damaged"}),
    ],
)
@pytest.mark.parametrize("declared", ["{}", "host"])
def test_of_one_in_editable_form_the_source_counts(
    installed: Installed, name: str, module: str, files: dict[str, str], declared: str
) -> None:
    installed.distribution("host", f"Requires-Dist: {name}", RECORD="host.py,,\n")
    installed.distribution(name, **files)
    (installed.site / f"{name.replace('-', '_')}.pth").write_text(f"{installed.sources}\n")
    path = installed.sources / module
    path.parent.mkdir(parents=True, exist_ok=True)
    (path.parent / "__init__.py").touch() if path.parent != installed.sources else None
    path.write_text("")
    top = module.partition("/")[0].removesuffix(".py")
    assert changed(lambda: installed.parts(declared.format(name)), path) == {f"source of {top}"}


def test_the_source_of_a_module_that_belongs_to_no_distribution_counts(
    installed: Installed,
) -> None:
    """And so does what it imports: another module, and the version of a package."""
    (installed.sources / "loose.py").write_text("import inner, yaml\n")
    (installed.sources / "inner.py").write_text("")

    def parts() -> dict[str, str]:
        return installed.parts(imports=("loose", "no_such_module"))

    assert set(parts()) == {"source of loose", "source of inner", "package pyyaml"}
    for name in ("loose", "inner"):
        assert changed(parts, installed.sources / f"{name}.py") == {f"source of {name}"}


def test_where_a_source_lies_does_not_count(installed: Installed, tmp_path: Path) -> None:
    (installed.sources / "loose.py").write_text("v = 1\n")
    before = installed.parts(imports=("loose",))
    (tmp_path / "moved").mkdir()
    (installed.sources / "loose.py").rename(tmp_path / "moved/loose.py")
    sys.path.append(str(tmp_path / "moved"))
    sys.path_importer_cache.clear()
    assert installed.parts(imports=("loose",)) == before
