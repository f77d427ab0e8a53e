from pathlib import Path

import pytest

from running_loop.services import external, mariadb, mysql
from running_loop.services.embedded import Embedded
from running_loop.services.external import External
from running_loop.services.instance import free_port
from running_loop.services.mariadb import Binary, MariaDB
from running_loop.services.service import ServiceError

URL = "mysql://user:secret@127.0.0.1:1"


@pytest.fixture
def has_mariadb(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(mariadb, "find", lambda: Binary(tmp_path, "10.11.14"))


@pytest.fixture
def has_no_mariadb(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mariadb, "find", lambda: None)


@pytest.mark.usefixtures("has_mariadb")
def test_the_order_of_choice(monkeypatch: pytest.MonkeyPatch) -> None:
    assert isinstance(mysql.choose(), MariaDB)
    monkeypatch.setenv(external.VARIABLE, URL)
    assert isinstance(mysql.choose(), External)
    monkeypatch.setenv(mysql.VARIABLE, "embedded")
    assert isinstance(mysql.choose(), Embedded)
    monkeypatch.setenv(mysql.VARIABLE, "mariadb")
    assert isinstance(mysql.choose(), MariaDB)


@pytest.mark.usefixtures("has_no_mariadb")
def test_the_embedded_server_is_the_last_choice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(external.VARIABLE, "")
    assert isinstance(mysql.choose(), Embedded)


@pytest.mark.usefixtures("has_no_mariadb")
def test_insisting_on_mariadb_where_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(mysql.VARIABLE, "mariadb")
    with pytest.raises(ServiceError) as caught:
        mysql.choose()
    assert "apt-get install mariadb-server-core" in caught.value.remedy


def test_an_unknown_choice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(mysql.VARIABLE, "postgres")
    with pytest.raises(ServiceError, match="'postgres'") as caught:
        mysql.choose()
    assert caught.value.expected == "mariadb or embedded"


def test_descriptions() -> None:
    assert MariaDB(Binary(Path("mariadbd"), "10.11.14")).description == "MariaDB 10.11.14"
    assert Embedded().description.startswith("mysql-mimic ")
    assert Embedded().description.endswith("(an emulation of MySQL)")


def test_what_would_answer_is_known_without_starting_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(mysql.VARIABLE, "embedded")
    assert mysql.identity() == Embedded().description
    monkeypatch.delenv(mysql.VARIABLE)
    monkeypatch.setenv("MYSQL_URL", f"mysql://root:secret@127.0.0.1:{free_port()}")
    assert "secret" not in mysql.identity()
    assert mysql.identity().startswith("nothing: ")
