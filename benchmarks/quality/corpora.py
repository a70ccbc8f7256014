"""Open corpora in, how well the extractor does on each of them out."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from annotations import rows
from extractors import drafts
from scoring import Count

from triplewire.extract import Analyser
from triplewire.extract.text.dates import find_dates
from triplewire.records import Draft

Item = dict[str, Any]
_TYPES = {"person": "person", "org": "organisation", "country": "place", "place": "place"}
_SPACY = {"PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place"}
# CAMEO roots and PLOVER's older names, as the types that PLOVER's manual (draft 0.8) gives them.
_ROOTS = {
    "02": "REQUEST", "03": "AGREE", "04": "CONSULT", "05": "SUPPORT", "06": "COOPERATE",
    "07": "AID", "08": "RETREAT", "09": "ACCUSE", "10": "REQUEST", "11": "ACCUSE",
    "12": "REJECT", "13": "THREATEN", "14": "PROTEST", "15": "MOBILIZE", "16": "SANCTION",
    "17": "COERCE", "18": "ASSAULT", "19": "ASSAULT", "20": "ASSAULT",
    "DEMAND": "REQUEST", "FIGHT": "ASSAULT", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE",
    "CONCEDE": "RETREAT",
}  # fmt: skip
_OURS = {
    "appeal": "REQUEST", "invite": "REQUEST", "request": "REQUEST", "demand-yielding": "REQUEST",
    "agree": "AGREE", "pledge": "AGREE", "sign-agreement": "SUPPORT", "concede": "RETREAT",
    "allege": "ACCUSE", "phone-call": "CONSULT", "meeting": "CONSULT", "visit": "CONSULT",
    "dialogue": "CONSULT", "conference": "CONSULT", "promotion-meeting": "CONSULT",
}  # fmt: skip


def score_corpora(corpora: Path, analyser: Analyser) -> Iterator[tuple[str, Count]]:
    """Yield what was measured, and the counts, for every corpus."""
    for corpus in ("gum_news", "re3d"):
        documents = list(rows(corpora, corpus))
        found = list(drafts((row["text"] for row in documents), analyser))
        yield f"{corpus}: entities, overlap", _entities(documents, [_spans(d) for d in found])
        bare = [
            [(e.start_char, e.end_char) for e in doc.ents if e.label_ in _SPACY]
            for doc in analyser.nlp.pipe(row["text"] for row in documents)
        ]
        yield f"{corpus}: entities, overlap (spaCy NER)", _entities(documents, bare)
        if corpus == "gum_news":
            yield f"{corpus}: dates with value", _dates(documents)
            yield f"{corpus}: quotations", _quotations(documents, found)
        else:
            yield f"{corpus}: synonyms that are one actor", _synonyms(documents, found)
    for corpus in ("plover_gsr", "petrarch_validation"):
        yield f"{corpus}: type of event", _events(list(rows(corpora, corpus)), analyser)


def _spans(draft: Draft) -> list[tuple[int, int]]:
    return [
        (mention.passage.start, mention.passage.end)
        for actor in draft.actors
        if actor.type in _TYPES
        for mention in actor.mentions
        if mention.kind == "name"
    ]


def _entities(documents: list[Item], found: list[list[tuple[int, int]]]) -> Count:
    count = Count()
    kinds = {"person", "organisation", "place"}
    for document, spans in zip(documents, found, strict=True):
        gold = {
            (entity["start"], entity["end"])
            for entity in document["entities"]
            if entity["type"] in kinds and entity.get("named", True)
        }
        met = [any(a < d and c < b for a, b in spans) for c, d in gold]
        right = [any(a < d and c < b for c, d in gold) for a, b in spans]
        # Precision and recall are each by their own side, as the corpora's scorer has it.
        count.add(Count(right=sum(right), wrong=len(right) - sum(right), missed=met.count(False)))
    return count


def _dates(documents: list[Item]) -> Count:
    count = Count()
    for document in documents:
        gold = {(d["start"], d["end"]): d.get("iso_when") for d in document.get("dates", [])}
        gold = {span: value for span, value in gold.items() if value and value[0].isdigit()}
        found = find_dates(document["text"], document.get("date"))
        for mention in found:
            spans = [s for s in gold if s[0] < mention.end and mention.start < s[1]]
            right = any(gold[span] == mention.value for span in spans)
            count.right += right
            count.wrong += bool(spans) and not right
            for span in spans:
                del gold[span]
        count.missed += len(gold)
    return count


def _quotations(documents: list[Item], found: list[Draft]) -> Count:
    count = Count()
    for document, draft in zip(documents, found, strict=True):
        gold = [m for m in document["quote_marks"] if m["tag"] == "quote"]
        scare = [m for m in document["quote_marks"] if m["tag"] == "q"]
        claims = [c.passage for c in draft.claims if c.kind == "quote"]
        for mark in gold:
            hit = any(c.start < mark["end"] and mark["start"] < c.end for c in claims)
            count.right += hit
            count.missed += not hit
        for mark in scare:
            count.wrong += any(c.start < mark["end"] and mark["start"] < c.end for c in claims)
    return count


def _synonyms(documents: list[Item], found: list[Draft]) -> Count:
    count = Count()
    for document, draft in zip(documents, found, strict=True):
        mentions = [
            (mention.passage.start, mention.passage.end, actor.name)
            for actor in draft.actors
            for mention in actor.mentions
        ]
        for relation in document["relations"]:
            if relation["type"] == "IsSynonymOf":
                ends = [
                    {
                        name
                        for start, end, name in mentions
                        if start < span["end"] and span["start"] < end
                    }
                    for span in (relation["source"], relation["target"])
                ]
                count.right += bool(ends[0] & ends[1])
                count.missed += not ends[0] & ends[1]
    return count


def _events(documents: list[Item], analyser: Analyser) -> Count:
    kept = []
    for document in documents:
        gold = {_root(event["class"]) for event in document["events"]} - {None}
        if gold and document["text"]:
            kept.append((document["text"], gold))
    count = Count()
    by_type: Counter[tuple[str, str]] = Counter()
    found = drafts((text for text, _ in kept), analyser)
    for (_, gold), draft in zip(kept, found, strict=True):
        types = {_OURS.get(event.type, event.type.upper()) for event in draft.events}
        types &= set(_ROOTS.values())
        count.add(Count(right=len(gold & types), wrong=len(types - gold), missed=len(gold - types)))
        by_type.update((str(kind), "right") for kind in gold & types)
    return count


def _root(code: str | None) -> str | None:
    if not code:
        return None
    return _ROOTS.get(code[:2]) if code[0].isdigit() else _ROOTS.get(code, code)
