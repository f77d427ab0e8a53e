# /// script
# requires-python = ">=3.11"
# ///
"""A coroutine driven by hand: send runs it until it suspends."""

from collections.abc import Generator


class Question:
    def __await__(self) -> Generator[str, str, str]:
        answer = yield "soup or salad?"
        return answer


async def order() -> str:
    print("order: begins")
    choice = await Question()
    print("order: goes on with", choice)
    return f"one {choice}"


coroutine = order()
print("suspended with:", coroutine.send(None))
print("meanwhile, anything else can run")
try:
    coroutine.send("soup")
except StopIteration as stop:
    print("returned:", stop.value)
