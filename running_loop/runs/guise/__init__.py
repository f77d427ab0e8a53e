"""Guises: what a program may learn of where, when and by whom it runs, made other for a trial.

The system itself is asked first: another umask, another path to the same Python,
one processor alone, and, where it permits that, another user and host name in
namespaces of Linux. What is left is put in the place of functions of Python,
before the program's first line.
"""

import json
import os
import platform
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from running_loop.processes.halts import Halt
from running_loop.pythons.interpreter import Interpreter

SHIFT_S = 400 * 24 * 3600 + 7 * 3600 + 13 * 60
USER = "somebody"
# Every machine knows the address of the first; a name that none knows would be asked for.
HOSTS = ("localhost", "elsewhere")
NUMBERS = (12345, 12346)
HERE = Path(__file__).parent
LAUNCHER, PRELUDE = HERE / "launcher.py", HERE / "prelude.py"
# Python looks for this module when it starts. A module that does not import leaves no trace.
HOOK = """
import sys
sys.path[:] = [name for name in sys.path if name != {folder!r}]
sys.path_importer_cache.pop({folder!r}, None)
try:
    exec(compile({source!r}, "<guise>", "exec"), {{"__name__": "guise", "FACTS": {facts!r}}})
except Exception:
    pass
raise ImportError(name="sitecustomize")
"""
HOME = re.compile(r"^home *= *(?P<bin>.+?) *$", re.MULTILINE)
FRAME = re.compile(r'^[ |]*File "<guise>", line \d+, in .*\n', re.MULTILINE)


@dataclass(frozen=True)
class Trait:
    """One thing that a guise may change.

    Attributes:
        cause: What a program depends on that prints something else then.
        remedy: What its writer can do.
    """

    cause: str
    remedy: str


TRAITS = {
    "date": Trait(
        "the day or the time of day", "take a fixed date, or compare dates instead of printing them"
    ),
    "host": Trait("the host's name or its system", "leave them out, or print a name of your own"),
    "user": Trait("the user who runs it", "leave name and number of the user out"),
    "processors": Trait(
        "the number of processors",
        "leave it out, and say how many workers a pool has",
    ),
    "executable": Trait(
        "the folder where Python is installed", "print the name of a file instead of its path"
    ),
    "umask": Trait("the umask", "leave out the permissions of files, or set them with os.chmod"),
    "search path": Trait("the variable PATH", "leave it out"),
}
SEED = Trait(
    "the hash seed, as the order of a set and hash() do",
    "sort what comes from a set, and print no hash",
)
HALT = Trait(
    "how long its steps take, for it prints something else if it is stopped for a quarter of a"
    " second",
    "order its steps by events, queues or barriers instead of durations, or let the longer of two"
    " waits be 5 s and cancel it; lines that come in any order are any-order in its header",
)


@dataclass(frozen=True)
class Guise:
    """What is other in a run than in that of a build.

    Attributes:
        traits: Names of `TRAITS`.
        seed: The seed of the hashes of texts, or None for another one in each run.
        halt: When the run is stopped for a moment, or None for not at all.
        variables: What stands in the environment beside what a build gives, by pairs.
    """

    traits: tuple[str, ...] = ()
    seed: int | None = None
    halt: Halt | None = None
    variables: tuple[tuple[str, str], ...] = ()

    def python(self, python: Interpreter, folder: Path) -> Interpreter:
        """Return a Python by another path, if this guise has one.

        Args:
            python: The Python.
            folder: The folder of the run; links in it make the path.
        """
        prefix = Path(python.executable).parent.parent
        inner = Path(python.executable).relative_to(prefix)
        if "executable" not in self.traits or inner.parts[0] != "bin":
            return python
        links = _links(prefix, folder)
        libraries = [path for name in python.libraries for path in _beyond(name, links)]
        executable = str(folder / "python" / inner)
        return replace(python, executable=executable, libraries=(*libraries, *python.libraries))

    def command(self, command: Sequence[str]) -> list[str]:
        """Return the command that runs another in this guise."""
        if not self.traits:
            return list(command)
        facts = json.dumps(_facts(self.traits))
        return [sys.executable, "-I", "-S", str(LAUNCHER), facts, *command]

    def environment(self, folder: Path, path: str) -> dict[str, str]:
        """Return the variables of a run in this guise; write what they name into its folder.

        Args:
            folder: The folder of the run.
            path: The PATH of a build's run.
        """
        found = dict(self.variables)
        if self.seed is not None:
            found["PYTHONHASHSEED"] = str(self.seed)
        if self.traits:
            found["PYTHONPATH"] = _hook(folder / "guise", self.traits)
        if "search path" in self.traits:
            found["PATH"] = f"{path}:{folder / 'bin'}"
        return found

    def unseen(self, output: str) -> str:
        """Return an output without the frames of functions that this guise put in the way."""
        return FRAME.sub("", output) if self.traits else output


PLAIN = Guise()
ELSEWHERE = Guise(tuple(TRAITS))


def _links(prefix: Path, folder: Path) -> dict[Path, Path]:
    """Make another path to a Python, and to the one beneath a virtual environment.

    Returns:
        The other folder for each.
    """
    other, settings = folder / "python", prefix / "pyvenv.cfg"
    home = HOME.search(settings.read_text(encoding="utf-8")) if settings.is_file() else None
    if home is None:
        other.symlink_to(prefix, target_is_directory=True)
        return {prefix: other}
    other.mkdir()
    for item in prefix.iterdir():
        if item != settings:
            (other / item.name).symlink_to(item)
    beneath, base = Path(home["bin"]).parent, folder / "base"
    base.symlink_to(beneath, target_is_directory=True)
    text = HOME.sub(f"home = {base / Path(home['bin']).name}", settings.read_text(encoding="utf-8"))
    (other / settings.name).write_text(text, encoding="utf-8")
    return {prefix: other, beneath: base}


def _beyond(name: str, links: Mapping[Path, Path]) -> Iterator[str]:
    """Yield the paths of a folder of modules through links."""
    for prefix, link in links.items():
        if Path(name).is_relative_to(prefix):
            yield str(link / Path(name).relative_to(prefix))


def _facts(traits: Sequence[str]) -> dict[str, Any]:
    """Return what is other in a guise."""
    host, number = platform.node(), os.getuid()
    return {
        "traits": tuple(traits),
        "shift": SHIFT_S,
        "user": USER,
        "host": next(name for name in HOSTS if name != host),
        "uid": next(item for item in NUMBERS if item != number),
    }


def _hook(folder: Path, traits: Sequence[str]) -> str:
    """Write the module that puts on a guise, and return the folder where Python finds it."""
    folder.mkdir(exist_ok=True)
    source = PRELUDE.read_text(encoding="utf-8")
    text = HOOK.format(folder=str(folder), source=source, facts=_facts(traits))
    (folder / "sitecustomize.py").write_text(text, encoding="utf-8")
    return str(folder)
