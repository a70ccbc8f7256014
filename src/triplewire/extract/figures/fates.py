"""A noun or number in, what is said to have happened to those that it counts out: " killed"."""

from spacy.tokens import Token

from triplewire.extract.text import words

# What is done to people: who is killed, hurt or saved is a person.
BEFALLING = frozenset(
    words(
        "kill injure wound hurt save rescue arrest detain displace evacuate deport hospitalise"
        " hospitalize infect employ"
    )
)
# What else is done to those that are counted.
_DONE = BEFALLING | frozenset(
    words(
        "burn damage destroy dismiss evict free jail release sack seize strand suspend test trap"
        " vaccinate"
    )
)
_IRREGULAR = {"hurt": "hurt", "free": "freed", "trap": "trapped"}
# What they do or become themselves.
_BECOME = frozenset(
    words(
        "abstain die disappear drown escape flee march perish protest starve strike survive vanish"
        " vote"
    )
)
_NEAR = 9  # tokens
_DYING = frozenset(words("die drown perish survive"))
_LOST = frozenset(words("arrested injured killed"))
_STATES = frozenset(words("alive dead homeless hurt ill missing sick stranded unhurt wounded"))


def fate_of(noun: Token) -> str:
    """Return what happened to those counted: " killed" for "12 people were killed"."""
    verb, lemma = noun.head, noun.head.lemma_.lower()
    if noun.dep_ == "nsubjpass" and verb.tag_ == "VBN":
        return f" {verb.lower_}"
    if noun.dep_ == "dobj" and lemma in _DONE:
        return f" {_participle(lemma)}"
    if noun.dep_ == "nsubj" and verb.i > noun.i:
        return _own(noun, verb, lemma)
    if noun.dep_ == "conj" and noun.head.dep_ in {"dobj", "conj"} and noun.i - noun.head.i < _NEAR:
        return fate_of(noun.head)
    return _behind(noun)


def people_fate(number: Token) -> str:
    """Return what happened to people who are but a number: "killed 12", "two hurt", "17 dead"."""
    lemma = number.head.lemma_.lower()
    behind = number.nbor(1) if number.i + 1 < len(number.doc) else number
    if behind.lower_ in _STATES | _LOST and (number.dep_ != "nummod" or number.head == behind):
        return f" {behind.lower_}"
    if number.dep_ in {"dobj", "nsubjpass"} and lemma in BEFALLING:
        return fate_of(number)
    return fate_of(number) if number.dep_ == "nsubj" and lemma in _DYING else ""


def _behind(noun: Token) -> str:
    """Return what is said right behind a noun: "six workers hurt", "five porters missing"."""
    for child in noun.children:
        lemma = child.lemma_.lower()
        if child.i > noun.i and child.dep_ in {"acl", "amod"}:
            if child.lower_ in _STATES:
                return f" {child.lower_}"
            if child.tag_ in {"VBN", "VBD"} and lemma in _DONE:
                return f" {_participle(lemma)}"
    return ""


def _own(noun: Token, verb: Token, lemma: str) -> str:
    """Return what somebody did himself, or how he is: " died", " missing"."""
    told = noun.lemma_.lower().startswith(lemma)  # "voters voted"
    if lemma in _BECOME and not told and not any(child.dep_ == "dobj" for child in verb.children):
        return f" {verb.lower_}"
    if verb.lower_ == "missing":  # which is parsed as a verb
        return " missing"
    if lemma in {"be", "remain"}:
        state = next((child for child in verb.children if child.dep_ in {"acomp", "attr"}), None)
        if state is not None and state.lower_ in _STATES:
            return f" {state.lower_}"
    return ""


def _participle(lemma: str) -> str:
    return _IRREGULAR.get(lemma) or lemma.removesuffix("e") + "ed"
