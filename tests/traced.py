"""Programs run with and without the tracer, on each Python of this machine."""

import os
import subprocess
import sys
import textwrap
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from running_loop import tracer
from running_loop.timeline import events

# Tests ask events of many kinds for what only some of them hold.
Event = Any
ENVIRONMENT = {"PATH": os.defpath, "PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1", "LANG": "C.UTF-8"}


@dataclass(frozen=True)
class Traced:
    """A traced run: its status, what it printed, and its events."""

    status: int
    output: str
    events: list[Event]

    def of(self, *kinds: str) -> list[Event]:
        return [event for event in self.events if event["event"] in kinds]

    def names(self) -> dict[str, str]:
        """Return the last name of each task; its coroutine's where the program gave none."""
        found: dict[str, str] = {}
        for event in self.of("create", "name"):
            default = event["name"].startswith("Task-") or event["name"] == "None"
            key = f"task {event['task']}"
            known = found.get(key) or str(event.get("coroutine"))
            found[key] = known if default else str(event["name"])
        return found

    def told(self, *kinds: str) -> list[str]:
        """Return the events of some kinds as short lines, in order."""
        names = self.names()
        return [_told(event, names) for event in self.of(*kinds)]


def plain(program: Path, python: str = sys.executable, *arguments: str) -> tuple[int, str]:
    return _run([python, str(program), *arguments], program.parent)


def traced(program: Path, python: str = sys.executable, *arguments: str) -> Traced:
    file = program.with_suffix(".events")
    command = tracer.command(python, str(program), str(file), *arguments)
    status, output = _run(command, program.parent)
    return Traced(status, output, events.read(file))


def write(folder: Path, code: str) -> Path:
    program = folder / "program.py"
    program.write_text(textwrap.dedent(code).lstrip("\n"), encoding="utf-8", errors="surrogatepass")
    return program


def _run(command: list[str], folder: Path) -> tuple[int, str]:
    done = subprocess.run(
        command,
        cwd=folder,
        env=ENVIRONMENT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout.decode("utf-8", "backslashreplace")


def _told(event: Event, names: dict[str, str]) -> str:
    def who(actor: str) -> str:
        return names.get(actor, actor)

    words = [event["event"]]
    words += [who(event[key]) for key in ("who",) if key in event]
    words += [who(f"task {event['task']}")] if "task" in event else []
    words += [str(event[key]) for key in ("for", "how", "text", "value") if key in event]
    words += [f"by {who(event['by'])}"] if "by" in event else []
    words += [f"on {who(event['on'])}"] if "on" in event else []
    words += [f":{event['line']}"] if "line" in event else []
    return " ".join(words)
