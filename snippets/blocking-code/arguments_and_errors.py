# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""to_thread passes arguments, results and exceptions on."""

import asyncio
import threading


def find_table(guests: int, *, smoking: bool) -> str:
    in_main = threading.current_thread() is threading.main_thread()
    print("in the main thread:", in_main)
    if smoking:
        raise LookupError("nobody smokes here")
    return f"a table for {guests}"


async def main() -> None:
    table = await asyncio.to_thread(find_table, 4, smoking=False)
    print("found", table)
    try:
        await asyncio.to_thread(find_table, 2, smoking=True)
    except LookupError as error:
        print("refused:", error)
    try:
        await asyncio.to_thread(find_table(2, smoking=False))
    except TypeError as error:
        print("called too early:", error)


asyncio.run(main())
