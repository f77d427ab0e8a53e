# /// script
# requires-python = ">=3.11"
# ///
"""A run begins in an empty folder, with few variables."""

import os
from pathlib import Path

print("files here:", [*Path.cwd().iterdir()])
print("files at home:", [*Path.home().iterdir()])
print("the program is here:", Path(__file__).parent == Path.cwd())
print("variables for Python:")
for name in sorted(os.environ):
    if name.startswith("PYTHON"):
        print(" ", name)
