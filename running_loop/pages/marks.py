"""Marks: comments by which a build finds again what it wrote into a text.

Pages and programs may hold any text, that of a mark too. So each mark holds a
number that nobody can know before the build: only marks of this build count,
and none of them is published.
"""

import json
import re
import secrets

NONCE = secrets.token_hex(16)
# What pytest-codeblocks reads in the published Markdown.
FOR_TESTS = re.compile(rf"<!--{NONCE} (pytest.*?)-->(\s*)")


def mark(text: str) -> str:
    """Return a mark that says a text; the text must not end a comment."""
    return f"<!--{NONCE} {text}-->"


def pattern(expression: str) -> str:
    """Return a regular expression for the marks that say what another one matches."""
    return f"<!--{NONCE} {expression}-->"


def literal(value: object) -> str:
    """Return a value as JSON that can stand in a mark; a text is also a literal of Python."""
    text = json.dumps(value, ensure_ascii=False)
    return text.replace(">", "\\u003e").replace("--", "-\\u002d")


def for_tests(markdown: str) -> str:
    """Return Markdown with its marks for tests as pytest-codeblocks reads them."""
    return FOR_TESTS.sub(r"<!--\1-->\2", markdown)


def without_tests(markdown: str) -> str:
    """Return Markdown without its marks for tests."""
    return FOR_TESTS.sub("", markdown)
