"""An emulation of MySQL: mysql-mimic speaks the protocol, SQLite keeps the tables.

It runs as a process of its own: `python -m running_loop.services.emulation`.
The protocol is MySQL's "Client/Server Protocol", as MySQL's source documents it.
In these it is not like MySQL, among others: types of columns are SQLite's (a
DECIMAL comes back as a float, a DATETIME as text), a transaction locks the whole
database when it writes, and an UPDATE counts the rows it found, not those it changed.
"""
