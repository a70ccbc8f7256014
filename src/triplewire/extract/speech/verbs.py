"""A reporting verb in; who says it, to whom, and who passes it on, out."""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from triplewire.extract.speech.acts import is_infinitive
from triplewire.extract.speech.speaker import NOBODY, Source, denoted, speaker_of
from triplewire.extract.text import Page, words

# Verbs whose object is who is spoken to; of the others only "to" is ("said to").
_TELLING = frozenset(
    words(
        "tell inform assure remind warn urge ask invite advise encourage order request"
        " call instruct"
    )
)
_QUOTING = frozenset({"quote", "cite"})
_EXCHANGES = frozenset(
    words(
        "call conversation meeting talk interview discussion letter message visit summit dialogue"
    )
)


def _objects(token: Token, *deps: str) -> Iterator[Token]:
    return (child for child in token.children if child.dep_ in deps)


def _prepositional(verb: Token, *prepositions: str) -> Iterator[Token]:
    for child in verb.children:
        if child.dep_ in {"prep", "agent", "dative"} and child.lower_ in prepositions:
            yield from _objects(child, "pobj")


def addressees_of(page: Page, verb: Token) -> tuple[str, ...]:
    """Return the actors that a reporting verb's words are addressed to."""
    found: list[Token] = []
    if verb.lemma_.lower() in _TELLING:
        passive = any(child.dep_ == "auxpass" for child in verb.children)
        found.extend(_objects(verb, "nsubjpass") if passive else _objects(verb, "dobj", "dative"))
        for clause in _objects(verb, "ccomp", "xcomp"):
            if is_infinitive(clause):
                found.extend(_objects(clause, "nsubj"))
        found.extend(_prepositional(verb, "on", "upon", "to"))
    else:
        found.extend(_prepositional(verb, "to"))
    for exchange in _prepositional(verb, "during", "in", "at", "after"):
        if exchange.lemma_.lower() in _EXCHANGES:
            found.extend(_prepositional(exchange, "with", "to"))
    names = [name for token in found for name in denoted(page, token)]
    return tuple(dict.fromkeys(names))


def carrier_of(verb: Token) -> Token:
    """Return the verb that names the source: "quoted" for the "saying" of "quoted X as saying"."""
    quoted_as = verb.dep_ == "pcomp" and verb.head.lower_ == "as"
    return verb.head.head if quoted_as and verb.head.head.lemma_ in _QUOTING else verb


def source_of(page: Page, verb: Token, subject: Token | None, *, weak: bool = False) -> Source:
    """Return the source of what a reporting verb with a subject reports."""
    passive = any(child.dep_ == "auxpass" for child in verb.children)
    agents = [noun for noun in _prepositional(verb, "by") if noun.i > verb.i]
    agent_names = tuple(dict.fromkeys(name for noun in agents for name in denoted(page, noun)))
    if verb.lemma_.lower() in _QUOTING:
        return _quoted_source(page, verb, subject, agent_names)
    if passive:
        # "It was said by X", "X was told by Y": the agent speaks.
        speaker = speaker_of(page, agents[0]) if agents else NOBODY
    else:
        speaker = speaker_of(page, subject, weak=weak)
    others = tuple(name for name in addressees_of(page, verb) if name not in speaker.speakers)
    return replace(speaker, addressees=others)


def _quoted_source(
    page: Page, verb: Token, subject: Token | None, agents: tuple[str, ...]
) -> Source:
    """Return the source at second hand: "X was quoted by Y as saying", "Y quoted X as saying"."""
    if any(child.dep_ == "auxpass" for child in verb.children):
        return replace(speaker_of(page, subject), relayed_by=agents)
    relay = denoted(page, subject) if subject is not None else ()
    quoted = next(_objects(verb, "dobj"), None)
    return replace(speaker_of(page, quoted), relayed_by=relay)
