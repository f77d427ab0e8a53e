"""Which plugins may have changed a page."""

from mkdocs.config.defaults import MkDocsConfig

from running_loop.english import listed

# They read pages, and change none.
INNOCENT = {"running-loop", "execute", "search", "material/search"}


def changers(config: MkDocsConfig, *events: str) -> str:
    """Return the names of the plugins that take part in some events, as a sentence lists them."""
    methods = [method for event in events for method in config.plugins.events.get(event, ())]
    owners = [getattr(method, "__self__", None) for method in methods]
    names = [
        name
        for name, plugin in config.plugins.items()
        if name not in INNOCENT and any(owner is plugin for owner in owners)
    ]
    return f"a plugin ({listed(names)})" if names else "a hook or the theme"
