# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "open"
# ///
"""asyncio.run twice: each call has a loop of its own."""

import asyncio


async def main(name: str) -> asyncio.AbstractEventLoop:
    await asyncio.sleep(0.1)
    print(name, "ran")
    return asyncio.get_running_loop()


first = asyncio.run(main("first"))
second = asyncio.run(main("second"))
print("same loop:", first is second)
print("both closed:", first.is_closed() and second.is_closed())
