"""Anything else that the store describes in, a page of its properties out."""

from dataclasses import dataclass
from itertools import groupby

import pyoxigraph as ox

from triplewire import vocab
from triplewire.publish.web.pages.graph import (
    Facts,
    Ground,
    Ref,
    Ruled,
    Site,
    grounds_of,
    rulings_of,
)
from triplewire.publish.web.pages.words import safe_href
from triplewire.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class ThingView:
    """A thing as its page shows it: each property by its short name with its values."""

    facts: Facts
    kind: str
    note: str | None
    properties: tuple[tuple[Ref, tuple[Ref, ...]], ...]
    grounds: tuple[Ground, ...]
    rulings: tuple[Ruled, ...]


def thing_view(store: Store, site: Site, facts: Facts) -> ThingView:
    """Return the view of a thing of any class."""
    kinds = [site.short(iri) for iri in facts.texts(vocab.TYPE)]
    shown = [fact for fact in facts.facts if fact.name not in {vocab.TYPE, vocab.LABEL}]
    return ThingView(
        facts=facts,
        kind=", ".join(kinds) or "thing",
        note=facts.text(vocab.COMMENT),
        properties=tuple(
            (site.ref(name.value), tuple(_value(site, f.value, f.label) for f in group))
            for name, group in groupby(shown, key=lambda fact: fact.name)
        ),
        grounds=grounds_of(store, facts.iri),
        rulings=rulings_of(store, facts.iri),
    )


def _value(site: Site, value: ox.NamedNode | ox.Literal, label: str | None) -> Ref:
    if isinstance(value, ox.Literal):
        return Ref(iri="", label=value.value, href=None)
    ref = site.ref(value.value, label)
    return ref if ref.href else Ref(iri=ref.iri, label=ref.label, href=safe_href(ref.iri))
