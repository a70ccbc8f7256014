"""The extractors that are compared: Triplewire, and baselines that anyone can install.

Each takes the texts of a set and yields what it finds in the layout of the annotations.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from triplewire.build.gold import gold_layout
from triplewire.extract import Analyser, extract_all
from triplewire.records import Article, Draft, Metadata

Item = dict[str, Any]
Extractor = Callable[[Iterable[str], Analyser], Iterator[Item]]
_TYPES = {"PERSON": "person", "ORG": "org", "GPE": "place", "LOC": "place", "FAC": "place"}
_MARKED = re.compile(r"[\"“]([^\"“”\n]{3,})[\"”]")
_NAME = re.compile(r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*")
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_AROUND = 120


def drafts(texts: Iterable[str], analyser: Analyser) -> Iterator[Draft]:
    """Yield what Triplewire drafts of plain texts."""
    yield from extract_all((_article(text) for text in texts), analyser)


def triplewire(texts: Iterable[str], analyser: Analyser) -> Iterator[Item]:
    """Yield what Triplewire finds."""
    yield from map(gold_layout, drafts(texts, analyser))


def spacy_ner(texts: Iterable[str], analyser: Analyser) -> Iterator[Item]:
    """Yield the entities of the bare pipeline: names as actors, amounts as statistics."""
    for doc in analyser.nlp.pipe(texts):
        named = {entity.text: entity.label_ for entity in doc.ents if entity.label_ in _TYPES}
        yield _layout(
            actors=[
                {"name": name, "type": _TYPES[label], "aliases": [], "roles": []}
                for name, label in named.items()
            ],
            claims=[_amount(e) for e in doc.ents if e.label_ in {"MONEY", "PERCENT", "CARDINAL"}],
        )


def textacy_quotes(texts: Iterable[str], analyser: Analyser) -> Iterator[Item]:
    """Yield textacy's direct quotations with their speakers.

    Raises: ImportError when textacy is not installed.
    """
    from textacy.extract.triples import direct_quotations  # noqa: PLC0415  (a rival, not a dependency)

    for doc in analyser.nlp.pipe(texts):
        claims = []
        for found in _guarded(direct_quotations(doc)):
            words = found.content.text.strip('"“” ')
            start = found.content.start_char + found.content.text.index(words)
            speaker = " ".join(token.text for token in found.speaker)
            claims.append(_quote(doc.text, start, start + len(words), speaker))
        yield _layout(claims=claims)


def _guarded(found: Iterable[Any]) -> Iterator[Any]:
    """Yield until textacy gives up on a text: it refuses an odd number of marks."""
    try:
        yield from found
    except ValueError:
        return


def regular_expression(texts: Iterable[str], _: Analyser) -> Iterator[Item]:
    """Yield what stands between quotation marks, said by the nearest capitalised name."""
    for text in texts:
        claims = []
        for match in _MARKED.finditer(text):
            after = _NAME.search(text, match.end(), match.end() + _AROUND)
            before = list(_NAME.finditer(text, max(0, match.start() - _AROUND), match.start()))
            name = after.group() if after else before[-1].group() if before else None
            claims.append(_quote(text, *match.span(1), name))
        yield _layout(claims=claims)


EXTRACTORS: dict[str, Extractor] = {
    "Triplewire": triplewire,
    "spaCy NER": spacy_ner,
    "textacy": textacy_quotes,
    "regular expression": regular_expression,
}


def _article(text: str) -> Article:
    return Article(
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        name="text.txt",
        media_type="text/plain",
        language="en",
        metadata=Metadata(),
    )


def _layout(**found: list[Item]) -> Item:
    return {"metadata": {}, "actors": [], "events": [], "claims": [], **found}


def _quote(text: str, start: int, end: int, speaker: str | None) -> Item:
    words = text[start:end]
    return {"kind": "quote", "start": start, "end": end, "text": words, "speaker": speaker}


def _amount(entity: Any) -> Item:
    digits = _DIGITS.search(entity.text)
    value = float(digits.group().replace(",", "")) if digits else None
    if value is not None:
        for word, scale in _SCALES.items():
            value *= scale if word in entity.text.lower() else 1
    units = {"PERCENT": "percent", "MONEY": "USD"}
    noun = entity.root.head.lemma_ if entity.root.head.pos_ == "NOUN" else None
    return {
        "kind": "statistic",
        "start": entity.start_char,
        "end": entity.end_char,
        "text": entity.text,
        "value": value,
        "unit": units.get(entity.label_, noun),
    }
