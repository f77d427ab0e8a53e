# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "none"
# ///
"""Four ways to turn debug mode on, and one that is no way off."""

import os
import subprocess
import sys

ASK = """
import asyncio

async def main():
    print(asyncio.get_running_loop().get_debug())

asyncio.run(main(){})
"""


def run(
    argument: str = "", option: str = "utf8", value: str = ""
) -> str:
    command = [sys.executable, "-X", option, "-c", ASK.format(argument)]
    variables = os.environ | {"PYTHONASYNCIODEBUG": value}
    return subprocess.check_output(
        command, env=variables, text=True
    ).strip()


print("as usual:", run())
print("debug=True:", run(argument=", debug=True"))
print("PYTHONASYNCIODEBUG=1:", run(value="1"))
print("-X dev:", run(option="dev"))
print(
    "-X dev, but debug=False:",
    run(option="dev", argument=", debug=False"),
)
print("PYTHONASYNCIODEBUG=0:", run(value="0"))
