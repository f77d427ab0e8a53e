# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""What await takes, and what it refuses."""

import asyncio
from collections.abc import Awaitable, Generator


class Parcel:
    """An awaitable of your own: it has a method `__await__`."""

    def __await__(self) -> Generator[object, None, str]:
        return asyncio.sleep(0.1, "by parcel").__await__()


async def by_hand() -> str:
    return "by hand"


async def main() -> None:
    future = asyncio.get_running_loop().create_future()
    future.set_result("at last")
    task = asyncio.create_task(by_hand())
    things: list[Awaitable[str]] = [by_hand(), task, future, Parcel()]
    for thing in things:
        print(f"{type(thing).__name__}:", await thing)

    print("a task is a future:", isinstance(task, asyncio.Future))
    print("the task again:", await task)
    try:
        await by_hand  # type: ignore[misc]
    except TypeError as error:
        print("without the call:", type(error).__name__)


asyncio.run(main())
