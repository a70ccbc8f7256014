"""A store in, what a curator should look at out, the least certain first."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import pyoxigraph as ox

from triplewire import vocab
from triplewire.ask.evidence import Evidence, Lookups
from triplewire.ask.run import rows
from triplewire.ask.terms import visible
from triplewire.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Something uncertain, with what a decision about it begins with.

    ``article`` is the source's name; ``what`` is the decision that would confirm it ("accept" or
    "merge"), ``quotation``, ``target`` and ``value`` are cells of decisions.csv. ``proposed`` says
    that it is not published.
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


def proposals(store: Store) -> Iterator[Doubt]:
    """Yield the events that wait for a curator before they are published, the surest first."""
    entries = sorted(store.manifest.articles.values(), key=lambda entry: entry.name)
    found = [
        doubt
        for entry in entries
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
    for (iri, name), values in sorted(facts.items()):
        if name != vocab.TYPE.value or vocab.SCHEMA_EVENT.value not in values:
            continue
        kind, label, rule, confidence = (
            min(facts[iri, known.value])
            for known in (vocab.EVENT_TYPE, vocab.LABEL, vocab.RULE, vocab.CONFIDENCE)
        )
        yield Doubt(
            iri=iri,
            label=visible(label),
            question=f"Is this right? Proposed by the rule {rule}, not published.",
            confidence=Decimal(confidence),
            what="accept",
            article=article,
            quotation=evidence.resting(iri)[0].words,
            target=f"event {kind.removeprefix(vocab.PREFIXES['c'])}",
            value="",
            proposed=True,
        )


def doubts(store: Store) -> Iterator[Doubt]:
    """Yield who may be whom, then claims and events, each least certain first."""
    base = store.manifest.base
    for row in rows(store, "likely"):
        one, other = visible(row["oneName"].value), visible(row["otherName"].value)
        event = "/event/" in row["other"].value
        yield Doubt(
            iri=row["link"].value,
            label=f"{one} ≟ {other}",
            question=f"Are these one? {row['reason'].value}",
            confidence=Decimal(row["confidence"].value),
            what="merge",
            article=row["source"].value,
            quotation=row["otherName"].value,
            target="event" if event else f"actor {row['otherName'].value}",
            value=row["one"].value.removeprefix(base),
        )
    evidence = Lookups(store).evidence
    for row in rows(store, "uncertain"):
        yield from _finding(store, evidence, row["node"], Decimal(row["confidence"].value))


def _finding(
    store: Store, evidence: Evidence, node: ox.NamedNode, confidence: Decimal
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
    yield Doubt(
        iri=node.value,
        label=visible(first["label"].value),
        question=f"Is this right? Found by the rule {first['rule'].value}.{either}",
        confidence=confidence,
        what="accept",
        article=evidence.source(where[0].text).name or "",
        quotation=where[0].words,
        target="" if kind is None else f"event {kind.value.removeprefix(vocab.PREFIXES['c'])}",
        value="",
    )
