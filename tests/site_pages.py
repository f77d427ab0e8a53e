"""The pages of this site, and where they are published."""

from pathlib import Path, PurePosixPath

from tests import ROOT

DOCS = ROOT / "docs"


def pages() -> list[str]:
    """Return the pages by their paths in `docs/`, those in folders too."""
    return sorted(path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md"))


def address(name: str) -> str:
    """Return the address of a page below that of the site, as in `sub/page/`."""
    path = PurePosixPath(name)
    folder = path.parent if path.stem in {"index", "README"} else path.with_suffix("")
    return "" if folder == PurePosixPath() else f"{folder}/"


def stray(programs: list[str], names: list[str]) -> list[str]:
    """Return what to do about each program whose folder has the name of no page."""
    folders = {str(PurePosixPath(name).with_suffix("")) for name in names}
    return [
        f"snippets/{name}: no page docs/{Path(name).parent.as_posix()}.md; "
        "move it into the folder that has the name of its page"
        for name in programs
        if not folders & {str(parent) for parent in PurePosixPath(name).parents}
    ]
