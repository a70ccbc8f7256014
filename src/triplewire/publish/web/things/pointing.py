"""What points at a thing in, in part and in one order, with names and days for all that it names.

A document shows what a reader would otherwise fetch one by one: who says this, what it is called,
and when it was reported.
"""

from collections.abc import Callable, Container, Iterable, Iterator

import pyoxigraph as ox

from triplewire import vocab
from triplewire.store import Store

# Things in, the last day on which each was reported out, of those that have one.
Days = Callable[[list[str]], dict[str, str]]
# So many things that point at one are shown in one document, and of what it points at itself.
MOST = 500
_MOST_NAMED = 4 * MOST
_FEW = 2 * MOST
# What is found in articles comes by its day, after what holds of a thing for longer: offices,
# comparisons, what it may be one with.
_FOUND_IN_ARTICLES = ("article/", "claim/", "event/")
_TELLING = (
    *(vocab.TYPE, vocab.LABEL, vocab.SKOS_PREF_LABEL),
    *(vocab.WHEN, vocab.SCHEMA_DATE_PUBLISHED),
)
# What has no name of its own is told by what it joins.
_JOINING = (
    *(vocab.PARTICIPATION_ROLE, vocab.ACTING_AS),
    *(vocab.ORG_MEMBER, vocab.ORG_ROLE, vocab.ORG_ORGANIZATION),
    *(vocab.RELATION, vocab.SUBJECT_CLAIM, vocab.OBJECT_CLAIM, vocab.DIFFERS_IN),
    *(vocab.IDENTITY_STATUS, vocab.ONE, vocab.OTHER, vocab.COMMENT),
)


def in_order(
    store: Store, links: Iterable[ox.Triple], days_of: Days | None = None
) -> list[list[ox.Triple]]:
    """Return links by what they come from: what holds for longer first, then the newest first.

    What is as new is in the order of the IRIs, and what has no day comes last. The days of a few
    things are looked up one by one, and those of many where ``days_of`` does not know them.
    """
    found: dict[str, list[ox.Triple]] = {}
    for link in links:
        if isinstance(link.subject, ox.NamedNode):
            found.setdefault(link.subject.value, []).append(link)
    base = store.manifest.base or ""
    wholes = set(map(_whole, found))
    known = days_of(sorted(wholes)) if days_of and len(wholes) > _FEW else {}
    days = known or {whole: _day(store, whole) for whole in wholes}
    newest = sorted(sorted(found), key=lambda iri: days.get(_whole(iri), ""), reverse=True)
    newest.sort(key=lambda iri: iri.removeprefix(base).startswith(_FOUND_IN_ARTICLES))
    return [found[iri] for iri in newest]


def joined(store: Store, links: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    """Yield links, and what they come from where that joins things or is a part of one."""
    for link in links:
        yield link
        if not isinstance(link.subject, ox.NamedNode):
            continue
        iri, whole = link.subject.value, _whole(link.subject.value)
        base = store.manifest.base or ""
        if whole != iri:
            yield from store.triples(ox.NamedNode(whole), value=link.subject)
        if whole != iri or not iri.removeprefix(base).startswith(_FOUND_IN_ARTICLES):
            for name in _JOINING:
                yield from store.triples(link.subject, name)


def named(
    store: Store, triples: Iterable[ox.Triple], told: Container[object]
) -> Iterator[ox.Triple]:
    """Yield the classes, names and days of what triples join, so far as there is room.

    Of what is told already, nothing is said again.
    """
    ends = {
        node.value
        for triple in triples
        if triple.predicate != vocab.TYPE
        for node in (triple.subject, triple.object)
        if isinstance(node, ox.NamedNode) and node not in told
    }
    for iri in sorted(ends)[:_MOST_NAMED]:
        node = ox.NamedNode(iri)
        for name in _TELLING:
            yield from store.triples(node, name)
        yield from _latest(store, node)


def _latest(store: Store, node: ox.NamedNode) -> list[ox.Triple]:
    """Return the last day on which a thing was reported: an office is, again and again."""
    days = store.triples(node, vocab.REPORTED_ON)
    return sorted(days, key=lambda triple: str(triple.object))[-1:]


def _day(store: Store, iri: str) -> str:
    """Return the day on which a thing was reported, or published as an article."""
    node = ox.NamedNode(iri)
    for name in (vocab.REPORTED_ON, vocab.SCHEMA_DATE_PUBLISHED):
        if days := [str(triple.object) for triple in store.triples(node, name)]:
            return max(days)
    return ""


def _whole(iri: str) -> str:
    return iri.partition("#")[0]
