# /// script
# requires-python = ">=3.11"
# ///
"""An exception in `__exit__` takes the place of the first one."""


class Report:
    def __enter__(self) -> None:
        pass

    def __exit__(self, *exception: object) -> None:
        print("exit: write the report")
        raise OSError("disk is full")


try:
    with Report():
        raise ValueError("wrong total")
except ValueError:
    print("never printed: nobody sees a ValueError")
except OSError as error:
    print("caught:", error)
    print("__context__:", repr(error.__context__))
