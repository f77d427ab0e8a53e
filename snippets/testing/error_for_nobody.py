# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# alone = true
# timeline = "none"
# ///
"""In unittest the error of a forgotten await reaches nobody."""

import sys
import unittest


async def lock_up() -> None:
    print("locked")


class TestLock(unittest.IsolatedAsyncioTestCase):
    async def test_lock_up(self) -> None:
        lock_up()  # the await is missing


def tell(left: "sys.UnraisableHookArgs") -> None:
    print("raised for nobody:", left.exc_type.__name__)


if __name__ == "__main__":
    sys.unraisablehook = tell  # it would print much more
    unittest.main(warnings="error")
