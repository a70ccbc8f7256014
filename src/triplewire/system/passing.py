"""Tables in, a database of them out that is gone once it is closed; memory holds little of it."""

import sqlite3


def passing(*tables: str) -> sqlite3.Connection:
    """Return a database with some tables, each as CREATE TABLE has it; who gets it closes it.

    SQLite makes a file without a name once its memory is full, and removes it.
    """
    db = sqlite3.connect("", isolation_level=None)
    db.execute("PRAGMA journal_mode = OFF")
    for table in tables:
        db.execute(f"CREATE TABLE {table}")
    return db
