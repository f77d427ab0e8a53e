# /// script
# requires-python = ">=3.11"
# ///
"""Carets mark the failing part; a note says for which record."""

import asyncio
import traceback
from typing import Any

PEOPLE: dict[str, Any] = {
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
            error.add_note(f"while looking up {name}")
            traceback.print_exception(error)


asyncio.run(main())
