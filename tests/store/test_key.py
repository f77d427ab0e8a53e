from running_loop.store.key import Key, digest


def test_the_digest_depends_on_name_and_parts_and_not_on_their_order() -> None:
    key = Key("a", {"x": "1", "y": "2"})
    assert key.digest == Key("a", {"y": "2", "x": "1"}).digest
    others = [Key("b", key.parts), Key("a", {"x": "1"}), Key("a", {"x": "1", "y": "3"})]
    assert len({key.digest, *(other.digest for other in others)}) == 4


def test_changes_are_told_in_words() -> None:
    before = Key("a", {"Python": "3.11.7", "the program": digest(b"1"), "file x": digest(b"")})
    now = Key("a", {"Python": "3.11.8", "the program": digest(b"2"), "package y": "1.0"})
    assert list(now.changes(before)) == [
        "Python: 3.11.7 became 3.11.8",
        "file x: no longer used",
        "package y: new",
        "the program: changed",
    ]
    assert list(now.changes(now)) == []
