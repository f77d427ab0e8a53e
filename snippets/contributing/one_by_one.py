# /// script
# requires-python = ">=3.11"
# ///
"""Two awaits in a row: the slow one holds up the fast one."""

import asyncio


async def fetch(name: str, seconds: float) -> str:
    await asyncio.sleep(seconds)
    print(f"{name} is done")
    return name


async def main() -> None:
    results = [await fetch("slow", 0.2), await fetch("fast", 0.1)]
    print(f"the list holds {results}")


asyncio.run(main())
