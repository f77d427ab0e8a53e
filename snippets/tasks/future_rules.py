# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "none"
# ///
"""A future gets one result; that of a task is set by its coroutine."""

import asyncio


async def cook(dish: str) -> str:
    return f"hot {dish}"


async def main() -> None:
    loop = asyncio.get_running_loop()
    bell: asyncio.Future[str] = loop.create_future()
    bell.set_result("Ada")
    try:
        bell.set_result("Bob")
    except asyncio.InvalidStateError as error:
        print("InvalidStateError:", error)

    given_up: asyncio.Future[str] = loop.create_future()
    given_up.cancel()  # as when the one who awaits it is cancelled
    try:
        given_up.set_result("Ada")
    except asyncio.InvalidStateError as error:
        print("InvalidStateError:", error)

    task = asyncio.create_task(cook("soup"))
    print("a task is a future:", isinstance(task, asyncio.Future))
    try:
        task.set_result("cold soup")
    except RuntimeError as error:
        print("RuntimeError:", error)
    print("served:", await task)


asyncio.run(main())
