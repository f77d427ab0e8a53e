# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""Without flush, a line stays in the other program's buffer."""

import asyncio
import sys
from asyncio.subprocess import PIPE

COOK = """
import sys
for line in sys.stdin:
    print("cooked", line.strip())
"""


async def main() -> None:
    program = await asyncio.create_subprocess_exec(
        *(sys.executable, "-E", "-c", COOK),
        stdin=PIPE,
        stdout=PIPE,
    )
    program.stdin.write(b"soup\n")
    try:
        async with asyncio.timeout(1):
            print(await program.stdout.readline())
    except TimeoutError:
        print("not a line within a second")
    out, _ = await program.communicate(b"")
    print("at its end:", out)


asyncio.run(main())
