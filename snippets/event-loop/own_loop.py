# /// script
# requires-python = ">=3.11"
# ///
"""An event loop of 20 lines: a queue, and generators that pause."""

import time
from collections import deque
from collections.abc import Generator

Job = Generator[float, None, None]


def serve(table: str, seconds: float) -> Job:
    print(f"{table}: here is the menu")
    yield seconds  # pause; go on after so many seconds
    print(f"{table}: the order is taken")


def run(*jobs: Job) -> None:
    ready = deque(jobs)
    pausing: list[tuple[float, Job]] = []
    while ready or pausing:
        if not ready:
            pausing.sort(key=lambda pair: pair[0])
            moment, job = pausing.pop(0)
            time.sleep(max(0, moment - time.monotonic()))
            ready.append(job)
        job = ready.popleft()
        try:
            seconds = next(job)
        except StopIteration:
            continue  # the job is done
        pausing.append((time.monotonic() + seconds, job))


run(serve("window", 0.9), serve("door", 0.3), serve("corner", 0.6))
