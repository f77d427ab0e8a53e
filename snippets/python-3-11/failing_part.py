# /// script
# requires-python = ">=3.10"
# ///
"""The traceback marks the part of the line that failed."""

import asyncio
import traceback

PEOPLE = {
    "Ada": {"home": {"address": {"city": "London"}}},
    "Bob": {"home": {"address": None}},
}


async def city_of(name: str) -> str:
    await asyncio.sleep(0.1)
    person = PEOPLE[name]
    return person["home"]["address"]["city"]


async def main() -> None:
    for name in PEOPLE:
        try:
            print(name, await city_of(name))
        except TypeError as error:
            traceback.print_exception(error)


asyncio.run(main())
