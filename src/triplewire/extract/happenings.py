"""A sentence in, the verbs and nouns in it that tell an event, with the event's type, out.

Source: data/happenings.tsv. A row has a type (a concept of the scheme acts), verbs, and nouns that
the verbs must govern; without nouns the verbs tell an event by themselves, without verbs the nouns
do. The words are our own, to the definitions of the PLOVER manual (draft 0.8). Where a word has
several types the first row wins.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from spacy.tokens import Token

from triplewire.extract.lexicon import words

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
# With these an event's noun tells that it took place.
_OCCURS = frozenset(
    words(
        "happen occur begin start end kill injure hit strike leave claim take cause destroy"
        " damage erupt break spread follow continue hold devastate sweep rock wound force"
        " come draw last"
    )
)
_CARRIES = frozenset(
    words(
        "hold stage launch carry conduct suffer survive condemn witness attend host join organise"
        " organize cause trigger begin start lead investigate report undergo make pay mark describe"
        " survive call plan face end announce commit commemorate respond complete"
    )
)
_WHEN = frozenset(words("after during following since before amid despite"))
_GENERIC = frozenset(
    words(
        "any no such future potential possible further all many more other"
        " every each likely imminent some"
    )
)
_LATELY = frozenset(words("recent latest last previous earlier subsequent"))
_OBJECTS = ("dobj", "nsubjpass", "attr", "oprd", "acomp")
_MILITARY = frozenset(words("military joint naval live fire field training air border annual war"))
_WEAPONS = frozenset(words("bomb suicide grenade missile rocket mortar drone mine gun artillery"))
# What happens to the subject: "the ferry sank", "the troops withdrew".
_BEFALLEN = frozenset({"disaster", "retreat"})
# "Residents demonstrated", but not "the figures demonstrate that".
_INTRANSITIVE = frozenset(words("demonstrate rally riot clash"))
# What has names of its own: "Hurricane Example", "the Example Summit".
_NAMED = frozenset({"disaster", "conference", "election", "dialogue"})
# "Air strikes" are no strikes of workers.
_UNREAL = frozenset(words("if unless whether could would should can might must ought"))
# What follows these in the infinitive is planned, or has begun.
_PLANS = frozenset(
    words(
        "plan agree decide begin start set due expect schedule continue prepare force vow intend"
        " move threaten go vote order be decision plan deal agreement"
    )
)
# "Accused of killing": said to have happened.
_CHARGES = frozenset(words("accuse charge convict arrest sentence jail suspect detain prosecute"))
_CHARGED = frozenset(words("of for with after"))
_HARMS = frozenset(words("kill injure die hurt wound"))
_WORKERS = frozenset(
    words(
        "worker union staff teacher pilot driver hunger general labour labor nurse doctor miner"
        " student wage wildcat rail crew employee railway port dock"
    )
)
_AERIAL = frozenset(words("air aerial drone missile military rocket"))
_AGAINST = frozenset(words("against prevent combat counter avoid fight stop deter"))


Rule = Literal["verb", "frame", "noun"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lexicon:
    """The types of verbs, of nouns, and of verbs that govern nouns."""

    verbs: dict[str, str]
    nouns: dict[str, str]
    frames: dict[str, list[tuple[str, frozenset[str]]]]


@cache
def _lexicon() -> _Lexicon:
    lexicon = _Lexicon(verbs={}, nouns={}, frames={})
    table = files("triplewire").joinpath("data/happenings.tsv").read_text("utf-8")
    for row in table.splitlines()[1:]:
        kind, verbs, nouns = row.split("\t")
        for verb in words(verbs):
            if nouns:
                lexicon.frames.setdefault(verb, []).append((kind, frozenset(words(nouns))))
            else:
                lexicon.verbs.setdefault(verb, kind)
        if not verbs:
            for noun in words(nouns):
                lexicon.nouns.setdefault(noun, kind)
    return lexicon


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A word that tells an event of a type; ``rule`` is what kind of row of the lexicon it is."""

    kind: str
    word: Token
    rule: Rule

    @property
    def definite(self) -> bool:
        """Say whether a noun takes up an event that was told before: "the attack"."""
        return self.rule == "noun" and any(
            child.lower_ in {"the", "this", "that"} for child in self.word.children
        )


def is_told(verb: Token) -> bool:
    """Say whether a verb tells what happens or is planned, and not what is wished or possible."""
    return verb.pos_ not in {"VERB", "AUX"} or _is_told(verb)


def tellings(sentence: Iterable[Token]) -> Iterator[Telling]:
    """Yield the words of a sentence that tell events, in text order."""
    for token in sentence:
        if token.pos_ in {"VERB", "AUX"} and _is_told(token):
            framed = _by_frame(token)
            kind = framed or _by_verb(token)
            rule: Rule = "frame" if framed else "verb"
        elif token.pos_ in {"NOUN", "PROPN"}:
            kind, rule = _by_noun(token), "noun"
        else:
            continue
        if kind is not None:
            yield Telling(kind=kind, word=token, rule=rule)


def _by_frame(verb: Token) -> str | None:
    """Return the type that a verb tells together with the words it governs."""
    lemma = verb.lemma_.lower()
    if lemma in _MOVES and _moves_indicator(verb):
        return "economic-release"
    if lemma in _HARMS and _in_disaster(verb):
        return "disaster"
    if _takes_place(verb):
        return "conference"
    for kind, nouns in _lexicon().frames.get(lemma, ()):
        words = _complements(verb, subject=kind in _BEFALLEN)
        if any(noun.lemma_.lower() in nouns for noun in words):
            return kind
    return None


def _by_verb(verb: Token) -> str | None:
    """Return the type that a verb tells by itself."""
    lemma = verb.lemma_.lower()
    described = verb.dep_ == "amod" and verb.head.pos_ in {"NOUN", "PROPN"}
    shows = lemma in _INTRANSITIVE and any(c.dep_ in {"dobj", "ccomp"} for c in verb.children)
    return None if described or shows else _lexicon().verbs.get(lemma)


def _in_disaster(verb: Token) -> bool:
    """Say whether people are killed or hurt in a disaster and not by somebody."""
    nouns = _lexicon().nouns
    return any(
        nouns.get(noun.lemma_.lower()) == "disaster" and not _is_armed(noun)
        for child in verb.children
        if child.dep_ in {"prep", "agent"}
        for noun in child.children
    )


def _takes_place(verb: Token) -> bool:
    """Say whether something with a name of its own takes place: "the Example Fair was held"."""
    place = any(c.dep_ == "dobj" and c.lower_ == "place" for c in verb.children)
    held = verb.lower_ == "held" and any(c.dep_ == "auxpass" for c in verb.children)
    subject = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    if subject is None or not ((verb.lemma_ == "take" and place) or held):
        return False
    return subject.pos_ == "PROPN" and subject.ent_type_ not in {"PERSON", "GPE", "NORP"}


def _is_armed(noun: Token) -> bool:
    """Say whether a blast is one of a weapon: "a car bomb explosion"."""
    return any(child.lower_ in _WEAPONS for child in noun.children)


def _is_told(verb: Token) -> bool:
    """Say whether a verb tells what happens or is planned, not what is wished or possible."""
    children = {child.lower_ for child in verb.children if child.dep_ in {"aux", "mark"}}
    if children & _UNREAL:
        return False
    if "to" in children:
        return verb.dep_ in {"xcomp", "ccomp", "acl"} and verb.head.lemma_.lower() in _PLANS
    if verb.dep_ == "pcomp":
        return verb.head.lower_ in _CHARGED and verb.head.head.lemma_.lower() in _CHARGES
    return verb.dep_ != "conj" or verb.head.pos_ not in {"VERB", "AUX"} or _is_told(verb.head)


def _complements(verb: Token, *, subject: bool) -> Iterator[Token]:
    """Yield the words that a verb governs: objects, particles, after prepositions, the subject."""
    for child in verb.children:
        if child.dep_ in _OBJECTS or (subject and child.dep_ == "nsubj"):
            yield child
            yield from child.conjuncts
            yield from _inside(child)
        elif child.dep_ in {"prep", "agent", "dative", "prt", "advmod"}:
            yield child
            for noun in child.children:
                yield noun
                yield from _inside(noun)


def _inside(noun: Token) -> Iterator[Token]:
    """Yield what a noun is of ("hundreds of troops") and what it is made with ("air raid")."""
    for child in noun.children:
        if child.dep_ == "compound":
            yield child
        elif child.dep_ == "prep" and child.lower_ in {"of", "in", "worth"}:
            yield from (inner for inner in child.children if inner.dep_ == "pobj")


def _moves_indicator(verb: Token) -> bool:
    """Say whether an economic figure moves by a stated amount."""
    subject = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    if subject is None or subject.lemma_.lower() not in _INDICATORS:
        return False
    return any(token.like_num for token in verb.subtree)


def _by_noun(noun: Token) -> str | None:
    nouns = _lexicon().nouns
    kind = nouns.get(noun.lemma_.lower()) or nouns.get(noun.lower_)
    if kind == "disaster" and _is_armed(noun):
        kind = "assault"
    if noun.ent_type_ in {"DATE", "TIME", "WORK_OF_ART", "LAW", "PRODUCT"}:
        return None
    if kind == "protest" and noun.lemma_.lower() == "strike":
        around = {token.lemma_.lower() for token in noun.sent}
        kind = kind if around & _WORKERS and not around & _AERIAL else "assault"
    if noun.lemma_.lower() == "demonstration" and _has_of(noun):
        return None
    if noun.lemma_.lower() == "exercise" and not {c.lower_ for c in noun.children} & _MILITARY:
        return None
    # "Attack helicopters", "an election official": a word for a kind of thing.
    named = noun.pos_ == "PROPN" and kind not in _NAMED
    bracketed = noun.left_edge.i > 0 and noun.left_edge.nbor(-1).text == "("
    if kind is None or named or bracketed or noun.dep_ in {"compound", "nmod", "amod"}:
        return None
    if any(child.lower_ in _GENERIC for child in noun.children) or _is_warded_off(noun):
        return None
    return kind if _took_place(noun) else None


def _has_of(noun: Token) -> bool:
    return any(child.dep_ == "prep" and child.lower_ == "of" for child in noun.children)


def _is_warded_off(noun: Token) -> bool:
    head = noun.head
    return head.lemma_.lower() in _AGAINST or head.lower_ in _AGAINST


def _took_place(noun: Token) -> bool:
    """Say whether a noun is told of as something that took place, or will."""
    head = noun.head
    lemma = head.lemma_.lower()
    if noun.dep_ in {"nsubj", "nsubjpass"}:
        general = head.tag_ in {"VBZ", "VBP"} and not _is_definite(noun)
        return not general and (lemma in _OCCURS or head.tag_ in {"VBD", "VBN"} or lemma == "be")
    if noun.dep_ == "dobj":
        return lemma in _CARRIES or _is_definite(noun)
    if noun.dep_ == "pobj":
        return head.lower_ in _WHEN or _is_definite(noun)
    return _is_definite(noun) or noun.dep_ in {"ROOT", "attr"}


def _is_definite(noun: Token) -> bool:
    """Say whether a noun stands for one thing: the, this, a date, a name or a number with it."""
    for child in noun.children:
        if child.lower_ in _LATELY:
            return True
        if child.dep_ in {"det", "poss", "nummod"} and child.lower_ not in {"a", "an"}:
            return True
        if child.ent_type_ in {"DATE", "GPE", "NORP", "PERSON", "ORG", "ORDINAL"}:
            return True
    return noun.tag_ in {"NNP", "NNPS"}


def roles_of(kind: str) -> tuple[str, str]:
    """Return the roles of who does it and of whom it is done to."""
    return _ROLES.get(kind, ("initiator", "recipient"))


_ROLES: Mapping[str, tuple[str, str]] = {
    "conference": ("party", "party"),
    "dialogue": ("party", "party"),
    "visit": ("visitor", "host"),
    "cooperate": ("party", "party"),
}
