"""A cast with capitals in, the same with those that stand for their state moved to it out."""

import re

from spacy.tokens import Doc, Span, Token

from triplewire import gazetteer
from triplewire.extract.actors.cast import Cast, Part
from triplewire.extract.text import STATE_NOUNS, STATE_VERBS

_LOCATIVES = frozenset(
    [
        "across",
        "around",
        "at",
        "from",
        "in",
        "inside",
        "into",
        "near",
        "of",
        "outside",
        "throughout",
        "visit",
    ]
)
# With these the complement may be a place: it is the state only after a noun or verb of diplomacy.
_DIRECTIONS = frozenset(
    ["for", "on", "to", "toward", "towards", "with", "against", "by", "between"]
)
_LOCATED = re.compile(r", [A-Z]")
# "Oslo-Stockholm ties": what follows the pair says whether states are meant.
_PAIRED = re.compile(r"[-–][A-Z][\w.]{1,30} (?P<noun>[a-z]{2,20})\b| (?P<after>[a-z]{2,20})\b")


def move_capitals(cast: Cast, doc: Doc) -> None:
    """Give mentions of capitals that act or are treated as states to their countries."""
    for country in gazetteer.countries().values():
        capital = cast.parts.get(country.capital)
        if capital is None or country.territory or country.capital == country.name:
            continue
        for (start, end), kind in sorted(capital.mentions.items()):
            span = doc.char_span(start, end, alignment_mode="expand")
            if kind == "name" and span is not None and _is_state(cast.text, span):
                _move(cast, capital, country, (start, end))
        if not capital.mentions:
            del cast.parts[capital.name]


def _move(cast: Cast, capital: Part, country: gazetteer.Country, span: tuple[int, int]) -> None:
    del capital.mentions[span]
    part = cast.part(country.name, "country", "gazetteer")
    part.geonames = part.geonames or country.geonames
    cast.mention(part, span)


def _is_state(text: str, capital: Span) -> bool:
    """Say whether a capital stands for its state, by what the sentence does with it."""
    start, end = capital.start_char, capital.end_char
    if text[start:end].isupper() or _LOCATED.match(text, end):
        return False
    pair = _PAIRED.match(text, end)
    second = text[max(0, start - 1) : start] in {"-", "–"}
    if pair is not None and (second or pair["noun"]):
        return (pair["noun"] or pair["after"]) in STATE_NOUNS
    return _acts(_first_conjunct(capital.root))


def _first_conjunct(token: Token) -> Token:
    while token.dep_ == "conj" and token.head is not token:
        token = token.head
    return token


def _acts(token: Token) -> bool:
    head = token.head
    if token.dep_ in {"nsubj", "agent", "dobj", "iobj", "dative"} and head.pos_ in {"VERB", "AUX"}:
        return head.lemma_.lower() in STATE_VERBS
    if token.dep_ in {"poss", "compound", "nmod"}:
        return head.lemma_.lower() in STATE_NOUNS
    if token.dep_ == "pobj":
        return _is_treated_as_state(head)
    return False


def _is_treated_as_state(preposition: Token) -> bool:
    word, head = preposition.lower_, preposition.head
    if word in _LOCATIVES:
        return False
    if word == "by":
        return preposition.dep_ == "agent" or head.pos_ == "VERB"
    return word in _DIRECTIONS and head.lemma_.lower() in STATE_NOUNS | STATE_VERBS
