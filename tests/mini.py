"""Mini sites: whole sites in a temporary directory, built by a real `mkdocs`."""

import os
import subprocess
import sys
import textwrap
from dataclasses import dataclass
from pathlib import Path

import psutil
from bs4 import BeautifulSoup

BUILD_TIMEOUT_S = 60
CONFIGURATION = """
site_name: Mini
site_url: https://example.org/mini/
strict: true
theme:
  name: material
  font: false
plugins:
  - running-loop
  - execute
markdown_extensions:
  - attr_list
  - md_in_html
  - pymdownx.blocks.html
  - pymdownx.blocks.tab:
      alternate_style: true
  - pymdownx.highlight:
      pygments_lang_class: true
  - pymdownx.superfences
"""


@dataclass(frozen=True)
class Built:
    """A build that is over: its exit status and what it said."""

    status: int
    said: str


class MiniSite:
    """One site; `place` is the folder of its mkdocs.yml."""

    def __init__(self, folder: Path) -> None:
        self.place = folder / "project"
        self.temporary = folder / "tmp"
        self.temporary.mkdir()
        (self.place / "snippets").mkdir(parents=True)
        self.write("mkdocs.yml", CONFIGURATION)

    def write(self, name: str, text: str) -> Path:
        path = self.place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text).lstrip("\n"), encoding="utf-8")
        return path

    def page(self, *cells: str, name: str = "index.md") -> None:
        """Write an executed page with these cells."""
        fences = "\n\n".join(f"```python\n{cell}\n```" for cell in cells)
        self.write(
            f"docs/{name}", f"---\ntitle: A page\nexecute: true\n---\n\n# A page\n\n{fences}\n"
        )

    def program(self, text: str, prints: str = "", name: str = "demo/a.py") -> None:
        """Write a program with its accepted output, and a page that places it alone."""
        self.write(f"snippets/{name}", text)
        (self.place / "snippets" / name).with_suffix(".out").write_text(prints, encoding="utf-8")
        self.page(f'snippet("{name}")')

    def environment(self) -> dict[str, str]:
        return os.environ | {
            "TMPDIR": str(self.temporary),
            "NO_MKDOCS_2_WARNING": "1",
            "RUNNING_LOOP_PYTHONS": "current",
        }

    def command(self, *words: str) -> list[str]:
        return [sys.executable, "-m", *words]

    def build(self, *options: str, **variables: str) -> Built:
        return self.run(self.command("mkdocs", "build", *options), **variables)

    def accept(self, *names: str, **variables: str) -> Built:
        return self.run(self.accepting(*names), **variables)

    def accepting(self, *names: str) -> list[str]:
        return [str(Path(sys.executable).with_name("running-loop")), "accept", *names]

    def run(self, command: list[str], **variables: str) -> Built:
        done = subprocess.run(
            command,
            cwd=self.place,
            env=self.environment() | variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=BUILD_TIMEOUT_S,
            check=False,
        )
        return Built(done.returncode, done.stdout)

    def html(self, name: str = "index.html") -> BeautifulSoup:
        return BeautifulSoup(
            (self.place / "site" / name).read_text(encoding="utf-8"), "html.parser"
        )

    def markdown(self, name: str = "index.md") -> str:
        return (self.place / "site" / name).read_text(encoding="utf-8")


def remains(site: MiniSite) -> list[str]:
    """Return what builds left behind: half-built sites, run folders, processes in them."""
    folders = [*site.place.glob(".running-loop-*"), *site.temporary.glob("running-loop-*")]
    return [str(item) for item in folders] + [f"process {item}" for item in inside(site.temporary)]


def inside(folder: Path) -> list[int]:
    """Return the ids of the processes whose working directory lies in a folder."""
    found = []
    for process in psutil.process_iter():
        try:
            if Path(process.cwd()).is_relative_to(folder):
                found.append(process.pid)
        except (psutil.Error, OSError):
            continue
    return found
