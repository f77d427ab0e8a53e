"""The scale: where a moment stands between the left edge, 0, and the right edge, 1.

Most of what tasks do takes microseconds, most of their waits takes a thousand
times as long. So each interval between two moments has a least width, however
short it is, and grows with its length; where all wait for long it is cut short.
What was magnified and what was cut short is said, so that it can be marked.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from running_loop.timeline.story import Story

# How much of the width the least widths may take together, and one of them.
LEAST_SHARE = 0.45
# Lengths that are to be compared must look as long as they are.
COMPARED_SHARE = 0.12
LEAST = 0.014
# An interval shorter than this is one in which nothing is waited for.
GAP_S = 0.001
# A crowd is what follows at less than this part of the run; so many of it have their least width,
# more share that of so many.
CROWD_SHARE = 0.01
CROWD = 14
# An empty interval that takes so many times what all shorter ones take together is cut short.
MOST_TIMES = 5.0
# Shorter ones do not count: they have their least width anyway.
SHORT_GAP_S = 0.03
# An interval drawn at more than so many times its share of time is magnified.
MAGNIFIED = 3.0


@dataclass(frozen=True)
class Measure:
    """What two drawings share that are drawn to one scale.

    Attributes:
        least: The width of the shortest interval.
        second: The width of a second.
        longest: The seconds to which empty intervals are cut.
    """

    least: float
    second: float
    longest: float


@dataclass(frozen=True)
class Interval:
    """The time between two moments.

    Attributes:
        begin: When it begins.
        end: When it ends.
        empty: Whether no loop has anything to run in it.
        weight: The part of the least width that it has; less than 1 in a crowd.
    """

    begin: float
    end: float
    empty: bool
    weight: float = 1.0

    @property
    def length(self) -> float:
        """Return its length in seconds."""
        return self.end - self.begin


class Scale:
    """Maps moments of one story to places."""

    def __init__(self, story: Story, measure: Measure | None = None) -> None:
        """Take the story, and what it shares with another one if they share a scale."""
        self.intervals = intervals(story)
        self.measure = measure or measure_of([self.intervals])
        self._moments = [interval.begin for interval in self.intervals]
        self._places = [0.0]
        for interval in self.intervals:
            self._places.append(self._places[-1] + self._width(interval))

    def place(self, at: float) -> float:
        """Return where a moment stands."""
        if not self.intervals:
            return 0.0
        index = max(0, bisect_right(self._moments, at) - 1)
        interval, left = self.intervals[index], self._places[index]
        part = (at - interval.begin) / interval.length
        return left + (self._places[index + 1] - left) * min(1.0, max(0.0, part))

    def cut(self) -> list[Interval]:
        """Return the intervals that are cut short."""
        return [item for item in self.intervals if self._is_cut(item)]

    def magnified(self) -> list[tuple[float, float]]:
        """Return the spans of places in which moments are magnified."""
        spans: list[tuple[float, float]] = []
        for index, interval in enumerate(self.intervals):
            left, right = self._places[index], self._places[index + 1]
            if right - left < MAGNIFIED * self.measure.second * interval.length:
                continue
            if spans and spans[-1][1] == left:
                left = spans.pop()[0]
            spans.append((left, right))
        return spans

    def _is_cut(self, interval: Interval) -> bool:
        return interval.empty and interval.length > self.measure.longest

    def _width(self, interval: Interval) -> float:
        length = self.measure.longest if self._is_cut(interval) else interval.length
        return self.measure.least * interval.weight + self.measure.second * length


def shared(stories: Iterable[Story]) -> Measure:
    """Return the measure with which several stories can be compared."""
    return measure_of([intervals(story) for story in stories], COMPARED_SHARE)


def intervals(story: Story) -> list[Interval]:
    """Return the intervals between the moments of a story, without those of no length."""
    lanes = story.lanes.values()
    stretches = [stretch for lane in lanes for stretch in lane.stretches]
    moments = {stretch.begin for stretch in stretches} | {stretch.end for stretch in stretches}
    moments |= {at for at, _ in story.loops} | {line.at for line in story.lines}
    moments = {max(story.begin, at) for at in moments} | {story.begin, story.end}
    ordered = sorted(moments)
    in_loops = [lane for lane in lanes if not lane.key.startswith("thread ")]
    runs = [item for lane in in_loops for item in lane.stretches if item.kind == "run"]
    busy = _busy([(item.begin, item.end) for item in runs])
    found = [
        Interval(begin, end, not _touches(busy, begin, end)) for begin, end in pairwise(ordered)
    ]
    return list(_weighed(found))


def measure_of(stories: list[list[Interval]], share: float = LEAST_SHARE) -> Measure:
    """Return the measure with which the widest of the stories fills the width.

    Args:
        stories: The intervals of each.
        share: The part of the width that the least widths may take together.
    """
    gaps = [item.length for story in stories for item in story if item.empty]
    longest = _longest(gaps)
    counts = [sum(item.weight for item in story) for story in stories]
    least = min(LEAST, share / max([1, *counts]))
    seconds = [
        sum(min(item.length, longest) if item.empty else item.length for item in story)
        for story in stories
    ]
    spare = [
        (1 - least * count) / length
        for count, length in zip(counts, seconds, strict=True)
        if length
    ]
    return Measure(least, min(spare, default=0.0), longest)


def _longest(gaps: Iterable[float]) -> float:
    """Return the seconds to which empty intervals are cut."""
    together = 0.0
    for gap in sorted(gap for gap in gaps if gap > SHORT_GAP_S):
        if together and gap > MOST_TIMES * together:
            return MOST_TIMES * together
        together += gap
    return float("inf")


def _weighed(found: list[Interval]) -> Iterator[Interval]:
    """Yield the intervals; those of a crowd weigh less, so that it does not fill the drawing."""
    longest = max(GAP_S, CROWD_SHARE * sum(item.length for item in found))
    for is_short, group in groupby(found, key=lambda item: item.length < longest):
        crowd = list(group)
        weight = min(1.0, CROWD / len(crowd)) if is_short else 1.0
        yield from crowd if weight == 1.0 else (replace(item, weight=weight) for item in crowd)


def _busy(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    merged: list[tuple[float, float]] = []
    for begin, end in sorted(spans):
        if merged and begin <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((begin, end))
    return merged


def _touches(spans: list[tuple[float, float]], begin: float, end: float) -> bool:
    index = bisect_right(spans, (begin, float("inf"))) - 1
    inside = index >= 0 and spans[index][1] > begin
    return inside or (index + 1 < len(spans) and spans[index + 1][0] < end)
