import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import psutil
import pymysql
import pytest

from running_loop.services import mysql, private
from running_loop.services.instance import free_port
from running_loop.services.private import PrivateServer
from running_loop.services.service import ServiceError
from tests.services.conftest import connect, query, refusal


def processes_in(folder: Path) -> list[psutil.Process]:
    """Return the processes whose command names a folder: a warden and its server."""
    return [process for process in psutil.process_iter() if str(folder) in " ".join(words(process))]


def words(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.Error:
        return []


def server_in(folder: Path) -> psutil.Process:
    """Return the server, whose parent is a warden."""
    found = [
        item for item in processes_in(folder) if not any("warden.py" in w for w in words(item))
    ]
    (process,) = found
    return process


def test_a_lease_is_an_empty_database(server: PrivateServer) -> None:
    lease = server.lease()
    assert lease.environment["MYSQL_HOST"] == "127.0.0.1"
    assert lease.service == server.description
    assert query(lease, "SHOW TABLES") == ()
    query(lease, "CREATE TABLE t (id INT PRIMARY KEY)")
    query(lease, "INSERT INTO t VALUES (1)")
    assert query(lease, "SELECT id FROM t") == ((1,),)


def test_leases_do_not_see_each_other(server: PrivateServer) -> None:
    one, two = server.lease(), server.lease()
    query(one, "CREATE TABLE t (id INT PRIMARY KEY)")
    assert refusal(two, "SELECT id FROM t") == 1146
    assert refusal(two, database=one.environment["MYSQL_DATABASE"]) == 1044
    assert refusal(two, f"DROP DATABASE {one.name}") == 1044
    assert refusal(two, "CREATE DATABASE other") == 1044
    assert query(two, "SELECT COUNT(*) FROM information_schema.processlist") == ((1,),)


def test_only_the_leased_password_is_right(server: PrivateServer) -> None:
    lease = server.lease()
    assert refusal(lease, password="wrong") == 1045
    assert refusal(lease, password="") == 1045
    assert refusal(lease, user="root", password="") == 1045
    assert refusal(lease, user="running_loop", password="") == 1045


def test_what_is_given_back_is_gone(server: PrivateServer) -> None:
    lease = server.lease()
    query(lease, "CREATE TABLE t (id INT PRIMARY KEY)")
    server.give_back(lease)
    assert refusal(lease) == 1045


def test_open_transactions_and_connections_are_ended(server: PrivateServer) -> None:
    lease, other = server.lease(), server.lease()
    query(lease, "CREATE TABLE t (id INT PRIMARY KEY)")
    connection = connect(lease)
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO t VALUES (1)")
        server.give_back(lease)
        with pytest.raises(pymysql.MySQLError):
            cursor.execute("SELECT 1")
    assert query(other, "SELECT 1") == ((1,),)


def test_a_program_that_drops_its_database_is_told(server: PrivateServer) -> None:
    lease, other = server.lease(), server.lease()
    query(lease, f"DROP DATABASE {lease.name}")
    with pytest.raises(ServiceError, match="dropped the database MYSQL_DATABASE"):
        server.give_back(lease)
    query(other, f"DROP DATABASE {other.name}")
    query(other, f"CREATE DATABASE {other.name}", database="information_schema")
    server.give_back(other)


def test_a_port_that_is_taken_is_tried_once(tier: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as occupied:
        ports = [occupied.getsockname()[1], free_port()]
        monkeypatch.setattr(private, "free_port", lambda: ports.pop(0))
        service = mysql.choose()
        service.start()
    try:
        assert ports == [], tier
        assert query(service.lease(), "SELECT 1") == ((1,),)
    finally:
        service.stop()


def test_ports_that_are_all_taken_are_a_clear_error(
    tier: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as occupied:
        monkeypatch.setattr(private, "free_port", lambda: occupied.getsockname()[1])
        with pytest.raises(ServiceError, match="exit status 1 when it was started") as caught:
            mysql.choose().start()
    assert "address already in use" in caught.value.log.lower(), tier


@pytest.mark.parametrize("after", ["lease", "give_back"])
def test_a_server_that_is_killed_is_a_clear_error(
    server: PrivateServer, tier: str, after: str, temporary: Path
) -> None:
    lease = server.lease()
    process = server_in(temporary)
    process.send_signal(signal.SIGKILL)
    process.wait(10)
    with pytest.raises(ServiceError, match="ended with signal 9 while programs ran") as caught:
        server.lease() if after == "lease" else server.give_back(lease)
    assert server.description in caught.value.found
    assert tier == "embedded" or "ready for connections" in caught.value.log


def test_stopping_leaves_no_process(server: PrivateServer, temporary: Path) -> None:
    process = server_in(temporary)
    server.stop()
    assert not process.is_running()
    server.stop()
    with pytest.raises(ServiceError, match="not been started"):
        server.lease()


def test_a_killed_warden_leaves_no_server(server: PrivateServer, temporary: Path) -> None:
    process = server_in(temporary)
    warden = process.parent()
    assert warden
    warden.kill()
    server.stop()
    process.wait(10)


OWNER = """
import sys
from running_loop.services import mysql
service = mysql.choose()
service.start()
print("started", flush=True)
sys.stdin.read()
"""


def test_a_killed_owner_leaves_neither_server_nor_folder(tier: str, temporary: Path) -> None:
    environment = os.environ | {"TMPDIR": str(temporary), mysql.VARIABLE: tier}
    with subprocess.Popen(
        [sys.executable, "-c", OWNER],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as owner:
        assert owner.stdout
        assert owner.stdout.readline() == b"started\n"
        inside = processes_in(temporary)
        owner.kill()
    assert len(inside) == 2
    _, alive = psutil.wait_procs(inside, timeout=10)
    assert alive == []
