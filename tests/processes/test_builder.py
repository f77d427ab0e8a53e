"""What is private to who builds the site."""

from collections.abc import Iterator

import pytest

from running_loop.processes import builder


@pytest.fixture(autouse=True)
def _afresh() -> Iterator[None]:
    builder.private.cache_clear()
    yield
    builder.private.cache_clear()


def values(what: str) -> set[str]:
    return {item.value for item in builder.private() if item.what == what}


@pytest.mark.parametrize(
    ("value", "parts"),
    [
        ("eight888", {"eight888"}),
        ("seven77", set()),
        ("  padded-value\n", {"padded-value"}),
        ("C.UTF-8", set()),
        ("localhost", set()),
        (
            "postgres://me:pass%20word1@host/db",
            {"postgres://me:pass%20word1@host/db", "pass word1"},
        ),
        ('{"a": ["inner-secret", 1], "long-name-of-it": "b"}', {"inner-secret"}),
        ("-----BEGIN KEY-----\nMIIEvgIBADANBgkqhk\nab\n-----END KEY-----", {"MIIEvgIBADANBgkqhk"}),
    ],
)
def test_the_environment_is_private_from_eight_characters_on(
    monkeypatch: pytest.MonkeyPatch, value: str, parts: set[str]
) -> None:
    monkeypatch.setenv("MY_TOKEN", value)
    found = values("what is in the variable MY_TOKEN")
    assert parts <= found
    assert found - parts <= {value.strip()}
    assert bool(found) is bool(parts)


def test_what_programs_are_given_is_not_private(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/somewhere/bin")
    monkeypatch.setenv("COPY_OF_PATH", "/somewhere/bin")
    monkeypatch.setenv("TERM", "xterm-256color")
    assert not any("xterm" in item.value or "somewhere" in item.value for item in builder.private())


@pytest.mark.parametrize(
    ("user", "host", "names"),
    [
        ("alice", "box.example.org", {"alice", "box.example.org", "box"}),
        ("root", "localhost", set()),
        ("al", "x1", set()),
        ("runner", "4711", set()),
    ],
)
def test_names_are_private_if_they_tell_something(
    monkeypatch: pytest.MonkeyPatch, user: str, host: str, names: set[str]
) -> None:
    monkeypatch.setattr(builder, "_user", lambda: (user, f"/home/{user}"))
    monkeypatch.setattr("socket.gethostname", lambda: host)
    for name in ("USER", "LOGNAME", "HOME"):
        monkeypatch.delenv(name, raising=False)
    assert values("the name of the user") | values("the name of the machine") == names
    common = user in {"root", "runner"}
    assert values("the home folder of the user") == (set() if common else {f"/home/{user}"})
