# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# console = "python -m asyncio"
# ///
"""python -m asyncio takes an await at its prompt."""

import subprocess
import sys

TYPED = "await asyncio.sleep(0.1, 'awaited')"
session = subprocess.run(
    [sys.executable, "-m", "asyncio"],
    input=f"{TYPED}\n",
    capture_output=True,
    text=True,
    check=True,
)
# Who types sees the line; who pipes it does not.
prompt, answer = session.stdout.splitlines()[0].split(" ", 1)
print(prompt, TYPED)
print(answer)
