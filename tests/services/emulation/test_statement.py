import pytest
from mysql_mimic.errors import MysqlError

from running_loop.services.emulation.statement import Statement, parse, split, translate


def translated(sql: str) -> Statement:
    return translate(parse(sql), "mine")


@pytest.mark.parametrize(
    ("sql", "pieces"),
    [
        ("SELECT 1", ["SELECT 1"]),
        ("SELECT 1;", ["SELECT 1"]),
        ("SELECT ';'; DROP TABLE t -- ;", ["SELECT ';'", " DROP TABLE t -- ;"]),
        (" ; ", []),
    ],
)
def test_texts_are_split_at_semicolons_that_end_statements(sql: str, pieces: list[str]) -> None:
    assert split(sql) == pieces


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("TRUNCATE TABLE t", "DELETE FROM t"),
        ("INSERT IGNORE INTO t VALUES (1)", "INSERT OR IGNORE INTO t VALUES (1)"),
        ("REPLACE INTO t VALUES (1)", "INSERT OR REPLACE INTO t VALUES (1)"),
        (
            "INSERT INTO t (a) VALUES (1) ON DUPLICATE KEY UPDATE a = VALUES(a)",
            "INSERT INTO t (a) VALUES (1) ON CONFLICT DO UPDATE SET a = excluded.a",
        ),
        ("SELECT a FROM mine.t FOR UPDATE", "SELECT a FROM t"),
        ("SELECT 'it\\'s'", "SELECT 'it''s' AS it's"),
        ("SELECT COUNT(*) FROM t", "SELECT COUNT(*) AS COUNT(*) FROM t"),
        (
            "CREATE TABLE t (id BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY) ENGINE=InnoDB",
            "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT)",
        ),
        (
            "CREATE TABLE t (n VARCHAR(9), UNIQUE KEY u (n), KEY k (n))",
            "CREATE TABLE t (n TEXT(9) COLLATE NOCASE, UNIQUE (n))",
        ),
    ],
)
def test_mysql_becomes_sqlite(sql: str, expected: str) -> None:
    assert translated(sql).sql.replace("`", "") == expected


def test_names_that_are_keywords_of_sqlite_are_quoted() -> None:
    assert translated("SELECT nothing, `key` FROM t").sql == "SELECT `nothing`, `key` FROM `t`"


@pytest.mark.parametrize(
    ("sql", "writes", "defines", "has_tables"),
    [
        ("SELECT 1", False, False, False),
        ("SELECT a FROM t", False, False, True),
        ("SELECT a FROM t FOR UPDATE", True, False, True),
        ("UPDATE t SET a = 1", True, False, True),
        ("DROP TABLE t", False, True, True),
    ],
)
def test_what_a_statement_does(sql: str, writes: bool, defines: bool, has_tables: bool) -> None:  # noqa: FBT001
    statement = translated(sql)
    found = (statement.writes, statement.defines, statement.has_tables)
    assert found == (writes, defines, has_tables)


@pytest.mark.parametrize(
    ("sql", "number"),
    [
        ("SELCT 1", 1064),
        ("SELECT 'open", 1064),
        ("hello", 1064),
        ("LOCK TABLES t WRITE", 1235),
        ("SELECT a FROM other.t", 1044),
    ],
)
def test_what_is_wrong_has_mysqls_number(sql: str, number: int) -> None:
    with pytest.raises(MysqlError) as caught:
        translated(split(sql)[0])
    assert caught.value.code == number
