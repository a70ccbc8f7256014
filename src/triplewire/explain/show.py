"""A store and a thing in, all that is said of it out: as a card or as Turtle."""

from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Literal

import pyoxigraph as ox

from triplewire.ask import cell, prefixes_of, require_text, shorten, visible
from triplewire.explain.find import Description, describe, find
from triplewire.store import Store
from triplewire.vocab import PREFIXES


def show(store: Store, name: str, form: Literal["card", "turtle"] = "card") -> str:
    """Return what all graphs of a store say of one thing.

    Raises: QueryError when the store has no such thing.
    """
    require_text(name)
    prefixes = prefixes_of(store)
    node = find(store, name, prefixes)
    found = describe(store, node, prefixes)
    if form == "turtle":
        return _turtle(node, found)
    return "\n".join(_card(found, prefixes))


def _turtle(node: ox.NamedNode, found: Description) -> str:
    triples = list(
        dict.fromkeys(ox.Triple(node, name, value) for name, value, _ in found.properties)
    )
    iris = [node.value, *(term for triple in triples for term in _iris(triple))]
    used = {
        prefix: namespace
        for prefix, namespace in PREFIXES.items()
        if any(iri.startswith(namespace) for iri in iris)
    }
    out = BytesIO()
    ox.serialize(triples, out, ox.RdfFormat.TURTLE, prefixes=used)
    return out.getvalue().decode().rstrip("\n")


def _iris(triple: ox.Triple) -> Iterator[str]:
    yield triple.predicate.value
    if isinstance(triple.object, ox.NamedNode):
        yield triple.object.value
    elif isinstance(triple.object, ox.Literal) and triple.object.language is None:
        yield triple.object.datatype.value


def _card(found: Description, prefixes: Mapping[str, str]) -> Iterator[str]:
    yield visible(found.label or found.name)
    yield found.name
    yield ""
    names = [shorten(name.value, prefixes) for name, _, _ in found.properties]
    width = max(map(len, names), default=0)
    last = ""
    for name, (_, value, label) in zip(names, found.properties, strict=True):
        note = f"  {visible(label)}" if label else ""
        yield f"  {name if name != last else '':<{width}}  {cell(value, prefixes)}{note}"
        last = name
