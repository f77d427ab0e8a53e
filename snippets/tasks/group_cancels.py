# /// script
# requires-python = ">=3.11"
# ///
"""One task fails: the group cancels the rest, then raises."""

import asyncio

Task = asyncio.Task[None]


async def upload(name: str, previous: Task | None) -> None:
    try:
        if previous is not None:
            await previous
        await asyncio.sleep(5 if name == "video" else 0.1)
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise
    if name == "photo":
        raise ConnectionError("photo lost")
    print(name, "uploaded")


async def main() -> None:
    try:
        async with asyncio.TaskGroup() as group:
            text = group.create_task(upload("text", None), name="text")
            group.create_task(upload("photo", text), name="photo")
            group.create_task(upload("video", None), name="video")
            await asyncio.sleep(5)
            print("never printed")
    except* ConnectionError as failed:
        print(type(failed).__name__, failed.exceptions)


asyncio.run(main())
