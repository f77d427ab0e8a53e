# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""Three awaits, and the other task does not get a turn."""

import asyncio


async def answer_phone() -> None:
    print("  phone answered")


async def add_page(report: list[str], text: str) -> None:
    report.append(text)


async def main() -> None:
    phone = asyncio.create_task(answer_phone())
    report: list[str] = []
    for page in ("title", "figures", "summary"):
        await add_page(report, page)
        print("wrote", page)
    await phone


asyncio.run(main())
