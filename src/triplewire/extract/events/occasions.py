"""A page, its claims and its events in, the claims with the event at which they were made out."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from triplewire.event_types import having
from triplewire.extract.events.triggers import Trigger, by_phrase, by_word
from triplewire.extract.speech import FORMS
from triplewire.extract.text import Page, Zone, Zones, tokens_of
from triplewire.records import Claim, Event

_AT = frozenset({"at", "during", "in"})


def with_occasions(
    page: Page, claims: Sequence[Claim], events: Sequence[Event]
) -> tuple[Claim, ...]:
    """Return the claims, with the key of the event where a reporting verb places one at it.

    The words that name the event hang on the verb: "said at the talks", "told her in a phone call".
    """
    return tuple(replace(claim, during=_occasion(page, claim, events)) for claim in claims)


def _occasion(page: Page, claim: Claim, events: Sequence[Event]) -> str | None:
    # What the article says itself is said in the article.
    verb = _verb_of(page, claim) if claim.kind != "assertion" else None
    if verb is None:
        return None
    found = {
        event.key
        for phrase in verb.children
        if phrase.dep_ == "prep" and phrase.lower_ in _AT
        for noun in phrase.children
        if noun.dep_ == "pobj"
        for event in _named_by(page, noun, events)
    }
    return found.pop() if len(found) == 1 else None


def _verb_of(page: Page, claim: Claim) -> Token | None:
    """Return the nearest verb of reporting that governs a claim's content from outside of it."""
    start, end = claim.passage.start, claim.passage.end
    inside = tokens_of(page, start, end)
    if not inside:
        return None
    root = inside[0].doc[inside[0].i : inside[-1].i + 1].root
    reporting = (verb for verb in root.ancestors if verb.lemma_.lower() in FORMS)
    return next((verb for verb in reporting if not start <= verb.idx < end), None)


def _named_by(page: Page, noun: Token, events: Sequence[Event]) -> Iterator[Event]:
    """Yield the gatherings among the events that a noun stands for."""
    sent = noun.sent
    around = Zone(start=sent.start_char, end=sent.end_char)
    # What stands in quotation marks hangs on no verb that quotes it.
    quoted = Zones([])
    told = (*by_phrase(page, around, quoted), *by_word(page, sent, around, quoted))
    for trigger in told:
        if trigger.kind in having("gathering") and trigger.start <= noun.idx < trigger.end:
            yield from _told_by(trigger, events)


def _told_by(trigger: Trigger, events: Sequence[Event]) -> Iterator[Event]:
    """Yield the event that a trigger shows, or the only one of its type that it refers back to."""
    alike = [event for event in events if event.type == trigger.kind]
    here = [e for e in alike if e.evidence.start <= trigger.start < e.evidence.end]
    if len(here) == 1:
        yield here[0]
    elif not here and trigger.definite and len(alike) == 1:
        yield alike[0]
