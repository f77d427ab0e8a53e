"""Timelines on pages: words in the published Markdown, drawings in the HTML."""

import json
import re
from collections.abc import Callable, Mapping
from itertools import count, islice

from running_loop import engine
from running_loop.kept import Keep, Kept, afresh
from running_loop.recording import Recording
from running_loop.store import Store

# What stands between these in the published Markdown is the words. A generator sees the marks
# alone; in its HTML they become the drawing.
BEGIN, END = "<!--timeline {}-->", "<!--/timeline-->"
WORDS = re.compile(r"(?ms)^(<!--timeline \{.*?\}-->)$.*?^<!--/timeline-->$")
MARK = re.compile(r"<!--timeline (?P<names>\{.*?\})-->")
# The modules that decide how a recording is told and drawn.
DRAWING = (
    "drawing.py",
    "events.py",
    "fence.py",
    "figures.py",
    "tape.py",
    "timeline/*.py",
    "waits.py",
)


def single(recording: Recording, keep: Keep = afresh) -> str:
    """Return the timeline of a program as Markdown, empty if it has none."""
    if not recording.tape or recording.snippet.header.timeline == "none":
        return ""
    return pair({"": recording}, keep)


def pair(recordings: Mapping[str, Recording], keep: Keep = afresh) -> str:
    """Return the timelines of programs that are to be compared, by their titles, as Markdown."""
    if not all(made.tape for made in recordings.values()):
        return ""
    return keep(_cause("words", recordings), lambda: _marked(recordings))


def drawings(store: Store) -> Kept:
    """Return the timelines that a store keeps: to draw them takes a third of a build."""
    return Kept(store, "drawings", engine.version(DRAWING))


def marks(markdown: str) -> str:
    """Return Markdown with the words of its timelines left out, the place of each marked."""
    return WORDS.sub(r"\1", markdown)


def draw(html: str, recording: Callable[[str], Recording], keep: Keep = afresh) -> str:
    """Return the HTML of a page with its timelines drawn.

    Args:
        html: What a generator made of the `marks` of Markdown.
        recording: Returns the recording of a program, by its name.
        keep: Takes what a drawing depends on, and what draws it; returns the drawing.
    """
    numbers = count(1)

    def drawn(match: re.Match[str]) -> str:
        names = json.loads(match["names"])
        recordings = {title: recording(name) for title, name in names.items()}
        first, *_ = islice(numbers, len(recordings))
        cause = _cause(f"drawing {first}", recordings)
        return keep(cause, lambda: _drawn(recordings, first))

    return MARK.sub(drawn, html)


def _marked(recordings: Mapping[str, Recording]) -> str:
    # An unchanged build draws nothing, and what draws takes long to import.
    from running_loop.figures import words  # noqa: PLC0415

    names = {title: recording.snippet.name for title, recording in recordings.items()}
    # The text of a comment must not end the comment.
    mark = json.dumps(names).replace(">", "\\u003e").replace("--", "-\\u002d")
    return "\n\n".join([BEGIN.format(mark), words(recordings), END])


def _drawn(recordings: Mapping[str, Recording], first: int) -> str:
    from running_loop.figures import figures  # noqa: PLC0415, as above

    return figures(recordings, first)


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
