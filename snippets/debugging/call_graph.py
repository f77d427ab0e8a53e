# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""Who waits for whom: a task, and the tasks that await it."""

import asyncio


async def read_rows() -> None:
    await asyncio.sleep(0.2)


async def make_report() -> None:
    async with asyncio.TaskGroup() as group:
        group.create_task(read_rows(), name="rows")


def show(graph: "asyncio.FutureCallGraph", depth: int = 0) -> None:
    function = graph.call_stack[-1].frame.f_code.co_name
    print("  " * depth + f"{graph.future.get_name()}: {function}")
    for waiting in graph.awaited_by:
        show(waiting, depth + 1)


async def main() -> None:
    report = asyncio.create_task(make_report(), name="report")
    await asyncio.sleep(0.1)
    tasks = {task.get_name(): task for task in asyncio.all_tasks()}
    try:
        show(asyncio.capture_call_graph(tasks["rows"]))
    except AttributeError as error:
        print("AttributeError:", error)
        (frame,) = tasks["rows"].get_stack()
        print("rows:", frame.f_code.co_name)
    await report


asyncio.run(main())
