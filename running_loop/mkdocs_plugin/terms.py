"""Links of the terms on each page to the glossary, made while MkDocs renders the page.

MkDocs gives each page a Markdown of its own, and resolves and checks the links of a page as
the last thing that it does there. What is done here is done just before.
"""

import posixpath
from collections.abc import Iterable
from pathlib import Path
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as SitePage

from running_loop import lines
from running_loop.pages import glossary
from running_loop.pages.glossary import Glossary, Term
from running_loop.pages.page import FRONT_MATTER, Page
from running_loop.pages.prose import address
from running_loop.pages.term_links import Linker
from running_loop.problem import Problem, ProblemError

SETTING = "glossary"
# After the table of contents, and before MkDocs resolves links.
PRIORITY, RESOLVER = 0.5, "relpath"
CONTENTS = {"toc", "markdown.extensions.toc"}


class Terms:
    """The terms of one build, for the page that it renders."""

    def __init__(self, config: MkDocsConfig, setting: str) -> None:
        """Have pages link the glossary, if there is one.

        Args:
            config: The configuration, to which an extension of Markdown is added.
            setting: The path of the glossary below the folder of pages; empty for none.
        """
        self._config = config
        self._setting = setting
        self._glossary = Glossary("", ())
        self._taught: dict[Term, set[str]] = {}
        self._page: SitePage | None = None
        names = config.markdown_extensions
        if setting and __name__ not in names:
            names.append(__name__)
            config.mdx_configs[__name__] = {"terms": self}

    def begin(self, files: Files, pages: Iterable[Page]) -> None:
        """Read the glossary of an edition of the site.

        Args:
            files: The files of the edition.
            pages: Its pages.

        Raises:
            ProblemError: There is none where mkdocs.yml says, or it is wrong.
        """
        if not self._setting:
            return
        name = _published(files, posixpath.normpath(self._setting))
        page = next((page for page in pages if page.name == name), None)
        if page is None:
            raise self._missing()
        self._glossary = glossary.read(page, _html(self._config, page))
        self._taught = {
            term: {_published(files, name) for name in term.taught} for term in self._glossary.terms
        }

    def turn_to(self, page: SitePage) -> None:
        """Note which page is rendered next."""
        self._page = page

    def process(self, root: Element, markdown: Markdown) -> None:
        """Link the terms of the page that is rendered; of the glossary, only take the forms out.

        Args:
            root: The page.
            markdown: What renders it.
        """
        page = self._page
        if page is None:
            return
        here = page.file.src_uri
        if here == self._glossary.name:
            for heading in root.iter(glossary.TERM):
                heading.attrib.pop("forms", None)
        elif page.meta.get(SETTING) is not False:
            target = posixpath.relpath(self._glossary.name, posixpath.dirname(here) or ".")
            known = {term for term, names in self._taught.items() if here in names}
            Linker(markdown, self._glossary, address(target), known).link(root)

    def _missing(self) -> ProblemError:
        place = Path(self._config.config_file_path).name
        found = f"glossary names {lines.shown(self._setting)}, which is no page"
        remedy = "write the path of a page below the folder of pages, or take the setting out"
        return ProblemError([Problem(place, found, remedy=remedy)])


class _Processor(Treeprocessor):
    """Lets `Terms` see each page."""

    def __init__(self, markdown: Markdown, terms: Terms) -> None:
        super().__init__(markdown)
        self._terms = terms

    def run(self, root: Element) -> None:
        """Process a page if MkDocs renders it: nobody else resolves what is linked in it."""
        if self.md and RESOLVER in self.md.treeprocessors:
            self._terms.process(root, self.md)


class TermsExtension(Extension):
    """Has Markdown link terms."""

    def __init__(self, terms: Terms) -> None:
        """Take the terms."""
        super().__init__()
        self._terms = terms

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802, Markdown's name
        """Take part in a rendering."""
        md.treeprocessors.register(_Processor(md, self._terms), __name__, PRIORITY)


def makeExtension(terms: Terms) -> TermsExtension:  # noqa: N802, Markdown's name
    """Return the extension; see the Markdown library's `load_extension`."""
    return TermsExtension(terms)


def _published(files: Files, name: str) -> str:
    """Return the name of the file that the edition of a site has for a name."""
    file = files.get_file_from_path(name)
    return file.src_uri if file else name


def _html(config: MkDocsConfig, page: Page) -> str:
    """Return what Markdown makes of a page, without links of headings to themselves."""
    plain = {
        name: {**(config.mdx_configs.get(name) or {}), "permalink": False, "anchorlink": False}
        for name in config.markdown_extensions
        if isinstance(name, str) and name in CONTENTS
    }
    markdown = Markdown(
        extensions=config.markdown_extensions, extension_configs={**config.mdx_configs, **plain}
    )
    return markdown.convert(FRONT_MATTER.sub("", page.text))
