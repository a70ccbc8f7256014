"""A store in, what it says by property out, in a table on the disk: a large graph has no end.

Each property is read in one go: joins in SPARQL would cost many times as much. Things of the
dataset are told without its base.
"""

import sqlite3
from collections.abc import Iterator

import pyoxigraph as ox

from triplewire import vocab
from triplewire.iris import BASE
from triplewire.store import Store

# What is read, by the name that a row has for it.
_READ = (
    ("label", vocab.LABEL),
    ("text", vocab.SCHEMA_TEXT),
    ("gone", vocab.DCTERMS_IS_REPLACED_BY),
    ("published", vocab.SCHEMA_DATE_PUBLISHED),
    ("begun", vocab.NOT_BEFORE),
    ("article", vocab.REPORTED_IN),
    ("publisher", vocab.SCHEMA_PUBLISHER),
    ("name", vocab.SCHEMA_ALTERNATE_NAME),
)
_TYPES = frozenset(
    {vocab.ACTOR, vocab.SCHEMA_PERSON, vocab.SCHEMA_ORGANIZATION, vocab.SCHEMA_COUNTRY}
    | {vocab.FOAF_GROUP, vocab.SCHEMA_PLACE, vocab.SCHEMA_CREATIVE_WORK}
)
# Things whose pages search engines are told of.
_PAGES = ("article/", "actor/", "event/")
# The days on which things were reported, or published as articles.
_DAYS = (vocab.REPORTED_ON, vocab.SCHEMA_DATE_PUBLISHED)
_TABLES = """
CREATE TABLE said.pair (name TEXT, thing TEXT, value TEXT);
CREATE TABLE said.mention (thing TEXT);
CREATE TABLE said.day (place INTEGER, thing TEXT, day TEXT);
"""
_SORTED = """
CREATE INDEX said.by_name ON pair (name, thing, value);
CREATE TABLE said.first (name TEXT, thing TEXT, value TEXT, PRIMARY KEY (name, thing))
  WITHOUT ROWID;
INSERT INTO said.first SELECT name, thing, min(value) FROM said.pair GROUP BY name, thing;
CREATE TABLE said.weight AS SELECT thing, count(*) AS number FROM said.mention GROUP BY thing;
CREATE UNIQUE INDEX said.by_weighed ON weight (thing);
"""


def read_said(db: sqlite3.Connection, store: Store) -> None:
    """Fill the database ``said`` of a connection with what the pages tell of things."""
    base = store.manifest.base or BASE
    db.executescript(_TABLES)
    for name, of in _READ:
        rows = ((name, *pair) for pair in _pairs(store, base, of))
        db.executemany("INSERT INTO said.pair VALUES (?, ?, ?)", rows)
    db.executemany("INSERT INTO said.pair VALUES (?, ?, ?)", _types(store, base))
    mentions = ((thing,) for _, thing in _pairs(store, base, vocab.SCHEMA_MENTIONS))
    db.executemany("INSERT INTO said.mention VALUES (?)", mentions)
    for place, of in enumerate(_DAYS):
        days = ((place, thing, day) for thing, day in _days(store, base, of))
        db.executemany("INSERT INTO said.day VALUES (?, ?, ?)", days)
    db.executescript(_SORTED)


def _pairs(store: Store, base: str, name: ox.NamedNode) -> Iterator[tuple[str, str]]:
    for triple in store.triples(predicate=name):
        subject, found = triple.subject, triple.object
        if isinstance(subject, ox.NamedNode) and isinstance(found, ox.NamedNode | ox.Literal):
            local = subject.value.removeprefix(base)
            if local != subject.value and "#" not in local:
                value = found.value
                yield local, value.removeprefix(base) if isinstance(found, ox.NamedNode) else value


def _types(store: Store, base: str) -> Iterator[tuple[str, str, str]]:
    """Yield the classes of things that tell kinds, which things are gone, and which have pages."""
    for triple in store.triples(predicate=vocab.TYPE):
        subject, kind = triple.subject, triple.object
        if not isinstance(subject, ox.NamedNode) or not isinstance(kind, ox.NamedNode):
            continue
        local = subject.value.removeprefix(base)
        if local == subject.value or "#" in local:
            continue
        if kind == vocab.AS_TOMBSTONE:
            yield "gone", local, ""
            continue
        if local.startswith(_PAGES):
            yield "page", local, ""
        if kind in _TYPES:
            yield "type", local, kind.value.replace("#", "/").rpartition("/")[2]


def _days(store: Store, base: str, name: ox.NamedNode) -> Iterator[tuple[str, str]]:
    for triple in store.triples(predicate=name):
        if isinstance(triple.subject, ox.NamedNode):
            yield triple.subject.value.removeprefix(base), str(triple.object)
