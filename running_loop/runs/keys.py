"""What a recording depends on: the keys of programs."""

from collections.abc import Mapping

from running_loop.programs import distributions
from running_loop.programs.snippets import Snippet
from running_loop.pythons.interpreter import Interpreter
from running_loop.store import engine
from running_loop.store.key import Key, digest


def of_snippet(snippet: Snippet, interpreter: Interpreter, services: Mapping[str, str]) -> Key:
    """Return the key of a program's recording.

    Args:
        snippet: The program.
        interpreter: The Python that is to run it.
        services: What would answer it, with its version, by the service's name.
    """
    parts = {
        "the program": digest(snippet.body.encode()),
        "its header": digest(repr(snippet.header.run).encode()),
        "Python": interpreter.build,
        **{f"Python {other.series}": other.build for other in interpreter.beside},
        "the engine": engine.version(),
        **{f"file {name}": digest(data) for name, data in snippet.files.items()},
        **distributions.parts(snippet.header.dependencies, snippet.imports),
        **{f"service {name}": services[name] for name in snippet.header.services},
    }
    return Key(f"{snippet.name} on Python {interpreter.series}", parts)
