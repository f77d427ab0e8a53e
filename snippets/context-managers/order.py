# /// script
# requires-python = ">=3.11"
# ///
"""What `with` calls, and in which order."""


class Desk:
    def __init__(self, owner: str) -> None:
        print("__init__: the manager exists")
        self.owner = owner

    def __enter__(self) -> str:
        print("__enter__: take the desk")
        return f"the key of {self.owner}"

    def __exit__(self, *exception: object) -> None:
        print("__exit__: give the desk back")


desk = Desk("Ada")
print("before with")
with desk as key:
    print("inside, with", key)
print("after with")
