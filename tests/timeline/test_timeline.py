import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Browser, Page

from running_loop import timeline
from running_loop.timeline import shared, tell
from tests.traced import Event, traced, write

SHAPES = {"rl-lane", "rl-run", "rl-wait", "rl-ready", "rl-wake", "rl-cancel", "rl-line"}
SVG = "{http://www.w3.org/2000/svg}"
HARD_NAMES = ["<&\">'", "\N{PARTY POPPER}" * 40, "n" * 300, "\x00\x1b[1m", "\udcff", "-" * 60]
EVERYTHING = """
    import asyncio, time
    async def fetch(number, seconds, queue):
        await asyncio.sleep(seconds)
        if number == 3:
            raise ValueError("page <3> & 'more'")
        await queue.put(number)
        print("fetched", number)
        return number
    async def tick():
        while True:
            await asyncio.sleep(0.1)
            print("tick", flush=True)
    async def pages():
        for number in range(3):
            await asyncio.sleep(0.03)
            yield number
    async def main():
        queue = asyncio.Queue()
        ticker = asyncio.create_task(tick(), name="ticker <&>")
        async with asyncio.timeout(20):
            async for page in pages():
                print("page", page)
        time.sleep(0.2)
        await asyncio.to_thread(time.sleep, 0.1)
        try:
            async with asyncio.TaskGroup() as group:
                for number in range(4):
                    group.create_task(fetch(number, 0.05 * number, queue))
        except* ValueError as errors:
            print("failed", errors.exceptions)
        ticker.cancel()
        await asyncio.sleep(0.5)
        print("the end")
    asyncio.run(main())
    """


class Run:
    """Makes the events of a run that did not take place."""

    def __init__(self) -> None:
        self.events: list[Event] = [{"event": "program", "at": 0.0}]
        self.loop = {"loop": 1}
        self.add("loop", 0.0, type="asyncio.Loop", **self.loop)

    def add(self, event: str, at: float, **facts: object) -> "Run":
        self.events.append({"event": event, "at": at, **facts})
        return self

    def create(self, at: float, task: int, name: str = "", by: str = "program") -> "Run":
        names = {"name": name or f"Task-{task}", "coroutine": "work", "defined": 1}
        return self.add("create", at, task=task, by=by, line=task, **names, **self.loop)

    def run(self, at: float, task: int, until: float, **wait: object) -> "Run":
        who = {"who": f"task {task}", "line": task, **self.loop}
        self.add("run", at, **who)
        facts = {"kind": "sleep", "for": "sleep 1 s", **wait}
        return self.add("wait", until, **who, **facts)

    def end(self, at: float, task: int, how: str = "returned", **facts: object) -> "Run":
        return self.add("end", at, who=f"task {task}", how=how, **self.loop, **facts)

    def exit(self, at: float) -> list[Event]:
        return self.add("exit", at).events


def one_task(length: float = 1.0) -> list[Event]:
    run = Run().create(0.0, 1, "main").run(0.1, 1, 0.101)
    run.add("wake", length, task=1, by="timer").add("run", length, who="task 1", loop=1)
    return run.end(length + 0.001, 1, value="42").exit(length + 0.002)


def many(count: int) -> list[Event]:
    run = Run().create(0.0, 1, "main").run(0.001, 1, 0.01)
    for task in range(2, count + 2):
        run.create(0.001 + task * 1e-7, task, by="task 1")
    for task in range(2, count + 2):
        begin = 0.01 + task * 1e-5
        run.run(begin, task, begin + 5e-6).add("run", begin + 1, who=f"task {task}", loop=1)
        run.end(begin + 1.000005, task)
    run.events.sort(key=lambda event: event["at"])
    return run.exit(3.0)


def draw(recorded: list[Event], **choices: Any) -> str:  # noqa: ANN401
    return timeline.picture(tell(recorded), **choices)


def words(recorded: list[Event]) -> str:
    return timeline.words(tell(recorded))


def parse(drawing: str) -> ET.Element:
    return ET.fromstring(drawing)


def by_class(root: ET.Element, kind: str) -> list[ET.Element]:
    return [item for item in root.iter() if kind in item.get("class", "").split()]


def percent(item: ET.Element, name: str) -> float:
    return float(item.get(name, "").removesuffix("%"))


def names(root: ET.Element) -> list[str]:
    heads = [item for lane in by_class(root, "rl-lane") for item in by_class(lane, "rl-name")]
    return [(head.text or "").strip() for head in heads]


def bars(drawing: str) -> list[tuple[float, float]]:
    return [span for lane in by_class(parse(drawing), "rl-lane") for span in rects(lane)]


def rects(lane: ET.Element) -> list[tuple[float, float]]:
    found = [(percent(item, "x"), percent(item, "width")) for item in lane.iter(f"{SVG}rect")]
    return [(left, left + width) for left, width in found]


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> list[Event]:
    return traced(write(tmp_path_factory.mktemp("program"), EVERYTHING)).events


def test_a_lane_for_each_task_under_its_parent(everything: list[Event]) -> None:
    root = parse(draw(everything))
    fetches = [f"fetch {number}" for number in range(1, 5)]
    assert names(root) == ["main", "ticker <&>", "sleep", *fetches]
    depths = [lane.depth for lane in tell(everything).lanes.values()]
    assert depths == [0, 1, 1, 1, 1, 1, 1]


def test_no_overlap_in_a_lane_and_all_inside(everything: list[Event]) -> None:
    for lane in by_class(parse(draw(everything)), "rl-lane"):
        spans = rects(lane)
        assert spans == sorted(spans)
        assert all(right <= left + 0.01 for (_, right), (left, _) in pairwise(spans))
        assert all(0 <= left <= right <= 100 for left, right in spans)


def test_stretches_say_what_they_are_and_where(everything: list[Event]) -> None:
    root = parse(draw(everything))
    titles = [item.findtext(f"{SVG}title") or "" for item in by_class(root, "rl-wait")]
    assert any("ticker <&> waits" in title and "sleep 0.1 s, line 11" in title for title in titles)
    hold = by_class(root, "rl-hold")[0]
    assert hold.get("data-line") == "23"
    assert everything[int(hold.get("data-event", "-1"))]["event"] == "run"
    assert "! " in "".join(hold.itertext())


def test_arrows_from_who_acts_to_whom(everything: list[Event]) -> None:
    root = parse(draw(everything))
    titles = [title.text or "" for title in root.iter(f"{SVG}title")]
    assert any("fetch 4 cancels main" in title for title in titles)
    assert any("main cancels ticker <&>" in title for title in titles)
    assert any("sleep wakes main" in title for title in titles)
    for arrow in by_class(root, "rl-wake") + by_class(root, "rl-cancel"):
        assert arrow.get("x1") == arrow.get("x2")
        assert arrow.get("y1") != arrow.get("y2")


def test_printed_lines_in_order_at_their_moments(everything: list[Event]) -> None:
    lines = by_class(parse(draw(everything)), "rl-line")
    printed = [event["text"] for event in everything if event["event"] == "print"]
    titles = [line.findtext(f"{SVG}title") or "" for line in lines]
    assert [title.partition("prints: ")[2] for title in titles] == printed
    places = [percent(by_class(line, "rl-dot")[0], "cx") for line in lines]
    assert places == sorted(places)


def test_the_same_order_gives_the_same_drawing_up_to_the_scale(everything: list[Event]) -> None:
    def shape(recorded: list[Event]) -> list[str]:
        """Return the lanes and what is in them, without the axis, which is the scale."""
        drawing = draw(recorded, measure=shared([tell(everything)]))
        kinds = [line.get("class", "").partition(" ")[0] for line in parse(drawing).iter()]
        return [kind for kind in kinds if kind in SHAPES]

    slower = [event | {"at": event["at"] * 1.01} for event in everything]
    assert shape(slower) == shape(everything)
    assert draw(everything) == draw(everything)


def test_two_drawings_to_one_scale() -> None:
    short, long = one_task(1.0), one_task(2.0)
    measure = shared([tell(short), tell(long)])
    widths = [
        max(right - left for left, right in bars(draw(recorded, measure=measure)))
        for recorded in (short, long)
    ]
    assert 1.7 < widths[1] / widths[0] < 2.4
    alone = max(right for _, right in bars(draw(short)))
    assert alone > 90


def test_a_long_empty_stretch_is_cut_and_marked() -> None:
    run = Run().create(0.0, 1, "main")
    for number, begin in enumerate((0.0, 0.1, 0.2, 60.0)):
        run.run(begin + 0.001 * number, 1, begin + 0.002 + 0.001 * number)
    drawing = draw(run.end(60.1, 1).exit(60.2))
    root = parse(drawing)
    (cut,) = by_class(root, "rl-cut")
    assert "59.80 s, drawn shorter than it was" in (cut.findtext(f"{SVG}title") or "")
    assert "time left out" in "".join(root.itertext())
    assert by_class(root, "rl-magnified")


def test_ten_thousand_tasks_leave_a_drawing_that_can_be_read() -> None:
    drawing = draw(many(10_000))
    assert len(by_class(parse(drawing), "rl-lane")) == 24
    assert "9977 more lanes are left out" in drawing
    assert len(drawing) < 100_000
    assert words(many(10_000)).count("\n") < 210


def test_ten_thousand_steps_of_one_task_are_drawn_as_few() -> None:
    run = Run().create(0.0, 1, "main")
    for step in range(10_000):
        run.run(step * 1e-5, 1, step * 1e-5 + 5e-6, kind="turn")
    drawing = draw(run.end(0.2, 1).exit(0.2))
    assert "short stretches in" in drawing
    assert len(drawing) < 300_000


@pytest.mark.parametrize("name", HARD_NAMES)
def test_hard_names_are_escaped_and_shortened(name: str) -> None:
    run = Run().create(0.0, 1, name).run(0.0, 1, 0.1, **{"for": name})
    run.add("print", 0.1, by="task 1", stream="stderr", text=name)
    drawing = draw(run.end(0.5, 1, "raised", value=name).exit(0.6), title=name, name="a")
    root = parse(drawing)
    assert len(names(root)[0]) < 60
    assert words(run.events)


@pytest.mark.parametrize(
    ("last", "said"),
    [
        ({"event": "cut"}, "crashed or was killed"),
        ({"event": "limit", "events": 5}, "recording ended after"),
        ({"event": "broken", "text": "x"}, "the tracer gave up"),
    ],
)
def test_a_recording_that_breaks_off_says_so(last: Event, said: str) -> None:
    run = Run().create(0.0, 1, "main").run(0.0, 1, 0.1)
    run.events.append({"at": 5.0, **last})
    assert said in draw(run.events)
    assert any(word in words(run.events) for word in ("killed", "goes on"))


def test_a_task_that_hangs_in_a_step_is_drawn_to_the_end() -> None:
    run = Run().create(0.0, 1, "main")
    run.add("held", 0.2, who="task 1", since=0.1, line=3, loop=1).add("cut", 9.0)
    hold = by_class(parse(draw(run.events)), "rl-hold")[0]
    assert hold.get("data-line") == "3"


@pytest.mark.parametrize(
    ("length", "seen", "holds"), [(0.1, True, 1), (0.1, False, 0), (0.3, False, 1)]
)
def test_a_busy_machine_is_not_taken_for_a_blocking_program(
    length: float, holds: int, *, seen: bool
) -> None:
    run = Run().create(0.0, 1, "main").run(0.0, 1, length)
    if seen:
        facts = {"who": "task 1", "since": 0.0, "loop": 1, "line": 1}
        run.events.insert(-1, {"event": "held", "at": 0.05, **facts})
    run.add("run", length + 0.1, who="task 1", loop=1)
    recorded = run.end(length + 0.101, 1).exit(length + 0.2)
    hold = [item for item in by_class(parse(draw(recorded)), "rl-hold") if item.get("data-who")]
    assert len(hold) == holds
    assert words(recorded).count("after it held the loop") == holds


def test_a_loop_that_is_not_traced_is_named() -> None:
    recorded = [{"event": "loop", "at": 0.0, "loop": 0, "type": "uvloop.Loop"}]
    assert "uvloop.Loop" in draw(recorded)
    assert "cannot be traced: uvloop.Loop" in words(recorded)


def test_nothing_recorded_is_an_empty_drawing() -> None:
    assert by_class(parse(draw([])), "rl-lane") == []
    assert words([]) == ""


def test_it_needs_no_script_and_no_colour_of_ours(everything: list[Event]) -> None:
    drawing = draw(everything, name="first")
    assert "<script" not in drawing
    assert all(f"var(--rl-{name}," in drawing for name in ("run", "wait", "hold", "paper"))
    root = parse(drawing)
    assert root.get("role") == "img"
    about = {item.get("id"): item.text for item in root if item.get("id")}
    assert about["first-about"] == root.findtext(f"{SVG}desc")
    references = re.findall(r"url\(#([^)]*)\)", drawing)
    assert {name.split("-")[0] for name in references} == {"first"}


def test_a_line_of_the_source_stands_in_what_holds_the_loop(everything: list[Event]) -> None:
    source = "\n".join(f"line {number}()" for number in range(1, 50))
    assert "line 23()" in draw(everything, source=source)


def test_work_of_libraries_is_left_out_or_called_by_its_name() -> None:
    run = Run().create(0.0, 1, "main")
    for task, line in ((2, {}), (3, {"line": 7, "function": "page"})):
        facts = {"name": f"Task-{task}", "coroutine": "Handler.start", "library": "aiohttp"}
        run.add("create", 0.1, task=task, by="socket", loop=1, **facts)
        run.add("run", 0.2, who=f"task {task}", loop=1)
        who = {"who": f"task {task}", "loop": 1, "kind": "sleep", "for": "sleep 1 s"}
        run.add("wait", 0.201, **who, **line)
    recorded = run.exit(1.0)
    assert names(parse(draw(recorded))) == ["main", "page"]
    assert "1 tasks inside libraries are left out" in draw(recorded)


PLAIN = """Traceback (most recent call last):
  File "a.py", line 3, in main
    1 / 0
ZeroDivisionError: division by zero
after it"""
GROUP = """  + Exception Group Traceback (most recent call last):
  |   File "a.py", line 3, in <module>
  | ExceptionGroup: two of them (2 sub-exceptions)
  +-+---------------- 1 ----------------
    | Traceback (most recent call last):
    | ValueError: one
    +------------------------------------
after it"""


@pytest.mark.parametrize(
    ("report", "said"),
    [(PLAIN, "ZeroDivisionError: division by zero"), (GROUP, "ExceptionGroup: two of them")],
)
def test_a_printed_traceback_is_told_as_one_line(report: str, said: str) -> None:
    run = Run().create(0.0, 1, "main").run(0.0, 1, 0.1)
    for text in report.splitlines():
        run.add("print", 0.2, by="program", stream="stderr", text=text)
    recorded = run.exit(0.3)
    lines = [line.partition("prints: ")[2] for line in words(recorded).splitlines()]
    printed = [line for line in lines if line]
    assert len(printed) == 2
    assert printed[0].startswith(f"Traceback … {said}")
    assert printed[1] == "after it"
    assert len(by_class(parse(draw(recorded)), "rl-line")) == 2


def test_a_crowd_of_short_steps_leaves_room_for_the_waits() -> None:
    run = Run().create(0.0, 1, "main")
    for step in range(300):
        run.run(step * 1e-4, 1, step * 1e-4 + 5e-5)
    run.run(0.05, 1, 0.06).run(0.5, 1, 0.51)
    longest = max(right - left for left, right in bars(draw(run.end(1.0, 1).exit(1.0))))
    assert longest > 30


def test_many_lanes_take_less_height_each() -> None:
    def height(count: int) -> float:
        return float(parse(draw(many(count))).get("height", "0"))

    assert height(15) < 1.8 * height(5)


def test_the_words_of_a_run(everything: list[Event]) -> None:
    said = words(everything)
    for line in (
        "program creates main (line 34)",
        "main starts (line 17)",
        "main gets an item from pages() (line 21)",
        "main prints: page 0 (line 22)",
        "ticker <&> waits: sleep 0.1 s (line 11)",
        "main holds the loop (line 23)",
        "fetch 4 fails: ValueError: page <3> & 'more' (line 5)",
        "fetch 4 cancels main",
        "ticker <&> ends, cancelled",
        "main prints: the end (line 33)",
    ):
        assert line in said, said
    assert all(re.match(r"\d+\.\d\d s  \w", line) for line in said.splitlines())


UNRUN = """
    import asyncio
    async def serve(table):
        print("serves", table)
        await asyncio.sleep(1)
    async def fail():
        raise asyncio.CancelledError
    async def main():
        door = asyncio.create_task(serve("door"), name="door")
        window = asyncio.create_task(serve("window"), name="window")
        own = asyncio.create_task(fail(), name="own")
        door.cancel()
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        window.cancel()
        await asyncio.wait([door, window, own])
    asyncio.run(main())
    """


def test_a_task_that_was_cancelled_before_its_first_line_never_ran(tmp_path: Path) -> None:
    events = traced(write(tmp_path, UNRUN)).events
    said = words(events)
    assert "door ends, cancelled: never ran" in said
    assert "door starts" not in said
    for name in ("window", "own"):
        assert f"{name} starts" in said
        assert re.search(rf"{name} ends, cancelled$", said, re.MULTILINE)
    drawing = draw(events)
    assert "door (cancelled: never ran)" in drawing
    assert "door runs" not in drawing
    assert "window runs" in drawing
    assert "ends, cancelled: never ran" in timeline.steps(tell(events))


@pytest.mark.parametrize(
    ("count", "says"), [(1, "1 task"), (23, "23 tasks"), (24, "24 tasks"), (29, "24 of 29 tasks")]
)
def test_a_drawing_says_how_many_tasks_there_are(count: int, says: str) -> None:
    drawing = draw(many(count - 1))
    assert re.search(rf"<desc[^>]*>{says} in ", drawing)


MEASURE = """
() => {
  const shown = [...document.querySelectorAll("text")].filter((t) => t.getBBox().width);
  const outside = (inner, outer, slack) =>
    inner.left < outer.left - slack || inner.right > outer.right + slack;
  const root = document.querySelector("svg").getBoundingClientRect();
  const wrong = [];
  for (const text of shown) {
    const box = text.getBoundingClientRect();
    const group = text.closest(".rl-run, .rl-wait, .rl-ready");
    const bar = group && group.querySelector("rect");
    if (bar && outside(box, bar.getBoundingClientRect(), 0.5)) wrong.push(text.textContent);
    if (outside(box, root, 2)) wrong.push("edge: " + text.textContent);
  }
  return [shown.length, wrong];
}
"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


@pytest.mark.parametrize("alone", [True, False])
def test_text_is_within_its_box_at_every_width(
    everything: list[Event], page: Page, tmp_path: Path, *, alone: bool
) -> None:
    hard = Run()
    for task, name in enumerate(HARD_NAMES, 1):
        hard.create(0.0, task, name).run(0.01 * task, task, 0.01 * task + 0.005, **{"for": name})
        hard.add("print", 1.0, by=f"task {task}", stream="stdout", text=name * 3)
    hard_events = hard.exit(2.0)
    for recorded in (everything, hard_events, many(50)):
        drawing = draw(recorded, alone=alone)
        file = tmp_path / ("drawing.svg" if alone else "drawing.html")
        style = "body{margin:0}div{container-type:inline-size}"
        whole = drawing if alone else f"<style>{style}</style><div>{drawing}</div>"
        file.write_text(whole, encoding="utf-8")
        for width in (340, 390, 575, 720, 1010, 1280):
            page.set_viewport_size({"width": width, "height": 600})
            page.goto(file.as_uri())
            count, wrong = _measured(page)
            assert count > 5
            assert wrong == [], f"at {width} pixels"


def _measured(page: Page) -> tuple[int, list[str]]:
    found: Any = page.evaluate(MEASURE)
    return found[0], found[1]
