# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# raises = "LookupError"
# ///
"""An error that nobody handles ends the program."""

shelf = {"Atlas": 3, "Teapot": 1}


def place_of(parcel: str) -> int:
    if parcel not in shelf:
        raise LookupError(f"no parcel called {parcel!r}")
    return shelf[parcel]


print("Atlas is on shelf", place_of("Atlas"))
print("Bicycle is on shelf", place_of("Bicycle"))
print("Never printed")
