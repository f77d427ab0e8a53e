"""The published Markdown of a build: for each page, a file beside its HTML."""

import posixpath
from pathlib import Path

from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as SitePage

from running_loop.pages import published
from running_loop.pages.withheld import Withheld


class MarkdownFiles:
    """Keeps the Markdown of pages until it is known where all files of the site are."""

    def __init__(self) -> None:
        """Begin with none."""
        self._texts: dict[str, str] = {}
        self._places: dict[str, str] = {}

    def begin(self) -> None:
        """Forget the pages of the last build."""
        self._texts.clear()

    def keep(self, page: SitePage, markdown: str) -> None:
        """Keep the Markdown of a page."""
        text = published.front_matter(page.meta) + published.plain(markdown)
        self._texts[page.file.src_uri] = text

    def locate(self, files: Files) -> None:
        """Note where each file of the site is published."""
        self._places = {file.src_uri: _published_uri(file) for file in files}

    def write(self, site: Path, withheld: Withheld) -> None:
        """Write the files.

        Args:
            site: The folder of the site.
            withheld: The pages that are not published as Markdown.

        Raises:
            OSError: One cannot be written.
        """
        for name, text in self._texts.items():
            if name not in withheld:
                path = site / self._places[name]
                path.parent.mkdir(parents=True, exist_ok=True)
                relinked = published.relink(text, published.resolver(name, self._places))
                path.write_text(relinked, encoding="utf-8")


def _published_uri(file: File) -> str:
    root, extension = posixpath.splitext(file.dest_uri)
    return f"{root}.md" if file.is_documentation_page() and extension == ".html" else file.dest_uri
