"""A store in, its comparisons of claims as plain values out."""

from triplewire import vocab
from triplewire.ask.evidence import Evidence, Lookups, Texts, located
from triplewire.ask.run import rows
from triplewire.ask.terms import visible
from triplewire.store import Store

_CONCEPTS, _TW = vocab.PREFIXES["c"], vocab.PREFIXES["tw"]
_ONCE = {
    "one_words": "oneWords",
    "other_words": "otherWords",
    "one_article": "oneArticle",
    "other_article": "otherArticle",
    "reason": "reason",
    "confidence": "confidence",
}


def comparisons(store: Store) -> list[dict[str, object]]:
    """Return every comparison of claims, in the order of their IRIs.

    Shape: comparison, one, relation, other, differsIn (a list), reason, confidence, and words,
    article, place (file:line:column) and voice of both; a voice is None where nobody is named.
    """
    evidence, texts = Lookups(store).evidence, Texts(store)
    found: dict[str, dict[str, object]] = {}
    differs: dict[str, set[str]] = {}
    voices: dict[tuple[str, str], set[str]] = {}
    for row in rows(store, "comparisons"):
        iri = row["comparison"].value
        found[iri] = {
            "comparison": iri,
            "one": row["one"].value,
            "relation": row["relation"].value.removeprefix(_TW),
            "other": row["other"].value,
            **{name: _shown(row[column]) for name, column in _ONCE.items()},
        }
        if row["differs"] is not None:
            differs.setdefault(iri, set()).add(row["differs"].value.removeprefix(_CONCEPTS))
        for side in ("one", "other"):
            if row[f"{side}Voice"] is not None:
                voices.setdefault((iri, side), set()).add(row[f"{side}Voice"].value)
    for iri, one in found.items():
        one["differsIn"] = sorted(differs.get(iri, ()))
        for side in ("one", "other"):
            one[f"{side}_place"] = _place(evidence, texts, str(one[side]))
            one[f"{side}_voice"] = ", ".join(sorted(voices.get((iri, side), ()))) or None
    return [found[iri] for iri in sorted(found)]


def _place(evidence: Evidence, texts: Texts, claim: str) -> str | None:
    """Return file:line:column of the first words that a claim rests on, None for no words."""
    found = evidence.resting(claim)
    if not found:
        return None
    source = evidence.source(found[0].text)
    at = located(found[0], texts.of(found[0].text), source.first_line)
    return ":".join([visible(source.name or "text"), *(str(each) for each in at if each)])


def _shown(term: object) -> str | None:
    return None if term is None else str(getattr(term, "value", term))
