"""What the tests share: mini sites, and how a published block runs."""

import os
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from pytest_codeblocks import plugin as codeblocks

from tests import ROOT, pythons_here
from tests.blocks import PublishedBlock
from tests.mini import MiniSite, remains
from tests.one_page import pytest_addoption, pytest_collection_modifyitems

__all__ = ["pytest_addoption", "pytest_collection_modifyitems"]  # hooks are found by name

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# pytest-codeblocks collects the blocks; ours runs each in a process of its own.
codeblocks.TestBlock = PublishedBlock

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # Who is started in the background ignores Ctrl-C, and so would all that the tests start.
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_configure(config: pytest.Config) -> None:
    """Refuse to begin where a Python is missing that must be here."""
    setting = os.environ.get(pythons_here.VARIABLE, "")
    # The workers are started by one that has looked already.
    if setting and not hasattr(config, "workerinput"):
        refusal = pythons_here.fault(setting, pythons_here.here())
        if refusal:
            raise pytest.UsageError(refusal)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell which Pythons the tests ran on, and which they lacked."""
    terminalreporter.write_line(pythons_here.told())


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


# Not for the session: while Playwright works, nothing else in the process can run a loop.
@pytest.fixture(scope="module")
def browser(need: Callable[[str, str], str]) -> Iterator[Browser]:
    """Give a real browser; each test opens pages of its own in it."""
    chromium = need("chromium", "apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def published() -> Path:
    """Give the folder of the site that `make site` built."""
    site = ROOT / "site"
    assert (site / "index.html").is_file(), "no site: build it with `make site`"
    return site
