"""Build one corpus with each tool: from nothing, unchanged, one program edited.

    python -m bench.builds [--pages 12] [--per-page 2] [--only NAME] [--page FILE]

All times are of one run on one machine and are given as ratios to the build of
the same pages with nothing executed.
"""

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from statistics import fmean

from bench import corpus
from bench.corpus import Corpus
from running_loop.processes.machine import CORES

STEPS = ("from nothing", "nothing changed", "one program edited")
MKDOCS = ("mkdocs", "build", "--quiet")
SPHINX = ("sphinx", "-q", "-b", "html", "docs", "site")
TURNS = 3
START, END = "<!-- bench: made by make bench -->", "<!-- bench: end -->"


@dataclass(frozen=True)
class Tool:
    """A tool, how its corpus is written and its build started."""

    name: str
    distribution: str
    write: Callable[..., None]
    command: tuple[str, ...] = MKDOCS


@dataclass(frozen=True)
class Cost:
    """What one build took: seconds of wall clock and MiB of its largest process."""

    seconds: float
    memory: float


TOOLS = (
    Tool("Running Loop", "running-loop", corpus.running_loop),
    Tool("Running Loop, no timelines", "running-loop", corpus.running_loop_plain),
    Tool("mkdocs-execute-plugin", "mkdocs-execute-plugin", corpus.execute_plugin),
    Tool("markdown-exec", "markdown-exec", corpus.markdown_exec),
    Tool("MyST-NB with jupyter-cache", "myst-nb", corpus.myst_nb, SPHINX),
    Tool("sphinx-gallery", "sphinx-gallery", corpus.sphinx_gallery, SPHINX),
    Tool("sphinx-gallery, no figures", "sphinx-gallery", corpus.sphinx_gallery_bare, SPHINX),
)


def build(place: Path, command: Sequence[str]) -> Cost:
    """Build the corpus at a place and return what it took.

    Raises:
        RuntimeError: The build failed.
    """
    started = time.perf_counter()
    with (place / "log").open("w") as log:
        words = [sys.executable, "-m", *command]
        child = subprocess.Popen(words, cwd=place, env=environment(), stdout=log, stderr=log)
        # Popen does not tell the memory of a child.
        _, child.returncode, usage = os.wait4(child.pid, 0)
    if child.returncode:
        raise RuntimeError(f"{' '.join(command)} failed:\n{(place / 'log').read_text()[-2000:]}")
    return Cost(time.perf_counter() - started, usage.ru_maxrss / 1024)


def environment() -> dict[str, str]:
    """Return the environment of all that is measured: one Python, as the other tools use."""
    variables = os.environ | {"NO_MKDOCS_2_WARNING": "1", "RUNNING_LOOP_PYTHONS": "current"}
    variables.pop("PYTHONDONTWRITEBYTECODE", None)
    return variables


def measure(tool: Tool, size: Corpus, folder: Path) -> list[Cost]:
    """Return what a tool's builds took, one for each of STEPS: of TURNS such builds, the best."""
    turns = [_turn(tool, size, folder / f"{tool.write.__name__}-{turn}") for turn in range(TURNS)]
    return [min(costs, key=_time) for costs in zip(*turns, strict=True)]


def _turn(tool: Tool, size: Corpus, place: Path) -> list[Cost]:
    tool.write(place, size)
    costs = [build(place, tool.command), build(place, tool.command)]
    tool.write(place, size, " (edited)")
    _settle(place)
    return [*costs, build(place, tool.command)]


def measure_static(size: Corpus, folder: Path) -> Cost:
    """Return what the static build took: of TURNS, the best."""
    corpus.static(folder / "static", size)
    return min((build(folder / "static", MKDOCS) for _ in range(TURNS)), key=_time)


def _time(cost: Cost) -> float:
    return cost.seconds


def measure_programs(size: Corpus, folder: Path) -> float:
    """Return the seconds that the programs take at least: of TURNS turns, the best.

    That is the longest program, or the processor time of all programs, run at
    once, on all cores, whichever is larger.
    """
    program = folder / "program.py"
    program.write_text(corpus.started(0, 0))
    command = [sys.executable, str(program)]
    longest = seconds(command)
    return min(max(longest, _processor(command, size) / CORES) for _ in range(TURNS))


def _processor(command: list[str], size: Corpus) -> float:
    """Return the seconds of processor time of all programs of a corpus, run at once."""
    before = os.times()
    with ThreadPoolExecutor(size.pages * size.per_page) as threads:
        list(threads.map(seconds, [command] * size.pages * size.per_page))
    after = os.times()
    return (after.children_user + after.children_system) - (
        before.children_user + before.children_system
    )


def seconds(command: list[str]) -> float:
    """Return the seconds of wall clock that a command took.

    Raises:
        CalledProcessError: It failed.
    """
    began = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - began


@dataclass(frozen=True)
class Measured:
    """What one run of the bench measured.

    Attributes:
        size: The corpus.
        memory: MiB of the static build.
        floor: What no build from nothing can beat, as a multiple of the static build.
        statics: The seconds of the static build, measured beside each tool.
        costs: What each tool's builds took.
    """

    size: Corpus
    memory: float
    floor: float
    statics: dict[Tool, float]
    costs: dict[Tool, list[Cost]]

    def ratios(self, tool: Tool) -> list[float]:
        """Return what a tool's builds took, as multiples of the static build."""
        return [cost.seconds / self.statics[tool] for cost in self.costs[tool]]


def measure_all(size: Corpus, tools: tuple[Tool, ...], folder: Path) -> Measured:
    """Measure all tools, one after the other, each between two static builds, whose mean counts.

    A machine that others use too is not equally fast for long.
    """
    static, programs = measure_static(size, folder), measure_programs(size, folder)
    before, static = static, measure_static(size, folder)
    least = 1 + programs / fmean([before.seconds, static.seconds])
    measured = Measured(size, static.memory, least, {}, {})
    for tool in tools:
        print(f"{tool.name} ...", file=sys.stderr, flush=True)
        before, measured.costs[tool] = static, measure(tool, size, folder)
        static = measure_static(size, folder)
        measured.statics[tool] = fmean([before.seconds, static.seconds])
    return measured


def table(measured: Measured) -> str:
    """Return a Markdown table of ratios."""
    rows = [
        "| tool | version | from nothing | nothing changed | one program edited | memory |",
        "|---|---|--:|--:|--:|--:|",
        f"| static build | {_version('mkdocs')} | 1.0 | 1.0 | 1.0 | {measured.memory:.0f} MiB |",
        f"| floor | | {measured.floor:.1f} | | | |",
        *(_row(tool, measured) for tool in measured.costs),
    ]
    return "\n".join([_caption(measured), "", *rows])


def _row(tool: Tool, measured: Measured) -> str:
    ratios = " | ".join(f"{ratio:.1f}" for ratio in measured.ratios(tool))
    memory = max(cost.memory for cost in measured.costs[tool])
    return f"| {tool.name} | {_version(tool.distribution)} | {ratios} | {memory:.0f} MiB |"


def _version(distribution: str) -> str:
    return metadata.version(distribution)


def _caption(measured: Measured) -> str:
    today = time.strftime("%d %B %Y").lstrip("0")
    size, statics = measured.size, measured.statics.values()
    return (
        f"{size.pages} pages of {size.per_page} programs, each asleep for {corpus.SLEEP_S} s."
        f" {today}, Python {platform.python_version()}, {CORES} cores."
        f" Of {TURNS} builds the best counts. The static build, repeated beside each tool, took"
        f" {min(statics):.2f} to {max(statics):.2f} s; the other numbers are multiples of it."
    )


def _settle(place: Path) -> None:
    """Put the edited files' times a second ahead: some tools compare whole seconds."""
    ahead = time.time() + 1
    for path in place.rglob("*"):
        if path.suffix in {".md", ".py", ".rst"} and "site" not in path.parts:
            os.utime(path, (ahead, ahead))


def put(page: Path, text: str) -> None:
    """Replace what stands between the marks of a page."""
    before, _, rest = page.read_text(encoding="utf-8").partition(START)
    _, _, after = rest.partition(END)
    new = page.with_suffix(".new")
    new.write_text(f"{before}{START}\n\n{text}\n\n{END}{after}", encoding="utf-8")
    new.replace(page)


def main() -> None:
    """Measure, print the table, and put it on a page if one is named."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--pages", type=int, default=12)
    parser.add_argument("--per-page", type=int, default=2)
    parser.add_argument("--only", help="measure only tools whose name has this in it")
    parser.add_argument("--page", type=Path, help="the page that shows the table")
    options = parser.parse_args()
    tools = tuple(tool for tool in TOOLS if (options.only or "") in tool.name)
    folder = Path(tempfile.mkdtemp(prefix="running-loop-bench-"))
    try:
        measured = measure_all(Corpus(options.pages, options.per_page), tools, folder)
    finally:
        shutil.rmtree(folder)
    text = table(measured)
    print(text)
    if options.page:
        # Once it is imported, a process that is started here counts its memory as its own.
        from bench import chart  # noqa: PLC0415

        put(options.page, text)
        rows = [(tool.name, measured.ratios(tool)) for tool in tools]
        chart.draw(options.page.parent / "assets", rows, STEPS, measured.floor)


if __name__ == "__main__":
    main()
