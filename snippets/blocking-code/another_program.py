# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""Another program runs beside the loop."""

import asyncio
import sys
from asyncio.subprocess import PIPE

# The other program: prints in capitals what it reads.
SHOUT = "print(input().upper()); exit(3)"


async def main() -> None:
    program = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", SHOUT),
        stdin=PIPE,
        stdout=PIPE,
    )
    print("exit status at first:", program.returncode)
    out, _ = await program.communicate(b"two soups\n")
    print("it wrote:", out)
    print("exit status:", program.returncode)


asyncio.run(main())
