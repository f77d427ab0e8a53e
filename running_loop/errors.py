"""Mistakes as MkDocs reports them: a message without a traceback."""

from collections.abc import Iterator
from contextlib import contextmanager

from mkdocs.exceptions import PluginError

from running_loop.problem import ProblemError


@contextmanager
def plain_errors() -> Iterator[None]:
    """Turn problems into the error of which MkDocs prints the message alone."""
    try:
        yield
    except ProblemError as error:
        raise PluginError(str(error)) from error
