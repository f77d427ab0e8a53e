# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "none"
# ///
"""Which ways to end a service let it clean up?"""

import asyncio
import os
import signal
import subprocess
import sys


async def serve(ending: str) -> None:
    try:
        if ending == "os._exit":
            os._exit(1)
        signal.raise_signal(signal.Signals[ending])
        await asyncio.sleep(60)
    finally:
        print("cleaned up")


def watch(ending: str) -> None:
    service = subprocess.run(
        [sys.executable, __file__, ending],
        capture_output=True,
        check=False,
        text=True,
    )
    print(ending, service.returncode, service.stdout.strip())


if sys.argv[1:]:
    # A shell may start a background job with this signal ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    asyncio.run(serve(sys.argv[1]))
else:
    for ending in ("SIGINT", "SIGTERM", "SIGKILL", "os._exit"):
        watch(ending)
