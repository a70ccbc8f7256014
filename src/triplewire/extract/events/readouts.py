"""Claims of a page with their occasions in, those that go on at the same occasion out."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Span, Token

from triplewire.extract.events.sayings import Saying
from triplewire.extract.events.triggers import by_phrase
from triplewire.extract.text import Page, Zone, Zones, sentences
from triplewire.records import Event

# Gatherings of parties who speak to each other, and not to those who have come.
_BETWEEN = frozenset({"phone-call", "meeting", "dialogue"})
# What is said so is said elsewhere, or at another time.
_ELSEWHERE = re.compile(
    r"\b(?:statements?|interview\w*|writ(?:es?|ing|ten)|wrote|tweet\w*|post(?:s|ed|ing)?|Twitter"
    r"|Facebook|blog|letter|afterwards?|after|before|ahead|following|prior|earlier|later|since"
    r"|spokes\w+|parliament|television|TV|radio|newspaper|speech|website|online|ago|previously"
    r"|meanwhile|separately|once|recount\w*|recall\w*)\b",
    re.IGNORECASE,
)
_PRESS = re.compile(r"\b(?:reporters?|journalists?|(?:the )?media)\b", re.IGNORECASE)
_PRONOUNS = frozenset({"him", "her", "them"})
_TWO = 2


@dataclass(frozen=True, slots=True)
class _Occasion:
    """What is going on at a place of the text, and who speaks there.

    ``told`` says that only the event is told so far, and not that anything was said there.
    """

    event: Event
    speakers: frozenset[str]
    told: bool = False


def carried_on(
    page: Page,
    said: Mapping[str, Saying],
    named: Mapping[str, Event],
    gatherings: Sequence[Event],
    others: Zones,
) -> dict[str, Event]:
    """Return the events at which claims were made, by the claims' keys: ``named`` and what follows.

    The next sentences go on as long as each says no more than that the same speaker, or the other
    party of a talk, says more. Where the sentence before only tells that two have met or called,
    one says it to the other: "Ana Ruiz met Jon Berg. She told him that ...".
    """
    found = dict(named)
    by_sentence: dict[int, list[Saying]] = {}
    for saying in said.values():
        by_sentence.setdefault(saying.verb.sent.start, []).append(saying)
    spans = sentences(page)
    starts = [zone.start for _, zone in spans]
    telling: dict[int, list[Event]] = {}
    for event in gatherings:
        for words in event.passages:
            telling.setdefault(bisect_right(starts, words.start) - 1, []).append(event)
    now: _Occasion | None = None
    for number, (span, zone) in enumerate(spans):
        here, told = by_sentence.get(span.start, []), telling.get(number, [])
        at = {found[s.claim.key].key: s for s in here if s.claim.key in found}
        if at:
            now = _placed(here, found) if len(at) == 1 else None
        elif told:
            now = _told(page, span, told, others)
        elif now is not None and (here or not _is_others(page, zone, others)):
            more = [saying for saying in here if _goes_on(page, zone, saying, now, others)]
            found.update(dict.fromkeys((saying.claim.key for saying in more), now.event))
            now = replace(now, told=False) if more else None
    return found


def _is_others(page: Page, zone: Zone, others: Zones) -> bool:
    """Say whether a sentence has no word of the article's own, so that the one before goes on."""
    words = (place for place in range(zone.start, zone.end) if page.masked[place].isalnum())
    return all(others.hold(place) for place in words)


def _placed(here: Sequence[Saying], found: Mapping[str, Event]) -> _Occasion:
    """Return the occasion that the words of a sentence name for something that is said."""
    placed = [saying.claim for saying in here if saying.claim.key in found]
    event = found[placed[0].key]
    speakers = {name for claim in placed for name in claim.speakers}
    others = event.named if event.type in _BETWEEN else ()
    return _Occasion(event, frozenset({*speakers, *others}))


def _told(page: Page, span: Span, told: Sequence[Event], others: Zones) -> _Occasion | None:
    """Return the occasion that a sentence tells: two who met or called, in the article's words."""
    event, zone = told[0], Zone(start=span.start_char, end=span.end_char)
    if len(told) > 1 or event.type not in _BETWEEN or len(event.named) < _TWO:
        return None
    words = next((t for t in by_phrase(page, zone, others) if t.kind == event.type), None)
    return None if words is None else _Occasion(event, frozenset(event.named), told=True)


def _goes_on(page: Page, zone: Zone, saying: Saying, now: _Occasion, others: Zones) -> bool:
    """Say whether a claim goes on with what was said before, at the same occasion."""
    claim = saying.claim
    if not claim.speakers or not now.speakers.issuperset(claim.speakers):
        return False
    told = {name for name in claim.addressees if page.lookup.types.get(name) == "person"}
    if not told <= {*now.speakers, *now.event.named}:
        return False
    if now.told and not (claim.addressees or _to_one_of_them(saying.verb)):
        return False
    between = "".join(
        " " if others.hold(place) else letter
        for place, letter in enumerate(page.masked[zone.start : zone.end], zone.start)
    )
    dated = any(
        date.value != now.event.when and not others.hold(date.start)
        for date in page.dates_within(zone.start, zone.end)
    )
    pressed = now.event.type in _BETWEEN and _PRESS.search(between) and not claim.relayed_by
    return not dated and not pressed and _ELSEWHERE.search(between) is None


def _to_one_of_them(verb: Token) -> bool:
    """Say whether a verb has somebody for its object by a pronoun: "told him", "asked her"."""
    told = [verb, *(child for child in verb.children if child.dep_ in {"ccomp", "xcomp"})]
    return any(
        child.lower_ in _PRONOUNS and child.dep_ in {"dobj", "dative", "nsubj"}
        for one in told
        for child in one.children
    )
