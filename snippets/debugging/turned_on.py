# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "none"
# ///
"""Three ways to turn debug mode on, and one that is no way off."""

import os
import subprocess
import sys

ASK = """
import asyncio

async def main():
    print(asyncio.get_running_loop().get_debug())

asyncio.run(main(), debug={})
"""


def run(*options: str, debug: str = "None", variable: str = "") -> str:
    command = [sys.executable, *options, "-c", ASK.format(debug)]
    variables = os.environ | {"PYTHONASYNCIODEBUG": variable}
    said = subprocess.check_output(command, env=variables, text=True)
    return said.strip()


print("as usual:", run())
print("debug=True:", run(debug="True"))
print("PYTHONASYNCIODEBUG=1:", run(variable="1"))
print("-X dev:", run("-X", "dev"))
print("-X dev, debug=False:", run("-X", "dev", debug="False"))
print("PYTHONASYNCIODEBUG=0:", run(variable="0"))
