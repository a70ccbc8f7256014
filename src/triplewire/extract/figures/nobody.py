"""A page in, the figures that words for none give out: "no one was injured", "no casualties"."""

from collections.abc import Iterator
from decimal import Decimal

from spacy.tokens import Token

from triplewire.extract.figures.counts import Found, unit_of
from triplewire.extract.figures.fates import BEFALLING, fate_of
from triplewire.extract.figures.numbers import Number
from triplewire.extract.text import Page, Zone, words

_PEOPLE = frozenset(words("nobody none one"))
_HARMS = frozenset(words("arrest casualty death fatality injury victim survivor"))
_FATES = BEFALLING | frozenset(words("die drown perish survive"))
# "No further casualties" is not none.
_MORE = frozenset(words("additional doubt further immediate longer more new other"))
# What is not said to be: "if no one is hurt", "so that nobody dies", "hoped that ...".
_IF = frozenset(words("if unless until lest whether so once"))
_WISHES = frozenset(words("ensure guarantee hope pray want wish aim demand"))


def find_none(page: Page) -> Iterator[Found]:
    """Yield a figure of 0 for every word for none that tells of somebody's fate."""
    for token in page.doc:
        if token.lower_ in {"nobody", "none"}:
            yield from _none(token, token)
        elif token.lower_ == "no" and token.head.i > token.i and token.dep_ == "det":
            yield from _none(token, token.head)


def _none(first: Token, noun: Token) -> Iterator[Found]:
    verb = noun.head
    if any(child.lower_ in _MORE for child in noun.children) or not _is_told(verb):
        return
    harm = noun.lemma_.lower() in _HARMS
    befalls = noun.dep_ in {"nsubj", "nsubjpass", "dobj"} and verb.lemma_.lower() in _FATES
    if not harm and not (befalls and fate_of(noun)):
        return
    people = noun.lower_ in _PEOPLE
    whole = _whole(noun) if noun.lower_ == "none" else None
    counted = whole or noun
    if counted.pos_ not in {"NOUN", "PROPN", "PRON"}:
        return
    person = people and whole is None
    words = "people" if person else " ".join(_described(counted))
    last = verb if befalls and noun.i < verb.i else counted
    start, end = first.idx, max(noun.idx + len(noun), last.idx + len(last))
    number = Number(
        start=start, digits=start, end=end, value=Decimal(0), unit=None, qualifier="exactly"
    )
    yield Found(
        number=number,
        zone=Zone(start=start, end=end),
        token=noun,
        counted=counted,
        unit="person" if person else unit_of(counted),
        measure=words + ("" if harm else fate_of(noun)),
    )


def _whole(none: Token) -> Token | None:
    """Return the crew of "none of the 12 crew"; those of "none of them" are people."""
    for child in none.children:
        if child.lower_ == "of":
            return next((noun for noun in child.children if noun.pos_ == "NOUN"), None)
    return None


def _described(noun: Token) -> Iterator[str]:
    """Yield the words of a noun with what stands before and behind it: "member of staff"."""
    for token in noun.subtree:
        describes = token.head == noun and token.dep_ in {"amod", "compound"}
        of = token.head == noun and token.lower_ == "of"
        behind = token.head.lower_ == "of" and token.head.head == noun
        if token == noun or describes or of or (behind and token.pos_ == "NOUN"):
            yield token.lower_


def _is_told(verb: Token) -> bool:
    """Say whether a verb tells what is, not what may be, should be or is hoped for."""
    held = any(
        child.tag_ == "MD" or (child.dep_ == "mark" and child.lower_ in _IF)
        for child in verb.children
    )
    wished = verb.dep_ == "ccomp" and verb.head.lemma_.lower() in _WISHES
    return not held and not wished
