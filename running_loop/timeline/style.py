"""How a drawing looks: its colours, which a page may set, and its definitions.

A page sets `--rl-run`, `--rl-wait`, `--rl-hold`, `--rl-thread`, `--rl-print`,
`--rl-fail` and `--rl-paper`; without them, colours are taken that can be told
from white and from black. Nothing is told by colour alone.
"""

from running_loop.timeline.svg import element, style_of_widths

NAME, SMALL, CODE = 13.0, 11.0, 11.5
FONT = "system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"
# The part of a window that a drawing which stands alone takes.
INSIDE = 0.97
CODE_FONT = "ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace"

RULES = f"""
.rl{{display:block;overflow:visible;font:{SMALL}px {FONT};
--run:var(--rl-run,#2f74c9);--wait:var(--rl-wait,#7c8798);--hold:var(--rl-hold,#d13a2b);
--thread:var(--rl-thread,#8257c5);--print:var(--rl-print,#1d8a5a);--fail:var(--rl-fail,#c2410c);
--paper:var(--rl-paper,Canvas)}}
.rl text{{fill:currentColor}}
.rl-name{{font-size:{NAME}px;font-weight:600}}
.rl-soft,.rl text.rl-soft{{opacity:.72}}
.rl-code{{font:{CODE}px {CODE_FONT}}}
.rl-axis{{stroke:currentColor;stroke-width:1.5;opacity:.75}}
.rl-magnified{{stroke-dasharray:1.5 3}}
.rl-grid{{stroke:currentColor;opacity:.13}}
.rl-loop{{stroke:currentColor;opacity:.5;stroke-dasharray:7 4}}
.rl-born{{stroke:currentColor;opacity:.55;stroke-dasharray:1 3;stroke-width:1.3;
stroke-linecap:round;fill:none}}
.rl-run rect{{fill:var(--run)}}
.rl-thread.rl-run rect{{fill:var(--thread)}}
.rl-hold rect{{fill:var(--hold);stroke:currentColor;stroke-width:1.2}}
.rl .rl-hold text{{fill:#fff;font-weight:600}}
.rl-wait rect{{stroke:var(--wait);stroke-opacity:.75}}
.rl-ready rect{{fill:none;stroke:var(--wait);stroke-dasharray:2 2}}
.rl-wake{{stroke:currentColor;stroke-width:1.3}}
.rl-cancel{{stroke:var(--fail);stroke-width:1.6;stroke-dasharray:4 2.5}}
.rl-block{{stroke:var(--thread);stroke-width:2;fill:none}}
.rl-item{{stroke:currentColor;stroke-width:1.5}}
.rl-print{{fill:var(--paper);stroke:currentColor;stroke-width:1.1}}
.rl-dot{{fill:var(--print)}}
.rl text.rl-error{{font-style:italic}}
.rl text.rl-fail{{fill:var(--fail);font-weight:600}}
.rl-end,.rl-name{{paint-order:stroke;stroke:var(--paper);stroke-width:3px;stroke-linejoin:round}}
.rl-is-on rect{{stroke:currentColor;stroke-width:2.5}}
@media print{{.rl{{print-color-adjust:exact;-webkit-print-color-adjust:exact}}}}
"""
# A drawing that stands alone has no page to ask.
ALONE = """
.rl{color:#1a2029;background:#fff;color-scheme:light}
@media (prefers-color-scheme:dark){.rl{color:#e6e9ef;background:#14181f;color-scheme:dark;
--run:#5c9ded;--wait:#96a1b3;--hold:#e5534b;--thread:#a586e0;--print:#43b581;--fail:#ff8a5c;
--paper:#14181f}}
@media print{.rl{color:#000;background:#fff;--paper:#fff}}
"""


def style(*, alone: bool) -> str:
    """Return the style element; texts are chosen by the width of the window or container."""
    widths = style_of_widths("@media", 1 / INSIDE) if alone else style_of_widths("@container")
    rules = RULES + (ALONE if alone else "") + widths
    return element("style", rules.replace("\n", "").replace("&", "&amp;"))


def definitions(name: str) -> str:
    """Return the hatching and the arrow heads; names are the drawing's own on its page."""
    hatching = element("path", d="M-2 8L8 -2M4 14L14 4", stroke="var(--wait)", opacity=0.5)
    head = element("path", d="M0 0L7 3.5L0 7z", fill="currentColor")
    cross = element("path", d="M1 1L7 7M7 1L1 7", stroke="var(--fail)", stroke_width=2)
    box = {"refY": 3.5, "markerUnits": "userSpaceOnUse", "orient": "auto"}
    sizes = {"markerWidth": 8, "markerHeight": 8}
    return element(
        "defs",
        element(
            "pattern",
            hatching,
            id=f"{name}-hatch",
            width=6,
            height=6,
            patternUnits="userSpaceOnUse",
        )
        + element("marker", head, id=f"{name}-head", refX=6.5, **box, **sizes)
        + element("marker", cross, id=f"{name}-cross", refX=4, **box, **sizes),
    )
