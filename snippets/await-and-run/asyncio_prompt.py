# /// script
# requires-python = ">=3.11"
# ///
"""python -m asyncio takes an await at its prompt."""

import subprocess
import sys

session = subprocess.run(
    [sys.executable, "-m", "asyncio"],
    input="await asyncio.sleep(0.1, 'awaited')\n",
    capture_output=True,
    text=True,
    check=True,
)
print(session.stdout.splitlines()[0])
