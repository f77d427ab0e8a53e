# /// script
# requires-python = ">=3.12"
# ///
"""What `with` rolls back depends on who began the transaction."""

import sqlite3
from contextlib import closing, suppress
from functools import partial

CONNECTIONS = {
    "default": partial(sqlite3.connect, ":memory:"),
    "isolation_level=None": partial(
        sqlite3.connect, ":memory:", isolation_level=None
    ),
    "autocommit=True": partial(
        sqlite3.connect, ":memory:", autocommit=True
    ),
}

for how, connect in CONNECTIONS.items():
    with closing(connect()) as connection:
        connection.execute("CREATE TABLE stock (item TEXT)")
        with suppress(ValueError), connection:
            connection.execute("INSERT INTO stock VALUES ('milk')")
            raise ValueError("milk is sour")
        rows = connection.execute("SELECT * FROM stock").fetchall()
        print(f"{how}, rows after failure:", len(rows))
        with connection:
            connection.execute("BEGIN")
        print("  after BEGIN, still open:", connection.in_transaction)
