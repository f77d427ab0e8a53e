"""Each listener hears a kind of event or says why it passes it over."""

import re
from collections.abc import Mapping
from typing import get_args

import pytest

from running_loop.timeline import events, footer, kinds, story, walk
from running_loop.timeline.kinds import Event, Kind
from running_loop.timeline.scale import Scale
from running_loop.timeline.sheet import Sheet
from running_loop.timeline.steps import Columns, Told
from running_loop.timeline.story import Story
from running_loop.timeline.words import ENDINGS, Speaker
from running_loop.timeline.words import PASSED as UNSAID
from running_loop.tracer.instrument import instrument
from tests import ROOT

KINDS = set(get_args(Kind))
EMPTY = Story()
LISTENERS: dict[str, tuple[Mapping[Kind, object], Mapping[Kind, str]]] = {
    "story": (story.Teller([]).listeners, story.PASSED),
    "words": (Speaker(EMPTY).speakers, UNSAID),
    "walk": (walk.Walker(Sheet(EMPTY, Scale(EMPTY), "")).hearers, walk.PASSED),
}
SCRIPT = (ROOT / "running_loop/assets/stepping.js").read_text(encoding="utf-8")


def test_each_kind_has_a_form() -> None:
    forms = {kind: form for form in get_args(Event) for kind in named(form)}
    assert forms.keys() == KINDS
    assert len(forms) == len(get_args(Event))


def named(form: type) -> tuple[str, ...]:
    """Return the kinds that a form is of."""
    return get_args(form.__annotations__["event"])


@pytest.mark.parametrize("name", LISTENERS)
def test_each_kind_is_heard_or_passed_over(name: str) -> None:
    heard, passed = LISTENERS[name]
    assert heard.keys() | passed.keys() == KINDS
    assert not heard.keys() & passed.keys()
    assert all(passed.values())


def test_each_ending_is_told() -> None:
    # The usual one needs no words.
    assert ENDINGS.keys() == footer.ENDINGS.keys() == kinds.LAST - {"exit"}


def test_each_mark_of_the_tracer_is_a_kind() -> None:
    program = "async def f():\n async with a:\n  pass\n async for b in c:\n  pass\n"
    marks = {kind for _, kind, _, _ in instrument(program, "p.py")[1]}
    assert marks == {kind for form in get_args(Event) if is_mark(form) for kind in named(form)}


def is_mark(form: type) -> bool:
    return kinds.Mark.__annotations__.keys() <= form.__annotations__.keys()


def test_the_events_of_the_documentation_are_the_kinds() -> None:
    rows = re.findall(r"^\| (`.+?) \| ", events.__doc__ or "", re.MULTILINE)
    told = {kind for row in rows for kind in re.findall(r"`([\w-]+)`", row)}
    # The lines of a report are told apart when the story is read.
    assert told == KINDS - {"report"}


def test_the_script_knows_the_columns_of_a_step() -> None:
    declared = re.search(r"^const \[([A-Z, ]+)\] = \[([\d, ]+)\];$", SCRIPT, re.MULTILINE)
    assert declared
    columns = [name.lower() for name in declared[1].split(", ")]
    assert columns == [*Columns._fields, "changes"]
    assert [int(number) for number in declared[2].split(", ")] == list(range(len(columns)))


def test_the_script_knows_the_keys_of_the_steps() -> None:
    typed = re.search(r"@typedef \{object\} Steps\n(.*?)\*/", SCRIPT, re.DOTALL)
    assert typed
    keys = re.findall(r"@property \{.+\} (\w+)$", typed[1], re.MULTILINE)
    assert set(keys) == set(Told.__annotations__)
