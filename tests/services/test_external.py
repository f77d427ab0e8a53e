import re
from collections.abc import Iterator

import pytest

from running_loop.services import mysql
from running_loop.services.databases import Databases, Login
from running_loop.services.external import External, parse
from running_loop.services.instance import free_port
from running_loop.services.private import PrivateServer
from running_loop.services.service import ServiceError
from tests.services.conftest import INSTALL, Need, query


@pytest.fixture
def theirs(need: Need, monkeypatch: pytest.MonkeyPatch) -> Iterator[Databases]:
    """Give the server of a builder: a MariaDB with a database of its own."""
    need("mariadbd", INSTALL)
    monkeypatch.setenv(mysql.VARIABLE, "mariadb")
    service = mysql.choose()
    assert isinstance(service, PrivateServer)
    service.start()
    service.databases.create("precious")
    yield service.databases
    service.stop()


def url(login: Login) -> str:
    return f"mysql://{login.user}:{login.password}@{login.host}:{login.port}/precious"


@pytest.fixture
def service(theirs: Databases) -> Iterator[External]:
    external = External(url(theirs.login))
    external.start()
    yield external
    external.stop()


def names(databases: Databases) -> set[str]:
    with databases.cursor() as cursor:
        cursor.execute("SHOW DATABASES LIKE 'running%'")
        ours = {str(name) for (name,) in cursor.fetchall()}
        cursor.execute("SHOW DATABASES LIKE 'precious%'")
        return ours | {str(name) for (name,) in cursor.fetchall()}


def test_a_lease_is_a_database_with_our_prefix(service: External, theirs: Databases) -> None:
    lease = service.lease()
    assert re.fullmatch(r"running_loop_[0-9a-f]{8}_1", lease.name)
    assert names(theirs) == {"precious", lease.name}
    query(lease, "CREATE TABLE t (id INT PRIMARY KEY)")
    service.give_back(lease)
    assert names(theirs) == {"precious"}


def test_it_says_what_it_does_and_who_answers(
    service: External, theirs: Databases, capsys: pytest.CaptureFixture[str]
) -> None:
    service.start()
    said = capsys.readouterr().err
    assert "creating and dropping databases running_loop_*" in said
    assert theirs.login.password not in said
    assert re.fullmatch(r"MariaDB \d+\.\d+\.\d+", service.description)


def test_a_dropped_database_is_told(service: External, theirs: Databases) -> None:
    lease = service.lease()
    theirs.drop(lease.name)
    with pytest.raises(ServiceError, match="dropped the database"):
        service.give_back(lease)


def test_what_a_killed_build_left_is_dropped_and_nothing_else(theirs: Databases) -> None:
    live = External(url(theirs.login))
    live.start()
    lease = live.lease()
    for name in ("running_loop_0123abcd_7", "running_loop_notes", "precious_2"):
        theirs.create(name)
    other = External(url(theirs.login))
    other.start()
    assert names(theirs) == {"precious", "precious_2", "running_loop_notes", lease.name}
    other.stop()
    live.stop()


def test_a_server_that_refuses(theirs: Databases) -> None:
    wrong = url(theirs.login).replace(theirs.login.password, "wr%40ng")
    with pytest.raises(ServiceError, match=r"MYSQL_URL \(running_loop@127.0.0.1:\d+\)") as caught:
        External(wrong).start()
    assert "1045" in caught.value.found
    assert "wr@ng" not in str(caught.value.problem("a.py"))


def test_no_server_there() -> None:
    with pytest.raises(ServiceError, match=r"refused: .2003") as caught:
        External(f"mysql://u:p@127.0.0.1:{free_port()}").start()
    assert "unset it" in caught.value.remedy


def test_a_server_that_is_gone(service: External, theirs: Databases) -> None:
    lease = service.lease()
    with theirs.cursor() as cursor:
        cursor.execute("SHUTDOWN")
    with pytest.raises(ServiceError, match="refused: "):
        service.give_back(lease)
    with pytest.raises(ServiceError, match="refused: "):
        service.lease()


@pytest.mark.parametrize(
    "wrong", ["localhost", "postgres://u@h", "mysql://", "mysql://host", "mysql://u@h:port"]
)
def test_a_wrong_url_is_not_shown(wrong: str) -> None:
    with pytest.raises(ServiceError, match="is not the URL of a MySQL server") as caught:
        External(wrong)
    assert "mysql://user:password@host:port" in caught.value.expected


def test_a_url_is_read() -> None:
    assert parse("mysql://a%40b:p%2Fw@db.example:3307/x") == Login("db.example", 3307, "a@b", "p/w")
    assert parse("mysql+pymysql://a@h") == Login("h", 3306, "a", "")
