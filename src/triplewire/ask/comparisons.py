"""A store in, its comparisons of claims as plain values out, one after another."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass

import msgspec
import pyoxigraph as ox

from triplewire import vocab
from triplewire.ask.evidence import Lookups, Texts, located
from triplewire.ask.terms import visible
from triplewire.records import RELATIONS
from triplewire.store import Store
from triplewire.system.passing import passing

_CONCEPTS = vocab.PREFIXES["c"]


@dataclass(frozen=True, slots=True)
class _Claim:
    words: str | None
    article: str | None
    place: str | None
    voice: str | None


_known = msgspec.msgpack.Decoder(_Claim).decode


def comparisons(store: Store, relations: Iterable[str] = RELATIONS) -> Iterator[dict[str, object]]:
    """Yield every comparison of claims that has one of the relations, in the order of their IRIs.

    The relations are taken one after another. A comparison is yielded when it is asked for: there
    may be many more than articles.
    Shape: comparison, one, relation, other, differsIn (a list), reason, confidence, and words,
    article, place (file:line:column) and voice of both; a voice is None where nobody is named.
    """
    with closing(_Told(store)) as told:
        for relation in relations:
            value = vocab.term("tw", relation)
            subjects = (
                triple.subject for triple in store.triples(predicate=vocab.RELATION, value=value)
            )
            for iri in _sorted(one.value for one in subjects if isinstance(one, ox.NamedNode)):
                yield from told.comparison(iri, relation)


class _Told:
    """Looks up what is said of a comparison, and of a claim once: one is in many comparisons."""

    def __init__(self, store: Store) -> None:
        self._lookups, self._texts = Lookups(store), Texts(store)
        self._claims = passing("claims (iri TEXT PRIMARY KEY, told BLOB) WITHOUT ROWID")

    def close(self) -> None:
        """Forget the claims."""
        self._claims.close()

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
                f"{side}_{part}": getattr(sides[side], part)
                for part in ("words", "article")
                for side in ("one", "other")
            },
            "reason": said.one(iri, vocab.COMMENT),
            "confidence": said.one(iri, vocab.CONFIDENCE),
            "differsIn": [name.removeprefix(_CONCEPTS) for name in differs],
            **{
                f"{side}_{part}": getattr(sides[side], part)
                for side in ("one", "other")
                for part in ("place", "voice")
            },
        }

    def _claim(self, iri: str) -> _Claim:
        for (told,) in self._claims.execute("SELECT told FROM claims WHERE iri = ?", (iri,)):
            return _known(told)
        said = self._lookups
        speakers = said.out(iri, vocab.SPEAKER)
        voices = sorted({name for one in speakers for name in said.out(one, vocab.LABEL)})
        found = _Claim(
            words=said.one(iri, vocab.SCHEMA_TEXT),
            article=said.one(said.one(iri, vocab.REPORTED_IN), vocab.LABEL),
            place=self._place(iri),
            voice=", ".join(voices) or None,
        )
        row = (iri, msgspec.msgpack.encode(found))
        self._claims.execute("INSERT INTO claims VALUES (?, ?)", row)
        return found

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
    with closing(passing("iri (iri TEXT PRIMARY KEY) WITHOUT ROWID")) as db:
        db.executemany("INSERT OR IGNORE INTO iri VALUES (?)", ((iri,) for iri in iris))
        for (iri,) in db.execute("SELECT iri FROM iri ORDER BY iri"):
            yield iri
