"""A store in, the file of its index out: SQLite, with a table of things and one of their words."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pyoxigraph as ox

from triplewire import vocab
from triplewire.ask.index.entries import entries
from triplewire.ask.index.said import read_said
from triplewire.ask.run import rows
from triplewire.iris import BASE
from triplewire.store import Store
from triplewire.system.once import made

# Another number for another layout, or other contents: what an older program wrote is not read.
_FILE = "index-1.sqlite"
_RAW = ".said"
_SCHEMA = """
PRAGMA main.journal_mode = OFF; PRAGMA main.synchronous = OFF;
PRAGMA said.journal_mode = OFF; PRAGMA said.synchronous = OFF;
CREATE TABLE thing (id INTEGER PRIMARY KEY, iri TEXT, kind TEXT, label TEXT, detail TEXT,
  day TEXT, weight INTEGER);
CREATE VIRTUAL TABLE words USING fts5 (
  label, more, content='', tokenize="unicode61 remove_diacritics 2");
CREATE TABLE day (thing TEXT PRIMARY KEY, day TEXT) WITHOUT ROWID;
CREATE TABLE page (thing TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE total (name TEXT PRIMARY KEY, number INTEGER) WITHOUT ROWID;
CREATE TABLE facet (kind TEXT PRIMARY KEY, number INTEGER) WITHOUT ROWID;
CREATE TABLE term (kind TEXT, term TEXT, uses INTEGER);
"""
_REST = """
CREATE INDEX by_day ON thing (kind, day DESC, label, iri);
CREATE INDEX by_weight ON thing (kind, weight DESC, label, iri);
CREATE INDEX by_iri ON thing (iri);
INSERT INTO facet SELECT kind, count(*) FROM thing GROUP BY kind;
INSERT INTO page SELECT DISTINCT thing FROM said.pair WHERE name = 'page' ORDER BY thing;
INSERT INTO total SELECT 'pages', count(*) FROM page;
INSERT INTO day SELECT thing, day FROM
  (SELECT thing, place, max(day) AS day FROM said.day GROUP BY thing, place ORDER BY thing, place)
  GROUP BY thing HAVING place = min(place) ORDER BY thing;
"""
_COUNTED = {
    "articles": vocab.SCHEMA_ARTICLE,
    "actors": vocab.ACTOR,
    "events": vocab.SCHEMA_EVENT,
    "claims": vocab.CLAIM,
    "statistics": ox.NamedNode(f"{vocab.PREFIXES['schema']}Observation"),
}


def index_file(store: Store) -> Path:
    """Return the file of a generation's index, which is made where it is not there yet.

    Raises: OSError when the generation's folder cannot be written to.
    """
    return made(store.path / _FILE, lambda path: write_index(store, path))


def write_index(store: Store, path: Path) -> None:
    """Write the index of a store to a file that is not there yet."""
    raw = path.with_name(f"{path.name}{_RAW}")
    raw.unlink(missing_ok=True)
    base = store.manifest.base or BASE
    try:
        with closing(sqlite3.connect(path)) as db:
            db.execute("ATTACH ? AS said", (str(raw),))
            db.executescript(_SCHEMA)
            read_said(db, store)
            for number, (entry, more) in enumerate(entries(db, base), start=1):
                db.execute("INSERT INTO thing VALUES (?, ?, ?, ?, ?, ?, ?)", (number, *entry))
                db.execute(
                    "INSERT INTO words (rowid, label, more) VALUES (?, ?, ?)",
                    (number, entry.label, f"{more} {entry.detail}"),
                )
            db.executemany("INSERT INTO total VALUES (?, ?)", _totals(store))
            db.executemany("INSERT INTO term VALUES (?, ?, ?)", _terms(store))
            db.executescript(_REST)
            db.commit()
    finally:
        raw.unlink(missing_ok=True)


def _totals(store: Store) -> Iterator[tuple[str, int]]:
    """Yield how many things of a class there are: the default graph has each triple once."""
    for name, kind in _COUNTED.items():
        yield name, sum(1 for _ in store.triples(predicate=vocab.TYPE, value=kind))


def _terms(store: Store) -> Iterator[tuple[str, str, int]]:
    for row in rows(store, "pages/terms"):
        yield row["kind"].value, row["term"].value, int(row["uses"].value)
