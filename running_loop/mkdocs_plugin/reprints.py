"""Reprints: pages that other plugins made of the pages of a build, such as one for printing.

They are written when all pages are complete, and hold pages as they were before that.
"""

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from pathlib import Path

from running_loop.pages import marks


def complete(folder: Path, pages: AbstractSet[str], drawn: Callable[[str], str]) -> None:
    """Put into reprints what comes into a page at its very end.

    Args:
        folder: The folder of the site.
        pages: The paths below it of the pages, which are complete.
        drawn: Returns the HTML of a page with its colours and timelines.
    """
    for path in folder.rglob("*.html"):
        if path.relative_to(folder).as_posix() not in pages:
            html = path.read_bytes()
            if marks.NONCE.encode() in html:
                path.write_text(drawn(html.decode()), encoding="utf-8")
