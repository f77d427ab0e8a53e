# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "none"
# ///
"""The clock jumps while a thread works: the limit is over at once."""

import asyncio
import selectors
import threading
import unittest


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


async def ask(may_answer: threading.Event) -> None:
    async with asyncio.timeout(3600):
        await asyncio.to_thread(may_answer.wait, 5)


class TestThread(unittest.TestCase):
    def test_hour_for_a_thread(self) -> None:
        may_answer = threading.Event()
        with asyncio.Runner(loop_factory=JumpingLoop) as runner:
            with self.assertRaises(TimeoutError):
                runner.run(ask(may_answer))
            may_answer.set()


if __name__ == "__main__":
    unittest.main()
