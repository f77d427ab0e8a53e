# /// script
# requires-python = ">=3.11"
# ///
"""asyncio.timeout cancels what it encloses and raises TimeoutError."""

import asyncio


async def download(size: str, seconds: float) -> None:
    try:
        await asyncio.sleep(seconds)
        print(size, "file here")
    finally:
        print(size, "download: connection closed")


async def main() -> None:
    async with asyncio.timeout(5) as deadline:
        await download("small", 0.1)
    print("deadline passed inside:", deadline.expired())

    try:
        async with asyncio.timeout(0.3) as deadline:
            await download("large", 5)
            print("never printed")
    except TimeoutError:
        print("deadline passed inside:", deadline.expired())


asyncio.run(main())
