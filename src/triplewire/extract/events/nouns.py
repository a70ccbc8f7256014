"""A noun in, the type of event that it names out, where it tells of one that takes place."""

from spacy.tokens import Token

from triplewire.event_types import having
from triplewire.extract.events.verbs import is_armed, lexicon
from triplewire.extract.text import words

# With these an event's noun tells that it took place.
_OCCURS = frozenset(
    words(
        "happen occur begin start end kill injure hit strike leave claim take cause destroy"
        " damage erupt break spread follow continue hold devastate sweep rock wound force"
        " come draw last open close conclude resume"
    )
)
_CARRIES = frozenset(
    words(
        "hold stage launch carry conduct suffer survive condemn witness attend host join organise"
        " organize cause trigger begin start lead investigate report undergo make pay mark describe"
        " survive call plan face end announce commit commemorate respond complete open close"
        " chair convene schedule address cancel postpone watch address respond see"
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
_MILITARY = frozenset(
    words("military joint naval live fire field training air border annual war bilateral")
)
# "Air strikes" are no strikes of workers.
_WORKERS = frozenset(
    words(
        "worker union staff teacher pilot driver hunger general labour labor nurse doctor miner"
        " student wage wildcat rail crew employee railway port dock"
    )
)
_AERIAL = frozenset(words("air aerial drone missile military rocket"))
_NAMES = frozenset({"DATE", "GPE", "NORP", "PERSON", "ORG", "ORDINAL", "MONEY", "LOC", "FAC"})
_AGAINST = frozenset(words("against prevent combat counter avoid fight stop deter"))


def by_noun(noun: Token) -> str | None:
    """Return the type of event that a noun tells, None where it names a kind of thing."""
    kind = _kind(noun)
    # "Attack helicopters", "an election official": a word for a kind of thing.
    named = noun.pos_ == "PROPN" and kind not in having("named")
    bracketed = noun.left_edge.i > 0 and noun.left_edge.nbor(-1).text == "("
    if kind is None or named or bracketed or noun.dep_ in {"compound", "nmod", "amod"}:
        return None
    if any(child.lower_ in _GENERIC for child in noun.children) or _is_warded_off(noun):
        return None
    return kind if took_place(noun) else None


def _kind(noun: Token) -> str | None:
    """Return the type in the lexicon, told apart where a noun has two."""
    nouns = lexicon().nouns
    lemma = noun.lemma_.lower()
    kind = nouns.get(lemma) or nouns.get(noun.lower_)
    if kind is None or noun.ent_type_ in {"DATE", "TIME", "WORK_OF_ART", "LAW", "PRODUCT"}:
        return None
    if kind == "disaster" and is_armed(noun):
        return "assault"
    if lemma == "strike":
        around = {token.lemma_.lower() for token in noun.sent}
        return kind if around & _WORKERS and not around & _AERIAL else "assault"
    if lemma == "demonstration" and _has_of(noun):
        return None
    if lemma == "exercise" and not {c.lower_ for c in noun.children} & _MILITARY:
        return None
    return kind


def _has_of(noun: Token) -> bool:
    return any(child.dep_ == "prep" and child.lower_ == "of" for child in noun.children)


def _is_warded_off(noun: Token) -> bool:
    head = noun.head
    # "Denied any part in the attack": it need not be theirs, nor have been.
    denied = any(token.lemma_.lower() == "deny" for token in noun.ancestors)
    return denied or head.lemma_.lower() in _AGAINST or head.lower_ in _AGAINST


def took_place(noun: Token) -> bool:
    """Say whether a noun is told of as something that took place, or will."""
    head = noun.head
    lemma = head.lemma_.lower()
    if noun.dep_ in {"nsubj", "nsubjpass"}:
        general = head.tag_ in {"VBZ", "VBP"} and not is_definite(noun)
        return not general and (lemma in _OCCURS or head.tag_ in {"VBD", "VBN"} or lemma == "be")
    if noun.dep_ == "dobj":
        return lemma in _CARRIES or is_definite(noun)
    if noun.dep_ == "pobj":
        talks = head.lower_ in {"for", "in"} and _kind(noun) in {"dialogue", "meeting"}
        return head.lower_ in _WHEN or talks or is_definite(noun)
    return is_definite(noun) or noun.dep_ in {"ROOT", "attr"}


def is_definite(noun: Token) -> bool:
    """Say whether a noun stands for one thing: the, this, a date, a name or a number with it."""
    for child in noun.children:
        if child.lower_ in _LATELY:
            return True
        if child.dep_ in {"det", "poss", "nummod"} and child.lower_ not in {"a", "an"}:
            return True
        if child.ent_type_ in _NAMES:
            return True
        # "For a rally in Lagos": where and whose it is makes it one.
        if child.dep_ == "prep" and any(inner.ent_type_ in _NAMES for inner in child.children):
            return True
    return noun.tag_ in {"NNP", "NNPS"}
