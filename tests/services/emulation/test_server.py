"""What a client sees: the same from MariaDB and from the emulation."""

import threading
import time
from collections.abc import Iterator
from typing import Any

import pymysql
import pytest

from running_loop.services.private import PrivateServer
from running_loop.services.service import Lease
from tests.services.conftest import connect

TABLE = """
CREATE TABLE people (
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT, name VARCHAR(20) NOT NULL, age INT,
    PRIMARY KEY (id), UNIQUE KEY u (name), KEY a (age)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
"""
AUTOCOMMIT, IN_TRANSACTION = 2, 1


class Client:
    """A connection without autocommit, as aiomysql makes it."""

    def __init__(self, lease: Lease) -> None:
        self.connection = connect(lease)
        self.cursor = self.connection.cursor()

    def __call__(self, sql: str, *arguments: object) -> tuple[tuple[Any, ...], ...]:
        self.cursor.execute(sql, arguments)
        return tuple(self.cursor.fetchall()) if self.cursor.description else ()

    def error(self, sql: str) -> int:
        with pytest.raises(pymysql.MySQLError) as caught:
            self(sql)
        number: int = caught.value.args[0]
        return number

    @property
    def in_transaction(self) -> bool:
        return bool(self.status & IN_TRANSACTION)

    @property
    def status(self) -> int:
        """What the server said last of the transaction."""
        number: int = vars(self.connection)["server_status"]
        return number


@pytest.fixture
def lease(server: PrivateServer) -> Lease:
    return server.lease()


@pytest.fixture
def one(lease: Lease) -> Iterator[Client]:
    client = Client(lease)
    client(TABLE)
    client("INSERT INTO people (name, age) VALUES ('Ada', 36), ('Bob', 20)")
    client.connection.commit()
    yield client
    client.connection.close()


@pytest.fixture
def two(lease: Lease) -> Iterator[Client]:
    client = Client(lease)
    yield client
    client.connection.close()


def test_counts_and_numbers(one: Client) -> None:
    assert (
        one.cursor.executemany("INSERT INTO people (name) VALUES (%s)", [("Cid",), ("Dan",)]) == 2
    )
    assert one.cursor.lastrowid == 3
    assert one("SELECT LAST_INSERT_ID()") == ((3,),)
    assert one.cursor.execute("UPDATE people SET age = 1 WHERE age IS NULL") == 2
    assert one.cursor.execute("DELETE FROM people") == 4
    one("TRUNCATE people")
    one("INSERT INTO people (name) VALUES ('Eve')")
    assert one.cursor.lastrowid == 1


def test_rows_and_names(one: Client) -> None:
    rows = one("SELECT id, name AS who, age, COUNT(*), NULL, 'x' FROM people WHERE name = 'ADA'")
    assert rows == ((1, "Ada", 36, 1, None, "x"),)
    names = [column[0] for column in one.cursor.description]
    assert names == ["id", "who", "age", "COUNT(*)", "NULL", "x"]
    assert one("SELECT %s, %s", 'it\'s \\ "ü" %', b"\x00\xff")[0][0] == 'it\'s \\ "ü" %'


def test_bytes_stay_bytes(one: Client) -> None:
    one("CREATE TABLE files (content BLOB)")
    one("INSERT INTO files VALUES (_binary %s)", b"\x00\xff'")
    assert one("SELECT content FROM files") == ((b"\x00\xff'",),)


ERRORS = {
    "INSERT INTO people (name) VALUES ('ada')": 1062,
    "INSERT INTO people (name) VALUES (NULL)": 1048,
    "INSERT INTO people VALUES (1)": 1136,
    "SELECT * FROM nowhere": 1146,
    "SELECT nothing FROM people": 1054,
    "SELCT 1": 1064,
    "SELECT * FRM people": 1064,
    "": 1065,
    "CREATE TABLE people (id INT)": 1050,
    "DROP TABLE nowhere": 1051,
    "SELECT NO_SUCH_FUNCTION(1)": 1305,
    "ROLLBACK TO nowhere": 1305,
    "KILL 999999": 1094,
    "USE other": 1044,
}


def test_errors_have_the_same_numbers(one: Client) -> None:
    assert {sql: one.error(sql) for sql in ERRORS} == ERRORS


def test_foreign_keys(one: Client) -> None:
    one("CREATE TABLE pets (owner BIGINT UNSIGNED, FOREIGN KEY (owner) REFERENCES people (id))")
    assert one.error("INSERT INTO pets VALUES (9)") == 1452
    one("INSERT INTO pets VALUES (1)")
    assert one.error("DELETE FROM people") == 1451


def test_a_transaction_is_seen_by_others_after_its_commit(one: Client, two: Client) -> None:
    assert not one.connection.get_autocommit()
    one("INSERT INTO people (name) VALUES ('Cid')")
    assert one.in_transaction
    assert two("SELECT COUNT(*) FROM people") == ((2,),)
    one.connection.commit()
    assert not one.in_transaction
    assert two("SELECT COUNT(*) FROM people") == ((2,),)
    two.connection.rollback()
    assert two("SELECT COUNT(*) FROM people") == ((3,),)


def test_rollback_and_savepoints(one: Client) -> None:
    one("SELECT 1 FROM people")
    one("SAVEPOINT half")
    one("DELETE FROM people")
    one("ROLLBACK TO half")
    assert one("SELECT COUNT(*) FROM people") == ((2,),)
    one("DELETE FROM people")
    one.connection.rollback()
    assert one("SELECT COUNT(*) FROM people") == ((2,),)


def test_autocommit(one: Client, two: Client) -> None:
    one("INSERT INTO people (name) VALUES ('Cid')")
    one.connection.autocommit(True)  # noqa: FBT003, PyMySQL's signature
    assert one.status & (AUTOCOMMIT | IN_TRANSACTION) == AUTOCOMMIT
    one("INSERT INTO people (name) VALUES ('Dan')")
    assert two("SELECT COUNT(*) FROM people") == ((4,),)
    one.connection.begin()
    assert one.in_transaction
    one("DELETE FROM people")
    one("CREATE TABLE other (id INT)")
    one.connection.rollback()
    assert one("SELECT COUNT(*) FROM people") == ((0,),)


def test_a_reader_becomes_a_writer(one: Client, two: Client) -> None:
    one("SELECT * FROM people")
    two("UPDATE people SET age = age + 1 WHERE name = 'Ada'")
    two.connection.commit()
    one("UPDATE people SET age = age + 1 WHERE name = 'Ada'")
    one.connection.commit()
    assert one("SELECT age FROM people WHERE name = 'Ada'") == ((38,),)


def test_a_lock_is_waited_for(one: Client, two: Client) -> None:
    one("UPDATE people SET age = 1")
    two("SET innodb_lock_wait_timeout = 1")
    assert two.error("UPDATE people SET age = 2") == 1205
    one.connection.rollback()
    two("UPDATE people SET age = 2")
    two.connection.commit()


def test_the_process_list_shows_what_the_user_runs(one: Client, two: Client) -> None:
    (number,) = one("SELECT CONNECTION_ID()")[0]
    query = "SELECT command, info FROM information_schema.PROCESSLIST WHERE id = %s"
    with interrupted(one, "SELECT SLEEP(60)", 1317):
        wait_until(lambda: two(query, number) == (("Query", "SELECT SLEEP(60)"),))
        two(f"KILL QUERY {number}")
    assert one("SELECT 1") == ((1,),)
    assert len(two("SHOW PROCESSLIST")) == 2


def test_killing_a_connection(one: Client, two: Client) -> None:
    (number,) = one("SELECT CONNECTION_ID()")[0]
    two(f"KILL {number}")
    assert one.error("SELECT 1") in (1927, 2006, 2013, 3169)
    wait_until(lambda: len(two("SHOW PROCESSLIST")) == 1)


def test_others_cannot_be_killed(server: PrivateServer, one: Client) -> None:
    stranger = Client(server.lease())
    (number,) = one("SELECT CONNECTION_ID()")[0]
    assert stranger.error(f"KILL {number}") == 1095
    stranger.connection.close()


def test_several_statements_need_the_clients_wish(lease: Lease, one: Client) -> None:
    assert one.error("SELECT 1; SELECT 2") == 1064
    flag = pymysql.constants.CLIENT.MULTI_STATEMENTS
    environment = lease.environment
    with pymysql.connect(
        host=environment["MYSQL_HOST"],
        port=int(environment["MYSQL_PORT"]),
        user=environment["MYSQL_USER"],
        password=environment["MYSQL_PASSWORD"],
        client_flag=flag,
    ) as connection:
        cursor = connection.cursor()
        cursor.execute("SELECT 1; SELECT 2")
        assert cursor.fetchall() == ((1,),)
        assert cursor.nextset()
        assert cursor.fetchall() == ((2,),)
        assert not cursor.nextset()


def test_a_database_must_be_chosen(lease: Lease) -> None:
    environment = lease.environment
    with pymysql.connect(
        host=environment["MYSQL_HOST"],
        port=int(environment["MYSQL_PORT"]),
        user=environment["MYSQL_USER"],
        password=environment["MYSQL_PASSWORD"],
    ) as connection:
        cursor = connection.cursor()
        with pytest.raises(pymysql.MySQLError) as caught:
            cursor.execute("SELECT * FROM t")
        assert caught.value.args[0] == 1046
        cursor.execute(f"USE {lease.name}")
        cursor.execute("SHOW TABLES")
        assert cursor.fetchall() == ()


class interrupted:  # noqa: N801, reads as a statement
    """Runs a statement that must end with an error, while the block runs."""

    def __init__(self, client: Client, sql: str, number: int) -> None:
        self.client, self.sql, self.number = client, sql, number
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.found = 0

    def run(self) -> None:
        try:
            self.client(self.sql)
        except pymysql.MySQLError as error:
            self.found = error.args[0]

    def __enter__(self) -> None:
        self.thread.start()

    def __exit__(self, *_: object) -> None:
        self.thread.join(20)
        assert self.found == self.number


def wait_until(condition) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline, "waited too long"
