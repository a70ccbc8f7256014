"""A page and its claims in, the acts of speech among them that are events of their own out."""

from collections.abc import Iterator

from triplewire.event_types import having
from triplewire.extract.events.assemble import short_label
from triplewire.extract.events.when import dates_another, points
from triplewire.extract.text import Page, Zones
from triplewire.records import Claim, Event, Participant

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
        inside = points(page, claim.evidence.start, claim.evidence.end)
        here = [d for d in inside if not dates_another(page, d, claim.passage.start)]
        yield Event(
            type=claim.act,
            label=short_label(claim.act, parts),
            evidence=claim.evidence,
            when=here[0].value if here else None,
            place=None,
            participants=tuple(Participant(name=name, role=role) for name, role in parts.items()),
            modality="hearsay" if claim.modality == "hearsay" else "factual",
            rule="claim",
        )


def _is_act(claim: Claim) -> bool:
    """Say whether a claim is an act of speech by the verb that reports it."""
    told = claim.rule.startswith("verb-that") and claim.act in _TOLD
    return claim.rule.startswith("verb-") and not told


def is_reported_before(event: Event, earlier: list[Event]) -> bool:
    """Say whether an event of the same type, day and people has been told."""
    people = {part.name for part in event.participants}
    return any(
        other.type == event.type
        and event.when in {other.when, None}
        and (
            people <= {part.name for part in other.participants}
            if event.type in having("gathering")
            else other.evidence == event.evidence
            or (event.rule == "claim" and people == {part.name for part in other.participants})
        )
        for other in earlier
    )
