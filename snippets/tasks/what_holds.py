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
    await asyncio.sleep(0.1)


async def answer(bell: asyncio.Event) -> None:
    await bell.wait()


async def dream() -> None:
    nobody_rings: asyncio.Future[None] = asyncio.Future()
    await nobody_rings


async def main() -> None:
    asyncio.get_running_loop().set_exception_handler(
        lambda _, context: print("loop:", context["message"])
    )
    bell = asyncio.Event()
    asyncio.create_task(boil(), name="egg")  # noqa: RUF006
    asyncio.create_task(answer(bell), name="door")  # noqa: RUF006
    asyncio.create_task(dream(), name="cat")  # noqa: RUF006
    await asyncio.sleep(0)
    gc.collect()
    print("left:", *sorted(t.get_name() for t in asyncio.all_tasks()))
    bell.set()
    await asyncio.sleep(0.2)


asyncio.run(main())
