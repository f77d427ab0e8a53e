# /// script
# requires-python = ">=3.11"
# ///
"""An `asyncio.Lock`: one task inside, and none stuck after it."""

import asyncio


async def use_printer(name: str, lock: asyncio.Lock) -> None:
    print(f"{name}: wants the printer")
    async with lock:
        print(f"{name}: prints")
        await asyncio.sleep(0.1)
        if name == "Ben":
            raise RuntimeError("paper jam")
        print(f"{name}: done")


async def main() -> None:
    lock = asyncio.Lock()
    outcomes = await asyncio.gather(
        *(use_printer(name, lock) for name in ("Ada", "Ben", "Cem")),
        return_exceptions=True,
    )
    print("outcomes:", outcomes)
    print("still locked:", lock.locked())


asyncio.run(main())
