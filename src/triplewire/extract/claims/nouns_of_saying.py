"""A page in, what it reports by nouns of saying ("her claim that ...") out.

Source: data/nouns_of_saying.tsv, our own; a noun's forms are those of its content: "that" (a
clause), "to" (an infinitive), a preposition with its object.
"""

from collections.abc import Iterator

from spacy.tokens import Token

from triplewire.assets import table
from triplewire.extract.claims.contents import clause_of
from triplewire.extract.speech import (
    NOBODY,
    Attribution,
    Source,
    is_infinitive,
    make_claim,
    speaker_of,
)
from triplewire.extract.text import Page, Zones, extent, trim
from triplewire.records import Claim

_NOUNS = {row["noun"]: row for row in table("nouns_of_saying")}
_FORMS = {noun: tuple(row["forms"].split()) for noun, row in _NOUNS.items()}


def find_nominal(page: Page, quoted: Zones) -> Iterator[Claim]:
    """Yield a claim for every noun of saying whose owner and content the sentence names."""
    for token in page.doc:
        row = _NOUNS.get(token.lemma_.lower()) if token.pos_ == "NOUN" else None
        if row is None or quoted.hold(token.idx):
            continue
        source = _owner(page, token)
        content = _content(token) if source.known else []
        if len(content) > 1:
            said = Attribution(
                source=source,
                act=row["act"],
                polarity="denied" if row["marks"] == "denies" else "affirmed",
                place=extent([token]),
                rule="noun",
            )
            zone = extent(content)
            yield make_claim(page, "indirect", trim(page, zone.start, zone.end, " ,;.:"), said)


def _owner(page: Page, noun: Token) -> Source:
    """Return whose saying it is: "the mayor's claim", "a claim by the mayor"."""
    owners = {"by", "from", "of"} - {*_FORMS[noun.lemma_.lower()]}
    for child in noun.children:
        if child.dep_ == "poss":
            return speaker_of(page, child, weak=True)
        if child.dep_ == "prep" and child.lower_ in owners:
            for inner in child.children:
                if inner.dep_ == "pobj":
                    return speaker_of(page, inner, weak=True)
    return NOBODY


def _content(noun: Token) -> list[Token]:
    """Return the words that a noun tells: a clause, an infinitive, an object, or what it is."""
    forms = _FORMS[noun.lemma_.lower()]
    first = clause_of(noun)
    if first is not None:
        clause = next(child for child in noun.children if first in child.subtree)
        return [token for token in clause.subtree if token.i >= first.i]
    for child in noun.children:
        if "to" in forms and child.dep_ in {"acl", "xcomp"} and is_infinitive(child):
            return [token for token in child.subtree if token.i >= child.i]
        if child.dep_ == "prep" and child.i > noun.i and child.lower_ in forms:
            return [token for token in child.subtree if token.i > child.i]
    return _what_it_is(noun)


def _what_it_is(noun: Token) -> list[Token]:
    """Return the words after the verb of "one recommendation is ..."."""
    subject = noun
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lower_ == "one":
        subject = noun.head.head
    verb = subject.head
    if subject.dep_ != "nsubj" or verb.lemma_ != "be" or subject.i > verb.i:
        return []
    words = [t for t in verb.subtree if t.i > verb.i and not t.is_punct]
    return words[1:] if words and words[0].lower_ in {"that", "to"} else words
