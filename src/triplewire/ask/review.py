"""A store in, what a curator should look at out, the least certain first."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from triplewire.ask.run import rows
from triplewire.ask.terms import visible
from triplewire.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Something uncertain, with what a decision about it begins with.

    ``article`` is the source's name; ``what`` is the decision that would confirm it ("accept" or
    "merge"), ``quotation``, ``target`` and ``value`` are cells of decisions.csv.
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
    for row in rows(store, "uncertain"):
        others = visible(row["others"].value)
        either = f" It may also be {others}." if others else ""
        yield Doubt(
            iri=row["node"].value,
            label=visible(row["label"].value),
            question=f"Is this right? Found by the rule {row['rule'].value}.{either}",
            confidence=Decimal(row["confidence"].value),
            what="accept",
            article=row["source"].value,
            quotation=row["words"].value,
            target="" if row["kind"].value == "claim" else row["kind"].value,
            value="",
        )
