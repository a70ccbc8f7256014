"""How right what is joined and compared across articles is, on a corpus of our own making.

    python benchmarks/joins [--seed 7] [--errors]

corpus.py says how the articles are made, with known merges, look-alikes and contradictions. Actors
and events are counted by pairs of mentions in two articles, comparisons by pairs of claims.
"""

import argparse
import json
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import cast

import pyoxigraph as ox
from corpus import Corpus, lines, make

from triplewire.pipeline import Options, run
from triplewire.store import Store

_MENTIONED = """
PREFIX schema: <https://schema.org/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?source ?name ?thing WHERE {
  GRAPH ?graph { ?article schema:mentions ?thing ; schema:encoding/schema:name ?source }
  ?thing rdfs:label|schema:alternateName ?name
}"""
_TOLD = """
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX schema: <https://schema.org/>
PREFIX tw: <https://w3id.org/triplewire/ns#>
SELECT DISTINCT ?source ?kind ?words ?thing WHERE {
  { ?thing a schema:Event BIND("event" AS ?kind) }
  UNION { ?thing a tw:Claim BIND("claim" AS ?kind) }
  ?thing tw:evidence ?passage .
  ?passage oa:hasSource/schema:name ?source ; oa:hasSelector/oa:exact ?words .
}"""
_COMPARED = """
PREFIX tw: <https://w3id.org/triplewire/ns#>
SELECT DISTINCT ?one ?other ?relation
  (GROUP_CONCAT(COALESCE(STR(?dimension), ""); separator=" ") AS ?differs)
WHERE {
  ?comparison tw:subjectClaim ?one ; tw:objectClaim ?other ; tw:relation ?relation .
  OPTIONAL { ?comparison tw:differsIn ?dimension }
} GROUP BY ?comparison ?one ?other ?relation"""


# What look-alikes differ in; of several, the first one names the pair.
_DIFFERENCES = ("period", "scope", "unit", "area", "definition", "revision")


@dataclass(slots=True)
class Count:
    """Pairs that were rightly and wrongly joined, and those that were missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Return the share of what was joined that is right."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Return the share of what is one that was joined."""
        return self.right / max(1, self.right + self.missed)


def score(seed: int = 7) -> dict[str, Count]:
    """Return the counts of actor joins, event joins and each type of comparison."""
    corpus = make(seed)
    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder) / "room"
        room.mkdir()
        records = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines(corpus))
        (room / "wire.jsonl").write_text(records, encoding="utf-8")
        store = Path(folder) / "store"
        run(room, store, Options(jobs=None))
        with Store(store) as current:
            return _counts(corpus, current)


def _counts(corpus: Corpus, store: Store) -> dict[str, Count]:
    named: dict[tuple[int, str], set[str]] = {}
    for row in _rows(store, _MENTIONED):
        named.setdefault((_number(row), row["name"].value), set()).add(row["thing"].value)
    told: dict[str, list[tuple[int, str, str]]] = {"event": [], "claim": []}
    for row in _rows(store, _TOLD):
        told[row["kind"].value].append((_number(row), row["words"].value, row["thing"].value))
    actors = {
        (n, key): iri
        for n, article in enumerate(corpus.articles)
        for name, key in article.actors.items()
        for iri in sorted(named.get((n, name), ()))[:1]
    }
    counts = {
        "actors": _pairs(actors),
        "events": _pairs(dict(_sentences(corpus, told["event"], "events"))),
    }
    claims: dict[str, set[str]] = {}
    for (_, key), iri in _sentences(corpus, told["claim"], "claims", figures=True):
        claims.setdefault(iri, set()).add(key)
    counts.update(_compared(corpus, claims, store))
    return counts


def _sentences(
    corpus: Corpus, told: Iterable[tuple[int, str, str]], kind: str, *, figures: bool = False
) -> Iterator[tuple[tuple[int, str], str]]:
    """Yield the article and key of each sentence of the corpus with what rests on it."""
    for number, words, iri in sorted(told):
        sentences: dict[str, str] = getattr(corpus.articles[number], kind)
        for sentence, key in sentences.items():
            inside = words.strip().rstrip(".") in sentence and len(words) * 2 > len(sentence)
            if inside and not (figures and "/assertion-" in iri):
                yield (number, key), iri


def _pairs(found: dict[tuple[int, str], str]) -> Count:
    """Count pairs of two articles that are one and are held to be one."""
    count = Count()
    for ((n, key), iri), ((m, other), there) in combinations(sorted(found.items()), 2):
        if n != m and (key == other or iri == there):
            same, joined = key == other, iri == there
            count.right += same and joined
            count.wrong += joined and not same
            count.missed += same and not joined
            if same != joined:
                count.errors.append(
                    f"{'missed' if same else 'wrong'} {key} | {other} {iri} {there}"
                )
    return count


def _compared(corpus: Corpus, claims: dict[str, set[str]], store: Store) -> dict[str, Count]:
    """Count, for each type, the pairs of keys that are compared as they should be."""
    wanted = _wanted(corpus, {key for keys in claims.values() for key in keys})
    counts = {kind: Count() for kind in ("repeats", "reprint", "contradicts", *_DIFFERENCES)}
    seen: set[tuple[frozenset[str], str]] = set()
    for row in _rows(store, _COMPARED):
        one, other = (claims.get(row[side].value, set()) for side in ("one", "other"))
        relation = row["relation"].value.rsplit("#", 1)[-1]
        differs = {part.rsplit("/", 1)[-1] for part in row["differs"].value.split()}
        for left in one:
            for right in other:
                pair = frozenset((left, right))
                kind = _kind(relation, differs)
                if (pair, kind) in seen:
                    continue
                seen.add((pair, kind))
                count = counts.setdefault(kind, Count())
                rightly = wanted.get(pair) == kind
                count.right += rightly
                count.wrong += not rightly
                if not rightly:
                    count.errors.append(
                        f"wrong {kind} instead of {wanted.get(pair)}: {sorted(pair)}"
                    )
    for pair, kind in wanted.items():
        if (pair, kind) not in seen:
            counts[kind].missed += 1
            counts[kind].errors.append(f"missed {kind}: {sorted(pair)}")
    return counts


def _wanted(corpus: Corpus, found: set[str]) -> dict[frozenset[str], str]:
    """Return what each pair of keys should be compared as, of those that are told twice."""
    told: dict[str, set[int]] = {}
    for number, article in enumerate(corpus.articles):
        for key in article.claims.values():
            told.setdefault(key, set()).add(number)
    wanted = {
        frozenset((key,)): "repeats"
        for key, where in told.items()
        if len(where) > 1 and key in found
    }
    for pair, (relation, differs) in corpus.relations.items():
        if pair <= found:
            wanted[pair] = _kind(relation, {differs})
    return wanted


def _kind(relation: str, differs: set[str]) -> str:
    """Return the type of a comparison: its relation, or what a look-alike differs in."""
    if relation == "comparableWith":
        return next((d for d in _DIFFERENCES if d in differs), relation)
    return "reprint" if relation == "repeats" and "reprint" in differs else relation


def _number(row: ox.QuerySolution) -> int:
    """Return the number of the article that a record of the wire file is, from 0."""
    return int(row["source"].value.rsplit(":", 1)[-1]) - 1


def _rows(store: Store, query: str) -> Iterator[ox.QuerySolution]:
    yield from cast("ox.QuerySolutions", store.query(query))


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--errors", action="store_true", help="what is wrong or missed")
    options = parser.parse_args()
    print("| what | P | R | right | wrong | missed |\n|---|---|---|---|---|---|")
    counts = score(options.seed)
    for name, c in counts.items():
        print(
            f"| {name} | {c.precision:.3f} | {c.recall:.3f} | {c.right} | {c.wrong} | {c.missed} |"
        )
    if options.errors:
        for name, count in counts.items():
            for error in count.errors[:40]:
                print(f"{name}: {error}")


if __name__ == "__main__":
    main()
