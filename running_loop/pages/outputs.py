"""What programs printed, as Markdown: one output, or one for each group of Pythons in tabs."""

from collections.abc import Sequence

from running_loop.accepted.verified import Verified, Version, dated
from running_loop.fence import wrap
from running_loop.pages import marks
from running_loop.pages.prose import code
from running_loop.pythons.series import release, spans

EXPECTED = marks.mark("pytest-codeblocks:expected-output")


def expected(output: str) -> str:
    """Return an output as the fence that pytest-codeblocks compares; empty for none."""
    return f"{EXPECTED}\n\n{wrap(output, 'text')}" if output else ""


def printed(verified: Verified) -> str:
    """Return what a program printed: once if it is the same on all Pythons, else in tabs.

    The oldest Python comes first, and that of the timeline is open. Only the output of that one
    is compared by the tests, which run the build's own Python.
    """
    groups = verified.groups
    if len(groups) == 1:
        return expected(groups[0][0].output)
    ordered = sorted(groups, key=lambda group: min(map(_release, group)))
    return "\n\n".join(_tab(verified, group) for group in ordered)


def console(verified: Verified) -> str:
    """Return the command whose output a program prints, as it stands in a terminal; or nothing."""
    command = verified.snippet.header.console
    if not command:
        return ""
    return f'<div class="run__console" markdown="span">{code(f"$ {command}")}</div>'


def notes(verified: Verified) -> str:
    """Return what a reader must know of an output: what is free in it, and where it is the same."""
    groups = verified.snippet.header.any_order
    said = [f"Lines {first} to {last} come in any order." for first, last in groups]
    if verified.recording and verified.recording.measured:
        when = verified.recording.measured
        said.append(f"Measured on {when}. Other machines give other figures.")
    if len(verified.groups) > 1:
        said.append("A bar marks the lines that differ.")
    return " ".join(said)


def pythons(verified: Verified) -> str:
    """Return on which Pythons an output is the same: a line, and more for those who open it."""
    if not verified.pythons:
        return ""
    said = " ".join(verified.details)
    line = f"<summary>{verified.pythons}</summary>"
    return f'<details class="run__pythons">{line}<p>{said}</p></details>'


def _tab(verified: Verified, group: Sequence[Version]) -> str:
    output, changed = group[0].output, verified.changed(group)
    is_own = group[0] is verified.versions[0]
    option = f' hl_lines="{" ".join(map(str, changed))}"' if changed else ""
    # pytest-codeblocks passes over fences of tildes, and so comes from the program to its output.
    fence = (
        wrap(output, f"text{option}", "`" if is_own else "~") if output else "It printed nothing."
    )
    content = f"{EXPECTED}\n\n{fence}" if is_own and output else fence
    head = f"/// tab | Python {spans(version.series for version in group)}"
    opened = f"{head}\n    select: true" if is_own else head
    return "\n\n".join([opened, content, *_recorded(group), "///"])


def _release(version: Version) -> tuple[int, ...]:
    return release(version.series).release


def _recorded(group: Sequence[Version]) -> list[str]:
    days = {version.python: version.recorded for version in group if version.recorded}
    if not days:
        return []
    said = f"Recorded on {dated(days)}, not run in this build."
    return [f'<div class="run__recorded" markdown="span">{said}</div>']
