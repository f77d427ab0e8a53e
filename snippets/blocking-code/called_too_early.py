# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""Parentheses too many: the loop's own thread makes the call."""

import asyncio
import threading


def find_table() -> str:
    in_main = threading.current_thread() is threading.main_thread()
    print("in the main thread:", in_main)
    return "a table"


async def main() -> None:
    try:
        await asyncio.to_thread(find_table())
    except TypeError as error:
        print("TypeError:", error)


asyncio.run(main())
