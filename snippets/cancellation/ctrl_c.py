# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# stage = ["signal.signal"]
# ///
"""Ctrl-C cancels the main task, and its clean-up may still await."""

import asyncio
import signal


async def main() -> None:
    loop = asyncio.get_running_loop()
    # Stands in for the person who presses Ctrl-C.
    loop.call_later(0.1, signal.raise_signal, signal.SIGINT)
    try:
        await asyncio.sleep(5)
    except asyncio.CancelledError:
        print("main task cancelled")
        raise
    finally:
        await asyncio.sleep(0.1)
        print("clean-up finished")


# A shell may start a background job with this signal ignored.
signal.signal(signal.SIGINT, signal.default_int_handler)
try:
    with asyncio.Runner() as runner:
        runner.run(main())
except KeyboardInterrupt:
    print("the caller of run sees KeyboardInterrupt")
