"""The lines of a text, as Python, TOML and YAML count them.

`str.splitlines` ends a line at eleven characters, of which a source has one.
"""

LONGEST_SHOWN = 80


def split(text: str) -> list[str]:
    """Return the lines of a text without their ends; only a line feed ends one."""
    lines = text.split("\n")
    return lines if lines[-1] else lines[:-1]


def split_keeping_ends(text: str) -> list[str]:
    """Return the lines of a text, each with its line feed if it has one."""
    *ended, last = text.split("\n")
    return [*(f"{line}\n" for line in ended), *([last] if last else [])]


def shown(value: object) -> str:
    """Return a value as a message shows it: as Python writes it, but short."""
    try:
        text = repr(value)
    except ValueError:  # a number of thousands of digits
        return "a number too long to show"
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}..."
