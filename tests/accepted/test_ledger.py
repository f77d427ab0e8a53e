from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from running_loop.accepted.ledger import NAME, Entry, read, write
from running_loop.problem import ProblemError

ENTRY = Entry("0", {"3.11.7": date(2026, 1, 1), "3.14.0rc1": date(2026, 1, 2)})


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_an_entry_of_any_name_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    folder = tmp_path_factory.mktemp("record")
    for item in (f"{name}.py", "🐍.py", 'a"\\\x7f.py'):
        write(folder, {item: ENTRY})
        assert read(folder, NAME) == {item: ENTRY}


HEAD = '["b.py"]\nprogram = "0"\n\n["a.py"]\n'


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("x = 1\n", 1),
        (f"{HEAD}program = 1\n", 4),
        (f"{HEAD}", 4),
        (f'{HEAD}program = "0"\n"3.99" = 2026-01-01\n', 4),
        (f'{HEAD}program = "0"\n"3.11.7" = 2026-01-01T10:00:00\n', 4),
        (f'{HEAD}program = "0"\n"3.11.7" = 10:00:00\n', 4),
        (f'{HEAD}program = "0"\n"3.11.7" = "2026-01-01"\n', 4),
        (f'{HEAD}program = "0"\n"3.11.{"9" * 5000}" = 2026-01-01\n', 4),
        (f'{HEAD}program = "0"\n"3.11.٣" = 2026-01-01\n', 4),
        (f'{HEAD}program = "0"\nmore = 2026-01-01\n', 4),
        (f'{HEAD}program = "0"\n"3.11.7" = 2026-02-30\n', 6),
        (f'{HEAD}program = "0"\nprogram = "0"\n', 6),
        ("x = " + "[" * 5000, 1),
        ("<<<<<<< ours\n", 1),
    ],
)
def test_a_record_by_another_hand_is_refused_with_its_line(
    tmp_path: Path, text: str, line: int
) -> None:
    (tmp_path / NAME).write_text(text, encoding="utf-8")
    with pytest.raises(ProblemError, match=f"place:{line}: ") as caught:
        read(tmp_path, "place")
    assert "to mend: restore it" in str(caught.value)
