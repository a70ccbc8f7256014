"""A draft's events in, which of them a claim does in its own words, or tells, out."""

from bisect import bisect_left
from collections.abc import Iterable

from triplewire.event_types import event_types, having
from triplewire.records import Claim, Event, Passage

# Type of event -> acts of claims that do such a thing as well as the act of its own name.
_ALSO = {"announce": frozenset({"pledge"}), "accuse": frozenset({"allege"})}
# What is planned or possible is not done yet.
_DONE = frozenset({"factual", "hearsay"})


class Happenings:
    """The published events of a draft, by where they are told."""

    def __init__(self, events: Iterable[Event]) -> None:
        """Order every telling by where it begins."""
        self._by_key = {event.key: event for event in events if event.published}
        self._told = sorted(
            (words, event.key) for event in self._by_key.values() for words in event.passages
        )

    def get(self, key: str | None) -> Event | None:
        """Return the event of a key, None when the draft publishes none."""
        return self._by_key.get(key or "")

    def within(self, words: Passage) -> tuple[Event, ...]:
        """Return the events that are told within some words, in the order of the text."""
        first = bisect_left(self._told, words.start, key=lambda told: told[0].start)
        last = bisect_left(self._told, words.end, key=lambda told: told[0].start)
        keys = (key for told, key in self._told[first:last] if told.end <= words.end)
        return tuple(self._by_key[key] for key in dict.fromkeys(keys))

    def performed(self, claim: Claim) -> Event | None:
        """Return the event that is done in saying a claim: the appeal that an appeal's words make.

        It is told by the claim's sentence, of the claim's act, and done by its speakers. Where two
        of a kind are told there it is neither.
        """
        if claim.kind == "assertion" or not claim.speakers:
            return None
        done = [event for event in self.within(claim.evidence) if _can_be_done(event, claim)]
        for alike in (
            [event for event in done if event.type == claim.act],
            [event for event in done if claim.act in _ALSO.get(event.type, ())],
        ):
            if alike:
                return alike[0] if len(alike) == 1 else None
        return None

    def told_by(self, claim: Claim) -> tuple[Event, ...]:
        """Return the events that a sentence in the article's own voice tells."""
        return self.within(claim.evidence) if claim.kind == "assertion" else ()


def _can_be_done(event: Event, claim: Claim) -> bool:
    """Say whether an event is a deed in words, done by all who make a claim."""
    doer = event_types()[event.type].doer if event.type in having("spoken") else None
    doers = {part.name for part in event.participants if part.role == doer}
    done = event.modality in _DONE and event.status is None
    return done and doer is not None and doers.issuperset(claim.speakers)
