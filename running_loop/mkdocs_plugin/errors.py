"""Mistakes as MkDocs reports them: a message without a traceback."""

import errno
import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, TypeVar

from jinja2 import TemplateNotFound
from mkdocs.exceptions import PluginError
from mkdocs.plugins import CombinedEvent

from running_loop.problem import Problem, ProblemError, described

Plugin = TypeVar("Plugin", bound=type)


@contextmanager
def plain_errors() -> Iterator[None]:
    """Turn problems, and what the system refuses, into the error whose message alone is printed."""
    try:
        yield
    except ProblemError as error:
        raise PluginError(str(error)) from error
    except TemplateNotFound as error:
        remedy = "mend its name in the front matter, or put it into custom_dir of the theme"
        found = "neither the theme nor its custom_dir has such a template"
        raise PluginError(str(Problem(str(error.name), found, remedy=remedy))) from error
    except OSError as error:
        if error.errno == errno.EPIPE:  # nobody listens any more
            raise
        raise PluginError(str(described(error))) from error


def plain_hooks(plugin: Plugin) -> Plugin:
    """Have each hook of a plugin raise as `plain_errors` does."""
    for name, hook in list(vars(plugin).items()):
        if isinstance(hook, CombinedEvent):
            setattr(plugin, name, CombinedEvent(*map(_plain, hook.methods)))
        elif inspect.isfunction(hook) and name.startswith(("on_", "load_config")):
            setattr(plugin, name, _plain(hook))
    return plugin


def _plain(hook: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(hook)
    def plain(*args: Any, **options: Any) -> Any:  # noqa: ANN401, as the hook
        with plain_errors():
            return hook(*args, **options)

    return plain
