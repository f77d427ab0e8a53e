# /// script
# requires-python = ">=3.11"
# ///
"""A plain generator that waits lets nobody else run."""

import asyncio
import time
from collections.abc import Iterator


def orders() -> Iterator[str]:
    for drink in ("tea", "coffee"):
        time.sleep(0.2)  # until the next guest has chosen
        yield drink


async def answer_phone() -> None:
    print("  phone answered")


async def main() -> None:
    phone = asyncio.create_task(answer_phone())
    for drink in orders():
        print("order:", drink)
    await phone


asyncio.run(main())
