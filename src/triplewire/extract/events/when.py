"""A page and the words that show an event in, the day or period of the event out."""

import re
from collections.abc import Iterator

from spacy.tokens import Token

from triplewire.event_types import having
from triplewire.extract.events.triggers import Trigger
from triplewire.extract.speech import reports
from triplewire.extract.text import DateMention, Page, tokens_of

_LEAD_REACH = 500
_NOUN_BEHIND = re.compile(r" (?P<noun>[a-z]{3,20})\b")
_PARTS_OF_DAY = frozenset(
    {"morning", "noon", "afternoon", "evening", "night", "lunchtime", "midnight", "time", "local"}
)
_CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp", "conj"})
_TIMES = frozenset({"DATE", "TIME"})
_APART = frozenset({"relcl", "acl"})
_NOT_THEN = re.compile(r"\b(?:since|until|till|before|after|by|for|from)(?: the)? $", re.IGNORECASE)


def date_of(page: Page, trigger: Trigger) -> str | None:
    """Return the date that an event's own clause gives it, else the nearest of its sentence.

    A day tells more than a month or a year that is as near in its clause. A consultation told at
    the head of an article without a date takes the first day after it.
    """
    word = head_of(page, trigger)
    here = [
        (distance, d.precision != "day", abs(d.start - trigger.end), d.start, d.value)
        for d in points(page, trigger.sentence.start, trigger.sentence.end)
        if not dates_another(page, d, trigger.start)
        and (distance := _clauses_between(page, d, word)) is not None
    ]
    if here:
        return min(here)[-1]
    if trigger.kind in having("dated-after") and trigger.sentence.start < _LEAD_REACH:
        reach = trigger.sentence.end + _LEAD_REACH
        following = [d for d in points(page, trigger.sentence.end, reach) if d.precision == "day"]
        return following[0].value if following else None
    return None


def _clauses_between(page: Page, date: DateMention, word: Token | None) -> int | None:
    """Return how far a date's clause is from an event's, None when it is another event's.

    "X, who was jailed on Monday, met Y" dates no meeting, "X said on Monday that" no attack.
    """
    inside = tokens_of(page, date.start, date.end)
    if word is None or not inside:
        return 1
    root = page.doc[inside[0].i : inside[-1].i + 1].root
    if root == word or word.is_ancestor(root):
        apart = next((t for t in root.ancestors if t == word or t.dep_ in _APART), word)
        if word not in {apart, apart.head}:
            return None
        path = [root, *(t for t in root.ancestors if word.is_ancestor(t))]
        # "The results of the May 3 vote": a date inside another noun is that noun's.
        return sum(t.pos_ in {"NOUN", "PROPN"} and t.ent_type_ not in _TIMES for t in path)
    verb = next((t for t in root.ancestors if t.pos_ in {"VERB", "AUX"}), None)
    if verb is None:
        return 1
    if verb.is_ancestor(word):
        between = [word, *(t for t in word.ancestors if verb.is_ancestor(t))]
        reported = any(t.dep_ == "ccomp" and t.head == verb for t in between)
        if reported and reports(verb):
            return None
        return 1 + sum(t.dep_ in _CLAUSES for t in between)
    return None if verb.dep_ in {"relcl", "acl"} else 3


def head_of(page: Page, trigger: Trigger) -> Token | None:
    """Return the word that governs the others of a trigger."""
    words = tokens_of(page, trigger.start, trigger.end)
    return page.doc[words[0].i : words[-1].i + 1].root if words else None


def dates_another(page: Page, date: DateMention, trigger: int) -> bool:
    """Say whether a date belongs to a noun behind it: "the May 5, 2011 agreement"."""
    behind = _NOUN_BEHIND.match(page.masked, date.end)
    if behind is None or behind.start("noun") == trigger or behind["noun"] in _PARTS_OF_DAY:
        return False
    words = tokens_of(page, *behind.span("noun"))
    return bool(words) and words[0].pos_ == "NOUN" and words[0].left_edge.idx <= date.start


def points(page: Page, start: int, end: int) -> Iterator[DateMention]:
    """Yield the dates of a zone that an event can have happened on: not "since Monday"."""
    for date in page.dates_within(start, end):
        before = page.masked[max(0, date.start - 12) : date.start]
        spans = "/" in date.value
        if not date.period and (spans or _NOT_THEN.search(before) is None):
            yield date
