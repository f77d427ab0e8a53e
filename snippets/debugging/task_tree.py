# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# console = "python -m asyncio pstree PID"
# stage = ["pstree"]
# ///
"""`python -m asyncio pstree PID` draws the tasks of a process."""

import asyncio
import importlib
import os
import runpy
import sys
from contextlib import redirect_stdout, suppress
from io import StringIO


async def read_rows() -> None:
    await asyncio.sleep(0.2)


async def make_report() -> None:
    async with asyncio.TaskGroup() as group:
        group.create_task(read_rows(), name="rows")


def pstree() -> list[str]:
    # It draws its own process: others need the right to trace.
    importlib.import_module("asyncio.tools")
    sys.argv = ["asyncio", "pstree", str(os.getpid())]
    with redirect_stdout(StringIO()) as drawn, suppress(SystemExit):
        runpy.run_module("asyncio", run_name="__main__")
    return drawn.getvalue().splitlines()


async def main() -> None:
    report = asyncio.create_task(make_report(), name="report")
    await asyncio.sleep(0.1)
    try:
        print(*(s for s in pstree() if "/asyncio/" not in s), sep="\n")
    except ModuleNotFoundError as error:
        print("ModuleNotFoundError:", error)
    await report


asyncio.run(main())
