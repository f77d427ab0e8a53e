"""Documentation whose programs really ran.

In a page that is opened as a notebook, `snippet`, `tabs`, `compare` and `checked`
run programs and show what the built page shows.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from running_loop.project.notebook import checked, compare, snippet, tabs

__all__ = ["checked", "compare", "snippet", "tabs"]


def __getattr__(name: str) -> Any:  # noqa: ANN401, PEP 562
    """Return a function of a page's cells; modules of the engine do not need them."""
    if name not in __all__:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    from running_loop.project import notebook  # noqa: PLC0415, the engine imports this package first

    return getattr(notebook, name)
