"""A figure and the noun that it measures in, whose it is and for which period out."""

import re

from spacy.tokens import Token

from triplewire.extract.figures.counts import Found
from triplewire.extract.speech import denoted, reports, subject_of
from triplewire.extract.text import (
    DateMention,
    Page,
    Zone,
    Zones,
    extent,
    sentence,
    tokens_of,
    words,
)
from triplewire.records import Actor

_REACH = 120  # characters
# What a noun is told apart by, rather than where it is beside: "exports of", "deal with".
_OF = frozenset(words("of to from for between with by"))
_AT = frozenset(words("in at on"))
_CLAUSES = frozenset(words("relcl acl advcl ccomp appos conj dep parataxis"))
# Verbs by which somebody only tells a figure; of money and shares, "report" tells his own.
_TELLING = frozenset(
    words(
        "say tell report list count estimate put confirm note cite quote register record find"
        " show reckon calculate assess"
    )
)
_OWN_RESULTS = frozenset(words("report record"))
_TICKER = re.compile(r"\([^()\n]{0,40}?\b[A-Z]{2,10}: ?[A-Z0-9.]{1,8}\b[^()\n]{0,40}\)")
_LANDS = frozenset({"country", "place"})


def owners_of(page: Page, found: Found, noun: Token | None) -> tuple[str, ...]:
    """Return whose a figure is: of what is measured, else the subject, else the place."""
    verb = _verb_of(found.token)
    named = noun is not None and _of_phrase(page, found, noun, _OF)
    subject = named or (verb is not None and _of_subject(page, found, verb))
    placed = subject or (noun is not None and _of_phrase(page, found, noun, _OF | _AT))
    names = placed or (verb is not None and _where(page, found, verb)) or ()
    return _without_codes(page, found, names)


def _of_phrase(
    page: Page, found: Found, noun: Token, prepositions: frozenset[str]
) -> tuple[str, ...]:
    """Return those named in a noun phrase, other than in its clauses and beside it."""
    inside = [noun]
    for token in inside:
        for child in token.children:
            beside = child.dep_ == "prep" and child.lower_ not in prepositions
            also = child.dep_ == "conj" and child.pos_ == "PROPN" and token != noun
            if (also or child.dep_ not in _CLAUSES) and not beside and not child.is_space:
                inside.append(child)
    zone, within = extent(inside), {token.i for token in inside}
    own = found.zone if found.counted is None else Zone(start=0, end=0)
    names: dict[str, None] = {}
    for start, actor in named_within(page, zone.start, min(zone.end, zone.start + _REACH)):
        first = tokens_of(page, start, start + 1)
        if first and first[0].i in within and not own.start <= start < own.end:
            names.setdefault(actor.name)
    return tuple(names)


def _without_codes(page: Page, found: Found, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return names but for those that a sentence has only in the code of a share: "(NYSE: ABC)"."""
    start, end = found.token.sent.start_char, found.token.sent.end_char
    codes = Zones(
        Zone(start=match.start(), end=match.end())
        for match in _TICKER.finditer(page.masked, start, end)
    )
    listed: dict[str, bool] = {}
    for offset, _, actor in page.lookup.within(start, end):
        listed[actor.name] = listed.get(actor.name, True) and codes.hold(offset)
    return tuple(name for name in names if not listed.get(name, False))


def _of_subject(page: Page, found: Found, verb: Token) -> tuple[str, ...]:
    """Return the subject of the clause, other than of somebody who only tells the figure."""
    subject = subject_of(verb)
    if subject is None or subject in {found.counted, found.token}:
        return ()
    lemma = verb.lemma_.lower()
    if lemma in _TELLING and (found.counted is not None or lemma not in _OWN_RESULTS):
        return ()
    names = denoted(page, subject)
    if not names and subject.lower_ in {"it", "they"}:
        return _reporter(page, verb)
    return names


def _reporter(page: Page, verb: Token) -> tuple[str, ...]:
    """Return the body that says of itself what "it" does: "the firm said it would cut 300 jobs"."""
    clause = next((token for token in (verb, *verb.ancestors) if token.dep_ == "ccomp"), None)
    subject = subject_of(clause.head) if clause is not None and reports(clause.head) else None
    return denoted(page, subject) if subject is not None else ()


def _where(page: Page, found: Found, verb: Token) -> tuple[str, ...]:
    """Return the place of a clause or of its subject: "a fire in the city killed 12"."""
    subject = subject_of(verb)
    near = subject.children if subject is not None and subject != found.token else ()
    for child in (*verb.children, *near):
        if child.dep_ == "prep" and child.lower_ in {"in", "at"}:
            for noun in child.children:
                actor = page.lookup.at(noun.idx, noun.idx + len(noun))
                if noun.dep_ == "pobj" and actor is not None and actor.type in _LANDS:
                    return (actor.name,)
    return ()


def two_countries(page: Page, token: Token) -> tuple[str, ...]:
    """Return the two countries whose trade it is: of the sentence, else of the article."""
    here = named_within(page, token.sent.start_char, token.sent.end_char)
    near = tuple(dict.fromkeys(actor.name for _, actor in here if actor.type == "country"))
    if len(near) >= 2:
        return near[:2]
    ranked = page.lookup.countries
    return tuple(sorted(ranked[:2])) if len(ranked) >= 2 else ()


def named_within(page: Page, start: int, end: int) -> list[tuple[int, Actor]]:
    """Return where actors are named in a zone; not in what is blanked, nor the "US" of "US$"."""
    return [
        (offset, actor)
        for offset, _, actor in page.lookup.within(start, end)
        if "$" not in page.masked[offset : offset + 4] and not page.masked[offset].isspace()
    ]


def period_of(page: Page, found: Found) -> str | None:
    """Return the period that a figure is for: the nearest of its clause, days last."""
    zone = found.zone
    around = sentence(page, zone.start, zone.end)
    own = _verb_of(found.token)
    here = [
        date
        for date in page.dates_within(around.start, around.end)
        if _is_of_clause(page, date, own)
    ]

    def distance(date: DateMention) -> tuple[bool, int, int]:
        gap = max(date.start - zone.end, zone.start - date.end)
        return (not date.period and date.precision == "day", gap, date.start)

    return min(here, key=distance).value if here else None


def _is_of_clause(page: Page, date: DateMention, own: Token | None) -> bool:
    """Say whether a date is that of the verb of a figure, or of one that it only hangs on."""
    tokens = tokens_of(page, date.start, date.end)
    verb = _verb_of(tokens[0]) if tokens else None
    if verb is None or own is None or verb == own:
        return True
    if reports(verb):
        return False
    # "In 2019 it rose 5 percent, and sales fell": what is in front is of both.
    apart = any(child.dep_ in {"nsubj", "nsubjpass"} for child in own.children)
    hangs = verb in own.ancestors and own.dep_ in {"advcl", "conj", "xcomp", "acl", "pcomp"}
    return hangs and (not apart or date.start < verb.idx)


def _verb_of(token: Token) -> Token | None:
    return next((node for node in token.ancestors if node.pos_ in {"VERB", "AUX"}), None)
