"""The words of a figure in, what it measures and of whom out."""

import re
from dataclasses import dataclass

from spacy.tokens import Token

from triplewire.extract.speech import denoted, subject_of
from triplewire.extract.text import Page, extent, words
from triplewire.records import Actor
from triplewire.units import units_by_word

_MODIFIES = {"nummod", "compound", "quantmod", "amod", "nmod", "npadvmod", "appos"}
_NOUNS = {"NOUN", "PROPN"}
_MAX_MEASURE = 60
_MAX_CLIMB = 8
# Verbs of change and the noun of the change, for shares ("rose 5 percent": "rise in ...").
_CHANGES: dict[str, str] = {
    **dict.fromkeys(words("rise increase climb jump soar surge gain up advance swell"), "rise"),
    **dict.fromkeys(words("grow expand"), "growth"),
    **dict.fromkeys(
        words("fall drop decline decrease slump plunge slide down sink dip tumble"), "fall"
    ),
    **dict.fromkeys(words("shrink contract"), "contraction"),
}
# What is measured in units is another noun ("5 million tonnes of rice").
_EXTENTS = frozenset(word for word, unit in units_by_word().items() if unit.kind)
_SPENDING = frozenset(words("spend pay invest allocate earmark commit donate"))
_DETERMINERS = {"WP$", "PRP$", "POS", "DT", "WDT"}
_COUNTERS = frozenset(words("number total amount value volume figure rate level average sum"))
_TRADE = re.compile(
    r"(?:(?:bilateral|two-way|mutual|total|overall|annual) ){0,3}"
    r"trade(?: volume| turnover| value| figures?)?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What a figure measures, in lower case, and the names of the actors that it is measured of."""

    words: str
    actors: tuple[str, ...]


def measured_by(page: Page, token: Token, counted: Token | None) -> Measured:
    """Return what a figure measures; ``counted`` is the noun that it counts, if it counts one."""
    noun = _measured_noun(token, counted)
    words = _phrase(noun) if noun is not None else ""
    if noun is not None and counted == noun:
        words += fate_of(noun)
    if counted is None and noun is not None and token.lemma_ in {"%", "percent", "cent"}:
        words = _change(token, noun) + words
    if _TRADE.fullmatch(words):
        countries = _two_countries(page, token)
        if countries:
            return Measured(words="bilateral trade", actors=countries)
    words = words or (counted.lemma_.lower() if counted is not None else "amount")
    return Measured(words=words[:_MAX_MEASURE].strip(), actors=_owners(page, token, noun))


def _measured_noun(token: Token, counted: Token | None) -> Token | None:
    if counted is not None and counted.lemma_.lower() not in _EXTENTS:
        return counted
    root = counted if counted is not None else token
    inner = _object_of(root, "of", "in")
    if inner is not None and inner.pos_ in _NOUNS:
        return inner
    return _governing_noun(root)


def _object_of(token: Token, *prepositions: str) -> Token | None:
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ in prepositions and child.i > token.i:
            for noun in child.children:
                if noun.dep_ == "pobj" and noun.ent_type_ not in {"DATE", "TIME"}:
                    return noun
    return None


def _governing_noun(token: Token) -> Token | None:
    """Return the noun that a figure modifies, or the subject of the verb that it completes."""
    node = token
    for _ in range(_MAX_CLIMB):
        head = node.head
        if head == node:
            return None
        if head.pos_ in _NOUNS and (node.dep_ in _MODIFIES or node.dep_ == "prep"):
            if head.lemma_.lower() not in _EXTENTS:
                return head
        elif head.pos_ in {"VERB", "AUX"} and node.dep_ not in {"nsubj", "nsubjpass"}:
            return _noun_of(head)
        elif node.dep_ in {"nsubj", "nsubjpass"}:
            return None
        node = head
    return None


def _noun_of(verb: Token) -> Token | None:
    """Return what a verb's amount is of: its subject, or what the money goes into."""
    subject = subject_of(verb)
    purpose = _object_of(verb, "on", "for", "into")
    spent = verb.lemma_ in _SPENDING and purpose is not None
    return subject if subject is not None and subject.pos_ == "NOUN" and not spent else purpose


def _phrase(noun: Token) -> str:
    """Return a noun with its modifiers and what it is the number of, in lower case."""
    inside = [noun]
    for child in noun.children:
        describes = child.i < noun.i and child.dep_ in {"amod", "compound"}
        dated = child.ent_type_ == "DATE"
        if describes and not dated and not _has_number(child):
            inside.extend(token for token in child.subtree if token.tag_ not in _DETERMINERS)
    words = _words(inside)
    of = _object_of(noun, "of", "in") if _is_relational(noun) else None
    if of is None or _has_number(of):
        return words
    return f"{words} {of.head.lower_} {' '.join(_phrase(of).split()[-4:])}"


def _has_number(token: Token) -> bool:
    return any(t.like_num or t.is_currency or t.text == "%" for t in token.subtree)


def _is_relational(noun: Token) -> bool:
    lemma = noun.lemma_.lower()
    return (
        lemma in _COUNTERS
        or lemma in _CHANGES
        or lemma in {"growth", "reduction", "share", "source"}
    )


def _words(tokens: list[Token]) -> str:
    ordered = "".join(token.text_with_ws for token in sorted(tokens, key=lambda token: token.i))
    return re.sub(r"\s+", " ", ordered).lower().strip(" ,")


def fate_of(noun: Token) -> str:
    """Return what happened to those counted: " killed" for "12 people were killed"."""
    verb = noun.head
    if noun.dep_ == "nsubjpass" and verb.tag_ == "VBN":
        return f" {verb.lower_}"
    if noun.dep_ == "dobj" and verb.lemma_ in {
        "kill",
        "injure",
        "wound",
        "arrest",
        "detain",
        "displace",
    }:
        return f" {verb.lemma_ if verb.lemma_.endswith('ed') else verb.lemma_.rstrip('e') + 'ed'}"
    return ""


def _change(token: Token, noun: Token) -> str:
    verb = next((node for node in token.ancestors if node.pos_ in {"VERB", "AUX"}), None)
    word = _CHANGES.get(verb.lemma_.lower()) if verb is not None else None
    governs = noun.head == verb and noun.dep_ in {"nsubj", "nsubjpass"}
    return f"{word} in " if word is not None and governs else ""


def _two_countries(page: Page, token: Token) -> tuple[str, ...]:
    """Return the two countries whose trade it is: of the sentence, else of the article."""
    sentence = token.sent
    here = _named(page, sentence.start_char, sentence.end_char)
    near = tuple(actor.name for actor in here if actor.type == "country")
    if len(near) >= 2:
        return near[:2]
    ranked = page.lookup.countries
    return tuple(sorted(ranked[:2])) if len(ranked) >= 2 else ()


def _named(page: Page, start: int, end: int) -> list[Actor]:
    """Return the actors named in a zone, once each; the "US" of "US$" names none."""
    found: dict[str, Actor] = {}
    for offset, _, actor in page.lookup.within(start, end):
        if "$" not in page.masked[offset : offset + 4]:
            found.setdefault(actor.name, actor)
    return list(found.values())


def _owners(page: Page, token: Token, noun: Token | None) -> tuple[str, ...]:
    """Return the actors named in the measured phrase, else the subject of the clause."""
    if noun is not None:
        phrase = extent([t for t in noun.subtree if t.dep_ != "relcl"])
        named = _named(page, phrase.start, min(phrase.end, phrase.start + 2 * _MAX_MEASURE))
        if named:
            return tuple(actor.name for actor in named)
    verb = next((node for node in token.ancestors if node.pos_ in {"VERB", "AUX"}), None)
    subject = subject_of(verb) if verb is not None else None
    return denoted(page, subject) if subject is not None else ()
