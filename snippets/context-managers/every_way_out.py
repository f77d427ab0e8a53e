# /// script
# requires-python = ">=3.11"
# ///
"""Four ways to leave the block, and what `__exit__` is told."""

from types import TracebackType


class Witness:
    def __enter__(self) -> None:
        pass

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        name = kind.__name__ if kind else None
        has_trace = trace is not None
        print(f"  exit: {name}, {error}, traceback: {has_trace}")


def leave(way: str) -> str:
    with Witness():
        if way == "return":
            return "returned a value"
        if way == "raise":
            raise ValueError("bad input")
        if way == "sys.exit":
            raise SystemExit("stop the program")
    return "reached the end"


for way in ("end", "return", "raise", "sys.exit"):
    print(way)
    try:
        print("  after:", leave(way))
    except BaseException as error:
        print("  after:", type(error).__name__, "still there")
