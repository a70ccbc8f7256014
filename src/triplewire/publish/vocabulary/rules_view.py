"""The rules of extraction in, their page out: what each finds, and how often it was right."""

from dataclasses import dataclass
from itertools import groupby

import pyoxigraph as ox

from triplewire.publish.vocabulary.documents import Document
from triplewire.publish.vocabulary.links import Names
from triplewire.publish.vocabulary.terms import Term, term_of
from triplewire.vocab import term

_PLAN = term("prov", "Plan")
_COUNTED, _RIGHT = term("tw", "findingsCounted"), term("tw", "findingsRight")
_CONFIDENCE = term("tw", "confidence")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule as its page shows it; the numbers are "" where nobody counted."""

    term: Term
    right: str
    counted: str
    confidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesView:
    """All rules, by the kind of what they find; so many were counted."""

    groups: tuple[tuple[str, tuple[Rule, ...]], ...]
    size: int
    counted: int


def rules_view(document: Document, names: Names) -> RulesView:
    """Return the view of the rules."""
    plans = [iri for iri in document.graph.of_class(_PLAN) if iri in document.terms.values()]
    grouped = groupby(plans, key=lambda iri: _kind(document, iri))
    return RulesView(
        groups=tuple(
            (kind, tuple(_rule(document, names, iri) for iri in rules)) for kind, rules in grouped
        ),
        size=len(plans),
        counted=sum(bool(document.graph.text(ox.NamedNode(iri), _COUNTED)) for iri in plans),
    )


def rule_term(document: Document, names: Names, iri: str) -> Term:
    """Return a rule by itself, with its counts."""
    return term_of(document, names, iri, kind="rule of extraction")


def _rule(document: Document, names: Names, iri: str) -> Rule:
    graph, node = document.graph, ox.NamedNode(iri)
    counts = (_COUNTED, _RIGHT, _CONFIDENCE)
    return Rule(
        term=term_of(document, names, iri, kind="rule", without=counts),
        right=graph.text(node, _RIGHT),
        counted=graph.text(node, _COUNTED),
        confidence=graph.text(node, _CONFIDENCE),
    )


def _kind(document: Document, iri: str) -> str:
    return iri.removeprefix(document.namespace).partition("-")[0]
