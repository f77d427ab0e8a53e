# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""With return_exceptions the errors stand among the results."""

import asyncio


async def cook(dish: str) -> str:
    await asyncio.sleep(0.1)
    if dish in ("salad", "fish"):
        raise ValueError(f"no {dish} left")
    return dish


async def main() -> None:
    menu = ["soup", "salad", "fish"]
    dishes = map(cook, menu)
    answers = await asyncio.gather(*dishes, return_exceptions=True)
    for dish, answer in zip(menu, answers, strict=True):
        if isinstance(answer, BaseException):
            print(dish, "failed:", answer)
        else:
            print(dish, "is ready")


asyncio.run(main())
