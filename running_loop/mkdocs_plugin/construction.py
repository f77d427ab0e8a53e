"""The construction of a site: beside the last one, which it replaces when it is whole."""

import logging
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils import CountHandler

from running_loop.mkdocs_plugin import ground
from running_loop.mkdocs_plugin.staging import Staging
from running_loop.problem import Problem, ProblemError


class Construction:
    """Where a build works, and what it replaces."""

    def __init__(self) -> None:
        """Begin with nothing under construction."""
        self._site = Path()
        self._staging: Staging | None = None

    def begin(self, config: MkDocsConfig) -> None:
        """Have a build work beside the last site, unless it does already.

        Raises:
            ProblemError: A site cannot stand where the configuration says.
        """
        if self._staging and config.site_dir == str(self._staging.folder):
            return
        if self._staging:
            config.site_dir = self._staging.meant(config.site_dir)
        self.discard()
        ground.check(config)
        self._site = Path(config.site_dir)
        self._staging = _staging(self._site)
        config.site_dir = str(self._staging.folder)

    def publish(self, config: MkDocsConfig) -> None:
        """Put the complete site in its place, unless its build is strict and has warned.

        Raises:
            ProblemError: It cannot be written.
        """
        if self._staging and not (config.strict and _has_warned()):
            _publish(self._staging)
            config.site_dir = str(self._site)
            self._staging = None

    def discard(self) -> None:
        """Remove what is under construction."""
        if self._staging:
            self._staging.discard()
            self._staging = None


def _has_warned() -> bool:
    """Return whether a strict build will fail; MkDocs adds a counter for each build."""
    handlers = logging.getLogger("mkdocs").handlers
    counters = [handler for handler in handlers if isinstance(handler, CountHandler)]
    return bool(counters and counters[-1].get_counts())


def _staging(site: Path) -> Staging:
    try:
        return Staging(site)
    except OSError as error:
        raise _unwritable(site, error) from error


def _publish(staging: Staging) -> None:
    try:
        staging.publish()
    except OSError as error:
        raise _unwritable(staging.site, error) from error


def _unwritable(site: Path, error: OSError) -> ProblemError:
    found = f"cannot be written: {error.strerror}"
    remedy = "make it writable, or name another: mkdocs build --site-dir FOLDER"
    return ProblemError([Problem(str(site), found, remedy=remedy)])
