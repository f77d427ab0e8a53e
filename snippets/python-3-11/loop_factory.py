# /// script
# requires-python = ">=3.11"
# ///
"""asyncio.run takes a function that makes its loop."""

import asyncio


def watchful_loop() -> asyncio.AbstractEventLoop:
    loop = asyncio.new_event_loop()
    loop.slow_callback_duration = 0.25
    return loop


async def main() -> None:
    loop = asyncio.get_running_loop()
    print("slow is what takes over", loop.slow_callback_duration, "s")


with asyncio.Runner(loop_factory=watchful_loop) as runner:
    runner.run(main())

coroutine = main()
try:
    asyncio.run(coroutine, loop_factory=watchful_loop)
except TypeError as error:
    print("TypeError:", error)
    coroutine.close()
