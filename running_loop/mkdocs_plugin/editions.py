"""The editions of a site: plugins for languages build it again for each.

They do so at the end of the first build, so all builds of editions are parts of that one.
"""

from collections.abc import Iterable

from running_loop.pages.page import Page


class Editions:
    """What the builds of all editions of one site have in common.

    Attributes:
        pages: Their pages, by name.
        complete: The paths of their pages in the site, when they are complete.
    """

    def __init__(self) -> None:
        """Begin with none."""
        self.pages: dict[str, Page] = {}
        self.complete: set[str] = set()
        self._open = 0

    @property
    def has_ending(self) -> bool:
        """Whether the first build is at its end, so what is built now is another edition."""
        return bool(self._open)

    def begin(self) -> None:
        """Forget the editions of the last site, but not those of this one."""
        if not self._open:
            self.pages.clear()
            self.complete.clear()

    def add(self, pages: Iterable[Page]) -> None:
        """Add the pages of an edition."""
        self.pages |= {page.name: page for page in pages}

    def open_end(self) -> None:
        """Note that the end of a build begins."""
        self._open += 1

    def close_end(self) -> bool:
        """Note that the end of a build is over, and return whether it was that of the first."""
        self._open -= 1
        return not self._open

    def abandon(self) -> None:
        """Note that no build goes on."""
        self._open = 0
