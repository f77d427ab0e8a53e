# /// script
# requires-python = ">=3.11"
# ///
"""asyncio.run inside a running loop is refused; await works."""

import asyncio


async def fetch_title() -> str:
    await asyncio.sleep(0.1)
    return "Running Loop"


async def main() -> None:
    refused = fetch_title()
    try:
        print(asyncio.run(refused))
    except RuntimeError as error:
        print("RuntimeError:", error)
    finally:
        refused.close()
    print("await:", await fetch_title())


asyncio.run(main())
