"""A sentence of a page in, the words in it that show events, outside quotation marks, out."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span, Token

from triplewire.event_types import event_types
from triplewire.extract.events.phrases import phrases
from triplewire.extract.events.words import is_asserted, trigger_words
from triplewire.extract.text import Page, Zone, Zones, tokens_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """The words in a sentence that show an event of a kind, found by a rule.

    ``doer`` and ``other`` are the roles of who does it and of whom it is done with.
    """

    kind: str
    doer: str
    other: str
    start: int
    end: int
    sentence: Zone
    rule: str = "phrase"
    definite: bool = False
    quoted: bool = False


_HOSTS = frozenset({"host", "receive", "welcome", "greet"})
_ASKING = frozenset({"require", "ask", "want", "urge", "need", "demand", "request", "allow"})


def by_phrase(page: Page, sentence: Zone, quoted: Zones) -> Iterator[Trigger]:
    """Yield the first trigger of each type in a sentence, outside quotation marks."""
    for kind, pattern in phrases().items():
        for match in pattern.finditer(page.masked, sentence.start, sentence.end):
            words = tokens_of(page, *match.span())
            if not quoted.hold(match.start()) and all(_is_plain(word) for word in words[:1]):
                yield Trigger(
                    kind=kind,
                    doer=event_types()[kind].doer,
                    other=event_types()[kind].other,
                    start=match.start(),
                    end=match.end(),
                    sentence=sentence,
                )
                break


def _is_plain(word: Token) -> bool:
    """Say whether the first word of a phrase is no infinitive that is only asked for."""
    only_asked = word.dep_ in {"xcomp", "ccomp"} and word.head.lemma_.lower() in _ASKING
    return is_asserted(word) or not only_asked


def by_word(page: Page, span: Span, sentence: Zone, quoted: Zones) -> Iterator[Trigger]:
    """Yield the verbs and nouns of a sentence that tell events."""
    for found in trigger_words(span):
        word = found.word
        inside = page.lookup.at(word.idx, word.idx + len(word))
        named = inside is not None and inside.type in {"org", "document", "person"}
        if not named and not quoted.hold(word.idx):
            hosted = word.lemma_.lower() in _HOSTS
            kind = event_types()[found.kind]
            yield Trigger(
                kind=found.kind,
                doer="host" if hosted else kind.doer,
                other="visitor" if hosted else kind.other,
                start=word.idx,
                end=word.idx + len(word),
                sentence=sentence,
                rule=found.rule,
                definite=found.definite,
                quoted=quoted.hold(word.idx),
            )
