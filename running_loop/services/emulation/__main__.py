"""Runs the server: `python -m running_loop.services.emulation PORT ADMIN FOLDER`.

The admin's password is in the environment variable RUNNING_LOOP_PASSWORD.
"""

import asyncio
import os
import sys
from pathlib import Path

from running_loop.services.emulation.catalogue import Catalogue
from running_loop.services.emulation.server import make


def main(port: str, admin: str, folder: str) -> None:
    """Serve on the loopback address until the process is ended."""
    catalogue = Catalogue(Path(folder), admin, os.environ["RUNNING_LOOP_PASSWORD"])
    asyncio.run(make(catalogue).serve_forever(host="127.0.0.1", port=int(port)))


if __name__ == "__main__":
    main(*sys.argv[1:])
