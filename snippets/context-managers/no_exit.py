# /// script
# requires-python = ">=3.11"
# ///
"""A process can end without `__exit__`, inside asyncio.run too."""

import subprocess
import sys

PROGRAM = """
import asyncio, os, signal

class Kitchen:
    def __enter__(self):
        pass

    def __exit__(self, *exception):
        print("lights out")

async def main():
    with Kitchen():
        {last}
        await asyncio.sleep(10)

asyncio.run(main())
"""

LAST_LINES = (
    "raise SystemExit",
    "signal.raise_signal(signal.SIGTERM)",
    "os.kill(os.getpid(), signal.SIGKILL)",
    "os._exit(1)",
)
for last in LAST_LINES:
    command = [sys.executable, "-c", PROGRAM.format(last=last)]
    ended = subprocess.run(command, capture_output=True, check=False)
    printed = ended.stdout.decode().strip()
    print(f"{last}:\n  {printed or 'no exit method'}")
