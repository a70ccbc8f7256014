"""A page in, every "according to X" and "in the words of X" with X as a source out."""

import re
from dataclasses import dataclass

from spacy.tokens import Token

from triplewire.extract.speech.speaker import Source, denoted, speaker_of
from triplewire.extract.text import Page, Zone, tokens_of

_MAX_NAME = 90
# A clause without a comma before it opens with one of these.
_OPENING = {"DET", "PRON", "PROPN", "NUM", "ADV", "ADP", "SCONJ", "NOUN", "ADJ"}
_ACCORDING = re.compile(r"\b(?:[Aa]ccording to|[Ii]n the words of)[^\S\n]")
_END = re.compile(r"[,;:\"“”\n]|\.(?=\s|$)|\s(?:that|who|which|said|says)\b")
_APPOSED = re.compile(r",\s([A-Z][^,.;\n]{1,60})(?=,)")


@dataclass(frozen=True, slots=True, kw_only=True)
class According:
    """The zone of "according to X", and X as a source."""

    place: Zone
    source: Source


def find_according(page: Page) -> tuple[According, ...]:
    """Return every "according to" with its source, in the order of the text."""
    found = []
    for match in _ACCORDING.finditer(page.masked):
        limit = min(len(page.masked), match.end() + _MAX_NAME)
        stop = _END.search(page.masked, match.end(), limit)
        end = _after_apposition(page, stop.start() if stop else limit)
        end = min(end, _end_of_name(page, match.end(), end))
        words = tokens_of(page, match.end(), end)
        if words:
            source = _source(page, words)
            found.append(According(place=Zone(start=match.start(), end=end), source=source))
    return tuple(found)


def _end_of_name(page: Page, start: int, end: int) -> int:
    """Return where a name ends that a clause follows without a comma."""
    for first, kind, actor in page.lookup.within(start, min(end, start + 5)):
        if kind == "name":
            last = next(m.passage.end for m in actor.mentions if m.passage.start == first)
            follows = tokens_of(page, last, end) if last < end else []
            opens = bool(follows) and follows[0].idx >= last and follows[0].pos_ in _OPENING
            return last if opens and any(t.dep_ == "ROOT" for t in follows) else end
    return end


def _after_apposition(page: Page, end: int) -> int:
    """Return where a name ends that is set behind its office: "the coach, Ana Kim, ..."."""
    apposed = _APPOSED.match(page.masked, end)
    if apposed is None:
        return end
    named = all(token.pos_ in {"PROPN", "ADP"} for token in tokens_of(page, *apposed.span(1)))
    return apposed.end(1) if named else end


def _source(page: Page, words: list[Token]) -> Source:
    head = next((word for word in words if word.dep_ == "pobj"), words[0])
    names = denoted(page, head)
    if not names:
        # "Danish customs data": the body whose data it is, named inside the phrase.
        first, last = words[0].idx, words[-1].idx + len(words[-1])
        inside = [
            actor
            for _, kind, actor in page.lookup.within(first, last)
            if kind != "adj" and actor.type != "place"
        ]
        persons = [actor for actor in inside if actor.type == "person"]
        names = tuple(actor.name for actor in (persons or inside)[:1])
    return Source(speakers=names) if names else speaker_of(page, head)
