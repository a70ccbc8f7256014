"""A page and its claims in, the acts of speech among them that are events of their own out."""

from collections.abc import Iterator

from triplewire.event_types import having
from triplewire.extract.events.assemble import short_label
from triplewire.extract.events.when import dates_another, points
from triplewire.extract.text import DateMention, Page, Zones
from triplewire.records import Claim, Event, Participant, Passage

# Acts that a clause ("said that it would go") only tells of: an event is what is done by the verb.
_TOLD = frozenset({"accuse", "allege", "pledge", "reject"})


def find_statement_events(page: Page, claims: tuple[Claim, ...], apart: Zones) -> Iterator[Event]:
    """Yield an event for every claim that is an act (appeal, pledge) or is at second hand."""
    for claim in claims:
        acted = claim.act in having("statement") and _is_act(claim)
        if apart.hold(claim.passage.start) or not claim.speakers or not (acted or claim.relayed_by):
            continue
        parts = dict.fromkeys(claim.speakers, "initiator")
        for name in claim.addressees:
            parts.setdefault(name, "recipient")
        here = [
            date
            for date in points(page, claim.evidence.start, claim.evidence.end)
            if not dates_another(page, date, claim.passage.start)
        ]
        yield Event(
            type=claim.act,
            label=short_label(claim.act, parts),
            evidence=claim.evidence,
            when=_when_said(claim, here),
            place=None,
            participants=tuple(Participant(name=name, role=role) for name, role in parts.items()),
            modality="hearsay" if claim.modality == "hearsay" else "factual",
            rule="claim",
        )


def _when_said(claim: Claim, dates: list[DateMention]) -> str | None:
    """Return the date that stands nearest to the words that are said.

    Those words tell of other days as a rule: a date in a quotation never counts, one in indirect
    speech only where there is no other.
    """
    words = claim.passage

    def rank(date: DateMention) -> tuple[bool, int, int]:
        gap = max(words.start - date.end, date.start - words.end)
        return (_is_among(words, date), gap, date.start)

    told = [date for date in dates if claim.kind != "quote" or not _is_among(words, date)]
    return min(told, key=rank).value if told else None


def _is_among(words: Passage, date: DateMention) -> bool:
    return words.start <= date.start < words.end


def _is_act(claim: Claim) -> bool:
    """Say whether a claim is an act of speech by the verb that reports it."""
    told = claim.rule.startswith("verb-that") and claim.act in _TOLD
    return claim.rule.startswith("verb-") and not told


def is_reported_before(event: Event, earlier: list[Event]) -> bool:
    """Say whether an event of the same type, day and people has been told."""
    people = set(event.named)
    return any(
        other.type == event.type
        and event.when in {other.when, None}
        and (
            people <= set(other.named)
            if event.type in having("gathering")
            else other.evidence == event.evidence
            or (event.rule == "claim" and people == set(other.named))
        )
        for other in earlier
    )
