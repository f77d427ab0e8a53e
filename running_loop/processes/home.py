"""The home of whoever builds: a user without one gets an empty folder for as long as it lasts."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from running_loop.processes import leftovers


def ensure() -> None:
    """Give this process a home if its user has none: libraries look for settings there.

    Raises:
        OSError: No folder can be made.
    """
    try:
        Path.home()
    except RuntimeError:
        # Where others could write, they could also leave settings.
        folder = tempfile.mkdtemp(prefix=f"{leftovers.prefix()}home-")
        os.environ["HOME"] = folder
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
