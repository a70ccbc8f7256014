"""A sentence in, the verbs and nouns in it that tell an event, with the event's type, out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Token

from triplewire.extract.events.nouns import by_noun
from triplewire.extract.events.verbs import by_frame, by_verb
from triplewire.extract.text import words

_UNREAL = frozenset(words("if unless whether could might should can must ought"))
# What follows these in the infinitive is planned, has begun, or was tried.
_PLANS = frozenset(
    words(
        "plan agree decide begin start set due expect schedule continue prepare force vow intend"
        " move threaten go vote order be decision plan deal agreement try attempt manage"
        " bid effort resume promise pledge offer pressure poise cease proceed choose"
        " pay travel arrive return meet gather appear fly come turn use send invite ask persuade"
    )
)
# "Accused of killing": said to have happened.
_CHARGES = frozenset(
    words(
        "accuse charge convict arrest sentence jail suspect detain prosecute fine blame try"
        " indict acquit clear guilty responsible"
    )
)
_CHARGED = frozenset(words("of for with after by before while since in without"))
_REPORTED = frozenset(
    words("say tell announce add report state confirm declare believe claim reveal")
)


Rule = Literal["verb", "frame", "noun"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TriggerWord:
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


def is_asserted(verb: Token) -> bool:
    """Say whether a verb tells what happens or is planned, and not what is wished or possible."""
    return verb.pos_ not in {"VERB", "AUX"} or _is_asserted(verb)


def trigger_words(sentence: Iterable[Token]) -> Iterator[TriggerWord]:
    """Yield the words of a sentence that tell events, in text order."""
    for token in sentence:
        if token.pos_ in {"VERB", "AUX"} and _is_asserted(token):
            framed = by_frame(token)
            kind = framed or by_verb(token)
            rule: Rule = "frame" if framed else "verb"
        elif token.pos_ in {"NOUN", "PROPN"}:
            kind, rule = by_noun(token), "noun"
        else:
            continue
        if kind is not None:
            yield TriggerWord(kind=kind, word=token, rule=rule)


def _is_asserted(verb: Token) -> bool:
    """Say whether a verb tells what happens or is planned, not what is wished or possible."""
    marks = {child.lower_ for child in verb.children if child.dep_ in {"aux", "mark"}}
    if marks & _UNREAL or ("would" in marks and not _is_reported(verb)):
        return False
    if "to" in marks or (verb.tag_ == "VB" and verb.i and verb.nbor(-1).lower_ == "to"):
        complement = verb.dep_ in {"xcomp", "ccomp", "acl", "advcl"}
        due = verb.dep_ == "relcl" and verb.tag_ == "VBN"
        return due or (complement and verb.head.lemma_.lower() in _PLANS)
    if verb.dep_ == "pcomp":
        charged = verb.head.head.lemma_.lower() in _CHARGES
        return verb.head.lower_ in _CHARGED and (charged or verb.head.lower_ in {"after", "by"})
    return verb.dep_ != "conj" or verb.head.pos_ not in {"VERB", "AUX"} or _is_asserted(verb.head)


def _is_reported(verb: Token) -> bool:
    """Say whether "would" is the "will" of reported speech: "said it would reopen"."""
    clause = verb.head if verb.dep_ == "conj" else verb
    return clause.dep_ == "ccomp" and clause.head.lemma_.lower() in _REPORTED
