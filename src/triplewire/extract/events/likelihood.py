"""An event that the rules propose in, how likely it is that the article reports it, out.

A logistic regression over how the event is told: by which kind of rule, where in the article, in
which clause and tense, with whom and when. No feature names a word, an actor or a topic.
Source: data/likelihood.tsv, trained by ``python benchmarks/quality --train`` (docs/quality.md).
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from triplewire.assets import table
from triplewire.extract.events.nouns import is_definite
from triplewire.extract.speech import reports
from triplewire.extract.text import Page
from triplewire.records import Event

# What is told is more likely right than wrong.
LIKELY = 0.5
_SUBORDINATE = frozenset({"relcl", "acl", "advcl", "ccomp", "xcomp", "pcomp"})
_BACKGROUND_YEARS = 1
_LEAD = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """An event as proposed, with the names of what speaks for and against it."""

    event: Event
    features: frozenset[str]


def likelihood(features: Iterable[str]) -> float:
    """Return the probability, from 0 to 1, that an event with these features is reported."""
    weights = _weights()
    total = weights["bias"] + sum(weights.get(name, 0.0) for name in sorted(features))
    return 1 / (1 + math.exp(-total))


@cache
def _weights() -> dict[str, float]:
    return {row["feature"]: float(row["weight"]) for row in table("likelihood")}


def features_of(page: Page, event: Event, word: Token | None, *, near: bool) -> frozenset[str]:
    """Return the features of an event told by a word; ``near`` if its people only stand nearby."""
    found = {f"rule={event.rule}", f"type={event.type}", f"mode={event.modality}"}
    found |= set(_of_place(page, event)) | set(_of_people(page, event))
    if near:
        found.add("people=near")
    if event.when is None:
        found.add("when=none")
    elif _is_long_ago(page, event.when):
        found.add("when=past")
    if word is not None:
        found |= set(_of_word(word))
        found |= set(_of_title(page, word))
    return frozenset(found)


def _of_place(page: Page, event: Event) -> Iterator[str]:
    """Yield where in the article an event stands."""
    body = page.title.end if page.title else 0
    before = page.masked[body : event.evidence.start]
    sentences = before.count(". ") + before.count(".\n") + before.count("\n\n")
    if sentences <= _LEAD:
        yield "place=lead"
    elif event.evidence.start > body + 2 * (len(page.masked) - body) / 3:
        yield "place=end"
    if any(c.start <= event.evidence.start < c.end for c in page.captions):
        yield "place=caption"


def _of_people(page: Page, event: Event) -> Iterator[str]:
    """Yield how many take part, and whether the article is about one of them."""
    names = set(event.named)
    yield f"people={min(len(names), 3)}"
    if names & page.lookup.main:
        yield "people=main"
    if any(part.role in {"initiator", "party", "visitor"} for part in event.participants):
        yield "people=doer"


def _of_word(word: Token) -> Iterator[str]:
    """Yield the clause and the tense in which an event is told."""
    clauses = [t for t in (word, *word.ancestors) if t.dep_ in _SUBORDINATE]
    yield f"depth={min(len(clauses), 3)}"
    if clauses:
        yield f"clause={clauses[0].dep_}"
        if clauses[-1].dep_ == "ccomp" and reports(clauses[-1].head):
            yield "clause=reported"
    if word.pos_ in {"VERB", "AUX"}:
        yield f"tense={_tense(word)}"
        passive = any(child.dep_ == "auxpass" for child in word.children)
        yield "voice=passive" if passive else "voice=active"
    else:
        yield f"noun={word.dep_}"
        if is_definite(word):
            yield "noun=definite"
        if word.tag_ in {"NNS", "NNPS"}:
            yield "noun=plural"
        if any(child.dep_ == "det" and child.lower_ in {"a", "an"} for child in word.children):
            yield "noun=indefinite"
        verb = next((t for t in word.ancestors if t.pos_ in {"VERB", "AUX"}), None)
        if verb is not None:
            yield f"tense={_tense(verb)}"


def _tense(verb: Token) -> str:
    helpers = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
    if helpers & {"will", "'ll", "would"}:
        return "future"
    if "to" in helpers:
        return "infinitive"
    if helpers & {"has", "have", "had"}:
        return "perfect"
    if verb.tag_ == "VBG" and not helpers:
        return "participle"
    if verb.tag_ == "VBD" or helpers & {"was", "were"}:
        return "past"
    if verb.tag_ == "VBN":
        return "past" if "been" in helpers else "participle"
    return "present"


def _of_title(page: Page, word: Token) -> Iterator[str]:
    """Yield whether the headline has an event's word."""
    if page.title is None:
        yield "title=none"
        return
    words = page.masked[page.title.start : page.title.end].lower().split()
    stem = word.lemma_.lower()[:5]
    if any(other.startswith(stem) for other in words):
        yield "title=word"


def _is_long_ago(page: Page, when: str) -> bool:
    """Say whether an event lies years before the article."""
    years = page.day[:4], when.lstrip(".")[:4]
    if not all(year.isdigit() for year in years):
        return False
    return int(years[0]) - int(years[1]) >= _BACKGROUND_YEARS
