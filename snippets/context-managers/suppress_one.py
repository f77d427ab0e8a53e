# /// script
# requires-python = ">=3.11"
# ///
"""A true value from `__exit__` suppresses the exception."""

import json


class MissingIsFine:
    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: type[BaseException] | None, *rest: object
    ) -> bool:
        return kind is not None and issubclass(kind, KeyError)


prices = json.loads('{"tea": 3, "cake": "four"}')


def add_tax(item: str) -> None:
    with MissingIsFine():
        print(f"{item} with tax:", prices[item] + 1)
        print("end of the block")
    print("after the block")


for item in ("tea", "coffee", "cake"):
    try:
        add_tax(item)
    except TypeError:
        print(f"{item}: TypeError")
