"""The machine that measures."""

import os
import platform
from datetime import UTC, datetime

from running_loop.words import day


def described() -> str:
    """Return today's date and what this machine is, as a page says it of figures."""
    cores = os.cpu_count() or 1
    machine = f"{platform.system()} {platform.machine()}, {cores} core{'s' if cores > 1 else ''}"
    return f"{day(datetime.now(tz=UTC).date())}: {machine}"
