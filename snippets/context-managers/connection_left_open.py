# /// script
# requires-python = ">=3.11"
# ///
"""sqlite3: `with` ends the transaction, not the connection."""

import sqlite3
from contextlib import closing


def rows(connection: sqlite3.Connection) -> int:
    return len(connection.execute("SELECT * FROM stock").fetchall())


connection = sqlite3.connect(":memory:")
connection.execute("CREATE TABLE stock (item TEXT)")

with connection:
    connection.execute("INSERT INTO stock VALUES ('tea')")
print("rows after success:", rows(connection))

try:
    with connection:
        connection.execute("INSERT INTO stock VALUES ('milk')")
        print("rows inside:", rows(connection))
        raise ValueError("milk is sour")
except ValueError:
    print("rows after failure:", rows(connection))

with closing(connection):
    print("rows inside closing:", rows(connection))
try:
    rows(connection)
except sqlite3.ProgrammingError as error:
    print(error)
