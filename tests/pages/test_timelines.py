"""Timelines on the pages of mini sites."""

import json
import re
import textwrap
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from running_loop.fence import fences
from running_loop.pages import timelines
from running_loop.programs.snippets import load
from running_loop.pythons.interpreter import current
from running_loop.runs.recording import Recording
from running_loop.runs.schedule import run_alone
from running_loop.store import engine
from running_loop.store.memo import Keep, Kept
from running_loop.store.store import Store
from tests.mini import CONFIGURATION, MiniSite

TWO_TASKS = """
    import asyncio

    async def child():
        await asyncio.sleep(0.01)
        print("child is done")

    async def main():
        await asyncio.gather(child())
        print("main is done")

    asyncio.run(main())
    """
ONE_TASK = """
    import asyncio

    async def main():
        await asyncio.sleep(0.01)

    asyncio.run(main())
    """
NO_LOOP = "print('no loop')\n"
HARD = r"""
    import asyncio

    async def child():
        print("```")
        print("<!--/timeline--> </svg> <b>bold</b>")

    async def main():
        names = ["<&\">", "<!--/timeline-->", "\N{PARTY POPPER}" * 9, "n" * 300]
        names += ["\x1b[31m\x00", "\udcff"]
        await asyncio.gather(*[asyncio.create_task(child(), name=name) for name in names])

    asyncio.run(main())
    """


PRINTS = {
    TWO_TASKS: "child is done\nmain is done\n",
    ONE_TASK: "",
    NO_LOOP: "no loop\n",
    HARD: "```\n<!--/timeline--> </svg> <b>bold</b>\n" * 6,
}


def with_header(program: str, *lines: str) -> str:
    header = "\n".join(["/// script", "", "[tool.running-loop]", *lines, "///"])
    body = "\n".join(line.removeprefix("    ") for line in program.strip("\n").splitlines())
    return re.sub(r"(?m)^", "# ", header).replace("# \n", "#\n") + "\n" + body + "\n"


def build(mini: MiniSite, program: str, *header: str) -> BeautifulSoup:
    mini.program(with_header(program, *header) if header else program, PRINTS[program])
    built = mini.build()
    assert built.status == 0, built.said
    return mini.html()


def place(mini: MiniSite, *cells: str, **programs: str) -> BeautifulSoup:
    """Build a page with cells that place programs called a, b and c."""
    for name, program in programs.items():
        mini.program(program, PRINTS.get(program, ""), f"demo/{name}.py")
    mini.page(*cells)
    built = mini.build()
    assert built.status == 0, built.said
    return mini.html()


def details(html: BeautifulSoup) -> list[Tag]:
    return list(html.select("details.timeline"))


def test_a_program_shows_its_timeline_below_its_output(mini: MiniSite) -> None:
    html = build(mini, TWO_TASKS)
    parts = [str(part.get("class")) for part in html.select(".run > *")]
    order = ["run__title", "language-python", "language-text", "timeline", "run__facts"]
    assert [name for part in parts for name in order if name in part] == order
    (shown,) = details(html)
    assert shown.has_attr("open")
    assert re.fullmatch(r"Timeline: 2 tasks, .*s", shown.select("summary")[0].get_text())
    assert [lane.get("data-who") for lane in shown.select("svg .rl-lane")] == ["task 1", "task 2"]
    said = [item.get_text() for item in shown.select(".timeline__words li")]
    assert any("child waits: sleep 0.01 s (line 4)" in line for line in said)
    assert "<!--" not in str(html.select_one("article"))


def test_the_published_markdown_tells_it_in_words(mini: MiniSite) -> None:
    build(mini, TWO_TASKS)
    markdown = mini.markdown()
    assert "<svg" not in markdown
    words = next(fence for fence in fences(markdown) if "main creates child" in fence.text)
    assert words.info == "text"
    assert "child prints: child is done (line 5)" in words.text


@pytest.mark.parametrize(
    ("program", "lines", "is_open"),
    [
        (TWO_TASKS, (), [True]),
        (ONE_TASK, (), [False]),
        (TWO_TASKS, ('timeline = "folded"',), [False]),
        (ONE_TASK, ('timeline = "open"',), [True]),
        (TWO_TASKS, ('timeline = "none"',), []),
        (NO_LOOP, ('timeline = "open"',), []),
    ],
)
def test_a_timeline_is_open_folded_or_not_there(
    mini: MiniSite, program: str, lines: tuple[str, ...], is_open: list[bool]
) -> None:
    html = build(mini, program, *lines)
    assert [shown.has_attr("open") for shown in details(html)] == is_open
    assert ('<details class="timeline"' in mini.markdown()) is bool(is_open)


def test_a_page_that_a_kernel_runs_shows_it_too(mini: MiniSite) -> None:
    html = place(mini, 'snippet("demo/a.py")', "print(6 * 7)", a=TWO_TASKS)
    (shown,) = details(html)
    assert shown.select("svg .rl-lane")
    assert "42" in html.get_text()


def test_programs_to_one_scale(mini: MiniSite) -> None:
    slow, fast = (ONE_TASK.replace("0.01", seconds) for seconds in ("0.4", "0.2"))
    cell = 'compare({"A <--> \\"slow\\"": "demo/a.py", "Fast": "demo/b.py"})'
    html = place(mini, cell, a=slow, b=fast)
    assert len(html.select(".tabbed-block .run")) == 2
    assert not html.select(".run .timeline")
    (shown,) = details(html)
    assert shown.has_attr("open")
    titles = [title.get_text() for title in shown.select("figcaption")]
    assert titles == ['A <--> "slow"', "Fast"]
    waits = [longest_wait(figure) for figure in shown.select("figure")]
    assert 1.6 < waits[0] / waits[1] < 2.4
    assert "main waits: sleep 0.2 s" in mini.markdown()


def longest_wait(figure: Tag) -> float:
    boxes = figure.select(".rl-lane .rl-wait rect")
    return max(float(str(box["width"]).removesuffix("%")) for box in boxes)


def test_many_timelines_on_a_page_share_names_with_none(mini: MiniSite) -> None:
    cells = ['snippet("demo/a.py")'] * 2 + ['compare({"B": "demo/b.py", "C": "demo/c.py"})']
    html = place(mini, *cells, a=TWO_TASKS, b=TWO_TASKS, c=TWO_TASKS)
    article = html.select_one("article")
    assert article
    identities = [item["id"] for item in article.select("svg.rl [id]")]
    assert len(set(identities)) == len(identities) > 12
    assert len(article.select("svg.rl > style")) == 1


def test_what_a_program_names_and_prints_breaks_no_page(mini: MiniSite) -> None:
    html = build(mini, HARD)
    (shown,) = details(html)
    assert len(shown.select("svg .rl-lane")) == 7
    parts = [str(part.get("class")) for part in html.select(".run > *")]
    assert ["timeline" in name for name in parts] == [False, False, False, True, False]
    assert not shown.select("b b, li b + b, script")
    assert "\x1b" not in str(html)
    assert [fence.info for fence in fences(mini.markdown())] == ["python", "text", "text"]


def test_the_search_finds_no_steps(mini: MiniSite) -> None:
    mini.write("mkdocs.yml", CONFIGURATION.replace("plugins:\n", "plugins:\n  - search\n"))
    build(mini, TWO_TASKS)
    index = json.loads((mini.place / "site/search/search_index.json").read_text())
    texts = " ".join(item["text"] for item in index["docs"])
    assert "child is done" in texts
    assert "waits" not in texts


def test_a_timeline_is_made_ahead_when_the_last_of_its_programs_ran(tmp_path: Path) -> None:
    names = {"One": "demo/a.py", "Two": "demo/b.py"}
    runs: dict[str, Recording] = {}
    ahead = timelines.Ahead([{"": "demo/a.py"}, names], runs.__getitem__, Store(tmp_path))
    assert ahead.made() == {}
    runs["demo/a.py"] = recorded(tmp_path, "demo/a.py", TWO_TASKS)
    ahead.ran("demo/a.py")
    first = dict(ahead.made())
    runs["demo/b.py"] = recorded(tmp_path, "demo/b.py", ONE_TASK)
    ahead.ran("demo/b.py")
    assert set(first) < set(ahead.made())
    kept = Kept(Store(tmp_path), "drawings", "any")
    kept.take_over(ahead.made())
    told = timelines.single(runs["demo/a.py"], made_before(kept))
    both = timelines.pair({title: runs[name] for title, name in names.items()}, made_before(kept))
    for markdown in (told, both):
        marked = timelines.places(markdown)
        assert timelines.draw(marked, runs.__getitem__, made_before(kept)) == timelines.draw(
            marked, runs.__getitem__
        )


def recorded(folder: Path, name: str, text: str) -> Recording:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(textwrap.dedent(text))
    return run_alone(load(folder, name), current())


def made_before(kept: Kept) -> Keep:
    """Return a `Keep` that makes nothing now."""
    return lambda cause, _: kept.of(cause, lambda: pytest.fail("it was not made ahead"))


def test_a_new_drawing_runs_no_program_and_a_new_tracer_does() -> None:
    folder = Path(engine.__file__).parent.parent
    found = {path for pattern in engine.RUNNING for path in folder.glob(pattern)}
    names = {path.relative_to(folder).as_posix() for path in found}
    assert {"tracer/tape.py", "tracer/watch.py", "tracer/prepare.py"} <= names
    telling = {"drawing.py", "events.py", "figures.py", "page.py", "waits.py"}
    assert not any(name in telling or name.startswith("timeline/") for name in names)
