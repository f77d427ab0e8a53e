# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# pythons = ["3.10"]
# alone = true
# timeout = 60
# ///
"""The same work on 3.10 and on this Python: which is faster?"""

import os
import subprocess
import sys

WORK = """
import asyncio
import time

async def take_turns() -> None:
    for _ in range(20):
        await asyncio.sleep(0)

async def main() -> None:
    await asyncio.gather(*[take_turns() for _ in range(1_000)])

start = time.process_time()
asyncio.run(main())
print(time.process_time() - start)
"""


def seconds(python: str) -> float:
    command = [python, "-c", WORK]
    return float(subprocess.check_output(command))


before, now = [], []
for _ in range(15):  # in turns, so that other load slows both
    before.append(seconds(os.getenv("PYTHON_3_10", "python3.10")))
    now.append(seconds(sys.executable))
ratio = min(now) / min(before)
print("nine tenths of the time of 3.10, or less:", ratio <= 0.9)
