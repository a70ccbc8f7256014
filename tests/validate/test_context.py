from tests.validate.bad_files import base, turtle, vocabulary
from triplewire import vocab
from triplewire.records import Graph
from triplewire.validate import context_of, index_shared

_SHARED = turtle(
    """
    @base <https://example.org/> .
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    @prefix schema: <https://schema.org/> .
    <city> schema:containedInPlace <region> .
    <region> schema:containedInPlace <country> .
    <country> rdfs:label "Norland"@en .
    <elsewhere> rdfs:label "Southland"@en .
    schema:City rdfs:subClassOf schema:Place .
    _:nobody rdfs:label "nameless"@en .
    """
)


def _context(text: str) -> set[str]:
    graph = Graph(
        iri="https://example.org/g", triples=turtle(f"@base <https://example.org/> .{text}")
    )
    return {str(triple.subject) for triple in context_of(graph, index_shared(_SHARED))}


def test_context_describes_what_is_mentioned_and_what_that_mentions() -> None:
    described = _context("<claim> <about> <city> .")

    assert "<https://example.org/country>" in described
    assert "<https://example.org/elsewhere>" not in described


def test_context_describes_what_the_graph_itself_describes() -> None:
    assert "<https://example.org/country>" in _context('<region> <label> "North" .')


def test_subclass_axioms_always_belong_to_the_context() -> None:
    assert _context("") == {"<https://schema.org/City>"}


def test_an_index_without_axioms_gives_an_empty_context() -> None:
    graph = Graph(iri="https://example.org/g", triples=base())

    assert context_of(graph, index_shared(())) == frozenset()


def test_context_is_a_small_part_of_the_vocabulary() -> None:
    graph = Graph(iri="https://example.org/g", triples=base())
    context = context_of(graph, index_shared(vocabulary()))
    axioms = {triple for triple in vocabulary() if triple.predicate == vocab.SUB_CLASS_OF}

    assert axioms <= context < vocabulary()
    assert len(context) < len(vocabulary()) / 2
