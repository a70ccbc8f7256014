"""A name as a user writes it in, the thing of the store that it stands for out."""

from collections.abc import Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from triplewire.ask import expand, nearest, node_of, rows, shorten, the_named
from triplewire.ask.evidence import Lookups
from triplewire.errors import QueryError
from triplewire.store import Store
from triplewire.vocab import LABEL, SCHEMA_CREDIT_TEXT, SKOS_PREF_LABEL, TYPE

_THING = ox.Variable("thing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What the store says of one thing: its name in short form, types, label and all properties.

    The part of somebody without a name in an event has the article's wording for a label.
    """

    name: str
    kind: str
    label: str | None
    properties: tuple[tuple[ox.NamedNode, ox.NamedNode | ox.Literal, str | None], ...]


def find(store: Store, name: str, prefixes: Mapping[str, str]) -> ox.NamedNode:
    """Return the node that <iri>, prefix:name or a label stands for.

    Raises: QueryError when the store has no such thing, or several of that label.
    """
    iri = expand(name, prefixes)
    node = the_named(store, name, prefixes) if iri is None else node_of(iri)
    if node is None or not (
        rows(store, "described", {_THING: node}) or Lookups(store).evidence.speaking(node.value)
    ):
        raise _unknown(store, name, prefixes)
    return node


def describe(store: Store, node: ox.NamedNode, prefixes: Mapping[str, str]) -> Description:
    """Return what a store says of a thing."""
    properties = tuple(
        (row["property"], row["value"], row["label"] and row["label"].value)
        for row in rows(store, "described", {_THING: node})
    )
    labels = [value.value for name, value, _ in properties if name in {LABEL, SKOS_PREF_LABEL}]
    labels += [value.value for name, value, _ in properties if name == SCHEMA_CREDIT_TEXT]
    kinds = {shorten(value.value, prefixes) for name, value, _ in properties if name == TYPE}
    return Description(
        name=shorten(node.value, prefixes),
        kind=", ".join(sorted(kinds)) or "thing",
        label=labels[0] if labels else None,
        properties=properties,
    )


def _unknown(store: Store, name: str, prefixes: Mapping[str, str]) -> QueryError:
    known = {}
    for row in rows(store, "names"):
        short = shorten(row["thing"].value, prefixes)
        known[short] = known[row["name"].value] = f"{short} ({row['name'].value[:60]})"
    close = [known[found] for found in nearest(name, known)]
    hint = f"did you mean {' or '.join(dict.fromkeys(close))}?" if close else "check its spelling"
    return QueryError(f"the store knows nothing of {name[:200]!r}", hint=hint)
