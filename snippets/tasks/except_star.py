# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""Several except* clauses can run for one group of errors."""

import asyncio

PROBLEMS = {
    "kitchen": TimeoutError("no answer"),
    "cellar": ConnectionError("refused"),
    "attic": ValueError("not a number"),
    "garden": LookupError("no such sensor"),
}


async def read_sensor(room: str) -> None:
    print("reading", room)
    raise PROBLEMS[room]


async def read_all() -> None:
    try:
        async with asyncio.TaskGroup() as group:
            for room in PROBLEMS:
                group.create_task(read_sensor(room))
    except* OSError as network:
        print("network:", network.exceptions)
    except* ValueError as data:
        print("data:", data.exceptions)


async def main() -> None:
    try:
        await read_all()
    except ExceptionGroup as rest:
        print("not handled:", rest.exceptions)


asyncio.run(main())
