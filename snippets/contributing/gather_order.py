# /// script
# requires-python = ">=3.11"
# ///
"""gather keeps the order of its arguments."""

import asyncio


async def fetch(name: str, seconds: float) -> str:
    await asyncio.sleep(seconds)
    print(f"{name} is done")
    return name


async def main() -> None:
    results = await asyncio.gather(
        fetch("slow", 0.2), fetch("fast", 0.1)
    )
    print(f"gather returned {results}")


asyncio.run(main())
