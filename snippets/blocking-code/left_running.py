# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""A time limit ends the wait, and not the other program."""

import asyncio
import signal
import sys
from asyncio.subprocess import PIPE

ENDLESS = "import time; time.sleep(60)"


async def main() -> None:
    program = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", ENDLESS),
        stdout=PIPE,
    )
    try:
        async with asyncio.timeout(0.3):
            await program.communicate()
    except TimeoutError:
        print("status after the limit:", program.returncode)
    finally:
        if program.returncode is None:
            program.kill()
        await program.wait()
    killed = -signal.SIGKILL
    print("killed, and waited for:", program.returncode == killed)


asyncio.run(main())
