# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# pythons = ["3.10"]
# measures = true
# timeout = 60
# ///
"""Four kinds of work, in milliseconds: on 3.10, on this Python."""

import os
import subprocess
import sys

PYTHONS = (os.getenv("PYTHON_3_10", "python3.10"), sys.executable)
MANY = "await asyncio.gather(*map(asyncio.sleep, [{}] * 10_000))"
EACH = "[await {} for _ in range({})]"
WORK = {
    "10,000 tasks": MANY.format(0),
    "10,000 timers": MANY.format(0.001),
    "50,000 turns": EACH.format("asyncio.sleep(0)", 50_000),
    "5,000 limits": EACH.format("asyncio.wait_for(work(), 9)", 5_000),
}
PROGRAM = """
import asyncio, time
async def work(): await asyncio.sleep(0)
async def main(): {}
start = time.process_time()
asyncio.run(main())
print(time.process_time() - start)
"""


def milliseconds(python: str, work: str) -> float:
    command = [python, "-c", PROGRAM.format(work)]
    return float(subprocess.check_output(command)) * 1000


print(" " * 14, "  3.10  here  ratio")
for name, work in WORK.items():
    pairs = [
        [milliseconds(p, work) for p in PYTHONS] for _ in (1, 2, 3)
    ]
    old, new = (min(times) for times in zip(*pairs, strict=True))
    print(f"{name:14} {old:6.0f} {new:5.0f} {new / old:6.2f}")
