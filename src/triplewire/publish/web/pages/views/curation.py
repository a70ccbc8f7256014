"""A store in, how far it is curated out: what was decided, what was not met, what is uncertain."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

import pyoxigraph as ox

from triplewire import vocab
from triplewire.ask import rows
from triplewire.publish.web.pages.graph import Ref, Site, Walk, value_of
from triplewire.records import Unmet
from triplewire.store import Store

PAGE_SIZE = 40
# So many decisions, the latest, and so many pairs of names, the likeliest, are shown.
MOST_DECIDED, MOST_LIKELY = 200, 100
# A finding that nobody has decided on: how sure it is, and its IRI.
Open = tuple[Decimal, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A decision that was applied, on which words, and something that it shaped."""

    ref: Ref
    label: str
    type: str
    who: str
    when: str
    why: str | None
    words: str
    article: Ref
    thing: Ref | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Something that a curator should look at, with the sentence of the question."""

    ref: Ref
    confidence: str
    question: str
    source: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Curation:
    """The state of the curator's work.

    ``likely`` are pairs of names that may stand for one thing; ``open`` are those that one page
    shows of the findings that nobody has decided on, the least certain first. ``totals`` count what
    these are cut out of.
    """

    decided: tuple[Decided, ...]
    unmet: tuple[Unmet, ...]
    likely: tuple[Doubt, ...]
    open: tuple[Open, ...]
    totals: dict[str, int]


def curation_of(store: Store, site: Site) -> Curation:
    """Return what was decided and what a curator should look at; of open findings their number."""
    decided = []
    for row in rows(store, "pages/decisions"):
        thing = value_of(row, "thing")
        decided.append(
            Decided(
                ref=site.ref(row["decision"].value),
                label=row["label"].value,
                type=row["type"].value,
                who=row["who"].value,
                when=row["when"].value,
                why=value_of(row, "why"),
                words=row["words"].value,
                article=site.ref(row["article"].value, row["headline"].value),
                thing=site.ref(thing) if thing else None,
            )
        )
    unmet = (one for of_root in store.manifest.unmet.values() for one in of_root)
    likely = rows(store, "likely")
    return Curation(
        decided=tuple(decided[:MOST_DECIDED]),
        unmet=tuple(unmet),
        likely=tuple(
            Doubt(
                ref=site.ref(
                    row["link"].value, f"{row['oneName'].value} ≟ {row['otherName'].value}"
                ),
                confidence=row["confidence"].value,
                question=f"Are these one? {row['reason'].value}",
                source=row["source"].value,
            )
            for row in likely[:MOST_LIKELY]
        ),
        open=(),
        totals={"decided": len(decided), "likely": len(likely)},
    )


def open_findings(store: Store, base: str) -> list[Open]:
    """Return the claims and events that no decision is about, the least certain first.

    All that has a confidence is read in one go: to join it first takes minutes of large graphs.
    """
    seen = {triple.subject for triple in store.triples(predicate=vocab.PROV_WAS_INFLUENCED_BY)}
    kinds = (f"{base}claim/", f"{base}event/")
    return sorted(
        (Decimal(triple.object.value), triple.subject.value)
        for triple in store.triples(predicate=vocab.CONFIDENCE)
        if isinstance(triple.subject, ox.NamedNode)
        and isinstance(triple.object, ox.Literal)
        and triple.subject not in seen
        and triple.subject.value.startswith(kinds)
    )


def doubts_of(store: Store, site: Site, some: Iterable[Open]) -> Iterator[Doubt]:
    """Yield the questions about some of the open findings."""
    walk = Walk(store)
    for confidence, iri in some:
        others = walk.labels(walk.out(iri, vocab.POSSIBLE_SPEAKER))
        either = f" It may also be {', '.join(others)}." if others else ""
        found = walk.evidence.passages(iri, vocab.EVIDENCE)
        rule = ", ".join(walk.labels(walk.out(iri, vocab.RULE)))
        yield Doubt(
            ref=site.ref(iri, walk.label(iri)),
            confidence=str(confidence),
            question=f"Is this right? Found by the rule “{rule}”.{either}",
            source=walk.evidence.source(found[0].text).name if found else None,
        )
