"""A store in, the file of its index out: SQLite, with a table of things and one of their words.

The index of a generation that a build has changed is that of the one before, changed by what has
become of the triples.
"""

import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from hashlib import sha256
from pathlib import Path

import pyoxigraph as ox

from triplewire import vocab
from triplewire.ask.index.entries import Entry, entries
from triplewire.ask.index.said import read_of, read_said, touched
from triplewire.ask.run import text_of
from triplewire.iris import BASE
from triplewire.store import Changes, Store, Writer
from triplewire.system.once import made

# Another number for another layout, or other contents: what an older program wrote is not read.
_FILE = "index-4.sqlite"
_RAW = ".said"
_ATTACHED = "PRAGMA said.journal_mode = OFF; PRAGMA said.synchronous = OFF;"
_OPENED = "PRAGMA main.journal_mode = OFF; PRAGMA main.synchronous = OFF;"
# The words are of the things: what is taken out of the one is taken out of the other.
_SCHEMA = """
CREATE TABLE thing (id INTEGER PRIMARY KEY, iri TEXT, kind TEXT, label TEXT, detail TEXT,
  day TEXT, weight INTEGER, more TEXT);
CREATE VIRTUAL TABLE words USING fts5 (
  label, more, content='thing', content_rowid='id', tokenize="unicode61 remove_diacritics 2");
CREATE TABLE day (thing TEXT PRIMARY KEY, day TEXT) WITHOUT ROWID;
CREATE TABLE page (thing TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE total (name TEXT PRIMARY KEY, number INTEGER) WITHOUT ROWID;
CREATE TABLE facet (kind TEXT PRIMARY KEY, number INTEGER) WITHOUT ROWID;
CREATE TABLE term (kind TEXT, term TEXT, uses INTEGER, PRIMARY KEY (kind, term)) WITHOUT ROWID;
CREATE TABLE comparison (thing TEXT PRIMARY KEY, relation TEXT, confidence REAL) WITHOUT ROWID;
CREATE TABLE relation (iri TEXT PRIMARY KEY, number INTEGER) WITHOUT ROWID;
CREATE TABLE dataset (base TEXT);
"""
_INDEXES = """
CREATE INDEX by_day ON thing (kind, day DESC, label, iri);
CREATE INDEX by_weight ON thing (kind, weight DESC, label, iri);
CREATE INDEX by_iri ON thing (iri);
CREATE INDEX by_relation ON comparison (relation, confidence DESC, thing);
"""
_REST = """
DELETE FROM facet;
INSERT INTO facet SELECT kind, count(*) FROM thing GROUP BY kind;
INSERT INTO page SELECT DISTINCT thing FROM said.pair WHERE name = 'page' ORDER BY thing;
INSERT OR REPLACE INTO total SELECT 'pages', count(*) FROM page;
INSERT INTO day SELECT thing, day FROM
  (SELECT thing, place, max(day) AS day FROM said.day GROUP BY thing, place ORDER BY thing, place)
  GROUP BY thing HAVING place = min(place) ORDER BY thing;
INSERT INTO comparison SELECT r.thing, r.value, coalesce(CAST(c.value AS REAL), 0)
  FROM said.first r LEFT JOIN said.first c ON c.name = 'confidence' AND c.thing = r.thing
  WHERE r.name = 'relation' ORDER BY r.thing;
DELETE FROM relation;
INSERT INTO relation SELECT relation, count(*) FROM comparison GROUP BY relation;
DELETE FROM term WHERE uses = 0;
"""
_FORGET = """INSERT INTO words (words, rowid, label, more)
  SELECT 'delete', id, label, more FROM thing WHERE iri = ?"""
_MORE_USES = """INSERT INTO term VALUES (?, ?, ?)
  ON CONFLICT DO UPDATE SET uses = uses + excluded.uses"""
_COUNTED = {
    "articles": vocab.SCHEMA_ARTICLE,
    "actors": vocab.ACTOR,
    "events": vocab.SCHEMA_EVENT,
    "claims": vocab.CLAIM,
    "statistics": ox.NamedNode(f"{vocab.PREFIXES['schema']}Observation"),
}
# An identifier of 63 bits: what comes first among things of many words has the smallest. First
# come those with names of their own, by how often they are mentioned; then the others by day.
_KINDS = ("article", "claim", "event")
_KIND_AT, _WEIGHT_AT, _DAY_AT = 61, 39, 34
_MOST_WEIGHT, _LAST_DAY = (1 << 22) - 1, (1 << 27) - 1
_DIGITS = 8


def index_file(store: Store) -> Path:
    """Return the file of a generation's index, which is made where it is not there yet.

    Raises: OSError when the generation's folder cannot be written to.
    """
    return made(store.path / _FILE, lambda path: write_index(store, path))


def renew_index(writer: Writer) -> None:
    """Give the next generation of a store its index, if it has none yet and it can be had."""
    with suppress(OSError, sqlite3.Error):
        made(writer.begin() / _FILE, lambda path: _renew(writer, path))


def index_in(folder: Path, database: ox.Store, base: str) -> None:
    """Write the index of what the generation of a folder says; where it cannot be had, none."""
    with suppress(OSError, sqlite3.Error):
        made(folder / _FILE, lambda path: _write(database, base, path))


def write_index(store: Store, path: Path) -> None:
    """Write the index of a store to a file that is not there yet."""
    _write(store.public(), store.manifest.base or BASE, path)


def _renew(writer: Writer, path: Path) -> None:
    database, base = writer.database(), writer.manifest.base or BASE
    old, changes = writer.current and writer.current / _FILE, writer.changes()
    if old is None or changes is None or not old.exists() or _base(old) != base:
        _write(database, base, path)
        return
    shutil.copyfile(old, path)
    net = _Net(changes, writer.before(), database)
    iris = touched(net.triples(), database)
    with _opened(path) as db:
        for iri in iris:
            db.execute(_FORGET, (iri,))
            db.execute("DELETE FROM thing WHERE iri = ?", (iri,))
            for table in ("day", "page", "comparison"):
                thing = iri.removeprefix(base)
                db.execute(f"DELETE FROM {table} WHERE thing = ?", (thing,))  # noqa: S608  our words
        read_of(db, database, base, iris)
        _insert(db, (told for told in entries(db, base) if told[0].iri in iris))
        for name, kind in _COUNTED.items():
            more = net.uses["class", kind.value]
            db.execute("UPDATE total SET number = number + ? WHERE name = ?", (more, name))
        rows = ((*term, number) for term, number in sorted(net.uses.items()))
        db.executemany(_MORE_USES, rows)
        db.executescript(_REST)


def _write(database: ox.Store, base: str, path: Path) -> None:
    with _opened(path) as db:
        db.executescript(_SCHEMA)
        read_said(db, database, base)
        _insert(db, entries(db, base))
        db.executemany("INSERT INTO total VALUES (?, ?)", _totals(database))
        db.executemany("INSERT INTO term VALUES (?, ?, ?)", _terms(database))
        db.execute("INSERT INTO dataset VALUES (?)", (base,))
        db.executescript(_REST)
        db.executescript(_INDEXES)


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    """Yield the database in a file, and beside it one for what a store says."""
    raw = path.with_name(f"{path.name}{_RAW}")
    raw.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(path)) as db:
            db.execute("ATTACH ? AS said", (str(raw),))
            db.executescript(_OPENED + _ATTACHED)
            yield db
            db.commit()
    finally:
        raw.unlink(missing_ok=True)


def _base(path: Path) -> str:
    with closing(sqlite3.connect(path)) as db:
        (base,) = db.execute("SELECT base FROM dataset").fetchone()
        return str(base)


def _insert(db: sqlite3.Connection, told: Iterable[tuple[Entry, str]]) -> None:
    for entry, words in told:
        number, more = _number(entry), f"{words} {entry.detail}"
        while db.execute("SELECT 1 FROM thing WHERE id = ?", (number,)).fetchone():
            number += 1
        db.execute("INSERT INTO thing VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (number, *entry, more))
        row = (number, entry.label, more)
        db.execute("INSERT INTO words (rowid, label, more) VALUES (?, ?, ?)", row)


def _number(entry: Entry) -> int:
    """Return an identifier; another thing may have it already, for a digest is short."""
    mixed = int.from_bytes(sha256(entry.iri.encode()).digest())
    if entry.kind not in _KINDS:
        rank = _MOST_WEIGHT - min(entry.weight, _MOST_WEIGHT)
        return rank << _WEIGHT_AT | mixed % (1 << _WEIGHT_AT)
    digits = "".join(filter(str.isdecimal, entry.day))[:_DIGITS].ljust(_DIGITS, "0")
    group, rank = 1 + _KINDS.index(entry.kind), _LAST_DAY - int(digits)
    return group << _KIND_AT | rank << _DAY_AT | mixed % (1 << _DAY_AT)


class _Net:
    """What has come or gone between two states of a store, of what was noted of its graphs."""

    def __init__(self, changes: Changes, before: ox.Store, after: ox.Store) -> None:
        self._changes = changes
        self._before = before
        self._after = after
        self.uses: Counter[tuple[str, str]] = Counter()

    def triples(self) -> Iterator[ox.Triple]:
        """Yield the triples that one of them has, and count how many more uses of terms there are.

        The counts are right when all have been taken.
        """
        for triple in self._changes.triples():
            quad = ox.Quad(triple.subject, triple.predicate, triple.object)
            sign = (quad in self._after) - (quad in self._before)
            if sign:
                self.uses["property", triple.predicate.value] += sign
                if triple.predicate == vocab.TYPE and not isinstance(triple.object, ox.Triple):
                    self.uses["class", triple.object.value] += sign
                yield triple


def _totals(database: ox.Store) -> Iterator[tuple[str, int]]:
    """Yield how many things of a class there are: the default graph has each triple once."""
    for name, kind in _COUNTED.items():
        found = database.quads_for_pattern(None, vocab.TYPE, kind, ox.DefaultGraph())
        yield name, sum(1 for _ in found)


def _terms(database: ox.Store) -> Iterator[tuple[str, str, int]]:
    solutions = database.query(text_of("pages/terms"))
    if isinstance(solutions, ox.QuerySolutions):
        for row in solutions:
            yield row["kind"].value, row["term"].value, int(row["uses"].value)
