# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""A clean-up that waits for somebody has a time limit of its own."""

import asyncio


class Line:
    async def say_goodbye(self) -> None:
        await asyncio.sleep(5)  # the other side never answers
        print("the other side said goodbye, too")

    def hang_up(self) -> None:
        print("hung up")


async def work(line: Line) -> None:
    try:
        await asyncio.sleep(5)
    finally:
        try:
            async with asyncio.timeout(0.3):
                await line.say_goodbye()
        except TimeoutError:
            print("no goodbye within 0.3 s")
        finally:
            line.hang_up()


async def main() -> None:
    task = asyncio.create_task(work(Line()), name="work")
    await asyncio.sleep(0.2)
    task.cancel()
    await asyncio.wait([task])
    print("cancelled:", task.cancelled())


asyncio.run(main())
