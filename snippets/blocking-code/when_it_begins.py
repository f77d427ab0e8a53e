# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""to_thread waits to be awaited; run_in_executor begins at once."""

import asyncio
import threading


async def main() -> None:
    loop = asyncio.get_running_loop()
    rung, knocked = threading.Event(), threading.Event()
    ringing = asyncio.to_thread(rung.set)
    knocking = loop.run_in_executor(None, knocked.set)
    print("to_thread made a", type(ringing).__name__)
    print("run_in_executor made a", type(knocking).__name__)
    # Without an await: main keeps the loop.
    print("knocked before the await:", knocked.wait(5))
    print("rung before the await:", rung.wait(0.1))
    await ringing
    await knocking
    print("rung after the await:", rung.is_set())


asyncio.run(main())
