"""The words that show an event in, who took part in which role, and where, out."""

import re
from collections.abc import Iterator

from spacy.tokens import Token

from triplewire.event_types import having
from triplewire.extract.events.triggers import Trigger
from triplewire.extract.speech import addressees_of, denoted, reports, subject_of
from triplewire.extract.text import Page, tokens_of
from triplewire.extract.text import words as _words
from triplewire.records import Participant

_ACTING = frozenset({"person", "org", "country", "group", "place"})
_COMPANY = {"with", "between", "to", "and", "of", "among", "on", "against", "at", "by", "from"}
_HOSTING: dict[str, str] = {
    "host": "host",
    "co-host": "co-host",
    "cohost": "co-host",
    "organize": "organizer",
    "organise": "organizer",
    "arrange": "organizer",
    "convene": "organizer",
}
_CREDITED = re.compile(r"\b(?:[Aa]ccording to|[Qq]uoting|[Cc]iting)(?: the)? $")
# "In northern X", "off the coast of X", "on the Greek island of X".
_PLACED = re.compile(
    r"\b(?:in|at|near|outside|around|across|inside|off|on)"
    r"(?: the)?(?: (?:[A-Z][a-z]+ )?(?:city|town|village|island|province|region|coast|capital|state"
    r"|district|port|suburb|outskirts) of)?(?: the)?"
    r"(?: (?:(?:north|south|east|west)\w*(?:-\w+)?|central|upper|lower|downtown|rural))? ?$"
)
_MAX_CLIMB = 5
_CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp", "appos", "conj", "punct", "cc"})
# Verbs that only say that an event's noun took place, and by whom.
_CARRYING = frozenset(
    _words(
        "launch carry mount stage conduct commit perpetrate wage execute make hold organise"
        " organize lead begin start open suffer undergo face join attend host announce order"
    )
)


def participants_of(page: Page, trigger: Trigger) -> tuple[Participant, ...]:
    """Return who took part, each once, in the first role: doer, company, names nearby."""
    types = page.lookup.types
    found: dict[str, str] = {}
    for names, role in _parts(page, trigger):
        for name in names:
            if types.get(name) in _ACTING:
                found.setdefault(name, role)
    if not found and trigger.rule == "phrase":
        return nearby(page, trigger)
    return tuple(Participant(name=name, role=role) for name, role in found.items())


def _parts(page: Page, trigger: Trigger) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield names and roles: subject, agent, companions, and the parties in an event's own name."""
    words = tokens_of(page, trigger.start, trigger.end)
    verb = _verb_of(words) if trigger.rule != "noun" else _light_verb(words)
    if verb is not None:
        yield from _around_verb(page, trigger, verb, words)
    for word in words:
        yield from _around_word(page, trigger, word, words)
    yield _in_name(page, trigger), "party"


def _around_verb(
    page: Page, trigger: Trigger, verb: Token, words: list[Token]
) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield subject and agent, and those who are told: "X told Y so in a phone call"."""
    subject = subject_of(verb)
    if subject is not None and subject.dep_ == "nsubjpass":
        yield _acting(page, subject), trigger.other
    elif subject is not None and subject not in words:
        role = _HOSTING.get(verb.lemma_.lower(), trigger.doer)
        yield _acting(page, subject), role
    yield from _agents(page, verb, trigger.doer)
    if verb not in words:
        yield addressees_of(page, verb), trigger.other


def _around_word(
    page: Page, trigger: Trigger, word: Token, words: list[Token]
) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield objects and companions: "met Y", "talks with Y", "an attack on Y"."""
    for child in word.children:
        if trigger.rule == "noun" and child.dep_ in {"compound", "amod", "poss", "nmod"}:
            yield _acting(page, child), trigger.other
        if child.dep_ in {"relcl", "acl"}:
            yield from _agents(page, child, trigger.doer)
        if child in words:
            continue
        there = trigger.kind in having("suffered") and child.lower_ in {"in", "at", "near"}
        if child.dep_ in {"prep", "dative"} and (child.lower_ in _COMPANY or there):
            for noun in child.children:
                if noun.dep_ == "pobj":
                    yield _acting(page, noun), trigger.other
        # "Visit to X" has X as its host; "talks in X" have X as their place.
        joined = word.lower_ in _COMPANY or trigger.kind in having("hosted")
        if child.dep_ == "dobj" or (child.dep_ == "pobj" and joined):
            yield _acting(page, child), trigger.other


def _light_verb(words: list[Token]) -> Token | None:
    """Return the verb whose subject does what a noun names: "launched an attack"."""
    head = words[-1].head if words else None
    carries = head is not None and head.pos_ == "VERB" and head.lemma_.lower() in _CARRYING
    return head if carries and words[-1].dep_ in {"dobj", "nsubjpass"} else None


def _verb_of(words: list[Token]) -> Token | None:
    """Return the verb that a trigger is or hangs on."""
    for word in words:
        if word.pos_ == "VERB":
            return word
    node = words[-1] if words else None
    for _ in range(_MAX_CLIMB):
        if node is None or node.pos_ in {"VERB", "AUX"} or node.head == node:
            break
        node = node.head
    return node if node is not None and node.pos_ in {"VERB", "AUX"} else None


def _agents(page: Page, verb: Token, role: str) -> Iterator[tuple[tuple[str, ...], str]]:
    for child in verb.children:
        if child.dep_ == "agent":
            lemma = "co-host" if _is_co_hosted(verb) else verb.lemma_.lower()
            for noun in child.children:
                if noun.dep_ == "pobj":
                    yield _acting(page, noun), _HOSTING.get(lemma, role)


def _is_co_hosted(verb: Token) -> bool:
    return verb.i > 1 and verb.doc[verb.i - 2 : verb.i].text.lower() == "co-"


def _acting(page: Page, noun: Token) -> tuple[str, ...]:
    """Return the actors that a noun denotes, else the one whose people or things it names."""
    found = denoted(page, noun) or page.lookup.by_token(noun) or _of(page, noun)
    return found or _people_of(page, noun) or _within(page, noun) or _reporter(page, noun)


def _within(page: Page, noun: Token) -> tuple[str, ...]:
    """Return those named inside a noun phrase: "students at the universities of Ghana"."""
    if noun.pos_ not in {"NOUN", "PROPN"}:
        return ()
    inside = [noun]
    for token in inside:
        # Blanks stand where a dateline was.
        inside += [c for c in token.children if c.dep_ not in _CLAUSES and not c.is_space]
    return tuple(
        dict.fromkeys(
            actor.name
            for token in sorted(inside, key=lambda token: token.i)
            for _, _, actor in page.lookup.within(token.idx, token.idx + len(token))
        )
    )


def _reporter(page: Page, pronoun: Token) -> tuple[str, ...]:
    """Return who "it" and "they" are in a clause that a body or a country reports."""
    if pronoun.lower_ not in {"it", "they"}:
        return ()
    clause = next((token for token in pronoun.ancestors if token.dep_ == "ccomp"), None)
    subject = subject_of(clause.head) if clause is not None and reports(clause.head) else None
    return denoted(page, subject) if subject is not None else ()


def _people_of(page: Page, noun: Token) -> tuple[str, ...]:
    """Return the country of "Georgian demonstrators"."""
    return tuple(
        actor.name
        for child in noun.children
        if child.dep_ in {"amod", "compound", "nmod"} and child.i < noun.i
        for _, _, actor in page.lookup.within(child.idx, child.idx + len(child))
    )


def _of(page: Page, noun: Token) -> tuple[str, ...]:
    """Return those of "executives of A, B and C"."""
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in {"of", "from", "for"}:
            for inner in child.children:
                if inner.dep_ == "pobj":
                    return page.lookup.by_token(inner)
    return ()


def _in_name(page: Page, trigger: Trigger) -> tuple[str, ...]:
    """Return the countries that an event's name is made of ("the Franco-German ...")."""
    return page.lookup.countries_of(re.split(r"[\s-]+", page.masked[trigger.start : trigger.end]))


def nearby(page: Page, trigger: Trigger) -> tuple[Participant, ...]:
    """Return the actors of the sentence, as the other side: those who only speak of it left out.

    Places can suffer an attack or a disaster; in any other event they are where it takes place.
    """
    acting = _ACTING if trigger.kind in having("suffered") else _ACTING - {"place"}
    told_by = {
        name
        for token in tokens_of(page, trigger.sentence.start, trigger.sentence.end)
        if reports(token) and (subject := subject_of(token)) is not None
        for name in denoted(page, subject)
    }
    inside = page.lookup.within(trigger.sentence.start, trigger.sentence.end)
    found = [
        actor.name
        for start, _, actor in inside
        if actor.type in acting
        and not _CREDITED.search(page.masked, max(trigger.sentence.start, start - 18), start)
    ]
    names = dict.fromkeys(name for name in found if name not in told_by) or dict.fromkeys(found)
    return tuple(Participant(name=name, role=trigger.other) for name in names)


def place_of(page: Page, trigger: Trigger) -> str | None:
    """Return where an event took place: the nearest place after "in" or "at" in its sentence."""
    found: list[tuple[int, str]] = []
    for start, kind, actor in page.lookup.within(trigger.sentence.start, trigger.sentence.end):
        if actor.type in {"place", "country"} and kind != "adj":
            before = page.masked[max(trigger.sentence.start, start - 48) : start]
            inside_trigger = (
                trigger.kind in having("hosted") and trigger.end <= start <= trigger.end + 5
            )
            if _PLACED.search(before) or inside_trigger:
                found.append((abs(start - trigger.end), actor.name))
    return min(found)[1] if found else None
