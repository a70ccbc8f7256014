"""A store in, what a curator should look at out, the least certain first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

import pyoxigraph as ox

from triplewire import vocab
from triplewire.ask.evidence import Evidence, Lookups, Passage, Texts, place_of
from triplewire.ask.naming import named
from triplewire.ask.run import rows
from triplewire.ask.terms import visible
from triplewire.decide import context
from triplewire.store import Store

# So many names are shown at once: each has a digit.
_MOST_NAMES = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Something uncertain, with what a decision about it begins with.

    ``article`` is the source's name, ``named`` the article's IRI without the base; ``what`` is the
    decision that would confirm it ("accept" or "merge"), ``quotation``, ``prefix``, ``suffix``,
    ``target`` and ``value`` are cells of decisions.csv. ``proposed`` says that it is not published.
    """

    iri: str
    label: str
    question: str
    confidence: Decimal
    what: str
    article: str
    quotation: str
    target: str
    value: str
    proposed: bool = False
    named: str = ""
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two names or events, by IRI, that may be one, and why; ``source`` names the second."""

    link: str
    one: str
    other: str
    labels: tuple[str, str]
    confidence: Decimal
    reason: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """Names or events that hang together by pairs that may be one, in the order of the pairs."""

    members: tuple[str, ...]
    pairs: tuple[Pair, ...]


def proposals(store: Store) -> Iterator[Doubt]:
    """Yield the events that wait for a curator before they are published, the surest first."""
    found = [
        doubt
        for _, entry in store.articles.by_name()
        if entry.review_graph
        for doubt in _proposed(store, entry.name, entry.review_graph)
    ]
    yield from sorted(found, key=lambda doubt: -doubt.confidence)


def _proposed(store: Store, article: str, graph: str) -> Iterator[Doubt]:
    facts: dict[tuple[str, str], list[str]] = {}
    for quad in store.quads(graph):
        if isinstance(quad.subject, ox.NamedNode):
            value = getattr(quad.object, "value", "")
            facts.setdefault((quad.subject.value, quad.predicate.value), []).append(value)
    evidence = Evidence(values=lambda node, name: facts.get((node, name.value), ()))
    whole, texts = Lookups(store).evidence, Texts(store)
    for (iri, name), values in sorted(facts.items()):
        if name != vocab.TYPE.value or vocab.SCHEMA_EVENT.value not in values:
            continue
        kind, label, rule, confidence = (
            min(facts[iri, known.value])
            for known in (vocab.EVENT_TYPE, vocab.LABEL, vocab.RULE, vocab.CONFIDENCE)
        )
        named = whole.value(rule, vocab.LABEL) or rule
        place = evidence.resting(iri)[0]
        source = whole.source(place.text)
        prefix, suffix = _around(place, texts, source.first_line)
        yield Doubt(
            iri=iri,
            label=visible(label),
            question=f"Is this right? Proposed by the rule “{named}”, not published.",
            confidence=Decimal(confidence),
            what="accept",
            article=article,
            quotation=place.words,
            target=f"event {kind.removeprefix(vocab.PREFIXES['c'])}",
            value="",
            proposed=True,
            named=(source.article or "").removeprefix(store.manifest.base),
            prefix=prefix,
            suffix=suffix,
        )


def doubts(store: Store) -> Iterator[Doubt]:
    """Yield who may be whom, then claims and events, each least certain first."""
    base = store.manifest.base
    for pair in likely(store):
        other = named(store, pair.other)
        place = next(iter(other.mentions), None)
        words = pair.labels[1] if place is None else " ".join(place.words.split())
        around = ("", "") if place is None else context(place.text, place.start, place.end)
        yield Doubt(
            iri=pair.link,
            label=" ≟ ".join(map(visible, pair.labels)),
            question=f"Are these one? {pair.reason}",
            confidence=pair.confidence,
            what="merge",
            article=pair.source if place is None else place.source,
            quotation=words,
            target=f"actor {words}" if other.kind == "actor" else other.kind,
            value=pair.one.removeprefix(base),
            named="" if place is None else place.article,
            prefix=around[0],
            suffix=around[1],
        )
    yield from uncertain(store)


def likely(store: Store) -> list[Pair]:
    """Return the pairs of names or events that may be one, the likeliest first."""
    return [
        Pair(
            link=row["link"].value,
            one=row["one"].value,
            other=row["other"].value,
            labels=(row["oneName"].value, row["otherName"].value),
            confidence=Decimal(row["confidence"].value),
            reason=row["reason"].value,
            source=row["source"].value,
        )
        for row in rows(store, "likely")
    ]


def clusters(pairs: Iterable[Pair], most: int = _MOST_NAMES) -> list[Cluster]:
    """Return what hangs together by pairs, in the order of the first pair of each.

    No cluster has more than ``most`` members: a pair that would join too many is one of its own.
    """
    groups: list[list[Pair]] = []
    of: dict[str, list[Pair]] = {}
    for pair in pairs:
        parts = {id(of[end]): of[end] for end in (pair.one, pair.other) if end in of}
        whole = [one for part in parts.values() for one in part] + [pair]
        if len(_members(whole)) > most:
            groups.append([pair])
            continue
        kept, *others = [*parts.values(), whole][: len(parts) or 1]
        if not parts:
            groups.append(kept)
        kept[:] = whole
        groups = [group for group in groups if not any(group is other for other in others)]
        of |= dict.fromkeys(_members(whole), kept)
    return [Cluster(members=_members(group), pairs=tuple(group)) for group in groups]


def _members(pairs: Iterable[Pair]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(end for pair in pairs for end in (pair.one, pair.other)))


def uncertain(store: Store) -> Iterator[Doubt]:
    """Yield the claims and events that nobody has decided on, the least certain first."""
    evidence, texts = Lookups(store).evidence, Texts(store)
    for row in rows(store, "uncertain"):
        yield from _finding(store, evidence, texts, row["node"], Decimal(row["confidence"].value))


def _finding(
    store: Store, evidence: Evidence, texts: Texts, node: ox.NamedNode, confidence: Decimal
) -> Iterator[Doubt]:
    """Yield the doubt about a claim or an event, whose particulars are looked up by themselves."""
    about = rows(store, "doubted", {ox.Variable("node"): node})
    where = evidence.resting(node.value)
    if not about or not where:
        return
    first = about[0]
    others = sorted({visible(row["others"].value) for row in about if row["others"] is not None})
    either = f" It may also be {'; '.join(others)}." if others else ""
    kind = first["type"]
    source = evidence.source(where[0].text)
    prefix, suffix = _around(where[0], texts, source.first_line)
    yield Doubt(
        iri=node.value,
        label=visible(first["label"].value),
        question=f"Is this right? Found by the rule “{first['rule'].value}”.{either}",
        confidence=confidence,
        what="accept",
        article=source.name or "",
        quotation=where[0].words,
        target="" if kind is None else f"event {kind.value.removeprefix(vocab.PREFIXES['c'])}",
        value="",
        named=(source.article or "").removeprefix(store.manifest.base),
        prefix=prefix,
        suffix=suffix,
    )


def _around(passage: Passage, texts: Texts, first: int) -> tuple[str, str]:
    """Return what stands before and after a passage, "" where its text is not as it says."""
    text = texts.of(passage.text)
    start = None if text is None else place_of(passage, text, first)
    if text is None or start is None:
        return "", ""
    return context(text, start, start + len(passage.words))
