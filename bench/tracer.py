"""What the tracer costs: `.venv/bin/python bench/tracer.py [PYTHON ...]`.

Each program runs in turns without and with the tracer; the best of its turns
counts, in processor time of the whole process. A step is one turn of a task; the
short programs stay below the tracer's limit, the long one goes far beyond it.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from running_loop import tracer

TURNS = 9
FEW, MORE, MANY = 1_000, 4_000, 100_000
# The program itself says how long its steps took, and prints nothing else.
FRAME = """
import asyncio, sys, time
STEPS = int(sys.argv[1])
{body}
begin = time.process_time()
asyncio.run(main())
print(time.process_time() - begin)
"""
STEPS = {
    "empty steps of one task": """
async def main():
    for _ in range(STEPS):
        await asyncio.sleep(0)
""",
    "empty steps of ten tasks": """
async def work():
    for _ in range(STEPS // 10):
        await asyncio.sleep(0)
async def main():
    await asyncio.gather(*(work() for _ in range(10)))
""",
    "hand-overs through queues": """
async def pass_on(source, target):
    for _ in range(STEPS // 2):
        target.put_nowait(await source.get())
async def main():
    one, other = asyncio.Queue(), asyncio.Queue()
    one.put_nowait(0)
    await asyncio.gather(pass_on(one, other), pass_on(other, one))
""",
    "short sleeps": """
async def work():
    for _ in range(STEPS // 1000):
        await asyncio.sleep(0.001)
async def main():
    await asyncio.gather(*(work() for _ in range(1000)))
""",
}


def main(pythons: list[str]) -> None:
    """Measure with each Python and print one table for each."""
    with tempfile.TemporaryDirectory() as folder:
        for python in pythons:
            _table(Path(folder), python)


def _table(folder: Path, python: str) -> None:
    version = _output([python, "-c", "import sys; print(sys.version.split()[0])"]).strip()
    print(f"Python {version}")
    print(f"{'':28}{'plain':>9}{'traced':>9}{'cost':>9}{'ratio':>8}{'ratio at':>10}")
    print(f"{'':28}{'µs/step':>9}{'µs/step':>9}{'µs/step':>9}{'':8}{MANY:>10}")
    for name, body in STEPS.items():
        program = folder / "program.py"
        program.write_text(FRAME.format(body=body), encoding="utf-8")
        few, more = (_compare(program, python, steps) for steps in (FEW, MORE))
        many = _compare(program, python, MANY)
        # What comes once, such as the first look at each line, is in both and falls out.
        plain, traced = (
            1e6 * (last - first) / (MORE - FEW) for first, last in zip(few, more, strict=True)
        )
        cost, ratio, ratio_many = traced - plain, traced / plain, many[1] / many[0]
        numbers = f"{plain:9.2f}{traced:9.2f}{cost:9.2f}{ratio:8.2f}{ratio_many:10.2f}"
        print(f"{name:28}{numbers}")
    program.write_text("", encoding="utf-8")
    plain, traced = _best_of(program, python, 0, _duration)
    print(f"{'start and end of a program':28}{plain * 1e3:6.0f} ms{traced * 1e3:6.0f} ms\n")


def _compare(program: Path, python: str, steps: int) -> tuple[float, float]:
    return _best_of(program, python, steps, lambda command: float(_output(command)))


def _best_of(
    program: Path, python: str, steps: int, measure: Callable[[list[str]], float]
) -> tuple[float, float]:
    """Return the best times without and with the tracer, taken in turns."""
    plain = [python, str(program), str(steps)]
    traced = tracer.command(python, str(program), str(program.with_suffix(".events")), str(steps))
    turns = [(measure(plain), measure(traced)) for _ in range(TURNS)]
    return min(turn[0] for turn in turns), min(turn[1] for turn in turns)


def _duration(command: list[str]) -> float:
    begin = time.perf_counter()
    _output(command)
    return time.perf_counter() - begin


def _output(command: list[str]) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


if __name__ == "__main__":
    main(sys.argv[1:] or [sys.executable])
