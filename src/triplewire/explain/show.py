"""A store and a thing in, all that is said of it out: as a card or as Turtle."""

from collections.abc import Iterator, Mapping
from typing import Literal

import pyoxigraph as ox

from triplewire.ask import cell, prefixes_of, require_text, shorten, visible
from triplewire.explain.find import Description, describe, find
from triplewire.iris import BASE
from triplewire.store import Store
from triplewire.turtle import page


def show(store: Store, name: str, form: Literal["card", "turtle"] = "card") -> str:
    """Return what all graphs of a store say of one thing.

    Raises: QueryError when the store has no such thing.
    """
    require_text(name)
    prefixes = prefixes_of(store)
    node = find(store, name, prefixes)
    found = describe(store, node, prefixes)
    if form == "turtle":
        triples = (ox.Triple(node, name, value) for name, value, _ in found.properties)
        return page(triples, store.manifest.base or BASE).rstrip("\n")
    return "\n".join(_card(found, prefixes))


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
