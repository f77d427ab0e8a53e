# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""wait() with a pipe that nobody reads: both wait for each other."""

import asyncio
import sys
from asyncio.subprocess import PIPE

LONG_MENU = "for _ in range(1_000): print('soup ' * 800)"


async def main() -> None:
    program = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", LONG_MENU),
        stdout=PIPE,
    )
    try:
        await asyncio.wait_for(program.wait(), timeout=1)
    except TimeoutError:
        print("it has not ended")
    out, _ = await program.communicate()
    print("read:", len(out), "bytes")
    print("exit status:", program.returncode)


asyncio.run(main())
