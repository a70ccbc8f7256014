"""A page in, places in an order that no superlative gives ("ranked fifth", "the first to"), out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from triplewire.extract.speech import denoted, subject_of
from triplewire.extract.text import Page, Zone, extent, sentence, tokens_of, trim, words

_FIRST_WORDS = words(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
)
ORDINALS = {word: place for place, word in enumerate(_FIRST_WORDS, start=1)}
ORDINAL = rf"(?P<ordinal>{'|'.join(ORDINALS)}|\d{{1,3}}(?:st|nd|rd|th))"
_RANKED = re.compile(
    r"\b(?:rank(?:s|ed)?|came|comes|finish(?:es|ed)|placed?|stands?|stood)(?: in| at| as)? "
    rf"(?:{ORDINAL}|(?:[Nn]o\. ?|number |#)(?P<number>\d{{1,3}}))\b(?: place| position)?"
)
_FIELD = re.compile(r" (?:in|among|of|out of) (?:the )?(?P<field>[A-Za-z][\w'’-]*(?: [A-Z]\w+)*)")
_WORLD = frozenset({"world", "globe", "planet"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place in an order: who has it, of what, and in which field."""

    value: int
    measure: str
    about: tuple[str, ...]
    among: str | None
    content: Zone


def place_of_ordinal(ordinal: str) -> int:
    """Return the number of "third" or "3rd"."""
    return ORDINALS.get(ordinal.lower()) or int(re.sub(r"\D", "", ordinal))


def find_places(page: Page) -> Iterator[Place]:
    """Yield the places of a page: "X ranked fifth in the world", "the first woman to win"."""
    for match in _RANKED.finditer(page.masked):
        verb = tokens_of(page, *match.span())[0]
        subject = subject_of(verb) if verb.pos_ == "VERB" else None
        if subject is not None and subject.idx < match.start():
            yield _ranked(page, match, subject)
    for token in page.doc:
        if token.pos_ in {"NOUN", "PROPN"}:
            found = _first_to(page, token)
            if found is not None:
                yield found


def _ranked(page: Page, match: re.Match[str], subject: Token) -> Place:
    whole = sentence(page, *match.span())
    field = _FIELD.match(page.masked, match.end(), whole.end)
    start = min(subject.left_edge.idx, match.start())
    return Place(
        value=int(match["number"]) if match["number"] else place_of_ordinal(match["ordinal"]),
        measure="place",
        about=denoted(page, subject),
        among=_among(page, field) if field else None,
        content=trim(page, max(start, whole.start), field.end() if field else match.end()),
    )


def _among(page: Page, field: re.Match[str]) -> str | None:
    if field["field"].lower() in _WORLD:
        return "world"
    actor = page.lookup.at(*field.span("field"))
    return actor.name if actor is not None else None


def _first_to(page: Page, noun: Token) -> Place | None:
    """Return "the first woman to win", where a noun has an ordinal and an infinitive."""
    ordinal = next((c for c in noun.children if c.lower_ in ORDINALS and c.i < noun.i), None)
    deed = next((c for c in noun.children if c.dep_ in {"acl", "relcl"} and _is_to(c)), None)
    definite = any(c.lower_ in {"the", "its", "their"} for c in noun.children)
    if ordinal is None or deed is None or not definite:
        return None
    inside = [noun, *(token for token in noun.subtree if not token.is_punct)]
    zone = extent(inside)
    between = page.masked[ordinal.idx + len(ordinal) : deed.left_edge.idx]
    subject = subject_of(noun.head) if noun.dep_ in {"attr", "oprd"} else None
    if noun.dep_ == "appos":
        subject = noun.head
    return Place(
        value=ORDINALS[ordinal.lower_],
        measure=" ".join(between.lower().split())[:60] or noun.lemma_.lower(),
        about=denoted(page, subject) if subject is not None else (),
        among=None,
        content=trim(page, zone.start, zone.end, " ,;."),
    )


def _is_to(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)
