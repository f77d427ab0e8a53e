"""Data for others: what every program of a site printed, on which Pythons, as one JSON file.

Its form is described by `recordings.schema.json`, in JSON Schema 2020-12, which
is published beside it.
"""

import json
import re
from collections.abc import Iterable
from importlib import resources
from pathlib import Path
from typing import Any

from running_loop.accepted.verified import Verified, Version
from running_loop.clean import one_line

NAME = "recordings.json"
SCHEMA = "recordings.schema.json"
TITLE = re.compile(r'[rR]?"""(.+?)(?:"""|\n|\Z)')


def write(folder: Path, programs: Iterable[Verified]) -> None:
    """Write the recordings of programs, and the schema, into the folder of a site."""
    ordered = sorted(programs, key=lambda item: item.snippet.name)
    text = json.dumps(document(ordered), ensure_ascii=False)
    (folder / NAME).write_text(f"{text}\n", encoding="utf-8")
    (folder / SCHEMA).write_text(schema(), encoding="utf-8")


def schema() -> str:
    """Return the schema."""
    return (resources.files("running_loop.project") / SCHEMA).read_text(encoding="utf-8")


def document(programs: Iterable[Verified]) -> dict[str, Any]:
    """Return the recordings of programs in the form of JSON."""
    return {"$schema": SCHEMA, "programs": [_program(item) for item in programs]}


def _program(verified: Verified) -> dict[str, Any]:
    snippet, header = verified.snippet, verified.snippet.header
    title = TITLE.match(snippet.body)
    return {
        "path": snippet.place,
        "title": one_line(title[1].strip()) if title else "",
        "requires-python": str(header.requires_python),
        "dependencies": [str(item) for item in header.dependencies],
        "services": list(header.services),
        "exit-status": header.exit_status,
        "raises": header.raises,
        "any-order": [list(group) for group in header.any_order],
        "outputs": [_output(item, measures=header.measures) for item in verified.versions],
        "unverified": list(verified.unverified),
    }


def _output(version: Version, *, measures: bool) -> dict[str, Any]:
    said = {"python": version.python, "output": version.output}
    run = version.run
    if run is None:
        recorded = version.recorded.isoformat() if version.recorded else ""
        return {**said, "verdict": "recorded", "recorded": recorded}
    return {
        **said,
        "verdict": "measured" if measures else "verified",
        "exit-status": run.status,
        "seconds": round(run.duration, 3),
        "answered-by": [one_line(service) for service in run.services],
    }
