# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""Which except catches a cancellation, and what becomes of the task."""

import asyncio


async def on_error() -> str:
    try:
        return await asyncio.sleep(5, "slept")
    except Exception:
        return "caught"


async def on_anything() -> str:
    try:
        return await asyncio.sleep(5, "slept")
    except:  # noqa: E722
        return "caught"


async def on_cancel() -> str:
    try:
        return await asyncio.sleep(5, "slept")
    except asyncio.CancelledError:
        print("cleans up")
        raise


async def main() -> None:
    for sleep in (on_error, on_anything, on_cancel):
        task = asyncio.create_task(sleep(), name=sleep.__name__)
        await asyncio.sleep(0)
        task.cancel()
        await asyncio.wait([task])
        ending = "cancelled" if task.cancelled() else task.result()
        print(f"{sleep.__name__}: {ending}")


asyncio.run(main())
