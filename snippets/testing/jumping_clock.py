# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "none"
# ///
"""A loop whose clock jumps to the next timer: an hour in no time."""

import asyncio
import selectors
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


async def bake(minutes: int) -> float:
    await asyncio.sleep(minutes * 60)
    return asyncio.get_running_loop().time()


class TestOven(unittest.TestCase):
    def test_an_hour(self) -> None:
        with asyncio.Runner(loop_factory=JumpingLoop) as runner:
            self.assertEqual(runner.run(bake(60)), 3600)


if __name__ == "__main__":
    unittest.main()
