# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# pythons = ["3.10", "3.11", "3.12", "3.13", "3.14"]
# measures = true
# timeout = 60
# ///
"""Milliseconds for four kinds of work, on each Python that is here."""

import os
import subprocess
import sys

MANY = "await asyncio.gather(*map(asyncio.sleep, [{}] * 5_000))"
EACH = "[await {} for _ in range({})]"
WORK = {
    "5,000 tasks": MANY.format(0),
    "5,000 timers": MANY.format(0.001),
    "20,000 turns": EACH.format("asyncio.sleep(0)", 20_000),
    "2,000 limits": EACH.format("asyncio.wait_for(work(), 9)", 2_000),
}
PROGRAM = """
import asyncio, time
async def work(): await asyncio.sleep(0)
async def main(): {}
start = time.process_time()
asyncio.run(main())
print(time.process_time() - start)
"""
# Set for each Python that is here: PYTHON_3_10=/usr/bin/python3.10
PYTHONS = {
    name[7:].replace("_", "."): path
    for name, path in sorted(os.environ.items())
    if name.startswith("PYTHON_3_")
} or {"here": sys.executable}


def milliseconds(python: str, work: str) -> float:
    program = [python, "-c", PROGRAM.format(work)]
    return float(subprocess.check_output(program)) * 1000


print(" " * 12, *(f"{series:>6}" for series in PYTHONS))
for name, work in WORK.items():
    times = [milliseconds(p, work) for p in [*PYTHONS.values()] * 3]
    best = [min(times[n :: len(PYTHONS)]) for n in range(len(PYTHONS))]
    print(f"{name:12}", *(f"{time:6.0f}" for time in best))
