import json
from pathlib import Path
from typing import Any

import pytest

from running_loop import timeline
from running_loop.timeline.numbering import spans
from tests.timeline.test_timeline import HARD_NAMES, Run, by_class, draw, many, one_task, parse
from tests.traced import Event, Traced, traced, write

CANCELLED = """
    import asyncio
    async def work(name, seconds):
        try:
            await asyncio.sleep(seconds)
        finally:
            print(name, "ends")
        raise ValueError("lost")
    async def main():
        print("begin")
        first = asyncio.create_task(work("first", 0.01), name="first")
        second = asyncio.create_task(work("second", 9), name="second")
        await asyncio.wait([first])
        second.cancel()
        await asyncio.wait([second])
        await asyncio.to_thread(print, "apart")
        return 7
    asyncio.run(main())
    """


def steps(recorded: list[Event], **choices: Any) -> str:  # noqa: ANN401
    return timeline.steps(timeline.tell(recorded), **choices)


def walk(recorded: list[Event], printed: str = "") -> list[tuple[str, int, dict[str, str]]]:
    """Return for each step what is said, the output's line, and the state of every lane."""
    told = json.loads(steps(recorded, printed=printed))
    now: dict[str, str] = {}
    found = []
    for _, _, _, _, who, says, line, *changes in told["steps"]:
        for lane, state in zip(changes[::2], changes[1::2], strict=True):
            now[told["lanes"][lane][0]] = " | ".join(told["states"][state])
        name = f"{told['lanes'][who][0]} " if who >= 0 else ""
        found.append((name + told["says"][says], line, dict(now)))
    return found


def after(walked: list[tuple[str, int, dict[str, str]]], says: str) -> dict[str, str]:
    return next(states for said, _, states in walked if said == says)


@pytest.fixture(scope="module")
def cancelled(tmp_path_factory: pytest.TempPathFactory) -> Traced:
    return traced(write(tmp_path_factory.mktemp("program"), CANCELLED))


def test_the_steps_say_what_every_task_does(cancelled: Traced) -> None:
    walked = walk(cancelled.events, cancelled.output)
    assert walked[0] == ("the program creates main", 0, {"main": "ready | ready"})
    assert after(walked, "main creates second") == {
        "main": "run | running line 11",
        "first": "ready | ready",
        "second": "ready | ready",
    }
    waits = after(walked, "second waits for sleep 9 s at line 4")
    assert waits["main"] == "wait | waits for tasks at line 12"
    assert waits["second"] == "wait | waits for sleep 9 s at line 4"
    failed = after(walked, "first fails: ValueError: lost")
    assert failed["first"] == "fail | failed: ValueError: lost"
    assert after(walked, "main cancels second")["second"] == "ready | asked to end"
    assert "main wakes second" not in [said for said, _, _ in walked]
    last = walked[-1][2]
    assert last["main"] == "done | done: returned 7"
    assert last["second"] in {"cancel | cancelled", "fail | failed: ValueError: lost"}


def test_printed_lines_are_numbered_as_in_the_output(cancelled: Traced) -> None:
    shown = cancelled.output.splitlines()
    walked = walk(cancelled.events, cancelled.output)
    printed = {number: said for said, number, _ in walked if number}
    told = {shown[number - 1] for number in printed}
    assert {"begin", "first ends", "second ends", "apart"} <= told
    assert set(printed.values()) == {"main prints", "first prints", "second prints", "print prints"}
    assert "main prints: begin" in [said for said, _, _ in walk(cancelled.events)]


def test_steps_and_drawing_have_the_same_events_and_places(cancelled: Traced) -> None:
    root = parse(draw(cancelled.events, printed=cancelled.output))
    known = {item.get("data-event") for item in root.iter()}
    told = json.loads(steps(cancelled.events, printed=cancelled.output))
    places = [step[2] for step in told["steps"]]
    ends = {
        number
        for number, event in enumerate(cancelled.events)
        if event["event"] in {"end", "thread-end", "left"}
    }
    assert places == sorted(places)
    assert all(str(step[0]) in known or step[0] in ends for step in told["steps"] if step[4] >= 0)


def test_what_holds_the_loop_and_who_only_takes_turns() -> None:
    run = Run().create(0.0, 1, "main").run(0.0, 1, 0.1, kind="turn")
    run.add("run", 0.2, who="task 1", loop=1, line=5)
    run.add("held", 0.3, who="task 1", since=0.2, loop=1, line=6)
    walked = walk(run.end(0.5, 1).exit(0.6))
    assert after(walked, "main lets the others run") == {"main": "ready | ready"}
    assert after(walked, "main holds the loop for 0.30 s") == {
        "main": "hold | holds the loop, line 6"
    }


def test_what_is_not_drawn_is_told_with_the_next_step() -> None:
    run = Run().create(0.0, 1, "main")
    for step in range(5_000):
        run.run(step * 1e-5, 1, step * 1e-5 + 5e-6, kind="turn")
    recorded = run.end(0.2, 1, value="5").exit(0.2)
    told = json.loads(steps(recorded))
    assert len(told["steps"]) < 300
    assert told["more"] == 0
    assert walk(recorded)[-1] == ("main returns: 5", 0, {"main": "done | done: returned 5"})


@pytest.mark.parametrize("tasks", [75, 10_000])
def test_steps_are_small(tasks: int) -> None:
    recorded = many(tasks)
    text = steps(recorded, most_lanes=100)
    told = json.loads(text)
    assert len(told["steps"]) + told["more"] > 300
    assert 150 < len(told["steps"]) <= 300
    assert len(text.encode()) <= 15_000


@pytest.mark.parametrize("name", HARD_NAMES)
def test_hard_names_can_stand_in_a_page(name: str) -> None:
    run = Run().create(0.0, 1, name).run(0.0, 1, 0.1, **{"for": name})
    run.add("print", 0.1, by="task 1", stream="stderr", text=name)
    text = steps(run.end(0.5, 1, "raised", value=name).exit(0.6), printed=name)
    assert not set("<>&\n") & set(text)
    assert text.encode()
    assert json.loads(text)["lanes"]


def test_nothing_drawn_has_no_steps() -> None:
    assert steps([]) == ""


def test_moments_of_a_short_run_are_in_thousandths() -> None:
    assert json.loads(steps(one_task(1.0)))["unit"] == "s"
    short = json.loads(steps(Run().create(0.0, 1, "main").end(0.002, 1).exit(0.003)))
    assert (short["unit"], short["steps"][-1][1]) == ("ms", 200)


def test_stretches_know_the_lines_that_ran_and_printed_in_them(cancelled: Traced) -> None:
    root = parse(draw(cancelled.events, printed=cancelled.output))
    runs = [item for item in by_class(root, "rl-run") if item.get("data-line") == "8"]
    assert [(item.get("data-lines"), item.get("data-output")) for item in runs] == [("9-12", "1")]


def test_a_long_line_and_one_that_nobody_printed_are_found() -> None:
    run = Run().create(0.0, 1, "main")
    for text in ("x" * 199 + "…", "a\x1b[1mb", "missing", "last"):
        run.add("print", 0.1, by="task 1", stream="stdout", text=text)
    output = f"not seen\n{'x' * 300}\nab\nlast\n"
    printed = [number for _, number, _ in walk(run.end(0.2, 1).exit(0.3), output)]
    assert [number for number in printed if number] == [2, 3, 4]


@pytest.mark.parametrize(
    ("values", "text"), [([], None), ([3], "3"), ([2, 1, 2, 3, 7, 9, 10], "1-3 7 9-10")]
)
def test_numbers_are_written_as_spans(values: list[int], text: str | None) -> None:
    assert spans(values) == text


def test_a_traceback_is_one_step(tmp_path: Path) -> None:
    code = """
        import asyncio
        async def main():
            raise ValueError("broken")
        asyncio.run(main())
        """
    run = traced(write(tmp_path, code))
    said = [said for said, _, _ in walk(run.events, run.output)]
    told = [words for words in said if "Traceback" in words or "File" in words]
    assert told == ["the program prints: Traceback … ValueError: broken"]
