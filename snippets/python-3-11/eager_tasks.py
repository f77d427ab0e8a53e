# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""An eager task runs up to its first wait while it is made."""

import asyncio


async def from_cache(page: str) -> str:
    print("  looking up", page)
    return f"{page} from the cache"


async def show(page: str) -> None:
    task = asyncio.create_task(from_cache(page))
    print("  task made, done:", task.done())
    print("  result:", await task)


async def main() -> None:
    print("ordinary task")
    await show("home")

    print("eager task")
    loop = asyncio.get_running_loop()
    try:
        loop.set_task_factory(asyncio.eager_task_factory)
    except AttributeError as error:
        print("  AttributeError:", error)
    else:
        await show("home")


asyncio.run(main())
