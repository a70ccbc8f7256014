"""What is found in an article in, the same as marks of its text out."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import repeat

from markup import Document, Mark
from rapidfuzz.distance import Indel

from triplewire.extract.tagger.kinds import NAMES
from triplewire.records import Actor, Claim, Draft, Event, Role

_ROLES = {"initiator": "doer", "recipient": "other"}
_NO_MEASURE = "amount"
_STATUS = {"factual": "happened", "intention": "planned"}


def marked(draft: Draft, document: Document) -> Document:
    """Return the text of a document with the marks of a draft, whose text may differ in spaces."""
    places: dict[int, int] = {}
    for part in Indel.opcodes(draft.article.text, document.text):
        if part.tag == "equal":
            span = range(part.src_end - part.src_start)
            places |= {part.src_start + step: part.dest_start + step for step in span}
    marks = [
        replace(mark, start=places[mark.start], end=places[mark.end - 1] + 1)
        for mark in map(_bare, _marks(draft), repeat(draft.article.text))
        if mark.start in places and mark.end - 1 in places
    ]
    return replace(document, marks=tuple(sorted(marks, key=lambda m: (m.start, -m.end))))


def _bare(mark: Mark, text: str) -> Mark:
    """Return a name without its article, which annotators leave out."""
    has_article = mark.kind in NAMES and text[mark.start : mark.end].lower().startswith("the ")
    return replace(mark, start=mark.start + len("the ")) if has_article else mark


def _marks(draft: Draft) -> Iterator[Mark]:
    ids = {actor.name: f"a{number}" for number, actor in enumerate(draft.actors)}
    for actor in draft.actors:
        for mention in actor.mentions:
            kind = {"name": actor.type, "adj": "adj"}.get(mention.kind, "ref")
            place = mention.passage
            if mention.kind != "in_name":
                given = _sureness(actor)
                yield Mark(
                    kind=kind,
                    start=place.start,
                    end=place.end,
                    id=ids[actor.name],
                    attributes=given,
                )
        for role in actor.roles:
            start = draft.article.text.lower().find(role.office.lower(), role.evidence.start)
            if role.held and 0 <= start < role.evidence.end:
                given = {"of": ids[actor.name], **_sureness(role)}
                yield Mark(
                    kind="office", start=start, end=start + len(role.office), attributes=given
                )
    for number, claim in enumerate(draft.claims):
        yield from _claim(claim, draft, ids, f"u{number}")
    for number, event in enumerate(draft.events):
        yield from _event(event, draft, ids, f"t{number}")


def _sureness(finding: Actor | Role | Claim | Event) -> dict[str, str]:
    return {"confidence": str(finding.confidence), "rule": finding.rule}


def _claim(claim: Claim, draft: Draft, ids: dict[str, str], unnamed: str) -> Iterator[Mark]:
    by = [ids[name] for name in claim.speakers]
    if not by and claim.unnamed:
        start = draft.article.text.find(claim.unnamed, claim.evidence.start, claim.evidence.end)
        if start >= 0:
            by = [unnamed]
            end = start + len(claim.unnamed)
            yield Mark(kind="unnamed", start=start, end=end, id=unnamed)
    place = claim.passage
    if claim.kind in {"quote", "indirect"}:
        given = {"by": ",".join(by) or "-", "act": claim.act, **_sureness(claim)}
        kind = "quote" if claim.kind == "quote" else "said"
        yield Mark(kind=kind, start=place.start, end=place.end, attributes=given)
    elif claim.figure is not None:
        figure = claim.figure
        given = {"value": f"{figure.value:f}"} | ({"unit": figure.unit} if figure.unit else {})
        measure = "" if figure.measure == _NO_MEASURE else figure.measure
        given |= {**_sureness(claim), "measured": measure}
        kind = "figure" if figure.unit else "rank"
        yield Mark(kind=kind, start=place.start, end=place.end, attributes=given)


def _event(event: Event, draft: Draft, ids: dict[str, str], time: str) -> Iterator[Mark]:
    parties = []
    for number, part in enumerate(event.participants):
        party = ids[part.name] if part.name else f"{time}u{number}"
        if part.unnamed:
            yield from _unnamed(part.unnamed, event, draft, party)
        parties.append(f"{_ROLES.get(part.role, part.role)}:{party}")
    who = ",".join(parties)
    given = {"type": event.type, "status": _STATUS.get(event.modality, "hypothetical")}
    given |= _sureness(event)
    if event.status is not None:
        given["status"] = "cancelled"
    place = event.evidence
    if event.when:
        given["when"] = time
        yield Mark(
            kind="time", start=place.start, end=place.end, id=time, attributes={"value": event.when}
        )
    yield Mark(
        kind="event",
        start=place.start,
        end=place.end,
        attributes=given | ({"who": who} if who else {}),
    )


def _unnamed(words: str, event: Event, draft: Draft, name: str) -> Iterator[Mark]:
    """Yield the words for a party without a name: in the event's sentence, else the last before."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    found = [match.span() for match in re.finditer(pattern, draft.article.text)]
    told, before = (
        [(a, b) for a, b in found if first <= a and b <= end]
        for first, end in ((event.evidence.start, event.evidence.end), (0, event.evidence.start))
    )
    for start, end in told[:1] or before[-1:]:
        yield Mark(kind="unnamed", start=start, end=end, id=name)
