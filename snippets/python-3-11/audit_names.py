# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# pythons = ["3.10"]
# timeout = 60
# ///
"""Every audit event that the library raises, here and on 3.10."""

import os
import subprocess
import sys

COLLECT = r"""
import pathlib, re, sysconfig
# Tests raise events of their own; some systems leave ensurepip out.
APART = {"test", "tests", "site-packages", "ensurepip"}
EVENT = re.compile(r"sys\.audit\(\s*['\"]([^'\"]+)")
library = pathlib.Path(sysconfig.get_path("stdlib"))
for path in library.rglob("*.py"):
    if not APART.intersection(path.parts):
        print(*EVENT.findall(path.read_text("utf-8", "replace")))
"""


def events(python: str) -> set[str]:
    command = [python, "-c", COLLECT]
    return set(subprocess.check_output(command, text=True).split())


before = events(os.getenv("PYTHON_3_10", "python3.10"))
now = events(sys.executable)
print("on 3.10:", len(before), "events")
print("new since:", ", ".join(sorted(now - before)) or "none")
print("gone since:", ", ".join(sorted(before - now)) or "none")
ours = [event for event in now if event.startswith("asyncio")]
print("of asyncio:", ", ".join(ours) or "none")
