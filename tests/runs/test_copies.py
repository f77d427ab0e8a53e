"""The folder that cells get."""

from pathlib import Path

from running_loop.runs.copies import copy


def test_a_copy_has_what_can_be_read_and_no_way_back(tmp_path: Path) -> None:
    docs, other = tmp_path / "docs", tmp_path / "other"
    (docs / "sub").mkdir(parents=True)
    other.mkdir()
    (docs / "sub" / "data.txt").write_text("data")
    (docs / ".hidden").write_text("hidden")
    (other / "linked.txt").write_text("linked")
    (docs / "link.txt").symlink_to(other / "linked.txt")
    (docs / "other").symlink_to(other)
    (docs / "dangling").symlink_to("nowhere")
    (docs / "sub" / "loop").symlink_to(docs)
    made = tmp_path / "copy"
    copy(docs, made)
    found = {path.relative_to(made).as_posix() for path in made.rglob("*")}
    assert found == {"sub", "sub/data.txt", "link.txt", "other", "other/linked.txt"}
    for path in made.rglob("*.txt"):
        path.write_text("changed")
    assert (docs / "sub" / "data.txt").read_text() == "data"
    assert (other / "linked.txt").read_text() == "linked"
