# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# pythons = ["3.10", "3.11", "3.12", "3.13", "3.14"]
# measures = true
# timeout = 120
# ///
"""Milliseconds for four kinds of work, on each PYTHON_3_... set."""

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
def once():
    start = time.process_time()
    asyncio.run(main())
    return time.process_time() - start
print(min(once() for _ in range(3)) * 1000)
"""
FLAGS = "import sysconfig as s; print(s.get_config_var('CONFIG_ARGS'))"
NAMES = [n for n in sorted(os.environ) if n.startswith("PYTHON_3_")]
PYTHONS = [os.environ[name] for name in NAMES] or [sys.executable]


def answer(python: str, program: str) -> str:
    return subprocess.check_output([python, "-c", program], text=True)


series = [name[7:].replace("_", ".") for name in NAMES] or ["here"]
print(" " * 12, *map("{:>6}".format, series))
for name, work in WORK.items():
    times = [float(answer(p, PROGRAM.format(work))) for p in PYTHONS]
    print(f"{name:12}", *(f"{time:6.0f}" for time in times))
flags = ["--enable-optimizations" in answer(p, FLAGS) for p in PYTHONS]
print("optimised   ", *(f"{['no', 'yes'][f]:>6}" for f in flags))
