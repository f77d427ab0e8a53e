import pytest

from running_loop.pythons.series import VERSION, release, series_of

ORDER = [
    "3.9.20",
    "3.11.0",
    "3.11.9",
    "3.11.10",
    "3.14.0a7",
    "3.14.0b1",
    "3.14.0rc1",
    "3.14.0rc2",
    "3.14.0",
    "3.14.1",
    "3.15.0a1",
]


def test_what_comes_before_a_release_sorts_before_it() -> None:
    backwards = list(reversed(ORDER))
    assert sorted(backwards, key=release) == ORDER


def test_series_sort_by_their_numbers() -> None:
    assert sorted(["3.9", "3.14", "3.10"], key=release) == ["3.9", "3.10", "3.14"]


@pytest.mark.parametrize("version", [*ORDER, "3.14.0+", "3.15.0a1+"])
def test_each_version_that_a_python_says_has_a_place_and_a_series(version: str) -> None:
    assert VERSION.fullmatch(version)
    assert f"{release(version)}" == version.removesuffix("+")
    assert version.startswith(f"{series_of(version)}.")


@pytest.mark.parametrize(
    "text", ["3.13", "3.13.0zz", "3.13.0\n", "3.13.0.1", "३.11.0", "3.13.0rc", ""]
)
def test_what_no_python_says_is_no_version(text: str) -> None:
    assert not VERSION.fullmatch(text)
