"""Documents of TOML and YAML: their values, and what is wrong with those that are malformed."""

import re
import tomllib
from collections.abc import Sequence
from typing import Any

import yaml

# More than any page says of itself, and far less than a nest of aliases can stand for.
MOST_VALUES = 20_000
DEEPEST = 50
# A header has a dozen.
MOST_LINES = 200


class _Exact(yaml.constructor.BaseConstructor):
    """Tells where a value is that cannot be made."""

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:  # noqa: ANN401, FBT001, FBT002, its base's
        try:
            return super().construct_object(node, deep)
        # What Python says of `2026-02-30`, `!!int abc`, `!!timestamp x` or `!!bool x`.
        except (ValueError, TypeError, LookupError, AttributeError, OverflowError) as error:
            found = f"{str(node.value)[:40]!r} is no {node.tag.rpartition(':')[2]}"
            raise yaml.constructor.ConstructorError(None, None, found, node.start_mark) from error


class Values(_Exact, yaml.SafeLoader):
    """Reads numbers, dates and the like."""


class Texts(_Exact, yaml.BaseLoader):
    """Reads each value as text."""


Loader = Values | Texts


class MalformedError(ValueError):
    """A text that is no document; `line` counts from 1."""

    def __init__(self, message: str, line: int) -> None:
        """Take what is wrong and the line it is in."""
        super().__init__(message)
        self.line = line


def toml(text: str) -> dict[str, Any]:
    """Return what a text of TOML says.

    Raises:
        MalformedError: It is not TOML.
    """
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        position = re.search(r"at line (\d+)", str(error))
        line = int(position[1]) if position else text.rstrip().count("\n") + 1
        raise MalformedError(f"is not valid TOML: {error}", line) from error
    except RecursionError as error:
        raise MalformedError("is nested too deeply", 1) from error
    except ValueError as error:  # a number of thousands of digits
        raise MalformedError(f"is not valid TOML: {error}", 1) from error


def lines_of(text: str, keys: Sequence[str]) -> range:
    """Return the numbers of the lines of a text of TOML that set what keys lead to.

    Args:
        text: The text, which is TOML.
        keys: The names of tables, one within the other, and of a value in the last.
    """
    parts = text.split("\n")
    before = 0
    # A statement begins where the text above it is whole, and ends where the text is again.
    for number in range(1, min(len(parts), MOST_LINES) + 1):
        try:
            held = tomllib.loads("\n".join(parts[:number]))
        except ValueError:
            continue
        if _leads(held, keys):
            return range(before + 1, number + 1)
        before = number
    return range(1, len(parts) + 1)


def quoted(text: str) -> str:
    """Return a text as a string of TOML."""
    return '"' + "".join(map(_escaped, text)) + '"'


def nodes(text: str, loader: type[Loader]) -> yaml.Node | None:
    """Return a text of YAML as nodes, which know their places; None for an empty one.

    Raises:
        MalformedError: It is not YAML, or its aliases stand for too much.
    """
    made: Loader | None = None
    try:
        made = loader(text)
        node: yaml.Node | None = made.get_single_node()
        _weigh(node, {})
    except yaml.MarkedYAMLError as error:
        raise _malformed(text, error) from error
    except yaml.reader.ReaderError as error:
        found = f"has a character that YAML does not allow, {error.character:#06x}"
        raise MalformedError(found, line(text, error.position)) from error
    except RecursionError as error:
        raise MalformedError("is nested too deeply", line(text, _index(made))) from error
    except (ValueError, OverflowError) as error:  # an escape that is no character
        found = f"is not valid YAML: {error}"
        raise MalformedError(found, line(text, _index(made))) from error
    return node


def value(text: str, node: yaml.Node | None, loader: type[Loader]) -> Any:  # noqa: ANN401, what YAML can hold
    """Return what a node of a text of YAML says.

    Raises:
        MalformedError: It holds something that is not what its tag says.
    """
    if node is None:
        return None
    try:
        return loader("").construct_document(node)
    except yaml.MarkedYAMLError as error:
        raise _malformed(text, error) from error


def line(text: str, index: int) -> int:
    """Return the number, from 1, of the line of a text in which a character stands.

    YAML itself ends lines at more characters than an editor does.
    """
    return text.count("\n", 0, index) + 1


def _weigh(node: yaml.Node | None, known: dict[int, int], depth: int = 0) -> int:
    """Return how many values a node stands for, each alias counted as what it names."""
    if node is None or isinstance(node, yaml.ScalarNode):
        _refuse_half(node)
        return 1
    if id(node) not in known and depth < DEEPEST:
        known[id(node)] = 0  # until it is weighed
        _refuse_twice(node)
        known[id(node)] = 1 + sum(_weigh(item, known, depth + 1) for item in _parts(node))
    weight = known.get(id(node))
    if not weight or weight > MOST_VALUES:
        why = "is nested too deeply" if weight is None else "holds itself"
        found = f"stands for more than {MOST_VALUES} values" if weight else why
        raise yaml.composer.ComposerError(None, None, f"this {found}", node.start_mark)
    return weight


def _refuse_half(node: yaml.ScalarNode | None) -> None:
    """Raise if a text holds half of a character: nothing can write it."""
    if node and not node.value.isascii() and re.search("[\ud800-\udfff]", node.value):
        raise yaml.constructor.ConstructorError(
            None, None, f"{node.value!r} is no text", node.start_mark
        )


def _refuse_twice(node: yaml.Node) -> None:
    """Raise if a mapping has a key twice: the first value would be lost."""
    seen: set[tuple[str, str]] = set()
    for key, _ in node.value if isinstance(node, yaml.MappingNode) else ():
        if isinstance(key, yaml.ScalarNode):
            if (key.tag, key.value) in seen:
                raise yaml.composer.ComposerError(
                    None, None, f"the key {key.value!r} stands here twice", key.start_mark
                )
            seen.add((key.tag, key.value))


def _parts(node: yaml.Node) -> list[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        return [part for pair in node.value for part in pair]
    return list(node.value)


def _index(loader: Loader | None) -> int:
    return loader.index if loader else 0


def _malformed(text: str, error: yaml.MarkedYAMLError) -> MalformedError:
    place = line(text, error.problem_mark.index) if error.problem_mark else 1
    return MalformedError(f"is not valid YAML: {error.problem}", place)


def _leads(held: Any, keys: Sequence[str]) -> bool:  # noqa: ANN401, what TOML can hold
    for key in keys:
        if not isinstance(held, dict) or key not in held:
            return False
        held = held[key]
    return True


def _escaped(char: str) -> str:
    if char in '"\\':
        return f"\\{char}"
    return char if char.isprintable() else f"\\U{ord(char):08x}"
