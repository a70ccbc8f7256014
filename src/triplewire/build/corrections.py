"""What an article's graph said before a correction and says since in, what that changed out."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple
from rapidfuzz import fuzz

from triplewire import vocab

# How alike two wordings are, of 100, for one to be the other corrected.
_REWORDED = 60
# So many withdrawn ones are compared with so many added ones.
_MOST_COMPARED = 300
# An IRI of a claim or an event: of what kind it is, then its words' digest and how many-eth.
_FINDING = re.compile(r"/(?P<kind>(?:claim|event)/[^/]+/[a-z-]+)-[0-9a-f]{16}(?:-[0-9]+)?\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """The findings that a new text of an article withdrew and added, by IRI.

    ``reworded`` says which of those that were added stands in the place of one withdrawn.
    """

    sha256: str
    withdrawn: frozenset[str]
    added: frozenset[str]
    reworded: Mapping[str, str]


def correction(before: Iterable[Triple], after: Iterable[Triple], sha256: str) -> Correction:
    """Return what a text, named by its SHA-256, changed of an article's claims and events."""
    old, new = _findings(before), _findings(after)
    withdrawn, added = old.keys() - new.keys(), new.keys() - old.keys()
    alike = sorted(
        (-fuzz.ratio(old[one][1], new[other][1]), one, other)
        for one in sorted(withdrawn)[:_MOST_COMPARED]
        for other in sorted(added)[:_MOST_COMPARED]
        if old[one][0] == new[other][0]
    )
    reworded: dict[str, str] = {}
    for score, one, other in alike:
        if -score >= _REWORDED and one not in reworded and other not in reworded.values():
            reworded[one] = other
    return Correction(
        sha256=sha256,
        withdrawn=frozenset(withdrawn),
        added=frozenset(added),
        reworded=reworded,
    )


def _findings(triples: Iterable[Triple]) -> dict[str, tuple[str, str]]:
    """Return the kind and the words of claims and events by IRI."""
    words: dict[str, str] = {}
    kinds: dict[str, str] = {}
    for triple in triples:
        subject = triple.subject.value if isinstance(triple.subject, NamedNode) else ""
        named = _FINDING.search(subject)
        if named is None or not isinstance(triple.object, Literal):
            continue
        if triple.predicate == vocab.SCHEMA_TEXT:
            words[subject] = triple.object.value
        elif triple.predicate == vocab.LABEL:
            kinds[subject] = named["kind"]
            words.setdefault(subject, triple.object.value)
    return {iri: (kind, words[iri]) for iri, kind in kinds.items()}
