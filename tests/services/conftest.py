"""What the tests of services share: a folder of their own, and servers of both kinds."""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pymysql
import pytest

from running_loop.services import external, mysql
from running_loop.services.private import PrivateServer
from running_loop.services.service import Lease

INSTALL = "apt-get install -y mariadb-server-core"
Need = Callable[[str, str], str]


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give a folder for temporary files; check that nothing is left in it."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.delenv(external.VARIABLE, raising=False)
    yield folder
    assert list(folder.iterdir()) == []


@pytest.fixture(params=mysql.CHOICES)
def tier(request: pytest.FixtureRequest, need: Need, monkeypatch: pytest.MonkeyPatch) -> str:
    """Choose each kind of server in turn."""
    kind: str = request.param
    if kind == "mariadb":
        need("mariadbd", INSTALL)
    monkeypatch.setenv(mysql.VARIABLE, kind)
    return kind


@pytest.fixture
def server(tier: str) -> Iterator[PrivateServer]:  # noqa: ARG001, it chooses
    """Give a server of each kind that runs."""
    service = mysql.choose()
    assert isinstance(service, PrivateServer)
    service.start()
    yield service
    service.stop()


def connect(lease: Lease, **other: str) -> "pymysql.Connection[pymysql.cursors.Cursor]":
    """Return a connection as a program makes it, or one with another password, user or database."""
    environment = dict(lease.environment) | {f"MYSQL_{key.upper()}": other[key] for key in other}
    return pymysql.connect(
        host=environment["MYSQL_HOST"],
        port=int(environment["MYSQL_PORT"]),
        user=environment["MYSQL_USER"],
        password=environment["MYSQL_PASSWORD"],
        database=environment["MYSQL_DATABASE"],
        read_timeout=20,
    )


def query(lease: Lease, sql: str, **other: str) -> tuple[tuple[object, ...], ...]:
    """Return the rows that a statement gives on a new connection."""
    with connect(lease, **other) as connection, connection.cursor() as cursor:
        cursor.execute(sql)
        connection.commit()
        return tuple(cursor.fetchall())


def refusal(lease: Lease, sql: str = "SELECT 1", **other: str) -> int:
    """Return the number of the error that a statement on a new connection gives."""
    with pytest.raises(pymysql.MySQLError) as caught:
        query(lease, sql, **other)
    number: int = caught.value.args[0]
    return number
