"""Reports: the many lines of a printed traceback, told as one."""

import re
from collections.abc import Iterable
from typing import cast

from running_loop.timeline.kinds import Event, Print, Report

BEGIN = re.compile(r"(?P<group>  \+ Exception Group )?Traceback \(most recent call last\):$")
GROUP_SAYS = re.compile(r"  \| (?P<words>[^\s|+].*)$")


def told_once(events: Iterable[Event]) -> list[Event]:
    """Return the events; of each printed traceback, one line that says what was raised.

    Each event keeps its index; those of the other lines are of the kind `report`.
    """
    found = list(events)
    reader: _Reader | None = None
    for number, event in enumerate(found):
        if event["event"] != "print" or event["stream"] != "stderr":
            continue
        begin = BEGIN.match(event["text"])
        if begin:
            reader = _Reader(number, event, is_group=bool(begin["group"]))
        elif reader and reader.takes(event["text"]):
            found[reader.first] = {**reader.begin, "text": f"Traceback … {reader.raised}"}
            found[number] = cast("Report", {**event, "event": "report"})
        else:
            reader = None
    return found


class _Reader:
    """Reads one traceback line by line."""

    def __init__(self, first: int, begin: Print, *, is_group: bool) -> None:
        self.first = first
        self.begin = begin
        self.raised = ""
        self._is_group = is_group
        self._is_over = False

    def takes(self, text: str) -> bool:
        """Return whether a line belongs to it."""
        is_last = not text.startswith(" ")
        if self._is_over or (is_last and self._is_group):
            return False
        says = GROUP_SAYS.match(text) if self._is_group else None
        self.raised = text if is_last else self.raised or (says["words"] if says else "")
        self._is_over = is_last
        return True
