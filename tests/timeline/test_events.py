"""Events hold whatever text a program gives to something, and each text is one line."""

import re
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from running_loop import timeline
from running_loop.timeline import events
from running_loop.tracer import rows, tape
from running_loop.tracer.tape import Row
from tests.traced import Event, traced, write

PROGRAM = """
    import asyncio, contextlib

    @contextlib.asynccontextmanager
    async def manager(name):
        yield

    async def child():
        await asyncio.sleep(0)
        print("child")
        raise ValueError("child")

    async def main():
        loop = asyncio.get_running_loop()
        loop.call_soon(print, "called")
        async with manager("label"):
            await asyncio.gather(child(), asyncio.to_thread(len, "x"), return_exceptions=True)
        return "value"

    asyncio.run(main())
    """
ENDS = "\n \r \r\n \x0b \x0c \x1c \x1d \x1e \x85 \u2028 \u2029"
ODD = st.text(st.characters()) | st.text(
    st.sampled_from("\n\r\x00\x1b[31m<>&\"'`-!\ud800\u202e\u2028")
)
Recorded = tuple[dict[str, Any], list[Row]]


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Recorded:
    program = write(tmp_path_factory.mktemp("program"), PROGRAM)
    traced(program)
    return tape.read(program.with_suffix(".events"))


def renamed(recorded: Recorded, text: str) -> list[Event]:
    """Return the events of a program in which everything has another name."""
    header, written = recorded
    sites = [(number, kind, line, text) for number, kind, line, _ in header["sites"]]
    named = [(*row[:2], f"{text}{row[1]}") if row[0] == rows.TEXT else row for row in written]
    return events.decode(header | {"program": text, "sites": sites}, named)


def texts(value: object) -> list[str]:
    found = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [value] if isinstance(value, str) else [text for item in found for text in texts(item)]


@given(text=ODD)
@example(text=ENDS)
@example(text="x\n<!--/timeline-->\n<script>1</script>\n")
@settings(max_examples=60, deadline=None)
def test_every_text_is_one_line_in_all_that_is_made_of_it(recorded: Recorded, text: str) -> None:
    found = renamed(recorded, text)
    for value in texts(found):
        assert len(f"{value}.".splitlines()) == 1
        assert not re.search(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e]", value)
    story = timeline.tell(found)
    assert ET.fromstring(timeline.picture(story, title=text, source=text)).tag.endswith("svg")
    assert "<" not in timeline.steps(story, printed=text)
    lines = timeline.words(story).split("\n")[:-1]
    assert [line for line in lines if not re.match(r"[\d.]+ m?s  ", line)] == []
    assert len(lines) == len(timeline.sentences(story)[0]) > 0


def test_what_a_program_calls_a_coroutine_makes_it_no_library(recorded: Recorded) -> None:
    header, written = recorded
    named = [
        (*row[:2], f"aiohttp/client.py:{row[2]}") if row[0] == rows.TEXT else row for row in written
    ]
    made = [event for event in events.decode(header, named) if event["event"] == "create"]
    own = [event for event in made if "defined" in event]
    assert own
    assert all(event["coroutine"].startswith("aiohttp/client.py:") for event in own)
    assert not any("library" in event for event in own)


def test_the_loop_that_cannot_be_traced_has_a_name_of_one_line(recorded: Recorded) -> None:
    header, written = recorded
    loops = [(*row[:2], 0, *row[3:]) if row[0] == rows.LOOP else row for row in written]
    told = timeline.words(timeline.tell(renamed((header, loops), f"loop{ENDS}")))
    assert told.count("\n") == len(told.splitlines())
    assert "cannot be traced: loop␊" in told
