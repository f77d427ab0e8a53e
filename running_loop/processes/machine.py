"""The machine that runs the programs."""

import os
import platform
from datetime import UTC, datetime

from running_loop.english import day

CORES = os.cpu_count() or 1


def described() -> str:
    """Return today's date and what this machine is, as a page says it of figures."""
    machine = f"{platform.system()} {platform.machine()}, {CORES} core{'s' if CORES > 1 else ''}"
    return f"{day(datetime.now(tz=UTC).date())}: {machine}"
