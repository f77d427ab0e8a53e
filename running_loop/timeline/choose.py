"""What a drawing leaves out when there is too much: lanes, stretches, printed lines."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from running_loop.timeline.scale import Scale
from running_loop.timeline.story import Lane, Story, Stretch

# Narrower than this, stretches cannot be told from one another.
NARROWEST = 0.0025


def choose(story: Story, most: int) -> tuple[Story, int]:
    """Return the story with at most so many lanes, and how many were left out.

    The first of each kind are kept, and those that held the loop, failed or were
    cancelled; a lane is never kept without the lanes it is nested under.
    """
    lanes = story.lanes
    if len(lanes) <= most:
        return story, 0
    kept: set[str] = set()
    for lane in sorted(lanes.values(), key=_rank(lanes.values())):
        family = _family(lane, lanes)
        if len(kept | family) > most:
            continue
        kept |= family
    chosen = {key: lane for key, lane in lanes.items() if key in kept}
    arrows = [arrow for arrow in story.arrows if arrow.target in chosen]
    shown = replace(story, lanes=chosen, arrows=arrows)
    ends = [lane.stretches[-1].end for lane in chosen.values() if lane.stretches]
    shown.end = max(ends, default=shown.end)
    shown.lines = [line for line in story.lines if line.at <= shown.end]
    return shown, len(lanes) - len(chosen)


def counts(told: Story, drawn: Story) -> str:
    """Return how many tasks and threads are drawn, and of how many, as a reader says it."""
    (tasks, threads), (all_tasks, all_threads) = _split(drawn), _split(told)
    said = [_count(tasks, all_tasks, "task")]
    if all_threads:
        said.append(_count(threads, all_threads, "thread"))
    return ", ".join(said)


def merge(stretches: list[Stretch], scale: Scale) -> list[Stretch]:
    """Return the stretches of a lane with runs of very narrow ones drawn as one."""
    merged: list[Stretch] = []
    for stretch in stretches:
        narrow = scale.place(stretch.end) - scale.place(stretch.begin) < NARROWEST
        last = merged[-1] if merged else None
        if narrow and last and _narrow(last, scale) and not (stretch.blocks or last.blocks):
            merged[-1] = _join(last, stretch)
        else:
            merged.append(stretch)
    return merged


def _join(first: Stretch, second: Stretch) -> Stretch:
    return replace(
        first,
        kind="run" if "run" in {first.kind, second.kind} else first.kind,
        end=second.end,
        count=first.count + second.count,
        words="",
        lines=sorted({*_lines(first), *_lines(second)}),
        prints=first.prints + second.prints,
    )


def _lines(stretch: Stretch) -> list[int]:
    return stretch.lines + ([stretch.line] if stretch.line else [])


def _narrow(stretch: Stretch, scale: Scale) -> bool:
    return stretch.count > 1 or scale.place(stretch.end) - scale.place(stretch.begin) < NARROWEST


def _split(story: Story) -> tuple[int, int]:
    """Return how many lanes of tasks and of threads there are."""
    lanes = story.lanes.values()
    return sum(lane.is_task for lane in lanes), sum(
        lane.key.startswith("thread ") for lane in lanes
    )


def _count(shown: int, total: int, what: str) -> str:
    of = "" if shown == total else f"{shown} of "
    return f"{of}{total} {what}{'' if total == 1 else 's'}"


def _rank(lanes: Iterable[Lane]) -> Callable[[Lane], tuple[int, int]]:
    """Return a sorting key: the first of each kind, the striking ones, then the others."""
    seen: dict[tuple[str, str], int] = {}
    ranks: dict[str, tuple[int, int]] = {}
    for order, lane in enumerate(lanes):
        kind = lane.parent, lane.name.rstrip("0123456789 ")
        seen[kind] = seen.get(kind, 0) + 1
        striking = any(stretch.blocks for stretch in lane.stretches) or lane.how == "raised"
        ranks[lane.key] = (0 if seen[kind] == 1 else 1 if striking else seen[kind]), order
    return lambda lane: ranks[lane.key]


def _family(lane: Lane, lanes: dict[str, Lane]) -> set[str]:
    found = {lane.key}
    while lane.parent in lanes and lane.parent not in found:
        lane = lanes[lane.parent]
        found.add(lane.key)
    return found
