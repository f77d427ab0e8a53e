"""Timelines as pages show them: in words, and as figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from html import escape

from running_loop import timeline
from running_loop.clean import one_line
from running_loop.fence import wrap
from running_loop.pages.prose import address, prose
from running_loop.runs.recording import Recording
from running_loop.timeline import events
from running_loop.timeline.choose import choose, counts
from running_loop.timeline.picture import MOST_LANES
from running_loop.timeline.scale import Measure
from running_loop.timeline.sheet import seconds
from running_loop.timeline.story import Story
from running_loop.tracer import tape

MOST_SENTENCES = 60
MANY_TASKS = 2


@dataclass(frozen=True)
class Timeline:
    """The timeline of one recording.

    Attributes:
        recording: The recording.
        title: What tells it from those beside it, or empty.
    """

    recording: Recording
    title: str = ""

    @property
    def told(self) -> Story:
        """What the loops of the program did."""
        return _told(self.recording.tape)

    @cached_property
    def story(self) -> Story:
        """What is drawn of it."""
        return choose(self.told, MOST_LANES)[0]

    @property
    def tasks(self) -> int:
        """How many tasks there are."""
        return sum(lane.is_task for lane in self.told.lanes.values())

    @property
    def counts(self) -> str:
        """How many tasks and threads are drawn, and of how many."""
        return counts(self.told, self.story)

    @property
    def length(self) -> str:
        """How long it took, as a reader says it."""
        length = self.story.end - self.story.begin
        return seconds(length, length)

    def words(self) -> str:
        """Return it as lines of text."""
        said = timeline.words(self.told, MOST_SENTENCES)
        text = wrap(said, "text")
        return f"**{prose(self.title)}**\n\n{text}" if self.title else text

    def drawing(self, name: str, measure: Measure | None) -> str:
        """Return its picture, without rules of style, and below it what it says in words.

        Args:
            name: Begins the names of its parts; no other drawing on the page has it.
            measure: What it shares with those beside it.
        """
        svg = timeline.picture(
            self.told,
            title=f"Timeline of {self.title or one_line(self.recording.snippet.path.name)}",
            name=name,
            source=self.recording.snippet.body,
            printed=self.recording.output,
            measure=measure,
            styled=False,
        )
        caption = f"<figcaption>{escape(self.title)}</figcaption>" if self.title else ""
        program = address(self.recording.snippet.name)
        return (
            f'<figure class="timeline__figure" data-program="{program}">{caption}'
            f'<div class="timeline__drawing">{svg}</div>'
            f"{self._steps(measure)}{self._list()}</figure>"
        )

    def _steps(self, measure: Measure | None) -> str:
        """Return what the page's script walks through."""
        steps = timeline.steps(self.told, printed=self.recording.output, measure=measure)
        # Material runs every `script` of a page that it loads by itself, JSON too.
        return f'<template class="timeline__steps">{steps}</template>' if steps else ""

    def _list(self) -> str:
        said, remarks = timeline.sentences(self.told, MOST_SENTENCES)
        items = "".join(map(_item, said))
        rest = "".join(f"<p>{escape(remark)}</p>" for remark in remarks)
        return (
            '<details class="timeline__words"><summary>In words</summary>'
            f"<ol>{items}</ol>{rest}</details>"
        )


def words(recordings: Mapping[str, Recording]) -> str:
    """Return the timelines of programs in words, as Markdown, by their titles."""
    timelines = _timelines(recordings)
    return "\n\n".join(
        [
            f'<details class="timeline"{_open(timelines)} markdown>',
            f"<summary>{_summary(timelines)}</summary>",
            *(item.words() for item in timelines),
            "</details>",
        ]
    )


def figures(recordings: Mapping[str, Recording], name: str) -> str:
    """Return the timelines of programs drawn to one scale, as HTML; a page brings their `style`.

    Args:
        recordings: The runs by their titles; a single one has an empty title.
        name: Begins the names of their parts; no other drawing on the page has it.
    """
    timelines = _timelines(recordings)
    measure = timeline.shared(item.story for item in timelines) if timelines[1:] else None
    drawn = [item.drawing(f"{name}-{number}", measure) for number, item in enumerate(timelines, 1)]
    kind = "timeline timeline--compared" if timelines[1:] else "timeline"
    return (
        f'<details class="{kind}"{_open(timelines)}>'
        f"<summary>{_summary(timelines)}</summary>{''.join(drawn)}</details>"
    )


def style() -> str:
    """Return the rules of style for all drawings of a page, as an element of one of them."""
    return timeline.style(alone=False)


def _timelines(recordings: Mapping[str, Recording]) -> list[Timeline]:
    return [Timeline(recording, one_line(title)) for title, recording in recordings.items()]


def _open(timelines: Sequence[Timeline]) -> str:
    """Return the attribute of a timeline that is not folded."""
    chosen = timelines[0].recording.snippet.header.timeline
    many = chosen == "" and timelines[0].tasks >= MANY_TASKS
    return " open" if timelines[1:] or chosen == "open" or many else ""


def _summary(timelines: Sequence[Timeline]) -> str:
    if timelines[1:]:
        told = ", ".join(f"{prose(item.title)} {item.length}" for item in timelines)
        return f"Timelines to one scale: {told}"
    return f"Timeline: {timelines[0].counts}, {timelines[0].length}"


def _item(said: timeline.Sentence) -> str:
    line = f' data-line="{said.line}"' if said.line else ""
    where = f" (line {said.line})" if said.line else ""
    facts = f'data-event="{said.event}" data-who="{escape(said.who)}"{line}'
    return f"<li {facts}><b>{said.at}</b> {escape(said.words)}{where}</li>"


@lru_cache(maxsize=64)
def _told(recorded: str) -> Story:
    return timeline.tell(events.decode(*tape.play(recorded)))
