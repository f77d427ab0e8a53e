# /// script
# requires-python = ">=3.11"
# ///
"""One task fails: the group cancels the rest, then raises."""

import asyncio


async def upload(name: str, seconds: float) -> None:
    try:
        await asyncio.sleep(seconds)
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise
    if name == "photo":
        raise ConnectionError("photo lost")
    print(name, "uploaded")


async def main() -> None:
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(upload("text", 0.1))
            group.create_task(upload("photo", 0.2))
            group.create_task(upload("video", 0.4))
            await asyncio.sleep(5)
            print("never printed")
    except* ConnectionError as failed:
        print(type(failed).__name__, failed.exceptions)


asyncio.run(main())
