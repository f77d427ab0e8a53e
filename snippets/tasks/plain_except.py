# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""A plain except clause does not look inside a group."""

import asyncio


async def parse(text: str) -> int:
    return int(text)


async def add(left: str, right: str) -> int:
    try:
        async with asyncio.TaskGroup() as group:
            first = group.create_task(parse(left))
            second = group.create_task(parse(right))
    except ValueError:
        print("plain except: caught")
        return 0
    return first.result() + second.result()


async def main() -> None:
    print("sum:", await add("3", "4"))
    try:
        await add("3", "four")
    except ExceptionGroup as group:
        print("went past it:", group)
        print("inside:", *group.exceptions)


asyncio.run(main())
