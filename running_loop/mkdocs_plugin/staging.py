"""A site under construction: built beside the last good one, which stays until it is whole.

Whatever ends a build, and whenever: what is needed to come to a whole site lies
beside the site, or in it, in a folder whose name tells what is in it.

- `half`: a site under construction, or an old one that is being removed;
- `whole`: a complete site that is about to change places with the last one, or
  the last one, which has;
- `moving`: what is left of a complete site whose files are being moved.
"""

import os
import re
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from running_loop.mkdocs_plugin import moving
from running_loop.mkdocs_plugin.claim import Claim, alone, is_claimed
from running_loop.mkdocs_plugin.exchange import exchange

PREFIX = ".running-loop-"
NAME = re.compile(rf"{re.escape(PREFIX)}(half|whole|moving)-[0-9a-f]+-(?P<site>.+)", re.DOTALL)
# What hosts look for in the folder of a site, and no build has put there. MkDocs keeps hidden
# files, too: a folder of sites may be a work tree of git, with its `.git`.
OF_HOSTS = "CNAME"


class Staging:
    """The folder in which one build works until it is complete."""

    def __init__(self, site: Path) -> None:
        """Make the folder; bring to an end what killed builds left.

        Args:
            site: The folder of the site; a link to a folder stays one.

        Raises:
            OSError: Neither it nor the folder around it can be written.
        """
        self.site = Path(os.path.realpath(site))
        self.site.parent.mkdir(parents=True, exist_ok=True)
        with alone(self.site.parent):
            _recover(self.site)
            self.folder = _room(self.site)
            self._claim = Claim(self.folder)
        self._began = self.folder.stat().st_ctime_ns
        self._last = _identity(self.site)

    def meant(self, path: str) -> str:
        """Return what a path would be if somebody had derived it from the site's, not from this."""
        ours = str(self.folder)
        return f"{self.site}{path.removeprefix(ours)}" if path.startswith(ours) else path

    def publish(self) -> None:
        """Put the folder in the place of the site.

        What a build does not make stays: hidden files, and what somebody wrote
        into the site meanwhile, such as a plugin that knew its place before.

        Raises:
            OSError: The site cannot be written. The next build goes on from there.
        """
        with alone(self.site.parent):
            if os.path.lexists(self.site):
                with suppress(OSError):
                    shutil.copystat(self.site, self.folder)
                old = self._replace()
            else:
                old = None
                self.folder.rename(self.site)
        if old:
            shutil.rmtree(old, ignore_errors=True)
        self._claim.end()

    def discard(self) -> None:
        """Remove the folder, if it was not published."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self._claim.end()

    def _replace(self) -> Path:
        """Publish over the last site, and return a folder with what is no longer needed."""
        whole = _renamed(self.folder, "whole")
        if exchange(whole, self.site):
            try:
                _keep(whole, self.site, self._is_written_since(whole))
                return _renamed(whole, "half")
            except OSError:  # something in it is a mount point, which stays where it is
                exchange(whole, self.site)
        left = _renamed(whole, "moving")
        is_new = self._is_written_since(self.site)
        placed = moving.move(left, self.site)
        moving.remove(self.site, lambda name: not (name in placed or _stays(name) or is_new(name)))
        return _renamed(left, "half")

    def _is_written_since(self, folder: Path) -> Callable[[Path], bool]:
        """Return what tells whether a file of the last site was written during this build."""
        if _identity(folder) != self._last and self._last is not None:
            return lambda _: False  # it is the site of another build, which ended meanwhile
        return lambda name: (folder / name).lstat().st_ctime_ns > self._began


def _recover(site: Path) -> None:
    """Bring to an end what killed builds of a site left; `site` is whole then."""
    for left in [*_left(site.parent, site.name), *_left(site, site.name)]:
        if is_claimed(left):
            continue
        if left.name.startswith(f"{PREFIX}whole-"):
            if not os.path.lexists(site):
                left.rename(site)
                continue
            _keep(left, site, lambda _: False)
        elif left.name.startswith(f"{PREFIX}moving-"):
            moving.move(left, site)
        shutil.rmtree(_renamed(left, "half"), ignore_errors=True)


def _left(folder: Path, site: str) -> Iterator[Path]:
    """Yield what builds of a site called so left in a folder."""
    names = sorted(entry.name for entry in folder.iterdir()) if folder.is_dir() else ()
    for match in filter(None, map(NAME.fullmatch, names)):
        if match["site"] == site:
            yield folder / match[0]


def _room(site: Path) -> Path:
    """Make the folder for a build: beside the site or, where that cannot be, in it."""
    name = f"{PREFIX}half-{secrets.token_hex(4)}-{site.name}"
    try:
        (site.parent / name).mkdir()
    except OSError:
        (site / name).mkdir()
        return site / name
    return site.parent / name


def _renamed(folder: Path, state: str) -> Path:
    token = folder.name.removeprefix(PREFIX).partition("-")[2]
    return folder.rename(folder.with_name(f"{PREFIX}{state}-{token}"))


def _keep(old: Path, site: Path, is_new: Callable[[Path], bool]) -> None:
    """Move what no build has made from an old site to its successor, where that lacks it."""
    for entry in list(old.iterdir()):
        if _stays(Path(entry.name)):
            moving.merge(entry, site / entry.name)
    for place, _, names in os.walk(old):
        for name in (Path(place, name).relative_to(old) for name in names):
            if is_new(name) and not os.path.lexists(site / name):
                (site / name).parent.mkdir(parents=True, exist_ok=True)
                (old / name).rename(site / name)


def _stays(name: Path) -> bool:
    return name.parts[0].startswith(".") or name == Path(OF_HOSTS)


def _identity(folder: Path) -> tuple[int, int] | None:
    try:
        found = folder.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
