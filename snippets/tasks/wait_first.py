# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""wait can end early, and says who is done and who is not."""

import asyncio


async def cook(dish: str, seconds: float) -> str:
    await asyncio.sleep(seconds)
    return dish


async def main() -> None:
    soup = asyncio.create_task(cook("soup", 0.6), name="soup")
    salad = asyncio.create_task(cook("salad", 0.1), name="salad")
    done, pending = await asyncio.wait(
        [soup, salad], return_when=asyncio.FIRST_COMPLETED
    )
    print("done:", *(task.get_name() for task in done))
    print("pending:", *(task.get_name() for task in pending))

    done, pending = await asyncio.wait([soup], timeout=0.1)
    print("after the time limit, done:", len(done))
    print("soup cancelled:", soup.cancelled())
    print("served:", await soup)


asyncio.run(main())
