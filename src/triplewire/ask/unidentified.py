"""A store in, the actors that nobody has identified out, and whom a table says they may be."""

from triplewire import vocab
from triplewire.ask.run import rows
from triplewire.store import Store

# The type column of actors.csv for each kind of actor; the first that fits is taken.
_TYPES = {
    vocab.SCHEMA_PERSON: "person",
    vocab.SCHEMA_ORGANIZATION: "organization",
    vocab.FOAF_GROUP: "group",
    vocab.SCHEMA_PLACE: "place",
}


def unidentified(store: Store) -> list[tuple[str, str, str]]:
    """Return the key, name and type of each actor without schema:sameAs, most mentioned first."""
    base = store.manifest.base
    found: dict[str, tuple[str, str, str]] = {}
    for row in rows(store, "unidentified"):
        key = row["actor"].value.removeprefix(base)
        found.setdefault(key, (key, row["name"].value, _TYPES[row["kind"]]))
    return list(found.values())


def proposed(store: Store) -> dict[str, list[tuple[str, float, str]]]:
    """Return who an unidentified actor may be, by its key: the IRI, how surely, and why."""
    base = store.manifest.base
    found: dict[str, list[tuple[str, float, str]]] = {}
    for row in rows(store, "proposed"):
        said = row["identifier"].value, float(row["confidence"].value), row["reason"].value
        found.setdefault(row["actor"].value.removeprefix(base), []).append(said)
    return found
