# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""A generator expression in a plain function may hold await."""

import asyncio
from collections.abc import AsyncIterator


async def price(item: str) -> int:
    await asyncio.sleep(0.1)
    return len(item)


def prices(items: list[str]) -> AsyncIterator[int]:
    return (await price(item) for item in items)


async def main() -> None:
    asked = prices(["tea", "coffee"])
    print("prices made:", type(asked).__name__)
    print([number async for number in asked])
    print([number async for number in at_the_top_level])


at_the_top_level = (await price(item) for item in ["milk"])
FIRST_ITERABLE = """
def prices():
    return (number for number in await ask())
"""
try:
    compile(FIRST_ITERABLE, "program", "exec")
except SyntaxError as error:
    print("in the first iterable: SyntaxError:", error.msg)
asyncio.run(main())
