# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "none"
# ///
"""Three tasks that the program does not hold: who else does?"""

import asyncio
import gc


async def boil() -> None:
    await asyncio.sleep(5)


async def dream() -> None:
    nobody_rings: asyncio.Future[None] = asyncio.Future()
    await nobody_rings


async def main() -> None:
    asyncio.get_running_loop().set_exception_handler(
        lambda _, context: print("loop:", context["message"])
    )
    asyncio.create_task(boil(), name="egg")  # noqa: RUF006
    asyncio.create_task(dream(), name="cat")  # noqa: RUF006
    async with asyncio.TaskGroup() as group:
        group.create_task(dream(), name="dog")
        await asyncio.sleep(0)
        gc.collect()
        left = {task.get_name(): task for task in asyncio.all_tasks()}
        print("left:", *sorted(left))
        left["dog"].cancel()


asyncio.run(main())
