# /// script
# requires-python = ">=3.11"
# ///
"""When `__enter__` fails, only what was entered before is left."""


class Valve:
    def __init__(self, name: str, *, stuck: bool = False) -> None:
        self.name = name
        self.stuck = stuck

    def __enter__(self) -> None:
        if self.stuck:
            raise OSError(f"{self.name} is stuck")
        print("open", self.name)

    def __exit__(self, *exception: object) -> None:
        print("close", self.name)


print("Both work")
with Valve("water"), Valve("gas"):
    print("block runs")

print("The second one fails")
try:
    with Valve("water"), Valve("gas", stuck=True):
        print("block runs")
except OSError as error:
    print("caught:", error)
