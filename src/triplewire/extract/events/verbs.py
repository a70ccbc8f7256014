"""A verb in, the type of event that it tells with the words it governs out.

Source: data/event_words.tsv. A row has a type (a concept of the scheme acts), verbs, and nouns that
the verbs must govern; without nouns the verbs tell an event by themselves, without verbs the nouns
do. ``@person``, ``@place``, ``@org`` and ``@money`` stand for any object of that kind, ``@to`` and
``@in`` for somewhere as the goal, ``@number`` for so many that go to somebody. Where a word has
several types the first row wins. The words are our own, to the definitions of the PLOVER manual
(draft 0.8).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice

from spacy.tokens import Token

from triplewire.assets import table
from triplewire.event_types import having
from triplewire.extract.text import OCCUPATIONS, OFFICES, words

# What an economy's figures are figures of, and how they move.
_INDICATORS = frozenset(
    words(
        "gdp inflation unemployment export exports import imports economy cpi output deficit"
        " surplus payroll payrolls wage wages price prices production employment spending"
        " index rate growth debt sale sales"
    )
)
_MOVES = frozenset(
    words(
        "rise fall grow shrink increase decline drop contract expand climb slip jump dip surge"
        " slow accelerate rebound"
    )
)
_OBJECTS = ("dobj", "nsubjpass", "attr", "oprd", "acomp")
_WEAPONS = frozenset(words("bomb suicide grenade missile rocket mortar drone mine gun artillery"))
# "The trains collided, leaving 27 people hurt".
_UP = 2
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_GOALS = {
    "to": frozenset({"@to"}),
    "for": frozenset({"@to"}),
    "in": frozenset({"@in"}),
    "at": frozenset({"@in"}),
}
# "Residents demonstrated", but not "the figures demonstrate that".
_INTRANSITIVE = frozenset(words("demonstrate rally riot clash march"))
_HARMS = frozenset(words("kill injure die hurt wound"))
_PEOPLE = (
    OFFICES
    | OCCUPATIONS
    | frozenset(
        words(
            "person people man woman boy girl child teenager youth villager civilian resident"
            " protester demonstrator prisoner hostage detainee suspect migrant refugee passenger"
            " worker employee citizen national monk priest rebel militant fighter gunman leader"
            " he she him her they them"
        )
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The types of verbs, of nouns, and of verbs that govern nouns."""

    verbs: dict[str, str]
    nouns: dict[str, str]
    frames: dict[str, list[tuple[str, frozenset[str]]]]


@cache
def lexicon() -> Lexicon:
    """Return the table of the words that tell events."""
    found = Lexicon(verbs={}, nouns={}, frames={})
    for row in table("event_words"):
        kind, verbs, nouns = row["type"], row["verbs"], row["nouns"]
        for verb in words(verbs):
            if nouns:
                found.frames.setdefault(verb, []).append((kind, frozenset(words(nouns))))
            else:
                found.verbs.setdefault(verb, kind)
        if not verbs:
            for noun in words(nouns):
                found.nouns.setdefault(noun, kind)
    return found


def by_frame(verb: Token) -> str | None:
    """Return the type that a verb tells together with the words it governs."""
    lemma = verb.lemma_.lower()
    if lemma in _MOVES and _moves_indicator(verb):
        return "economic-release"
    if lemma in _HARMS and _in_disaster(verb):
        return "disaster"
    if _takes_place(verb):
        return "conference"
    if lemma == "fire" and verb.i > 1 and verb.nbor(-2).lower_ == "test":
        return "mobilize"
    for kind, nouns in lexicon().frames.get(lemma, ()):
        governed = [
            noun
            for noun in _complements(verb, subject=kind in having("befallen"))
            if noun.lemma_.lower() in nouns or noun.lower_ in nouns
        ]
        if governed:
            armed = kind == "disaster" and any(is_armed(noun) for noun in governed)
            return "assault" if armed else kind
        if any(_is_of_a_kind(noun, nouns) for noun in _objects(verb)) or _goes(verb, nouns):
            return kind
        if "@number" in nouns and _hands_over(verb):
            return kind
    return None


def by_verb(verb: Token) -> str | None:
    """Return the type that a verb tells by itself."""
    lemma = verb.lemma_.lower()
    described = verb.dep_ == "amod" and verb.head.pos_ in {"NOUN", "PROPN"}
    shows = lemma in _INTRANSITIVE and any(c.dep_ in {"dobj", "ccomp"} for c in verb.children)
    kind = lexicon().verbs.get(lemma)
    # "Agreed to cooperate" is an agreement, and nothing done yet.
    meant = kind == "cooperate" and any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)
    return None if described or shows or meant else kind


def is_armed(noun: Token) -> bool:
    """Say whether a blast is one of a weapon: "a car bomb explosion"."""
    return any(token.lower_ in _WEAPONS for token in noun.lefts)


def _is_of_a_kind(noun: Token, nouns: frozenset[str]) -> bool:
    """Say whether an object is of a kind that a row names."""
    if noun.pos_ not in {"NOUN", "PROPN", "PRON"}:
        return False
    person = noun.ent_type_ == "PERSON" or noun.lemma_.lower() in _PEOPLE or noun.lower_ in _PEOPLE
    return (
        ("@person" in nouns and person)
        or ("@place" in nouns and noun.ent_type_ in _PLACES)
        or ("@org" in nouns and noun.ent_type_ == "ORG")
        or ("@money" in nouns and noun.ent_type_ == "MONEY")
    )


def _goes(verb: Token, nouns: frozenset[str]) -> bool:
    """Say whether a verb of motion has somewhere as its goal: "flew to Example"."""
    return any(
        preposition.lower_ in _GOALS and bool(nouns & _GOALS[preposition.lower_])
        for preposition in verb.children
        if preposition.dep_ == "prep"
        and any(noun.ent_type_ in _PLACES | {"ORG"} for noun in preposition.children)
    )


def _hands_over(verb: Token) -> bool:
    """Say whether so many of something go to somebody: "provided 24,000 masks to X"."""
    counted = any(
        child.dep_ == "dobj" and any(inner.dep_ == "nummod" for inner in child.children)
        for child in verb.children
    )
    given = any(child.dep_ in {"dative", "prep"} and child.lower_ == "to" for child in verb.subtree)
    return counted and given


def _objects(verb: Token) -> Iterator[Token]:
    """Yield the objects of a verb, those it shares with others and those it is a participle of."""
    yield from _described(verb)
    for child in verb.children:
        if child.dep_ in {"dobj", "nsubjpass", "dative"}:
            yield _named_by(child, verb)
            yield from child.conjuncts
            if child.lower_.endswith("s"):
                # "Hundreds of people", "dozens of prisoners".
                yield from (noun for noun in _inside(child) if noun.dep_ == "pobj")


def _in_disaster(verb: Token) -> bool:
    """Say whether people are killed or hurt by or in a disaster and not by somebody."""
    for child in verb.children:
        if child.dep_ in {"prep", "agent"} and any(_is_disaster(n) for n in child.children):
            return True
        if child.dep_ in {"nsubj", "dobj"} and _is_disaster(child):
            return True
        if child.dep_ == "advcl" and _befalls(child):
            return True
    above = islice((token for token in verb.ancestors if token.pos_ == "VERB"), _UP)
    return verb.dep_ in {"advcl", "conj", "acl"} and any(_befalls(token) for token in above)


def _befalls(verb: Token) -> bool:
    """Say whether a clause tells a disaster: "when a bus plunged into a ravine"."""
    lemma = verb.lemma_.lower()
    return lemma not in _HARMS and "disaster" in {by_frame(verb), lexicon().verbs.get(lemma)}


def _is_disaster(noun: Token) -> bool:
    return lexicon().nouns.get(noun.lemma_.lower()) == "disaster" and not is_armed(noun)


def _takes_place(verb: Token) -> bool:
    """Say whether something with a name of its own takes place: "the Example Fair was held"."""
    place = any(c.dep_ == "dobj" and c.lower_ == "place" for c in verb.children)
    held = verb.lower_ == "held" and any(c.dep_ == "auxpass" for c in verb.children)
    subject = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    if subject is None or not ((verb.lemma_ == "take" and place) or held):
        return False
    return subject.pos_ == "PROPN" and subject.ent_type_ not in {"PERSON", "GPE", "NORP"}


def _complements(verb: Token, *, subject: bool) -> Iterator[Token]:
    """Yield the words that a verb governs: objects, particles, after prepositions, the subject."""
    yield from _described(verb)
    for child in verb.children:
        if child.dep_ in _OBJECTS or (subject and child.dep_ == "nsubj"):
            yield _named_by(child, verb)
            yield from child.conjuncts
            yield from _inside(child)
        elif child.dep_ in {"prep", "agent", "dative", "prt", "advmod"}:
            yield child
            for noun in child.children:
                yield noun
                yield from _inside(noun)


def _described(verb: Token) -> Iterator[Token]:
    """Yield the noun of "the sanctions imposed on Monday", "figures to be published today"."""
    subject = any(child.dep_ in {"nsubj", "nsubjpass"} for child in verb.children)
    if verb.dep_ in {"acl", "relcl"} and verb.tag_ == "VBN" and not subject:
        yield verb.head


def _named_by(noun: Token, verb: Token) -> Token:
    """Return what a relative pronoun stands for."""
    relative = noun.lower_ in {"which", "that", "who", "whom"} and verb.dep_ == "relcl"
    return verb.head if relative else noun


def _inside(noun: Token) -> Iterator[Token]:
    """Yield what a noun is of ("hundreds of troops") and what it is made with ("air raid")."""
    for child in noun.children:
        if child.dep_ == "compound":
            yield child
        elif child.dep_ == "prep" and child.lower_ in {"of", "in", "worth", "for"}:
            yield from (inner for inner in child.children if inner.dep_ == "pobj")


def _moves_indicator(verb: Token) -> bool:
    """Say whether an economic figure moves by a stated amount."""
    subject = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    if subject is None or subject.lemma_.lower() not in _INDICATORS:
        return False
    return any(token.like_num for token in verb.subtree)
