"""What curators say of two claims in, the comparisons that hold and what cannot be applied out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import msgspec

from triplewire.build.comparison.queries import CLAIMS
from triplewire.compare import Others, Related, decided, holding, related
from triplewire.engines import Engine
from triplewire.records import Comparison, Decision, Statement, Unmet


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    number: int
    iri: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Met:
    """A claim that a decision is about, or that has its words: just these, or among others."""

    number: int
    own: bool
    exact: bool
    statement: bytes


@dataclass(frozen=True, slots=True)
class _Raw:
    statement: bytes


class _Words(msgspec.Struct):
    words: str


_MET = f"""
SELECT w.number, c.iri = w.iri AS own, c.key = w.words AS exact, c.statement
FROM wanted w JOIN {CLAIMS} c ON c.iri = w.iri OR (w.words <> '' AND contains(c.key, w.words))
"""

_statement = msgspec.json.Decoder(Statement).decode
_words = msgspec.json.Decoder(_Words).decode


def curated(
    engine: Engine, decisions: Mapping[str, Iterable[Decision]]
) -> tuple[tuple[Comparison, ...], tuple[Unmet, ...]]:
    """Return the comparisons that decisions make, and the decisions that find no other claim.

    They are keyed by the IRI of the claim that they are about.
    """
    read = [related(iri, decision) for iri in sorted(decisions) for decision in decisions[iri]]
    said = [one for one in read if isinstance(one, Related)]
    made = dict(zip(map(id, said), _decided(engine, said), strict=True))
    found: list[tuple[Comparison, Decision]] = []
    unmet: list[Unmet] = []
    for one in read:
        result = made[id(one)] if isinstance(one, Related) else one
        if isinstance(result, Unmet):
            unmet.append(result)
        else:
            found.append((result, result.decision or one.decision))
    held, overruled = holding(found)
    return held, (*unmet, *overruled)


def _decided(engine: Engine, said: list[Related]) -> Iterator[Comparison | Unmet]:
    """Yield what becomes of each decision."""
    if not said:
        return
    own: dict[int, Statement] = {}
    exact = [Others(one.words) for one in said]
    inside = [Others(one.words) for one in said]
    rows = (_Wanted(number=n, iri=one.iri, words=one.words) for n, one in enumerate(said))
    engine.write("wanted", rows, _Wanted)
    for met in engine.rows(_MET, _Met):
        statement = _statement(met.statement)
        if met.own:
            own[met.number] = statement
        else:
            (exact if met.exact else inside)[met.number].add(statement)
    engine.drop("wanted")
    others = [just if just.number else among for just, among in zip(exact, inside, strict=True)]
    made = [decided(one, own.get(n), others[n]) for n, one in enumerate(said)]
    lost = {
        n: Others(said[n].words)
        for n, result in enumerate(made)
        if isinstance(result, Unmet) and not result.candidates
    }
    if lost:
        for raw in engine.rows(f"SELECT statement FROM {CLAIMS} c", _Raw):
            words = _words(raw.statement).words
            for other in lost.values():
                other.weigh(words)
    for n, result in enumerate(made):
        nearest = lost.get(n)
        if nearest is not None and isinstance(result, Unmet):
            yield replace(result, candidates=nearest.nearest)
        else:
            yield result
