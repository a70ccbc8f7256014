"""A store in, what it says by property out, in a table on the disk: a large graph has no end.

Each property is read in one go: joins in SPARQL would cost many times as much. Things of the
dataset are told without its base.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet

import pyoxigraph as ox

from triplewire import vocab

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
    ("relation", vocab.RELATION),
    ("confidence", vocab.CONFIDENCE),
)
_TYPES = frozenset(
    {vocab.ACTOR, vocab.SCHEMA_PERSON, vocab.SCHEMA_ORGANIZATION, vocab.SCHEMA_COUNTRY}
    | {vocab.FOAF_GROUP, vocab.SCHEMA_PLACE, vocab.SCHEMA_CREATIVE_WORK}
)
# Of all classes those alone are read: most things are passages and figures.
_CLASSES = _TYPES | {vocab.SCHEMA_ARTICLE, vocab.SCHEMA_EVENT, vocab.AS_TOMBSTONE}
# Things whose pages search engines are told of.
_PAGES = ("article/", "actor/", "event/")
# The days on which things were reported, or published as articles.
_DAYS = (vocab.REPORTED_ON, vocab.SCHEMA_DATE_PUBLISHED)
# By these an entry tells something of another thing, and that is what it tells.
_BESIDE = frozenset({vocab.REPORTED_IN, vocab.SCHEMA_PUBLISHER})
_TOLD_BESIDE = frozenset({vocab.LABEL, vocab.SCHEMA_DATE_PUBLISHED})
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


def read_said(db: sqlite3.Connection, database: ox.Store, base: str) -> None:
    """Fill the database ``said`` of a connection with what the pages tell of things."""
    db.executescript(_TABLES)
    for name, of in _READ:
        rows = ((name, *pair) for pair in _pairs(_all(database, of), base))
        db.executemany("INSERT INTO said.pair VALUES (?, ?, ?)", rows)
    for kind in sorted(_CLASSES, key=str):
        types = _types(_matching(database, None, vocab.TYPE, kind), base)
        db.executemany("INSERT INTO said.pair VALUES (?, ?, ?)", types)
    mentions = ((thing,) for _, thing in _pairs(_all(database, vocab.SCHEMA_MENTIONS), base))
    db.executemany("INSERT INTO said.mention VALUES (?)", mentions)
    for place, of in enumerate(_DAYS):
        days = ((place, *pair) for pair in _days(_all(database, of), base))
        db.executemany("INSERT INTO said.day VALUES (?, ?, ?)", days)
    db.executescript(_SORTED)


def read_of(db: sqlite3.Connection, database: ox.Store, base: str, iris: AbstractSet[str]) -> None:
    """Do so for some things alone, and for what their entries tell of others.

    That is what they are reported in, and who published them.
    """
    db.executescript(_TABLES)
    near: set[str] = set()
    for iri in sorted(iris):
        node = ox.NamedNode(iri)
        triples = list(_matching(database, node, None, None))
        _insert(db, base, triples)
        types = _types(_with(triples, vocab.TYPE), base)
        db.executemany("INSERT INTO said.pair VALUES (?, ?, ?)", types)
        for place, of in enumerate(_DAYS):
            days = ((place, *pair) for pair in _days(_with(triples, of), base))
            db.executemany("INSERT INTO said.day VALUES (?, ?, ?)", days)
        mentions = _pairs(_matching(database, None, vocab.SCHEMA_MENTIONS, node), base)
        db.executemany("INSERT INTO said.mention VALUES (?)", ((thing,) for _, thing in mentions))
        near |= {
            triple.object.value
            for triple in triples
            if triple.predicate in _BESIDE and isinstance(triple.object, ox.NamedNode)
        }
    for iri in sorted(near - iris):
        _insert(db, base, list(_matching(database, ox.NamedNode(iri), None, None)))
    db.executescript(_SORTED)


def touched(changed: Iterable[ox.Triple], database: ox.Store) -> set[str]:
    """Return the things whose entries may be others after some triples have come or gone."""
    iris: set[str] = set()
    for triple in changed:
        subject, predicate, found = triple.subject, triple.predicate, triple.object
        if not isinstance(subject, ox.NamedNode):
            continue
        iris.add(subject.value)
        if predicate == vocab.SCHEMA_MENTIONS and isinstance(found, ox.NamedNode):
            iris.add(found.value)
        elif predicate in _TOLD_BESIDE:
            for of in _BESIDE:
                tellers = (one.subject for one in _matching(database, None, of, subject))
                iris |= {one.value for one in tellers if isinstance(one, ox.NamedNode)}
    return iris


def _insert(db: sqlite3.Connection, base: str, triples: Sequence[ox.Triple]) -> None:
    for name, of in _READ:
        rows = ((name, *pair) for pair in _pairs(_with(triples, of), base))
        db.executemany("INSERT INTO said.pair VALUES (?, ?, ?)", rows)


def _with(triples: Iterable[ox.Triple], name: ox.NamedNode) -> Iterator[ox.Triple]:
    return (triple for triple in triples if triple.predicate == name)


def _all(database: ox.Store, name: ox.NamedNode) -> Iterator[ox.Triple]:
    return _matching(database, None, name, None)


def _matching(
    database: ox.Store,
    subject: ox.NamedNode | None,
    predicate: ox.NamedNode | None,
    value: ox.NamedNode | None,
) -> Iterator[ox.Triple]:
    found = database.quads_for_pattern(subject, predicate, value, ox.DefaultGraph())
    return (quad.triple for quad in found)


def _pairs(triples: Iterable[ox.Triple], base: str) -> Iterator[tuple[str, str]]:
    for triple in triples:
        subject, found = triple.subject, triple.object
        if isinstance(subject, ox.NamedNode) and isinstance(found, ox.NamedNode | ox.Literal):
            local = subject.value.removeprefix(base)
            if local != subject.value and "#" not in local:
                value = found.value
                yield local, value.removeprefix(base) if isinstance(found, ox.NamedNode) else value


def _types(triples: Iterable[ox.Triple], base: str) -> Iterator[tuple[str, str, str]]:
    """Yield the classes of things that tell kinds, which things are gone, and which have pages."""
    for triple in triples:
        subject, kind = triple.subject, triple.object
        if not isinstance(subject, ox.NamedNode) or not isinstance(kind, ox.NamedNode):
            continue
        local = subject.value.removeprefix(base)
        if local == subject.value or "#" in local or kind not in _CLASSES:
            continue
        if kind == vocab.AS_TOMBSTONE:
            yield "gone", local, ""
            continue
        if local.startswith(_PAGES):
            yield "page", local, ""
        if kind in _TYPES:
            yield "type", local, kind.value.replace("#", "/").rpartition("/")[2]


def _days(triples: Iterable[ox.Triple], base: str) -> Iterator[tuple[str, str]]:
    for triple in triples:
        if isinstance(triple.subject, ox.NamedNode):
            yield triple.subject.value.removeprefix(base), str(triple.object)
