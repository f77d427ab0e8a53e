# /// script
# requires-python = ">=3.11"
# ///
"""Warned of in one version, gone in another."""

import asyncio
import importlib
import warnings
from collections.abc import Callable


def try_out(name: str, action: Callable[[], object]) -> None:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            action()
        except (AttributeError, ImportError, RuntimeError) as error:
            print(f"{name}: {type(error).__name__}: {error}")
            return
    said = [f"{w.category.__name__}: {w.message}" for w in caught]
    print(f"{name}:", *said or ["works"])


def import_asyncore() -> object:
    return importlib.import_module("asyncore")


def child_watcher() -> object:
    return asyncio.get_child_watcher()


def loop_outside_of_run() -> None:
    asyncio.get_event_loop().close()


for action in (import_asyncore, child_watcher, loop_outside_of_run):
    try_out(action.__name__, action)
