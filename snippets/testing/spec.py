# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "none"
# ///
"""With a class to go by, a stand-in knows what to await."""

from unittest.mock import AsyncMock, Mock


class Door:
    def is_open(self) -> bool:
        return False

    async def ring(self) -> str:
        return "Ada"


def kind(door: Mock, name: str) -> str:
    try:
        return type(getattr(door, name)).__name__
    except AttributeError:
        return "refused"


for what, door in {
    "Mock()": Mock(),
    "AsyncMock()": AsyncMock(),
    "Mock(spec=Door)": Mock(spec=Door),
    "AsyncMock(spec=Door)": AsyncMock(spec=Door),
}.items():
    names = ("is_open", "ring", "rign")
    print(what, *(f"{name}: {kind(door, name)}" for name in names))
