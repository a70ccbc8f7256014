"""A store in, its comparisons of claims as plain values out, one after another."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing

import pyoxigraph as ox

from triplewire import vocab
from triplewire.ask.evidence import Lookups, Texts, located
from triplewire.ask.terms import visible
from triplewire.records import RELATIONS
from triplewire.store import Store

_CONCEPTS = vocab.PREFIXES["c"]
# Claims whose words are kept at hand: one is in many comparisons.
_MOST_CLAIMS = 10_000


def comparisons(store: Store, relations: Iterable[str] = RELATIONS) -> Iterator[dict[str, object]]:
    """Yield every comparison of claims that has one of the relations, in the order of their IRIs.

    The relations are taken one after another. A comparison is yielded when it is asked for: there
    may be many more than articles.
    Shape: comparison, one, relation, other, differsIn (a list), reason, confidence, and words,
    article, place (file:line:column) and voice of both; a voice is None where nobody is named.
    """
    told = _Told(store)
    for relation in relations:
        value = vocab.term("tw", relation)
        subjects = (
            triple.subject for triple in store.triples(predicate=vocab.RELATION, value=value)
        )
        for iri in _sorted(one.value for one in subjects if isinstance(one, ox.NamedNode)):
            yield from told.comparison(iri, relation)


class _Told:
    """Looks up what is said of a comparison, and of claims."""

    def __init__(self, store: Store) -> None:
        self._lookups, self._texts = Lookups(store), Texts(store)
        self._claims: dict[str, dict[str, object]] = {}

    def comparison(self, iri: str, relation: str) -> Iterator[dict[str, object]]:
        """Yield what is said of a comparison, nothing where it is not of two claims."""
        said = self._lookups
        one, other = said.one(iri, vocab.SUBJECT_CLAIM), said.one(iri, vocab.OBJECT_CLAIM)
        if one is None or other is None:
            return
        differs = said.out(iri, vocab.DIFFERS_IN)
        sides = {"one": self._claim(one), "other": self._claim(other)}
        yield {
            "comparison": iri,
            "one": one,
            "relation": relation,
            "other": other,
            **{
                f"{side}_{part}": sides[side][part]
                for part in ("words", "article")
                for side in ("one", "other")
            },
            "reason": said.one(iri, vocab.COMMENT),
            "confidence": said.one(iri, vocab.CONFIDENCE),
            "differsIn": [name.removeprefix(_CONCEPTS) for name in differs],
            **{
                f"{side}_{part}": sides[side][part]
                for side in ("one", "other")
                for part in ("place", "voice")
            },
        }

    def _claim(self, iri: str) -> dict[str, object]:
        if iri not in self._claims:
            if len(self._claims) >= _MOST_CLAIMS:
                self._claims.pop(next(iter(self._claims)))
            said = self._lookups
            speakers = said.out(iri, vocab.SPEAKER)
            voices = sorted({name for one in speakers for name in said.out(one, vocab.LABEL)})
            self._claims[iri] = {
                "words": said.one(iri, vocab.SCHEMA_TEXT),
                "article": said.one(said.one(iri, vocab.REPORTED_IN), vocab.LABEL),
                "place": self._place(iri),
                "voice": ", ".join(voices) or None,
            }
        return self._claims[iri]

    def _place(self, claim: str) -> str | None:
        """Return file:line:column of the first words that a claim rests on, None for no words."""
        evidence = self._lookups.evidence
        found = evidence.resting(claim)
        if not found:
            return None
        source = evidence.source(found[0].text)
        at = located(found[0], self._texts.of(found[0].text), source.first_line)
        return ":".join([visible(source.name or "text"), *(str(each) for each in at if each)])


def _sorted(iris: Iterable[str]) -> Iterator[str]:
    """Yield IRIs in their order, each once; memory holds few of them."""
    # SQLite makes the file when its memory is full, and removes it.
    with closing(sqlite3.connect("", isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = OFF")
        db.execute("CREATE TABLE iri (iri TEXT PRIMARY KEY) WITHOUT ROWID")
        db.executemany("INSERT OR IGNORE INTO iri VALUES (?)", ((iri,) for iri in iris))
        for (iri,) in db.execute("SELECT iri FROM iri ORDER BY iri"):
            yield iri
