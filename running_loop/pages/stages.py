"""Stages on pages: the lines of programs that only set the stage, folded into one.

A program arrives on its page whole. A line in the place of each group of lines opens it, and it
is no text: neither the search nor who copies the program finds it.
"""

import json
import re
from html import escape

from running_loop.pages import marks
from running_loop.programs import stage
from running_loop.programs.snippets import Snippet

BEGIN = "stage {}"
MARK = marks.pattern(BEGIN.format(r"(?P<groups>\[.*?\])"))
# The mark, what stands between it and the program, and the program's own lines.
MARKED = re.compile(
    rf"(?s){MARK}(?P<before>(?:(?!<code\b|<!--{marks.NONCE}).)*)"
    r"(?:(?P<tag><code\b[^>]*>)(?P<code>.*?)(?=</code>))?"
)
IN_MARKDOWN = re.compile(rf"{MARK}\s*")
# A line of code takes the tags with it that its end closes.
LINE = re.compile(r"[^\n]*\n(?:</\w+>)*|[^\n]+\Z")
TAG = re.compile(r"<(?P<end>/?)\w+\b[^>]*>")
# Numbers of lines in a column of their own would no longer stand beside their lines.
COLUMN = re.compile(r'class="linenos?\b|class="linenodiv\b')


def mark(snippet: Snippet) -> str:
    """Return the mark that stands before a program on a page; empty if it folds nothing."""
    found = stage.groups(snippet.body, snippet.header.stage)
    said = [[group.first, group.last, group.says] for group in found]
    return marks.mark(BEGIN.format(marks.literal(said))) if said else ""


def told(markdown: str) -> str:
    """Return Markdown without the marks of stages: it shows programs whole."""
    return IN_MARKDOWN.sub("", markdown)


def fold(html: str) -> str:
    """Return the HTML of a page with the stages of its programs folded."""
    return MARKED.sub(_folded, html)


def _folded(match: re.Match[str]) -> str:
    before, tag, code = match["before"], match["tag"] or "", match["code"] or ""
    lines = LINE.findall(code)
    if not COLUMN.search(before):
        for first, last, says in reversed(json.loads(match["groups"])):
            held = "".join(lines[first - 1 : last])
            if last <= len(lines) and _is_whole(held):
                lines[first - 1 : last] = [_fold(held, says)]
    return f"{before}{tag}{''.join(lines)}"


def _is_whole(html: str) -> bool:
    """Return whether each tag in a piece of HTML has its other half in it."""
    depth = 0
    for tag in TAG.finditer(html):
        depth += -1 if tag["end"] else 1
        if depth < 0:
            return False
    return depth == 0


def _fold(lines: str, says: str) -> str:
    label = f'aria-label="{escape(says)}" autocomplete="off"'
    return (
        f'<span class="stage"><input class="stage__fold" type="checkbox" {label}>'
        f'<span class="stage__lines">{lines}</span></span>'
    )
