"""A noun in, the words that say what is measured by it out."""

import re
from collections.abc import Iterator

from spacy.tokens import Token

from triplewire.extract.text import Page, words

NOUNS = frozenset({"NOUN", "PROPN"})
_DETERMINERS = {"WP$", "PRP$", "POS", "DT", "WDT"}
_LINKS = frozenset(words("of to from for between in on"))
_PERIODS = frozenset(
    words("day week month quarter half year decade season time morning evening night date")
)
_LANDS = frozenset({"country", "place"})
_MAX_PHRASE = 48


def object_of(token: Token, *prepositions: str) -> Token | None:
    """Return the object of one of some prepositions behind a token, dates left out."""
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ in prepositions and child.i > token.i:
            for noun in child.children:
                if noun.dep_ == "pobj" and noun.ent_type_ not in {"DATE", "TIME"}:
                    return noun
    return None


def has_number(token: Token) -> bool:
    """Say whether a number stands in the words of a token."""
    return any(
        t.like_num or t.is_currency or t.text == "%" or any(map(str.isdigit, t.text))
        for t in token.subtree
    )


def phrase_of(page: Page, noun: Token, *, alone: bool = False) -> str:
    """Return a noun with what describes it, in lower case; ``alone`` leaves out what follows."""
    inside = [noun]
    for child in noun.children:
        describes = child.i < noun.i and child.dep_ in {"amod", "compound"}
        dated = child.ent_type_ in {"DATE", "TIME"} or child.text[:1].isdigit()
        if describes and not dated and not has_number(child):
            inside.extend(t for t in child.subtree if t.tag_ not in _DETERMINERS and not t.is_space)
    whole = _words(inside)
    for other in () if alone else _behind(page, noun):
        longer = f"{whole} {other.head.lower_} {phrase_of(page, other)}"
        if len(longer) > _MAX_PHRASE:
            break
        whole = longer
    return whole


def _behind(page: Page, noun: Token) -> Iterator[Token]:
    """Yield what a noun is of, to or in, as far as it goes on so."""
    for child in noun.children:
        if child.i < noun.i:
            continue
        found = next((c for c in child.children if c.dep_ == "pobj" and c.pos_ in NOUNS), None)
        if child.lower_ not in _LINKS or found is None or not _tells(page, child, found):
            return
        yield found


def _tells(page: Page, preposition: Token, found: Token) -> bool:
    """Say whether an object tells what is measured, not of whom, where, when or how much."""
    if found.ent_type_ in {"DATE", "TIME"} or found.lemma_.lower() in _PERIODS:
        return False
    actor = page.lookup.at(found.idx, found.idx + len(found))
    owner = actor is not None and (
        preposition.lower_ in {"of", "between"}
        or (preposition.lower_ in {"in", "on"} and actor.type in _LANDS)
    )
    return not owner and not has_number(found)


def _words(tokens: list[Token]) -> str:
    ordered = "".join(token.text_with_ws for token in sorted(tokens, key=lambda token: token.i))
    return re.sub(r"\s+", " ", ordered).lower().strip(" ,-")
