# /// script
# requires-python = ">=3.10"
#
# [tool.running-loop]
# timeline = "none"
# ///
"""What an audit hook hears while asyncio works."""

import asyncio
import sys

# Their events depend on what was imported before.
OF_IMPORTS = ("import", "open", "exec", "marshal.loads")
heard: dict[str, None] = {}


def listen(event: str, _: tuple[object, ...]) -> None:
    if event not in OF_IMPORTS:
        heard[event] = None


async def streams() -> None:
    server = await asyncio.start_server(
        lambda _, writer: writer.close(), "127.0.0.1", 0
    )
    async with server:
        address = server.sockets[0].getsockname()
        reader, writer = await asyncio.open_connection(*address)
        await reader.read()
        writer.close()
        await writer.wait_closed()


async def main() -> None:
    for what, work in {
        "tasks": asyncio.gather(*map(asyncio.sleep, [0.01] * 3)),
        "streams": streams(),
        "thread": asyncio.to_thread(sum, (1, 2)),
    }.items():
        heard.clear()
        await work
        print(f"{what}:", ", ".join(heard) or "nothing")


sys.addaudithook(listen)
asyncio.run(main())
