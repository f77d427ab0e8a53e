"""Pages that are not published as Markdown, and what else is left out with them."""

import posixpath
from collections.abc import Callable, Iterable, Iterator

from mkdocs.structure.files import File
from mkdocs.structure.pages import Page as SitePage

from running_loop.accepted.verified import Verified
from running_loop.pages.page import SETTING, Page, programs
from running_loop.problem import Problem

# What mkdocs-encryptcontent-plugin gives to a page that it will encrypt, wholly or in part.
ENCRYPTED = "encryptcontent"


class Withheld:
    """The pages of one build that are not published as Markdown."""

    def __init__(self) -> None:
        """Begin with none."""
        self._names: set[str] = set()

    def __contains__(self, name: str) -> bool:
        """Return whether the page of that name is withheld, if it was looked at."""
        return name in self._names

    def holds(self, page: SitePage) -> bool:
        """Return whether a page is withheld: by its front matter, or because it is encrypted."""
        if (page.meta or {}).get(SETTING) is False or getattr(page, ENCRYPTED, None):
            self._names.add(page.file.src_uri)
        return page.file.src_uri in self

    def others(self, pages: Iterable[Page]) -> list[Page]:
        """Return the pages that are not withheld."""
        return [page for page in pages if page.is_public and page.name not in self]

    def files(self, pages: Iterable[Page], verified: Callable[[str], Verified]) -> Iterator[str]:
        """Yield the names of programs, and files beside them, that only withheld pages need.

        Args:
            pages: All pages.
            verified: Returns a program, by its name.
        """
        pages = list(pages)
        others = self.others(pages)
        withheld = [page for page in pages if page not in others]
        if withheld:
            yield from sorted(
                _files(programs(withheld), verified) - _files(programs(others), verified)
            )


def dead_links(left_out: File, files: Iterable[File]) -> Iterator[Problem]:
    """Yield the pages that link a file which is left out.

    Args:
        left_out: The file; MkDocs found it when it looked at links.
        files: The files of the pages, which are rendered.
    """
    for file in files:
        link = f'href="{left_out.url_relative_to(file)}'
        content = file.page.content if file.page else None
        if content and any(f"{link}{end}" in content for end in '"#?'):
            found = f"links to {left_out.src_uri}, which is left out with the page that places it"
            yield Problem(file.src_uri, found, remedy="take the link out")


def _files(names: Iterable[str], verified: Callable[[str], Verified]) -> set[str]:
    found: set[str] = set()
    for name in names:
        beside = verified(name).snippet.files
        found |= {name, *(posixpath.join(posixpath.dirname(name), file) for file in beside)}
    return found
