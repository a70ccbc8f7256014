"""Two tellings of one article in, whether they surely tell one happening, and why, out.

A wrong join destroys what the article says, so all that may tell two happenings apart keeps two
tellings apart: another type, day, modality or status, other parties, and words such as "another",
"second" or "the meetings".
"""

import re
from datetime import date, timedelta

from triplewire.edtf import bounds
from triplewire.event_types import having
from triplewire.records import Event

# Beside gatherings, what the same parties do once at a time.
_SINGLE = frozenset({"sign-agreement", "appoint"})
# A headline tells news.
_NEWS_DAYS = 14
# What says that there is more than one, or that this is not the one just told.
_ANOTHER = re.compile(
    r"\b(?:an?other|others?|second|third|fourth|fifth|twice|again|further|separate(?:ly)?"
    r"|previous(?:ly)?|earlier(?! (?:today|on|in the day)\b)|former(?:ly)?|last (?:year|month|time)"
    r"|next|return|(?:new|first|final) round|several|series|each|every|annual(?:ly)?|regular(?:ly)?"
    r"|(?:meeting|visit|trip|summit|round|conference|strike|airstrike|attack|raid|protest"
    r"|operation|agreement|deal|accord|bombing|donation|election)s)\b",
    re.IGNORECASE,
)

# What answers a deed is another of its type.
_ANSWER = re.compile(r"\b(?:answer(?:s|ed|ing)|retaliat\w+|in (?:turn|response|return))\b")

# A dinner is another meeting than that of the afternoon.
_MEAL = re.compile(r"\b(?:breakfast|lunch(?:eon)?|dinner|banquet|supper)", re.IGNORECASE)
_CLOCK = re.compile(r"\b\d{1,2}(?::\d\d)?\s*(?:a\.?m|p\.?m)\b|\b\d{1,2}:\d\d\b", re.IGNORECASE)


def why_one(one: Event, other: Event, *, title: str = "", published: str = "") -> str | None:
    """Return in words why two tellings of an article are surely of one happening, None if not.

    ``title`` and ``published`` are the article's: its headline and its day tell the news.
    """
    if not fits(one, other) or any(_ANSWER.search(t.evidence.text) for t in (one, other)):
        return None
    ours, theirs = set(one.named), set(other.named)
    shared = ours & theirs
    if not shared or not (ours <= theirs or theirs <= ours) or _turned(one, other):
        return None
    who = " and ".join(sorted(shared))
    headline = next((t for t in (one, other) if is_headline(t, title)), None)
    spoken = one.type in having("spoken")
    news = headline is not None and not is_another(headline.evidence.text)
    if news and not spoken and _is_news(one.when or other.when, published):
        return f"the headline tells it of {who}, as the text does"
    words, others = one.evidence.text, other.evidence.text
    if len(shared) < 2 or is_another(words) or is_another(others) or _at_times(words, others):
        return None
    same_day = one.when is not None and one.when == other.when
    if same_day and (ours == theirs or not spoken):
        return f"one type, one day, and {who} in both"
    return f"one type, and {who} in both" if is_single(one.type) else None


def is_single(kind: str) -> bool:
    """Say whether the same parties have one of a type at a time: strikes follow on strikes."""
    return kind in having("gathering") or kind in _SINGLE


def fits(one: Event, other: Event) -> bool:
    """Say whether type, day, modality and status of two tellings allow that they are one."""
    if (one.type, one.modality, one.status) != (other.type, other.modality, other.status):
        return False
    return one.when is None or other.when is None or one.when == other.when


def is_another(words: str) -> bool:
    """Say whether words tell of more than one happening, or of one that was not told before."""
    return _ANOTHER.search(words) is not None


def is_headline(event: Event, title: str) -> bool:
    """Say whether a headline tells an event."""
    return " ".join(event.evidence.text.split()) in " ".join(title.split()) if title else False


def _turned(one: Event, other: Event) -> bool:
    """Say whether somebody does in one telling what is done to him in the other."""
    roles = {part.name: part.role for part in one.participants if part.name is not None}
    return any(
        {roles.get(part.name or ""), part.role} == {"initiator", "recipient"}
        for part in other.participants
    )


def _at_times(words: str, others: str) -> bool:
    """Say whether words tell of two hours of a day."""
    meals, clocks = (
        [{found.casefold() for found in pattern.findall(text)} for text in (words, others)]
        for pattern in (_MEAL, _CLOCK)
    )
    return meals[0] != meals[1] or (all(clocks) and clocks[0] != clocks[1])


def _is_news(when: str | None, published: str) -> bool:
    if when is None or not published:
        return True
    return date.fromisoformat(bounds(when)[1]) + timedelta(days=_NEWS_DAYS) >= date.fromisoformat(
        published
    )
