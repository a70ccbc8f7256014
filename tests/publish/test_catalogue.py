"""The catalogue says what a reader of the dump would count."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from tests.graphs import BASE, TEXT, invented, store_of
from triplewire import vocab
from triplewire.convert import dataset
from triplewire.publish.dump.catalogue import catalogue
from triplewire.publish.dump.distributions import DumpFile, Served
from triplewire.records import Graph
from triplewire.store import Store, rebuild
from triplewire.vocab import term

DATASET = ox.NamedNode(f"{BASE}dataset")
SPDX = "http://spdx.org/rdf/terms#"
PROVENANCE = ox.NamedNode(f"{BASE}graph/provenance")


def values(triples: Iterable[ox.Triple], subject: ox.NamedNode, name: str) -> list[str]:
    """Return the sorted values of a property given as prefix:name."""
    prefix, _, local = name.partition(":")
    wanted = ox.NamedNode({**vocab.PREFIXES, "spdx": SPDX}[prefix] + local)
    return sorted(
        triple.object.value
        for triple in triples
        if (triple.subject, triple.predicate) == (subject, wanted)
        and not isinstance(triple.object, ox.BlankNode | ox.Triple)
    )


def partition(triples: Iterable[ox.Triple], link: str, key: str, size: str) -> dict[str, int]:
    """Return the sizes of the partitions of a kind by what they are about."""
    found = list(triples)
    nodes = map(ox.NamedNode, values(found, DATASET, f"void:{link}"))
    return {
        values(found, node, f"void:{key}")[0]: int(values(found, node, f"void:{size}")[0])
        for node in nodes
    }


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    about = dataset("A graph", "https://example.org/licence", "The Post", BASE)
    quads = [ox.Quad(t.subject, t.predicate, t.object, PROVENANCE) for t in about]
    with store_of([*invented(), *quads], tmp_path) as store:
        yield store


@pytest.mark.parametrize("texts", [False, True])
def test_every_number_is_what_a_reader_of_the_dump_counts(store: Store, texts: bool) -> None:
    with rebuild(store.folder) as writer:
        writer.publish_texts(publish=texts)
    with Store(store.folder) as current:
        quads = [q for q in current.quads() if texts or "/graph/text/" not in str(q.graph_name)]
        told = catalogue(current)
    published = {quad.triple for quad in quads}
    uses = Counter(triple.predicate.value for triple in published)
    members = Counter(t.object.value for t in published if t.predicate == vocab.TYPE)  # type: ignore[union-attr]

    assert {
        name: int(values(told, DATASET, f"void:{name}")[0])
        for name in (
            "triples",
            "distinctSubjects",
            "distinctObjects",
            "entities",
            "properties",
            "classes",
        )
    } == {
        "triples": len(published),
        "distinctSubjects": len({triple.subject for triple in published}),
        "distinctObjects": len({triple.object for triple in published}),
        "entities": len({t.subject for t in published if t.predicate == vocab.TYPE}),
        "properties": len(uses),
        "classes": len(members),
    }
    assert partition(told, "propertyPartition", "property", "triples") == uses
    assert partition(told, "classPartition", "class", "entities") == members
    assert partition(told, "subset", "uriSpace", "triples") == Counter(
        f"{BASE}graph/{str(quad.graph_name)[1:-1].removeprefix(f'{BASE}graph/').split('/')[0]}"
        for quad in quads
    )


def test_a_text_that_something_else_says_too_is_no_other_object(tmp_path: Path) -> None:
    words, graph = ox.Literal(TEXT, language="en"), ox.NamedNode(f"{BASE}graph/article/x")
    other = ox.Quad(ox.NamedNode(f"{BASE}claim/x"), vocab.SCHEMA_TEXT, words, graph)
    sizes = []
    for number, quads in enumerate((invented(), [*invented(), other])):
        store_of(quads, tmp_path / str(number)).close()
        with rebuild(tmp_path / str(number)) as writer:
            writer.publish_texts(publish=True)
        with Store(tmp_path / str(number)) as store:
            sizes.append(values(catalogue(store), DATASET, "void:distinctObjects"))

    assert sizes[0] == sizes[1]


def test_it_says_what_the_newsroom_says_of_itself(store: Store) -> None:
    told = catalogue(store)
    publisher = ox.NamedNode(values(told, DATASET, "dcterms:publisher")[0])

    assert values(told, DATASET, "dcterms:title") == ["A graph"]
    assert values(told, DATASET, "dcterms:license") == ["https://example.org/licence"]
    assert values(told, publisher, "foaf:name") == ["The Post"]
    assert "1 articles, 4 actors" in values(told, DATASET, "dcterms:description")[0]


def test_it_is_dated_by_the_newest_article_or_decision(tmp_path: Path) -> None:
    day = term("xsd", "date")
    graph = ox.NamedNode(f"{BASE}graph/article/bridge")
    dated = [
        ox.Quad(ox.NamedNode(f"{BASE}article/{n}"), vocab.SCHEMA_DATE_PUBLISHED, literal, graph)
        for n, literal in enumerate(
            [
                ox.Literal("2024-05-01", datatype=day),
                ox.Literal("2024-06-02T08:00:00Z", datatype=term("xsd", "dateTime")),
            ]
        )
    ]
    decision = ox.NamedNode(f"{BASE}decision/1")
    decided = [
        ox.Quad(decision, vocab.TYPE, vocab.DECISION, graph),
        ox.Quad(decision, vocab.DCTERMS_DATE, ox.Literal("2024-07-03", datatype=day), graph),
    ]
    period = ox.NamedNode(f"{DATASET.value}#period")
    with store_of(dated, tmp_path / "one") as store:
        alone = catalogue(store)
    with store_of([*dated, *decided], tmp_path / "two") as store:
        both = catalogue(store)

    assert values(alone, DATASET, "dcterms:modified") == ["2024-06-02"]
    assert values(alone, period, "dcat:startDate") == ["2024-05-01"]
    assert values(alone, period, "dcat:endDate") == ["2024-06-02"]
    assert values(both, DATASET, "dcterms:modified") == ["2024-07-03"]


def test_an_empty_store_has_a_title_and_no_date(tmp_path: Path) -> None:
    with rebuild(tmp_path) as writer:
        writer.replace(Graph(iri=PROVENANCE.value, triples=frozenset()))
        writer.manifest.base = BASE
    with Store(tmp_path) as store:
        told = catalogue(store)

    assert values(told, DATASET, "dcterms:title") == ["News graph"]
    assert values(told, DATASET, "void:triples") == ["0"]
    assert values(told, DATASET, "dcterms:modified") == []


def test_files_come_with_all_that_is_needed_to_fetch_and_check_them(store: Store) -> None:
    turtle = "http://www.w3.org/ns/formats/Turtle"
    files = tuple(
        DumpFile(
            name=name,
            size=12,
            sha256="ab" * 32,
            title="All triples",
            media_type="text/turtle",
            packed=name.endswith(".gz"),
            form=turtle,
        )
        for name in ("triplewire.ttl", "triplewire.ttl.gz")
    )
    told = catalogue(
        store,
        Served(
            folder="https://example.org/dumps/1/",
            files=files,
            version="1",
            endpoint="https://example.org/sparql",
        ),
    )
    packed = ox.NamedNode(f"{DATASET.value}#triplewire.ttl.gz")
    checksum = ox.NamedNode(values(told, packed, "spdx:checksum")[0])
    service = ox.NamedNode(f"{DATASET.value}#sparql")

    assert values(told, DATASET, "void:dataDump") == [
        "https://example.org/dumps/1/triplewire.ttl",
        "https://example.org/dumps/1/triplewire.ttl.gz",
    ]
    assert values(told, packed, "dcat:byteSize") == ["12"]
    assert values(told, packed, "dcat:compressFormat") == [
        "https://www.iana.org/assignments/media-types/application/gzip"
    ]
    assert values(told, packed, "dcterms:license") == ["https://example.org/licence"]
    assert values(told, checksum, "spdx:checksumValue") == ["ab" * 32]
    assert values(told, DATASET, "void:sparqlEndpoint") == ["https://example.org/sparql"]
    assert values(told, service, "dcat:servesDataset") == [DATASET.value]
    assert values(told, DATASET, "dcat:version") == ["1"]


def test_there_are_no_blank_nodes_and_unknown_classes_get_names_too(store: Store) -> None:
    odd = ox.NamedNode("http://example.org/kinds/ödd?")
    quads = [*store.quads(), ox.Quad(DATASET, vocab.TYPE, odd, PROVENANCE)]
    with store_of(quads, store.folder / "other") as other:
        told = catalogue(other)

    assert {type(term) for triple in told for term in triple} == {ox.NamedNode, ox.Literal}
    assert odd.value in partition(told, "classPartition", "class", "entities")
