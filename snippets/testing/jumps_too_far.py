# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "none"
# ///
"""The clock jumps while a socket waits: the limit is over at once."""

import asyncio
import selectors
import socket


class Jumping(selectors.SelectSelector):
    now = 0.0

    def select(self, timeout: float | None = None) -> list:
        ready = super().select(timeout and 0)
        self.now += 0 if ready else timeout or 0
        return ready


class JumpingLoop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        self.jumping = Jumping()
        super().__init__(self.jumping)

    def time(self) -> float:
        return self.jumping.now


async def read_order() -> bytes:
    kitchen, guest = socket.socketpair()
    with kitchen, guest:
        kitchen.settimeout(0)
        order = asyncio.get_running_loop().sock_recv(kitchen, 100)
        return await asyncio.wait_for(order, 3600)


with asyncio.Runner(loop_factory=JumpingLoop) as runner:
    try:
        print(runner.run(read_order()))
    except TimeoutError:
        print("nobody ordered for an hour")
