"""The words of a figure in, what it measures and of whom out."""

import re
from dataclasses import dataclass

from spacy.tokens import Token

from triplewire.extract.figures.changes import CHANGING, changed
from triplewire.extract.figures.counts import Found
from triplewire.extract.figures.fates import fate_of
from triplewire.extract.figures.owners import owners_of, two_countries
from triplewire.extract.figures.phrases import NOUNS, has_number, object_of, phrase_of
from triplewire.extract.speech import subject_of
from triplewire.extract.text import OCCUPATIONS, OFFICES, Page, words
from triplewire.money import currencies, money_by_symbol, nouns
from triplewire.units import units_by_word

_MODIFIES = {"nummod", "compound", "quantmod", "amod", "nmod", "npadvmod", "appos"}
_MAX_MEASURE = 60
_MAX_CLIMB = 8
# What is measured in units is another noun ("5 million tonnes of rice"), and so is money.
_EXTENTS = frozenset(word for word, unit in units_by_word().items() if unit.kind)
_MONEY = frozenset(noun for money in currencies().values() for noun in nouns(money))
# Who deals with an amount is not what it measures.
_DEALERS = (
    OFFICES
    | OCCUPATIONS
    | frozenset(
        words(
            "auditor authority bank board client committee company council court critic firm fund"
            " government group ministry office operator panel party police state team union"
        )
    )
)
_SHARES = frozenset(words("% percent cent"))
# What an amount is that somebody deals with, where no noun says it.
_DEEDS = {
    "borrow": "borrowing", "donate": "donation", "earn": "earnings",
    "fine": "fine", "invest": "investment", "lend": "loan", "lose": "loss", "owe": "debt",
    "pay": "payment", "save": "savings", "spend": "spending",
}  # fmt: skip
# What is a share of something else, is not that: "turnout was 61 percent of voters".
_MAKING_UP = frozenset(words("be stand make account represent constitute equal reach total"))
_LEVELS = frozenset(words("to at by from below above under over"))
_TRADE = re.compile(
    r"(?:(?:bilateral|two-way|mutual|total|overall|annual) ){0,3}"
    r"trade(?: volume| turnover| value| figures?)?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What a figure measures, in lower case, and the names of the actors that it is measured of."""

    words: str
    actors: tuple[str, ...]


def measured_by(page: Page, found: Found) -> Measured:
    """Return what a figure measures, and of whom."""
    token, counted = found.token, found.counted
    noun = counted if found.measure else _measured_noun(page, token, counted)
    words = found.measure or _words(page, found, noun)
    if _TRADE.fullmatch(words):
        countries = two_countries(page, token)
        if countries:
            return Measured(words="bilateral trade", actors=countries)
    return Measured(words=words, actors=owners_of(page, found, noun))


def _words(page: Page, found: Found, noun: Token | None) -> str:
    token, counted = found.token, found.counted
    change = changed(token, noun) if found.unit == "percent" else ""
    if noun is None or _is_actor(page, noun):
        if counted is not None:
            return f"{phrase_of(page, counted, alone=True)}{fate_of(counted)}"
        return change or _deed(token) or "amount"
    if counted == noun:
        return f"{phrase_of(page, noun, alone=True)[:_MAX_MEASURE].strip()}{fate_of(noun)}"
    words = phrase_of(page, noun)
    if noun.dep_ == "nsubj" and noun.head.lemma_ == "cost":
        words = f"cost of {words}"
    return (f"{change} in {words}" if change else words)[:_MAX_MEASURE].strip()


def _is_actor(page: Page, noun: Token) -> bool:
    """Say whether a noun is but the name of somebody, who is no measure."""
    if noun.pos_ != "PROPN":
        return False
    # A single word may be no name: "GDP".
    named = any(child.dep_ == "compound" and child.pos_ == "PROPN" for child in noun.children)
    if named and noun.ent_type_ in {"ORG", "PERSON", "GPE"}:
        return True
    return page.lookup.at(noun.idx, noun.idx + len(noun)) is not None


def _deed(token: Token) -> str:
    """Return what an amount is by its verb: "earned $3 million", "lost 200 euros a tonne"."""
    verb = next((node for node in token.ancestors if node.pos_ == "VERB"), None)
    near = verb is not None and verb in {token.head, token.head.head}
    return _DEEDS.get(verb.lemma_.lower(), "") if verb is not None and near else ""


def _measured_noun(page: Page, token: Token, counted: Token | None) -> Token | None:
    if counted is not None and counted.lemma_.lower() not in _EXTENTS | _MONEY:
        return counted
    root = counted if counted is not None else token
    inner = object_of(root, "of", "in")
    if inner is not None and inner.pos_ in NOUNS and not _is_share(root):
        return inner
    return _governing_noun(page, root)


def _is_share(root: Token) -> bool:
    """Say whether an amount is what a subject comes to: "debt stands at 184 percent of income"."""
    verb = root.head.head if root.dep_ == "pobj" else root.head
    said = root.dep_ in {"attr", "dobj"} or (
        root.dep_ == "pobj" and root.head.lower_ in {"at", "to", "for"}
    )
    subject = subject_of(verb) if verb.pos_ in {"VERB", "AUX"} else None
    level = verb.lemma_.lower() in _MAKING_UP | CHANGING
    return said and level and subject is not None and subject.pos_ == "NOUN"


def _governing_noun(page: Page, token: Token) -> Token | None:
    """Return the noun that a figure modifies, or the subject of the verb that it completes."""
    node = token
    for _ in range(_MAX_CLIMB):
        head = node.head
        if head == node or node.dep_ in {"nsubj", "nsubjpass"}:
            return None
        if head.pos_ in NOUNS and (node.dep_ in _MODIFIES or node.dep_ == "prep"):
            unit = head.like_num or head.lemma_.lower() in _EXTENTS | _MONEY | _SHARES
            money = head.text in money_by_symbol()
            if not unit and not money and not _is_actor(page, head):
                return head
        elif head.pos_ in {"VERB", "AUX"}:
            return _noun_of(head, node)
        node = head
    return None


def _noun_of(verb: Token, amount: Token) -> Token | None:
    """Return what a verb's amount is of: its object or subject, or what the money goes into."""
    subject = subject_of(verb)
    purpose = object_of(verb, "on", "for", "into")
    purpose = purpose if purpose is not None and purpose.pos_ in NOUNS else None
    changed = next(
        (
            child
            for child in verb.children
            if child.dep_ == "dobj" and child.pos_ == "NOUN" and child != amount
        ),
        None,
    )
    level = amount.dep_ == "prep" and amount.lower_ in _LEVELS
    if subject is not None and subject.lemma_.lower() in _DEALERS:
        subject = None
    named = subject is None or subject.pos_ != "NOUN"
    if changed is not None and (level or named) and not has_number(changed):
        return changed
    spent = verb.lemma_.lower() in _DEEDS and amount.dep_ == "dobj"
    return purpose if spent or subject is None or subject.pos_ not in NOUNS else subject
