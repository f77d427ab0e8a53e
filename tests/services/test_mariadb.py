from pathlib import Path

import pytest

from running_loop.services import mariadb
from running_loop.services.mariadb import MariaDB
from running_loop.services.service import ServiceError
from tests.services.conftest import INSTALL, Need

SAYS_VERSION = 'case "$*" in *--version*) echo "mariadbd  Ver 11.4.2-MariaDB for debian";; *)'
BROKEN = f"{SAYS_VERSION} echo 'cannot open shared object' >&2; exit 127;; esac"


@pytest.fixture
def only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the only folder in which servers are looked for."""
    folder = tmp_path / "prefix" / "sbin"
    folder.mkdir(parents=True)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    monkeypatch.setattr(mariadb, "PLACES", ())
    return folder


def write(folder: Path, script: str, name: str = "mariadbd") -> Path:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def furnish(folder: Path, brand: str = "mariadb") -> None:
    """Put the files beside a server from which it makes its tables."""
    share = folder.parent / "share" / brand
    share.mkdir(parents=True)
    for name in mariadb.TABLES:
        (share / f"{brand}_{name}.sql").write_text("")


def test_no_server_is_found_where_there_is_none(only: Path) -> None:
    if any(
        Path(place, name).exists() for place in ("/usr/bin", "/bin") for name in mariadb.BINARIES
    ):
        pytest.skip("a server lies in the folder of the shell")
    assert mariadb.find() is None
    assert list(only.iterdir()) == []


def test_a_server_is_found_with_its_version(only: Path) -> None:
    path = write(only, BROKEN)
    assert mariadb.find() == mariadb.Binary(path, "11.4.2")


def test_mysqld_may_be_mariadb_under_its_old_name(only: Path) -> None:
    path = write(only, BROKEN, "mysqld")
    assert mariadb.find() == mariadb.Binary(path, "11.4.2")


def test_the_mysql_of_oracle_is_passed_over(only: Path) -> None:
    write(
        only,
        'echo "mysqld  Ver 8.4.2 for Linux on x86_64 (MySQL Community Server - GPL)"',
        "mysqld",
    )
    assert mariadb.find() is None


def test_a_server_that_does_not_say_its_version_is_found(only: Path) -> None:
    write(only, "exit 1")
    found = mariadb.find()
    assert found
    assert found.version == "of unknown version"


def start_error() -> ServiceError:
    found = mariadb.find()
    assert found
    with pytest.raises(ServiceError) as caught:
        MariaDB(found).start()
    return caught.value


def test_a_server_without_its_files_says_so(only: Path) -> None:
    write(only, BROKEN)
    assert "comes without its files *_system_tables.sql" in start_error().found


@pytest.mark.parametrize("brand", mariadb.BRANDS)
def test_a_server_that_cannot_start_shows_its_log(only: Path, brand: str) -> None:
    write(only, BROKEN)
    furnish(only, brand)
    error = start_error()
    assert "ended with exit status 127" in error.found
    assert error.log == "cannot open shared object\n"
    assert "RUNNING_LOOP_MYSQL=embedded" in error.remedy


def test_a_server_that_ends_at_once_shows_its_log(only: Path) -> None:
    write(
        only,
        f'{SAYS_VERSION} cat > /dev/null; echo "no luck"; [ "${{*%bootstrap}}" != "$*" ];; esac',
    )
    furnish(only)
    error = start_error()
    assert "MariaDB 11.4.2 ended with exit status 1 when it was started" in error.found
    assert error.log == "no luck"


def test_a_server_that_does_not_answer_is_given_up(
    only: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hang = "*bootstrap*) exit 0;; *) while :; do sleep 1; done;; esac"
    write(only, SAYS_VERSION.removesuffix("*)") + hang)
    furnish(only)
    monkeypatch.setattr("running_loop.services.private.START_TIMEOUT_S", 0.5)
    assert "did not answer in 0.5 s" in start_error().found


def test_it_says_its_real_version(need: Need, temporary: Path) -> None:
    path = need("mariadbd", INSTALL)
    found = mariadb.find()
    assert found
    assert found.path.name in mariadb.BINARIES
    service = MariaDB(mariadb.Binary(Path(path), found.version))
    service.start()
    try:
        (folder,) = temporary.iterdir()
        assert service.databases.version().startswith(found.version)
        assert [path for path in folder.rglob("*") if path.is_socket()] == []
        assert folder.stat().st_mode & 0o077 == 0
    finally:
        service.stop()
