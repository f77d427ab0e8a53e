"""Code with its colours, kept from build to build: colouring is a third of the rendering.

The name of this module stands for pymdownx.highlight among a build's Markdown
extensions, with the same settings. The colours come from Pygments, as before.
They come into a page when all else has read it: the search takes three quarters
of its time to read what gives each word of code its colour, and then drops it.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

import pygments
from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig
from pymdownx import __version__ as pymdownx_version
from pymdownx.highlight import Highlight, HighlightExtension

from running_loop.fence import lined, wrap
from running_loop.pages import marks
from running_loop.pages.answers import Answers
from running_loop.store import engine
from running_loop.store.memo import Kept
from running_loop.store.store import Store

KEEPS = "pymdownx.highlight"
VERSIONS = f"Pygments {pygments.__version__}, pymdownx {pymdownx_version}"
# Where in the page a block stands is in the answer only if lines have addresses.
POSITION = "code_block_count"
ADDRESSED = ("line_spans", "line_anchors")
TOKEN = re.compile(r"</?span\b[^>]*>")
BEGIN, END = "colours {}", "/colours"
MARKED = re.compile(
    rf"(?s){marks.pattern(BEGIN.format('(?P<number>[0-9]+)'))}.*?{marks.pattern(END)}"
)


class Colours:
    """The HTML of blocks of code: kept from build to build, and put into pages at the end."""

    def __init__(self, store: Store) -> None:
        """Take up what the last build kept in the store."""
        version = f"{VERSIONS}, {engine.version(engine.COLOURING)}"
        self._kept = Kept(store, "colours", version)
        self._marked: list[str] = []

    def of(self, cause: str, make: Callable[[], str]) -> str:
        """Return a block without its colours, in marks, if nothing in it has an address.

        Args:
            cause: All that the block depends on.
            make: Returns the block with its colours.
        """
        block = self._kept.of(cause, make)
        if " id=" in block:  # a link to it is checked long before the end
            return block
        self._marked.append(block)
        begin = marks.mark(BEGIN.format(len(self._marked) - 1))
        return f"{begin}{TOKEN.sub('', block)}{marks.mark(END)}"

    def put(self, page: str) -> str:
        """Return the HTML of a page with the colours of its marked blocks."""
        return MARKED.sub(lambda match: self._marked[int(match["number"])], page)

    def save(self) -> None:
        """Keep the blocks of this build."""
        self._kept.save()


class KeptHighlight(Highlight):
    """Highlights blocks of code, each once."""

    def __init__(
        self,
        colours: Colours,
        answers: Answers,
        markdown: Markdown,
        **settings: Any,  # noqa: ANN401
    ) -> None:
        """Take where colours are kept, what cells place, and what Highlight takes."""
        super().__init__(markdown, **settings)
        self._colours = colours
        self._answers = answers
        self._settings = settings

    def highlight(self, src: str, language: str, css_class: str, **options: Any) -> Any:  # noqa: ANN401
        """Return the HTML of a block, or the element of inline code, as Highlight does."""
        text = None if options.get("inline") else self._answers.text(src)
        if text is None:
            return self._kept(src, language, css_class, **options)
        self.stripnl = False
        options["hl_lines"] = self._answers.highlighted(src)
        return self._answers.show(src, self._kept(text, language, css_class, **options))

    def _kept(self, src: str, language: str, css_class: str, **options: Any) -> Any:  # noqa: ANN401
        make = partial(super().highlight, src, language, css_class, **options)
        if options.get("inline") or options.get("title"):
            return make()  # these change what they are given, beside the answer
        if not any(self._settings.get(name) for name in ADDRESSED):
            options.pop(POSITION, None)
        block = repr(
            [src, language, css_class, *sorted(options.items()), self.stripnl, self._settings]
        )
        return self._colours.of(block, make)


class KeptHighlightExtension(HighlightExtension):
    """Has superfences highlight with KeptHighlight."""

    def __init__(self, colours: Colours, answers: Answers, **settings: Any) -> None:  # noqa: ANN401
        """Take where colours are kept, what cells place, and the settings of pymdownx.highlight."""
        super().__init__(**settings)
        self._colours = colours
        self._answers = answers

    def get_pymdownx_highlighter(self) -> partial[KeptHighlight]:
        """Return what makes a highlighter; superfences asks each extension for it."""
        return partial(KeptHighlight, self._colours, self._answers)


def makeExtension(**settings: Any) -> KeptHighlightExtension:  # noqa: ANN401, N802, Markdown's name
    """Return the extension; see the Markdown library's `load_extension`."""
    return KeptHighlightExtension(**settings)


def keep(config: MkDocsConfig, colours: Colours, answers: Answers) -> None:
    """Have a build keep its colours, if its site has any, and show what cells place."""
    names = config.markdown_extensions
    if KEEPS in names:
        names[names.index(KEEPS)] = __name__
        ours = {"colours": colours, "answers": answers}
        config.mdx_configs[__name__] = {**config.mdx_configs.get(KEEPS, {}), **ours}


def get_ready(config: MkDocsConfig, programs: Iterable[str]) -> Iterator[str]:
    """Colour programs before pages show them, and yield each.

    Args:
        config: A configuration of which a build `keep`s the colours.
        programs: Python.
    """
    if __name__ not in config.markdown_extensions:
        return
    markdown = Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)
    answers: Answers = config.mdx_configs[__name__]["answers"]
    for program in programs:
        markdown.reset().convert(wrap(answers.hide(lined(program)), "python"))
        yield program
