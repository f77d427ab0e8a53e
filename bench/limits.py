"""What the engine promises of itself: `python -m bench.limits [--pages 250] [--per-page 4]`.

An unchanged build of many pages, what it costs to find that nothing is stale, and
how soon a served page shows an edited program; each as a ratio, in one run.
"""

import argparse
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from bench import corpus
from bench.builds import MKDOCS, build, environment, seconds
from bench.corpus import Corpus
from running_loop.services.instance import free_port

FEW = Corpus(12, 2)
EDITS = 5
TURNS = 3
LOOK_S = 0.01
MOST_S = 60.0
STALENESS = """
import time
from pathlib import Path
from running_loop.pages.page import programs
from running_loop.project.sources import of
from running_loop.project.recordings import at
began = time.perf_counter()
at(Path.cwd()).make(programs(of(Path("mkdocs.yml")).pages()))
print(time.perf_counter() - began)
"""
SEARCH = (sys.executable, "-c", STALENESS)


def many(size: Corpus, folder: Path) -> Iterator[str]:
    """Yield what an unchanged build of a large corpus costs, and its search for what is stale."""
    plain, ours = folder / "static", folder / "running_loop"
    corpus.static(plain, size)
    corpus.running_loop(ours, size)
    build(ours, MKDOCS)
    # In turns: a machine that others use too is not equally fast for long.
    turns = [_turn(plain, ours) for _ in range(TURNS)]
    static, unchanged, found = map(min, zip(*turns, strict=True))
    yield f"static build of {size.pages} pages of {size.per_page}: {static:.2f} s"
    yield f"nothing changed: {unchanged / static:.2f} times that (at most 1.2)"
    share, count = found / static, size.pages * size.per_page
    yield f"to find that none of {count} is stale: {share:.3f} times that (at most 0.1)"


def _turn(plain: Path, ours: Path) -> tuple[float, float, float]:
    """Return the seconds of a static build, of an unchanged one, and of its search alone."""
    builds = [build(place, MKDOCS).seconds for place in (plain, ours)]
    return builds[0], builds[1], float(subprocess.check_output(SEARCH, cwd=ours, env=environment()))


def reload(folder: Path) -> str:
    """Return how soon a served page shows an edited program, beside MkDocs's own rebuild."""
    corpus.static(folder / "few-static", FEW)
    corpus.running_loop(folder / "few", FEW)
    program = folder / "few/snippets/p0/s0.py"
    alone = seconds([sys.executable, str(program)])
    page = folder / "few-static/docs/p0.md"
    plain = _edits(folder / "few-static", lambda mark: page.write_text(f"# Page\n\n{mark}\n"))
    source = program.read_text()
    ours = _edits(folder / "few", lambda mark: program.write_text(f"{source}# {mark}\n"))
    times = ours / (plain + alone)
    return f"live reload: {times:.2f} times MkDocs's rebuild and the program's run (at most 1.25)"


def _edits(place: Path, edit: Callable[[str], object]) -> float:
    """Return the seconds from an edit until the served page shows it: the median of several."""
    with _served(place) as address:
        return statistics.median(_shown(address, edit, f"edit {n}") for n in range(EDITS))


def _shown(address: str, edit: Callable[[str], object], mark: str) -> float:
    began = time.perf_counter()
    edit(mark)
    while mark not in _fetched(address):
        if time.perf_counter() - began > MOST_S:
            raise TimeoutError(f"{mark} was not shown within {MOST_S:g} s")
        time.sleep(LOOK_S)
    return time.perf_counter() - began


@contextmanager
def _served(place: Path) -> Iterator[str]:
    port = free_port()
    command = [sys.executable, "-m", "mkdocs", "serve", "--livereload", "-a", f"127.0.0.1:{port}"]
    with (place / "log").open("w") as log:
        server = subprocess.Popen(command, cwd=place, env=environment(), stdout=log, stderr=log)
    try:
        address = f"http://127.0.0.1:{port}/p0/"
        _shown(address, lambda _: None, "Page")
        yield address
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(MOST_S)


def _fetched(address: str) -> str:
    try:
        with urlopen(address, timeout=MOST_S) as response:  # noqa: S310, our own address
            text: str = response.read().decode()
            return text
    except (URLError, ConnectionError):
        return ""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--pages", type=int, default=250)
    parser.add_argument("--per-page", type=int, default=4)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="running-loop-bench-") as name:
        print(reload(Path(name)), flush=True)
        for line in many(Corpus(options.pages, options.per_page), Path(name)):
            print(line, flush=True)


if __name__ == "__main__":
    main()
