"""Timelines on pages: words in the published Markdown, drawings in the HTML."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from itertools import count

from running_loop.pages import marks
from running_loop.runs.recording import Recording
from running_loop.store import engine
from running_loop.store.key import digest
from running_loop.store.memo import Keep, Kept, afresh
from running_loop.store.store import Store

# What stands between these marks is the words. A generator sees the first mark alone; in its
# HTML it becomes the drawing. The published Markdown has the words without the marks.
BEGIN, END = "timeline {}", "/timeline"
MARK = marks.pattern(BEGIN.format(r"(?P<names>\{.*?\})"))
WORDS = re.compile(rf"(?s)(?P<mark>{MARK})\s*(?P<words>.*?)\s*{marks.pattern(END)}")
DRAWN = re.compile(MARK)


def single(recording: Recording, keep: Keep = afresh) -> str:
    """Return the timeline of a program as Markdown, empty if it has none."""
    if not recording.tape or recording.snippet.header.timeline == "none":
        return ""
    return pair({"": recording}, keep)


def pair(recordings: Mapping[str, Recording], keep: Keep = afresh) -> str:
    """Return the timelines of programs that are to be compared, by their titles, as Markdown."""
    if not all(made.tape for made in recordings.values()):
        return ""
    return _marked(recordings, keep(_cause("words", recordings), lambda: _words(recordings)))


def drawings(store: Store) -> Kept:
    """Return the timelines that a store keeps: to draw them takes a third of a build."""
    return Kept(store, "drawings", engine.version(engine.DRAWING))


def places(markdown: str) -> str:
    """Return Markdown with the words of its timelines left out, the place of each marked."""
    return WORDS.sub(lambda match: match["mark"], markdown)


def told(markdown: str) -> str:
    """Return Markdown with the words of its timelines, and without their marks."""
    return WORDS.sub(lambda match: match["words"], markdown)


class Ahead:
    """Makes the timelines of pages ahead of them, while programs still run."""

    def __init__(
        self,
        timelines: Iterable[Mapping[str, str]],
        recording: Callable[[str], Recording],
        store: Store,
    ) -> None:
        """Take what there is to draw, and what earlier builds have kept.

        Args:
            timelines: What pages show, as `Page.timelines`.
            recording: Returns the recording of a program; raises KeyError if there is none yet.
            store: Where drawings are kept.
        """
        self._of: dict[str, list[Mapping[str, str]]] = {}
        for names in timelines:
            for name in names.values():
                self._of.setdefault(name, []).append(names)
        self._recording = recording
        self._store = store
        self._made: Kept | None = None

    def made(self) -> Mapping[str, str]:
        """Return what was made, for `Kept.take_over`."""
        return self._made.texts() if self._made else {}

    def ran(self, name: str) -> None:
        """Draw the timelines of a program that ran; one with others when the last of them ran."""
        for names in self._of.get(name, ()):
            if runs := self._runs(names):
                self._draw(runs)

    def _runs(self, names: Mapping[str, str]) -> Mapping[str, Recording] | None:
        with suppress(KeyError):
            return {title: self._recording(name) for title, name in names.items()}
        return None

    def _draw(self, runs: Mapping[str, Recording]) -> None:
        self._made = self._made or drawings(self._store)
        keep = self._made.of
        if single(runs[""], keep) if runs.keys() == {""} else pair(runs, keep):
            _drawing(runs, keep)
            _style(keep)


def draw(html: str, recording: Callable[[str], Recording], keep: Keep = afresh) -> str:
    """Return the HTML of a page with its timelines drawn.

    Args:
        html: What a generator made of the `places` of Markdown.
        recording: Returns the recording of a program, by its name.
        keep: Takes what a drawing depends on, and what draws it; returns the drawing.
    """
    numbers = count(1)

    def drawn(match: re.Match[str]) -> str:
        names = json.loads(match["names"])
        recordings = {title: recording(name) for title, name in names.items()}
        return _placed(_drawing(recordings, keep), next(numbers), keep)

    return DRAWN.sub(drawn, html)


def _marked(recordings: Mapping[str, Recording], words: str) -> str:
    names = {title: recording.snippet.name for title, recording in recordings.items()}
    begin = BEGIN.format(marks.literal(names))
    return "\n\n".join([marks.mark(begin), words, marks.mark(END)])


def _words(recordings: Mapping[str, Recording]) -> str:
    # An unchanged build draws nothing, and what draws takes long to import.
    from running_loop.pages.figures import words  # noqa: PLC0415

    return words(recordings)


def _drawing(recordings: Mapping[str, Recording], keep: Keep) -> tuple[str, str]:
    """Return the drawing of programs, wherever it is placed, and what its names begin with."""
    cause = _cause("drawing", recordings)
    name = f"timeline-{digest(cause.encode())[:16]}"
    return keep(cause, lambda: _drawn(recordings, name)), name


def _placed(drawing: tuple[str, str], number: int, keep: Keep) -> str:
    """Return a drawing as the one of that number on its page; the first brings their style."""
    drawn, name = drawing
    style = _style(keep) if number == 1 else ""
    return drawn.replace(name, f"timeline-{number}").replace("</desc>", f"</desc>{style}", 1)


def _drawn(recordings: Mapping[str, Recording], name: str) -> str:
    from running_loop.pages.figures import figures  # noqa: PLC0415, as above

    return figures(recordings, name)


def _style(keep: Keep) -> str:
    def made() -> str:
        from running_loop.pages.figures import style  # noqa: PLC0415, as above

        return style()

    return keep("style", made)


def _cause(kind: str, recordings: Mapping[str, Recording]) -> str:
    """Return all that the timelines of programs depend on, but for the code that draws."""
    return repr(
        [
            kind,
            [
                (title, made.tape, made.output, made.snippet.name, made.snippet.body)
                for title, made in recordings.items()
            ],
            [made.snippet.header.timeline for made in recordings.values()],
        ]
    )
