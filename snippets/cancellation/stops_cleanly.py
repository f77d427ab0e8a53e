# /// script
# requires-python = ">=3.11"
# ///
"""On SIGTERM: no new guests, time to finish, goodbye to the rest."""

import asyncio
import signal

from kitchen import at_work, order, welcome


async def finish(limit: float) -> None:
    if not at_work:
        return
    _, late = await asyncio.wait(at_work, timeout=limit)
    print("kitchen: sends away", len(late))
    for task in late:
        task.cancel()
    await asyncio.gather(*late, return_exceptions=True)


async def main() -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    server = await asyncio.start_server(welcome, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    guests = [await order(port, dish) for dish in ("soup", "goose")]

    signal.raise_signal(signal.SIGTERM)  # stands in for `kill`
    await stop.wait()
    server.close()
    try:
        await order(port, "bread")
    except ConnectionRefusedError:
        print("bread: the door is shut")
    await finish(1)
    await server.wait_closed()
    await asyncio.wait(guests)


asyncio.run(main())
