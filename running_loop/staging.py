"""A site under construction: built beside the last good one, and swapped for it at the end."""

import os
import shutil
from contextlib import suppress
from pathlib import Path

import psutil

PREFIX = ".running-loop-"


class Staging:
    """The folder in which one build works until it is complete."""

    def __init__(self, site: Path) -> None:
        """Make the folder beside `site`; remove what killed builds left there."""
        self.site = site
        self.folder = site.parent / f"{PREFIX}{os.getpid()}-{site.name}"
        self.site.parent.mkdir(parents=True, exist_ok=True)
        for left in site.parent.glob(f"{PREFIX}*-{site.name}"):
            if not _is_in_use(left):
                shutil.rmtree(left, ignore_errors=True)
        self.folder.mkdir(exist_ok=True)

    def publish(self) -> None:
        """Put the folder in the place of the site."""
        old = self.folder.with_name(f"{self.folder.name}.old")
        with suppress(FileNotFoundError):
            self.site.rename(old)
        self.folder.rename(self.site)
        shutil.rmtree(old, ignore_errors=True)

    def discard(self) -> None:
        """Remove the folder, if it was not published."""
        shutil.rmtree(self.folder, ignore_errors=True)


def _is_in_use(folder: Path) -> bool:
    owner = folder.name.removeprefix(PREFIX).partition("-")[0]
    return owner.isdigit() and int(owner) != os.getpid() and psutil.pid_exists(int(owner))
