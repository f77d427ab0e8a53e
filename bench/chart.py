"""The table of the bench as a picture, once for light pages and once for dark ones."""

from collections.abc import Sequence
from pathlib import Path

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

INKS = {"light": "#1f2328", "dark": "#d7dce2"}
COLOURS = ("#0072b2", "#e69f00", "#009e73")
HATCHES = ("", "///", "...")
HEIGHT = 0.27
TICKS = (0.5, 1, 2, 5, 10, 20, 50)


def draw(
    folder: Path, rows: Sequence[tuple[str, Sequence[float]]], steps: Sequence[str], floor: float
) -> None:
    """Write `bench-light.svg` and `bench-dark.svg`.

    Args:
        folder: Where they are written.
        rows: The name of each tool and its ratios to the static build, one for each step.
        steps: What the ratios are of.
        floor: The ratio below which no build from nothing can be.
    """
    # Without a date and with a fixed salt, the same numbers give the same file.
    settings = {"svg.fonttype": "none", "svg.hashsalt": "bench", "font.family": "sans-serif"}
    for scheme, ink in INKS.items():
        with mpl.rc_context(settings):
            figure = _figure(rows, steps, floor, ink)
            path = folder / f"bench-{scheme}.svg"
            figure.savefig(path, transparent=True, metadata={"Date": None})


def _figure(
    rows: Sequence[tuple[str, Sequence[float]]], steps: Sequence[str], floor: float, ink: str
) -> Figure:
    figure = Figure(figsize=(7.5, 0.95 * len(rows) + 1.2), layout="constrained")
    axes = figure.subplots()
    for number, step in enumerate(steps):
        places = [place + (number - 1) * HEIGHT for place in range(len(rows))]
        lengths = [ratios[number] for _, ratios in rows]
        look = {"color": COLOURS[number], "hatch": HATCHES[number], "edgecolor": ink}
        bars = axes.barh(places, lengths, HEIGHT, label=step, linewidth=0.5, **look)
        axes.bar_label(bars, fmt="%.1f", padding=3, color=ink, fontsize=8)
    axes.axvline(1, color=ink, linewidth=1)
    axes.axvline(floor, color=ink, linewidth=1, linestyle="--")
    axes.annotate(" floor", (floor, -0.62), color=ink, fontsize=8)
    _label(axes, [name for name, _ in rows], ink)
    return figure


def _label(axes: Axes, names: Sequence[str], ink: str) -> None:
    axes.set_yticks(range(len(names)), names)
    axes.invert_yaxis()
    axes.set_xscale("log")
    axes.xaxis.set_major_locator(FixedLocator(TICKS))
    axes.xaxis.set_minor_locator(NullLocator())
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
    axes.set_xlabel("times the static build (logarithmic)", color=ink)
    axes.tick_params(colors=ink)
    axes.spines[["top", "right"]].set_visible(False)
    axes.spines[["left", "bottom"]].set_color(ink)
    axes.legend(labelcolor=ink, frameon=False, loc="lower right", fontsize=8)
