"""What the tests share: mini sites, and how a published block runs."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytest_codeblocks import plugin as codeblocks

from tests.blocks import PublishedBlock
from tests.mini import MiniSite, remains

ROOT = Path(__file__).parent.parent

# pytest-codeblocks collects the blocks; ours runs each in a process of its own.
codeblocks.TestBlock = PublishedBlock


@pytest.fixture
def mini(tmp_path: Path) -> Iterator[MiniSite]:
    """Give an empty site; check that its builds leave nothing behind."""
    site = MiniSite(tmp_path)
    yield site
    assert remains(site) == []


@pytest.fixture(scope="session")
def need() -> Callable[[str, str], str]:
    """Give a function that finds an executable, or skips with the command that installs it."""

    def find(name: str, command: str) -> str:
        # A user's PATH often lacks the folder of servers.
        path = shutil.which(name, path=f"{os.environ.get('PATH', '')}{os.pathsep}/usr/sbin")
        if path:
            return path
        message = f"{name} is missing; to install it: {command}"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)

    return find


@pytest.fixture
def published() -> Path:
    """Give the folder of the site that `make site` built."""
    site = ROOT / "site"
    assert (site / "index.html").is_file(), "no site: build it with `make site`"
    return site
