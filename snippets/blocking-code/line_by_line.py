# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""A dialogue: each line is read when it comes."""

import asyncio
import sys
from asyncio.subprocess import PIPE

COOK = """
import sys
for line in sys.stdin:
    print("cooked", line.strip(), flush=True)
"""


async def main() -> None:
    program = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", COOK),
        stdin=PIPE,
        stdout=PIPE,
    )
    program.stdin.write(b"soup\n")
    async for line in program.stdout:
        print("kitchen:", line.decode().rstrip())
        if line == b"cooked soup\n":
            program.stdin.write(b"fish\n")
        else:
            program.stdin.close()
    print("exit status:", await program.wait())


asyncio.run(main())
