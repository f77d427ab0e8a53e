"""One corpus of pages and programs, written for each tool in the form that it takes."""

import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

SLEEP_S = 0.3
NO_TIMELINE = """
# /// script
# [tool.running-loop]
# timeline = "none"
# ///
""".lstrip()
MKDOCS = """
site_name: Corpus
site_url: https://example.org/
theme: {name: material, font: false}
markdown_extensions: [attr_list, md_in_html, pymdownx.superfences, pymdownx.highlight]
plugins: [PLUGINS]
"""


@dataclass(frozen=True)
class Corpus:
    """How many pages, and how many programs on each.

    Attributes:
        pages: The number of pages.
        per_page: The number of programs on each page.
    """

    pages: int
    per_page: int


def body(page: int, number: int, edited: str = "") -> str:
    """Return the program without its start: two tasks that sleep at the same time."""
    return textwrap.dedent(
        f"""
        import asyncio


        async def work(name: str) -> None:
            await asyncio.sleep({SLEEP_S})
            print(name, "on page {page}, program {number}{edited}")


        async def main() -> None:
            await asyncio.gather(work("first"), work("second"))
        """
    ).strip()


def printed(page: int, number: int, edited: str = "") -> str:
    """Return what the program prints."""
    return "".join(
        f"{name} on page {page}, program {number}{edited}\n" for name in ("first", "second")
    )


def started(page: int, number: int, edited: str = "") -> str:
    """Return the whole program."""
    return f"{body(page, number, edited)}\n\n\nasyncio.run(main())\n"


def awaited(page: int, number: int, edited: str = "") -> str:
    """Return the program for a notebook kernel, where a loop is running already."""
    return f"{body(page, number, edited)}\n\n\nawait main()\n"


def write(path: Path, text: str) -> None:
    """Write a file and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def static(place: Path, corpus: Corpus) -> None:
    """Write MkDocs pages on which nothing is executed."""
    _mkdocs(place, "search")
    _pages(place, corpus, lambda page, number: _fence("{.python}", started(page, number)))


def running_loop(place: Path, corpus: Corpus, edited: str = "") -> None:
    """Write pages and programs for this project's engine."""
    _running_loop(place, corpus, edited)


def running_loop_plain(place: Path, corpus: Corpus, edited: str = "") -> None:
    """Write them without timelines, which no other tool draws."""
    _running_loop(place, corpus, edited, NO_TIMELINE)


def _running_loop(place: Path, corpus: Corpus, edited: str, header: str = "") -> None:
    _mkdocs(place, "search, running-loop, execute")

    def cell(page: int, number: int) -> str:
        mark = edited if (page, number) == (0, 0) else ""
        write(place / f"snippets/p{page}/s{number}.py", header + started(page, number, mark))
        write(place / f"snippets/p{page}/s{number}.out", printed(page, number, mark))
        return _fence("python", f'snippet("p{page}/s{number}.py")\n')

    _pages(place, corpus, cell)


def execute_plugin(place: Path, corpus: Corpus, edited: str = "") -> None:
    """Write pages for mkdocs-execute-plugin as it comes."""
    _mkdocs(place, "search, execute")
    _pages(place, corpus, _cells("python", awaited, edited))


def markdown_exec(place: Path, corpus: Corpus, edited: str = "") -> None:
    """Write pages for markdown-exec."""
    _mkdocs(place, "search, markdown-exec")
    _pages(
        place, corpus, _cells('python exec="true" source="above" result="text"', started, edited)
    )


def myst_nb(place: Path, corpus: Corpus, edited: str = "") -> None:
    """Write notebooks for MyST-NB with jupyter-cache."""
    front = "---\nfile_format: mystnb\nkernelspec:\n  name: python3\n---\n"
    settings = 'extensions = ["myst_nb"]\nnb_execution_mode = "cache"\n'
    write(place / "docs/conf.py", settings)
    _pages(place, corpus, _cells("{code-cell} ipython3", awaited, edited), front)
    names = "\n".join(f"p{page}" for page in range(corpus.pages))
    write(place / "docs/index.md", f"# Corpus\n\n```{{toctree}}\n{names}\n```\n")


def sphinx_gallery(place: Path, corpus: Corpus, edited: str = "") -> None:
    """Write scripts for sphinx-gallery as it comes: it looks for figures of matplotlib."""
    _gallery(place, corpus, edited, "")


def sphinx_gallery_bare(place: Path, corpus: Corpus, edited: str = "") -> None:
    """Write scripts for sphinx-gallery, told to do nothing about matplotlib."""
    _gallery(place, corpus, edited, ' "image_scrapers": (), "reset_modules": (),')


def _gallery(place: Path, corpus: Corpus, edited: str, extra: str) -> None:
    settings = (
        'extensions = ["sphinx_gallery.gen_gallery"]\n'
        'sphinx_gallery_conf = {"examples_dirs": "../examples", "gallery_dirs": "gallery",'
        f'{extra} "filename_pattern": "plot_"}}\n'
    )
    write(place / "docs/conf.py", settings)
    write(place / "docs/index.rst", "Corpus\n======\n\n.. toctree::\n\n   gallery/index\n")
    write(place / "examples/README.rst", "Corpus\n======\n")
    for page in range(corpus.pages):
        marks = [edited if (page, number) == (0, 0) else "" for number in range(corpus.per_page)]
        blocks = [started(page, number, mark) for number, mark in enumerate(marks)]
        write(
            place / f"examples/plot_{page}.py",
            f'"""\nPage {page}\n======\n"""\n' + "\n# %%\n# Next\n\n".join(blocks),
        )


def _mkdocs(place: Path, plugins: str) -> None:
    write(place / "mkdocs.yml", MKDOCS.replace("PLUGINS", plugins))
    write(place / "docs/index.md", "# Corpus\n")


def _pages(
    place: Path,
    corpus: Corpus,
    cell: Callable[[int, int], str],
    front: str = "---\nexecute: true\n---\n",
) -> None:
    for page in range(corpus.pages):
        cells = "\n".join(f"Some words.\n\n{cell(page, n)}" for n in range(corpus.per_page))
        write(place / f"docs/p{page}.md", f"{front}\n# Page {page}\n\n{cells}")


def _cells(
    opening: str, program: Callable[[int, int, str], str], edited: str
) -> Callable[[int, int], str]:
    def cell(page: int, number: int) -> str:
        mark = edited if (page, number) == (0, 0) else ""
        return _fence(opening, program(page, number, mark))

    return cell


def _fence(opening: str, text: str) -> str:
    return f"```{opening}\n{text}```\n"
