"""Timelines: a run as a picture and as words, made from its events alone.

Pure functions of the standard library; nothing here runs or reads anything.
"""

from running_loop.timeline.picture import picture
from running_loop.timeline.scale import Measure, shared
from running_loop.timeline.steps import steps
from running_loop.timeline.story import tell
from running_loop.timeline.style import style
from running_loop.timeline.words import Sentence, sentences, words

__all__ = [
    "Measure",
    "Sentence",
    "picture",
    "sentences",
    "shared",
    "steps",
    "style",
    "tell",
    "words",
]
