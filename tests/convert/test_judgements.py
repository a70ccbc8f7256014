"""What is held of names and claims is a node that says who judged, why and how surely."""

from decimal import Decimal

import pyoxigraph as ox
import pytest

from tests.decide.test_table import decision
from tests.drafts import draft
from tests.link.test_people import load_once
from triplewire import vocab
from triplewire.convert import comparison_triples, convert, external_triples, identity_triples
from triplewire.decide import apply
from triplewire.link import link
from triplewire.records import Comparison, Decision, ExternalLink, Graph, IdentityLink

BASE = "https://example.org/"
ONE, OTHER = f"{BASE}claim/11/quote-1-2", f"{BASE}claim/22/quote-3-4"


def values(graph: Graph, predicate: ox.NamedNode, subject: str = "") -> set[str]:
    return {
        getattr(t.object, "value", str(t.object))
        for t in graph.triples
        if t.predicate == predicate and subject in str(t.subject)
    }


def compared(by: Decision | None = None, label: str = "All is well") -> Graph:
    found = Comparison(
        one=ONE,
        other=OTHER,
        labels=(label, "Nothing is well"),
        relation="contradicts",
        differs=("source", "value"),
        reason="One says the opposite.",
        confidence=Decimal("0.60"),
        decision=by,
    )
    return Graph(iri=f"{BASE}graph/comparisons", triples=frozenset(comparison_triples(found, BASE)))


def test_a_comparison_says_what_relates_and_in_what_claims_differ() -> None:
    graph = compared()

    assert ox.Triple(ox.NamedNode(ONE), vocab.CONTRADICTS, ox.NamedNode(OTHER)) in graph.triples
    assert {str(t.subject) for t in graph.triples if t.predicate == vocab.RELATION} == {
        f"<{BASE}comparison/11-quote-1-2--22-quote-3-4>"
    }
    assert values(graph, vocab.DIFFERS_IN) == {
        vocab.concept("source").value,
        vocab.concept("value").value,
    }
    assert values(graph, vocab.CONFIDENCE) == {"0.6"}
    assert values(graph, vocab.PROV_WAS_ATTRIBUTED_TO) == {f"{BASE}agent/triplewire"}
    assert values(graph, vocab.PROV_WAS_INFLUENCED_BY) == set()


def test_a_comparison_that_a_curator_made_names_the_curator_and_the_decision() -> None:
    made = decision(what="relate", by="Ada Moor")
    graph = compared(made)

    assert values(graph, vocab.PROV_WAS_ATTRIBUTED_TO) == {f"{BASE}agent/ada-moor"}
    assert values(graph, vocab.PROV_WAS_INFLUENCED_BY) == {f"{BASE}decision/{made.key}"}


def test_a_long_label_is_cut() -> None:
    (label,) = values(compared(label="long " * 30), vocab.LABEL)

    assert label.endswith("… | contradicts | Nothing is well")
    assert len(label) < 120


@pytest.mark.parametrize(
    ("status", "sign"), [("joined", "="), ("likely", "≟"), ("kept-apart", "≠")]
)
def test_a_link_says_what_is_held_of_two_names(status: str, sign: str) -> None:
    found = IdentityLink(
        one=f"{BASE}actor/ana-ruiz",
        other=f"{BASE}actor/a-ruiz",
        labels=("Ana Ruiz", "A. Ruiz"),
        status=status,  # type: ignore[arg-type]  # one of three
        reason="names that fit",
        confidence=Decimal("0.95"),
        decided="00ff" if status == "joined" else None,
    )
    graph = Graph(iri=BASE, triples=frozenset(identity_triples(found, BASE)))

    assert values(graph, vocab.LABEL) == {f"Ana Ruiz {sign} A. Ruiz"}
    assert values(graph, vocab.IDENTITY_STATUS) == {vocab.concept(status).value}
    assert values(graph, vocab.COMMENT) == {"names that fit"}
    assert values(graph, vocab.PROV_WAS_INFLUENCED_BY) == (
        {f"{BASE}decision/00ff"} if status == "joined" else set()
    )


@pytest.mark.parametrize(
    ("what", "kind", "value", "why"),
    [
        ("accept", "acceptance", "", "heard it myself"),
        ("correct-act", "correction", "appeal", ""),
        ("merge", "merger", "", ""),
    ],
)
def test_a_decision_is_an_activity_on_its_words(what: str, kind: str, value: str, why: str) -> None:
    target = "actor Astrid Dahl" if what == "merge" else ""
    words = "Astrid Dahl" if what == "merge" else "Nobody can wait any longer,"
    made = decision(what=what, quotation=words, target=target, value=value, why=why)
    decided, unmet = apply(draft(), [made])
    graph = convert(link(decided, load_once()))
    end = f"decision/{made.key}"

    assert unmet == ()
    assert values(graph, vocab.DECISION_TYPE, end) == {vocab.concept(kind).value}
    assert values(graph, vocab.DCTERMS_DATE, end) == {"2026-05-01"}
    assert values(graph, vocab.PROV_WAS_ASSOCIATED_WITH, end) == {f"{BASE}agent/ada"}
    assert values(graph, vocab.COMMENT, end) == ({why} if why else set())
    assert len(values(graph, vocab.EVIDENCE, end)) == 1


def test_a_decision_on_many_words_has_a_short_label() -> None:
    long = draft().article.text[:79]
    made = decision(what="accept", quotation=long, target="event")
    decided, unmet = apply(draft(), [made])
    graph = convert(link(decided, load_once()))
    (label,) = values(graph, vocab.LABEL, f"decision/{made.key}")

    assert unmet == ()
    assert label.startswith("accept event: Norway's fish minister")
    assert label.endswith(" …")


@pytest.mark.parametrize(("status", "same"), [("joined", 1), ("likely", 0)])
def test_a_name_in_another_dataset_is_said_with_its_table_and_published_where_it_is_sure(
    status: str, same: int
) -> None:
    theirs = "http://www.wikidata.org/entity/Q1"
    found = ExternalLink(
        iri=f"{BASE}actor/ana-ruiz",
        identifier=theirs,
        labels=("Ana Ruiz", "Ana B. Ruiz"),
        status=status,  # type: ignore[arg-type]  # one of two
        reason="the name and the office",
        confidence=Decimal("0.98"),
        source="https://example.com/table",
    )

    triples = frozenset(external_triples(found, BASE))

    (link,) = {t.subject for t in triples if t.predicate == vocab.ONE}
    told = {(t.predicate, t.object) for t in triples if t.subject == link}
    assert (vocab.OTHER, ox.NamedNode(theirs)) in told
    assert (vocab.PROV_WAS_DERIVED_FROM, ox.NamedNode("https://example.com/table")) in told
    assert (vocab.IDENTITY_STATUS, vocab.concept(status)) in told
    assert sum(t.predicate == vocab.SCHEMA_SAME_AS for t in triples) == same
