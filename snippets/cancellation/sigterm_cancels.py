# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""SIGTERM does what Ctrl-C does: it cancels the work."""

import asyncio
import signal


async def serve() -> None:
    try:
        await asyncio.sleep(60)
    finally:
        await asyncio.sleep(0.1)
        print("cleaned up")


async def main() -> None:
    task = asyncio.create_task(serve(), name="serve")
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, task.cancel)
    # Stands in for the command `kill`.
    loop.call_later(0.2, signal.raise_signal, signal.SIGTERM)
    await asyncio.wait([task])
    print("stopped, cancelled:", task.cancelled())


asyncio.run(main())
