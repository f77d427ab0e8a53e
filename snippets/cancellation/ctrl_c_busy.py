# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# stage = ["signal.signal"]
# ///
"""Ctrl-C while the main task computes: once, and twice."""

import asyncio
import signal


async def main(presses: int) -> None:
    for _ in range(presses):
        signal.raise_signal(signal.SIGINT)  # someone presses Ctrl-C
        print("  counts on to", sum(1 for _ in range(100_000)))
    try:
        await asyncio.sleep(5)
    except asyncio.CancelledError:
        print("  cancelled where it waits")
        raise


signal.signal(signal.SIGINT, signal.default_int_handler)
for presses in (1, 2):
    print("Ctrl-C pressed:", presses)
    try:
        asyncio.run(main(presses))
    except KeyboardInterrupt:
        print("  KeyboardInterrupt outside of run")
