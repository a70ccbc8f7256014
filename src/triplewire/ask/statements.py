"""A store in, its claims as they are compared out."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Protocol

import pyoxigraph as ox

from triplewire import assets, vocab
from triplewire.records import Measured, Statement

Row = ox.QuerySolution


class Queried(Protocol):
    """What answers a SPARQL query: a store, or one that is being written."""

    def query(self, sparql: str, /) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """Run a query."""


def statements(store: Queried) -> Iterator[Statement]:
    """Yield every claim of a store with all that it is compared by."""
    voices = _sets(store, "claim-voices", "voice")
    parties = _sets(store, "claim-parties", "about")
    quotations = _sets(store, "claim-quotations", "words")
    areas: dict[str, set[str]] = {}
    for row in _rows(store, "areas"):
        areas.setdefault(row["place"].value, set()).add(row["area"].value)
    figures = {
        row["claim"].value: _measured(row, frozenset(parties.get(row["claim"].value, ())), areas)
        for row in _rows(store, "claim-figures")
    }
    denied = vocab.concept("denied")
    for row in _rows(store, "claims"):
        iri, words = row["claim"].value, row["words"].value
        yield Statement(
            iri=iri,
            label=row["label"].value,
            words=words,
            article=row["article"].value,
            published=(_value(row, "published") or "")[:10],
            evidence=row["evidence"].value,
            start=int(row["start"].value),
            line=int(row["line"].value) - int(_value(row, "firstLine") or 1) + 1,
            headline=words in (_value(row, "headline") or ""),
            quotations=tuple(sorted(quotations.get(iri, ()))),
            voices=frozenset(voices.get(iri, ())),
            denied=row["polarity"] == denied,
            measured=figures.get(iri),
            modality=row["modality"].value.removeprefix(vocab.PREFIXES["c"]),
        )


def _measured(row: Row, about: frozenset[str], areas: Mapping[str, Iterable[str]]) -> Measured:
    unit, among = _value(row, "unit"), _value(row, "among")
    return Measured(
        measure=row["measure"].value,
        value=Decimal(row["value"].value),
        unit=unit.rsplit("/", 1)[-1] if unit else None,
        qualifier=row["qualifier"].value.removeprefix(vocab.PREFIXES["c"]),
        when=_value(row, "when"),
        first=_value(row, "first") or "",
        last=_value(row, "last") or "",
        about=about,
        counterpart=_value(row, "counterpart"),
        among=None if among == vocab.UNSTATED.value else among,
        areas=frozenset((party, area) for party in about for area in areas.get(party, ())),
    )


def _sets(store: Queried, part: str, column: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for row in _rows(store, part):
        found.setdefault(row["claim"].value, set()).add(row[column].value)
    return found


def _rows(store: Queried, part: str) -> Iterator[Row]:
    text = (assets.queries() / "parts" / f"{part}.rq").read_text(encoding="utf-8")
    found = store.query(text)
    if isinstance(found, ox.QuerySolutions):
        yield from found


def _value(row: Row, name: str) -> str | None:
    term = row[name]
    return None if term is None else str(term.value)
