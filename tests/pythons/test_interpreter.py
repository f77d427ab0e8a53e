import platform
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from running_loop.programs.header import Header
from running_loop.programs.snippets import Snippet
from running_loop.pythons.interpreter import current


def refusal(header: Header) -> str:
    return str(current().refuses(Snippet("demo/a.py", Path("a.py"), header, "")) or "")


def test_a_program_without_needs_is_run() -> None:
    assert refusal(Header()) == ""


def test_an_installed_package_is_enough() -> None:
    assert refusal(Header(dependencies=(Requirement("aiohttp>=3"),))) == ""


def test_a_package_for_another_system_is_not_needed() -> None:
    elsewhere = Requirement('no-such-package; sys_platform == "atari"')
    assert refusal(Header(dependencies=(elsewhere,))) == ""


def test_too_old_a_package_is_refused() -> None:
    wanted = Requirement("aiohttp>=999")
    assert "needs aiohttp>=999, not installed here" in refusal(Header(dependencies=(wanted,)))


def test_another_python_is_refused() -> None:
    said = refusal(Header(requires_python=SpecifierSet("<3.11")))
    assert f"this build runs Python {current().version}" in said


def test_a_python_built_from_a_checkout_runs_what_its_last_release_does(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(platform, "python_version", lambda: "3.99.0a1+")
    built = current.__wrapped__()
    wanted = Header(requires_python=SpecifierSet(">=3.11"))
    assert built.refuses(Snippet("demo/a.py", Path("a.py"), wanted, "")) is None
