"""What a report shows of a node: its name, and a few of the passages that speak of it."""

import pyoxigraph as ox

from tests.graphs import BASE, SHA, invented, passage_of
from triplewire.report.places.known import Known
from triplewire.vocab import LABEL, SCHEMA_ABOUT, SCHEMA_NAME

ADA = f"{BASE}actor/ada-moor"


def known(*more: ox.Triple) -> Known:
    triples = [*(quad.triple for quad in invented()), *more]
    return Known(
        of=lambda node: [t for t in triples if t.subject == ox.NamedNode(node)],
        mentioning=lambda node: [t for t in triples if t.object == ox.NamedNode(node)],
    )


def test_no_more_than_three_passages_show_a_node() -> None:
    thing = ox.NamedNode(f"{BASE}actor/bo")
    claims = (f"claim/{SHA[:8]}/{end}" for end in ("quote-1", "statistic-1"))
    speaking = (*claims, f"event/{SHA[:8]}/meet-1", "office/ada-moor-mayor")
    links = [ox.Triple(ox.NamedNode(BASE + one), SCHEMA_ABOUT, thing) for one in speaking]
    shown = [one.passage.words for one in known(*links).cited(thing.value)]

    assert shown == ["Ada Moor said", "The bridge is safe.", "Exports"]


def test_a_selector_stands_for_its_passage() -> None:
    selector = f"{passage_of('Exports')}/selector"

    assert [one.passage.words for one in known().cited(selector)] == ["Exports"]


def test_a_node_without_an_iri_speaks_of_nothing() -> None:
    blank = ox.Triple(ox.BlankNode("b"), SCHEMA_ABOUT, ox.NamedNode(ADA))

    assert known(blank).cited(ADA) == known().cited(ADA)


def test_a_name_in_english_comes_first_and_a_label_before_a_name() -> None:
    thing = ox.NamedNode(f"{BASE}thing")
    french = ox.Triple(thing, LABEL, ox.Literal("A", language="fr"))
    english = ox.Triple(thing, LABEL, ox.Literal("B", language="en"))
    later = ox.Triple(thing, LABEL, ox.Literal("C"))
    file = ox.Triple(thing, SCHEMA_NAME, ox.Literal("0"))

    assert known().label(thing.value) is None
    assert known(file).label(thing.value) == "0"
    assert known(file, french).label(thing.value) == "A"
    assert known(later, file, english, french).label(thing.value) == "B"
