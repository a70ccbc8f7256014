"""A graph and an index of shared descriptions in, the triples its shapes need beside it out."""

from collections.abc import Iterable, Mapping

from pyoxigraph import NamedNode, Triple

from triplewire import vocab
from triplewire.records import Graph


def index_shared(triples: Iterable[Triple]) -> dict[str, tuple[Triple, ...]]:
    """Return the triples by subject IRI, and under rdfs:subClassOf all axioms of that property."""
    index: dict[str, list[Triple]] = {}
    for triple in triples:
        if isinstance(triple.subject, NamedNode):
            index.setdefault(triple.subject.value, []).append(triple)
        if triple.predicate == vocab.SUB_CLASS_OF:
            index.setdefault(vocab.SUB_CLASS_OF.value, []).append(triple)
    return {iri: tuple(described) for iri, described in index.items()}


def context_of(graph: Graph, shared: Mapping[str, tuple[Triple, ...]]) -> frozenset[Triple]:
    """Return what the index says of everything that the graph mentions, and of what that mentions.

    The rdfs:subClassOf axioms always belong to it: shapes reach subclasses by them.
    """
    context = set(shared.get(vocab.SUB_CLASS_OF.value, ()))
    seen: set[str] = set()
    agenda: list[Triple] = [*graph.triples, *context]
    while agenda:
        triple = agenda.pop()
        for node in (triple.subject, triple.object):
            if isinstance(node, NamedNode) and node.value not in seen:
                seen.add(node.value)
                described = shared.get(node.value, ())
                context.update(described)
                agenda.extend(described)
    return frozenset(context)
