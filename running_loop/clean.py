"""What a program printed, as text that is safe to show."""

import re
import unicodedata

# Escape sequences of ECMA-48: CSI, OSC, and the two-character ones.
ESCAPE_SEQUENCE = re.compile(
    r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\^_])",
)
# All that may need to be made visible, and some that need not.
UNUSUAL = re.compile(r"[^\n\t -~]")
CONTROL_PICTURES = 0x2400
LINE_END_PICTURE = chr(CONTROL_PICTURES + ord("\n"))
DELETE, DELETE_PICTURE = 0x7F, 0x2421


def clean(raw: bytes) -> str:
    r"""Return printed bytes as text without escape sequences and control characters.

    Colours are removed, other control characters become visible (a NUL is
    shown as its picture), bytes that are not UTF-8 become `\xff`. The text is
    empty or ends with a newline.
    """
    text = visible(raw.decode("utf-8", "backslashreplace").replace("\r\n", "\n"))
    return text if not text or text.endswith("\n") else text + "\n"


def one_line(text: str) -> str:
    """Return a name, a label or a value as one line of text that is safe to show.

    It becomes what `clean` makes of it, and each line end becomes its picture.
    A line that is clean stays as it is.
    """
    if text.isascii() and text.isprintable():
        return text
    encoded = text.encode("utf-8", "backslashreplace").decode()
    return visible(encoded).replace("\n", LINE_END_PICTURE)


def shorten(text: str, places: dict[str, str]) -> str:
    """Return the text with the folders of this machine replaced, in the order given."""
    for folder, short in places.items():
        text = text.replace(folder, short)
    return text


def visible(text: str) -> str:
    """Return a text without escape sequences, its control characters visible."""
    return UNUSUAL.sub(lambda match: _visible(match[0]), ESCAPE_SEQUENCE.sub("", text))


def _visible(char: str) -> str:
    code = ord(char)
    if unicodedata.category(char) not in {"Cc", "Cf", "Zl", "Zp"}:
        return char
    if code < ord(" "):
        return chr(CONTROL_PICTURES + code)
    if code == DELETE:
        return chr(DELETE_PICTURE)
    # A joiner holds an emoji together; the other format characters reorder text.
    return char if char in "\u200c\u200d" else char.encode("unicode_escape").decode()
