"""A page, its claims and its events in, the claims with when they were made, and at what, out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from triplewire.edtf import bounds
from triplewire.event_types import having
from triplewire.extract.events.readouts import carried_on
from triplewire.extract.events.sayings import (
    Saying,
    belongs_to,
    day_said,
    sayings,
    words_of_others,
)
from triplewire.extract.events.triggers import by_phrase, by_word
from triplewire.extract.text import Page, Zone, Zones
from triplewire.extract.text import words as _words
from triplewire.records import Claim, Event

_AT = frozenset(_words("at during in"))
_THE = frozenset(_words("the this that these their"))
# Verbs whose object is the gathering that is spoken to: "opening the forum, she said".
_BEFORE = frozenset(_words("tell address open close chair attend"))
# What else than its own words takes up a gathering of a type: "the meeting" may be a dialogue.
_CALLED = {
    "meeting": "meeting promotion-meeting dialogue conference",
    "gathering": "promotion-meeting conference",
    "event": "promotion-meeting conference",
    "conference": "promotion-meeting conference",
    "seminar": "promotion-meeting conference",
    "summit": "conference meeting",
    "forum": "conference dialogue",
    "talk": "dialogue meeting phone-call",
    "discussion": "dialogue meeting phone-call",
    "negotiation": "dialogue meeting",
    "consultation": "dialogue",
    "dialogue": "dialogue",
    "call": "phone-call",
    "conversation": "phone-call",
    "visit": "visit",
    "trip": "visit",
}


def with_occasions(
    page: Page, claims: Sequence[Claim], events: Sequence[Event]
) -> tuple[Claim, ...]:
    """Return the claims, with the time of saying and the key of the event at which each was made.

    The words that name the event hang on the verb of reporting: "said at the talks", "told her in a
    phone call". What the same parties go on to say in the next sentences was said there as well.
    """
    others = words_of_others(page, claims)
    said = sayings(page, claims, others)
    open_to = [event for event in events if _took_place(page, event)]
    gatherings = _Gatherings(page=page, events=open_to)
    days = {key: day_said(page, saying, others) for key, saying in said.items()}
    named = {
        key: event
        for key, saying in said.items()
        if (event := gatherings.of(saying)) is not None and _fits(event, days[key])
    }
    during = carried_on(page, said, named, open_to, others)
    return tuple(
        replace(
            claim,
            when=claim.when or days.get(claim.key),
            during=during[claim.key].key if claim.key in during else claim.during,
        )
        for claim in claims
    )


def _took_place(page: Page, event: Event) -> bool:
    """Say whether something can have been said at an event: a gathering that has taken place."""
    told = event.modality == "factual" and event.status is None and event.published
    day = (page.metadata.published or "")[:10]
    ahead = bool(event.when and day) and bounds(event.when or "")[0] > day
    return event.type in having("gathering") and told and not ahead


def _fits(event: Event, day: str | None) -> bool:
    """Say whether an event and the day of a saying can be of one time."""
    if event.when is None or day is None:
        return True
    first, last = bounds(event.when)
    start, end = bounds(day)
    return start <= last and first <= end


@dataclass(frozen=True, slots=True, kw_only=True)
class _Gatherings:
    """The gatherings of a page, by the words that name them."""

    page: Page
    events: Sequence[Event]

    def of(self, saying: Saying) -> Event | None:
        """Return the one gathering that stands beside a verb of reporting."""
        found = {event.key: event for noun in _places(saying) for event in self._named_by(noun)}
        return next(iter(found.values())) if len(found) == 1 else None

    def _named_by(self, noun: Token) -> Iterator[Event]:
        """Yield the event that a noun tells, or the only one of its type that it refers back to."""
        kinds = self._kinds_of(noun) or frozenset(_CALLED.get(noun.lemma_.lower(), "").split())
        alike = [event for event in self.events if event.type in kinds]
        here = [
            event
            for event in alike
            if any(words.start <= noun.idx < words.end for words in event.passages)
        ]
        if here:
            yield from here
            return
        if any(child.lower_ in _THE for child in noun.children):
            before = [event for event in alike if event.evidence.start < noun.idx]
            # Two of a type that are told are two: which of them it was is not said.
            if len(before) == 1 and _is_called(noun, before[0]):
                yield before[0]

    def _kinds_of(self, noun: Token) -> frozenset[str]:
        """Return the types of gathering that a noun is a word for."""
        sentence = noun.sent
        around = Zone(start=sentence.start_char, end=sentence.end_char)
        # What stands in quotation marks hangs on no verb that quotes it.
        quoted = Zones([])
        told = (
            *by_phrase(self.page, around, quoted),
            *by_word(self.page, sentence, around, quoted),
        )
        return frozenset(
            trigger.kind
            for trigger in told
            if trigger.kind in having("gathering") and trigger.start <= noun.idx < trigger.end
        )


def _is_called(noun: Token, event: Event) -> bool:
    """Say whether what is said of a noun does not make it another event than one told before.

    "The London meeting" is none of which the article has not said that it was in London; a
    conference is called by the word that tells it.
    """
    told = " ".join(passage.text for passage in event.passages).lower()
    said = [c.lower_ for c in noun.children if c.dep_ in {"amod", "compound", "nmod", "poss"}]
    own = event.type != "conference" or noun.lemma_.lower() in {*told.split(), "meeting", "event"}
    return own and all(word in told for word in said)


def _places(saying: Saying) -> Iterator[Token]:
    """Yield the nouns beside a verb of reporting that say where or to whom it is said."""
    verb, words = saying.verb, saying.claim.passage
    for token in verb.sent:
        if words.start <= token.idx < words.end:
            continue
        if token.dep_ == "prep" and token.lower_ in _AT and belongs_to(token, verb):
            yield from (noun for noun in token.children if noun.dep_ == "pobj")
        elif token.dep_ == "dobj" and token.head.lemma_.lower() in _BEFORE:
            beside = token.head.dep_ == "advcl" and token.head.head == verb
            if token.head == verb or beside:
                yield token
