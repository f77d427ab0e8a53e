# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "none"
# ///
"""Asking a task what came of it, without waiting."""

import asyncio


async def cook(dish: str) -> str:
    if dish == "fish":
        raise ValueError("no fish today")
    return f"hot {dish}"


def ring(task: asyncio.Task[str]) -> None:
    print("bell: done:", task.get_name())


async def main() -> None:
    soup = asyncio.create_task(cook("soup"), name="soup")
    soup.add_done_callback(ring)
    try:
        soup.result()
    except asyncio.InvalidStateError as error:
        print("too early:", error)
    await asyncio.wait([soup])
    print("result:", soup.result(), "exception:", soup.exception())

    fish = asyncio.create_task(cook("fish"), name="fish")
    tea = asyncio.create_task(cook("tea"), name="tea")
    tea.cancel()
    await asyncio.wait([fish, tea])
    print("fish:", repr(fish.exception()))
    try:
        tea.result()
    except asyncio.CancelledError:
        print("tea: CancelledError, cancelled:", tea.cancelled())


asyncio.run(main())
