# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "none"
# ///
"""asyncio has nothing that opens or waits for a file."""

import asyncio
from pathlib import Path


async def main() -> None:
    loop = asyncio.get_running_loop()
    print("asyncio.open:", hasattr(asyncio, "open"))
    Path("menu.txt").write_text("soup\n")
    with Path("menu.txt").open() as menu:
        try:
            await loop.connect_read_pipe(
                asyncio.Protocol,
                menu,
            )
        except ValueError as error:
            print("refused:", error)


asyncio.run(main())
