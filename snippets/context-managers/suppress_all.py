# /// script
# requires-python = ">=3.11"
# ///
"""Suppressing every exception hides a mistake."""

import json


class AnythingIsFine:
    def __enter__(self) -> None:
        pass

    def __exit__(self, *exception: object) -> bool:
        return True


prices = json.loads('{"tea": 3, "cake": "four"}')


def add_tax(item: str) -> None:
    with AnythingIsFine():
        print(f"{item} with tax:", prices[item] + 1)
        print("end of the block")
    print("after the block")


for item in ("tea", "coffee", "cake"):
    try:
        add_tax(item)
    except TypeError:
        print(f"{item}: TypeError")
