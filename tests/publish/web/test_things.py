"""Every IRI of the data leads to a document about it, in the form that the client wants."""

import gzip
from pathlib import Path

import pyoxigraph as ox
import pytest

from tests.graphs import BASE, SHA
from tests.publish.web.serving import Running, running
from triplewire.publish.dump.release import write_dump
from triplewire.publish.web.settings import Settings
from triplewire.store import Store

BO = ox.NamedNode(f"{BASE}actor/bo-lind")
FORMATS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
}


def triples(body: bytes, suffix: str) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse(body, format=FORMATS[suffix])}


@pytest.mark.parametrize(
    ("accept", "suffix"),
    [
        ("text/turtle", "ttl"),
        ("application/n-triples", "nt"),
        ("application/ld+json, text/turtle;q=0.5", "jsonld"),
        ("application/rdf+xml", "rdf"),
    ],
)
def test_a_thing_leads_to_a_document_about_it(server: Running, accept: str, suffix: str) -> None:
    thing = server.ask("/actor/bo-lind", accept=accept)
    document = server.ask(thing.headers["location"])

    assert (thing.status, thing.headers["location"]) == (303, f"/actor/bo-lind.{suffix}")
    assert "Accept" in thing.headers["vary"]
    assert document.status == 200
    assert document.headers["content-type"].startswith(accept.partition(",")[0])
    assert sum(triple.subject == BO for triple in triples(document.body, suffix)) == 4


def test_documents_carry_typed_links(server: Running) -> None:
    links = server.ask("/actor/bo-lind.ttl").headers["link"]
    of_thing = server.ask("/actor/bo-lind", accept="text/turtle").headers["link"]

    assert f'<{BO.value}>; rel="cite-as"' in links
    assert f'<{BO.value}>; rel="describes"' in links
    assert '</actor/bo-lind.jsonld>; rel="alternate"; type="application/ld+json"' in links
    assert f'<{BASE}dataset>; rel="collection"' in links
    assert '<https://schema.org/Person>; rel="type"' in links
    assert '</actor/bo-lind.ttl>; rel="describedby"; type="text/turtle"' in of_thing


@pytest.mark.parametrize(
    ("path", "accept", "status"),
    [
        ("/actor/nobody", "*/*", 404),
        ("/actor/nobody.ttl", "*/*", 404),
        ("/actor/bo-lind", "image/png", 406),
        ("/actor/%3Cscript%3E", "*/*", 404),
        ("/actor/%3Cscript%3E.ttl", "*/*", 404),
        ("/nowhere/at/all", "*/*", 404),
    ],
)
def test_what_is_not_there_is_said_to_be_missing(
    server: Running, path: str, accept: str, status: int
) -> None:
    assert server.ask(path, accept=accept).status == status


def test_a_document_is_not_sent_again_while_it_is_the_same(server: Running) -> None:
    first = server.ask("/actor/bo-lind.ttl")
    again = server.ask("/actor/bo-lind.ttl", if_none_match=first.headers["etag"])
    head = server.ask("/actor/bo-lind.ttl", "HEAD")

    assert (again.status, again.body) == (304, b"")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["etag"] == first.headers["etag"]


def test_the_document_of_a_text_has_its_passages_and_not_its_words(server: Running) -> None:
    document = server.ask(f"/text/{SHA[:16]}.ttl")
    packed = server.ask(f"/text/{SHA[:16]}.ttl", accept_encoding="gzip")

    assert document.text.count("oa:exact") == 4
    assert "Nobody agreed" not in document.text
    assert gzip.decompress(packed.body) == document.body


def test_the_document_of_a_claim_has_the_words_that_it_rests_on(server: Running) -> None:
    (claim,) = server.rows(
        'SELECT ?c { ?c tw:quotation/oa:hasSelector/oa:exact "The bridge is safe." }'
    )
    document = server.ask(f"/{claim['c'].removeprefix(BASE)}.ttl")

    assert 'oa:exact "The bridge is safe."' in document.text


def test_the_document_of_a_graph_is_what_it_holds(server: Running) -> None:
    document = server.ask("/graph/authorities.nt")

    assert len(triples(document.body, "nt")) == 13
    assert server.ask(f"/graph/text/{SHA[:16]}.nt").status == 404


def test_the_dataset_is_described_for_catalogues(server: Running) -> None:
    known = server.ask("/.well-known/void", accept="text/turtle")
    document = server.ask(known.headers["location"])

    assert (known.status, known.headers["location"]) == (303, "/dataset.ttl")
    assert f"<{server.url}/sparql>" in document.text
    assert "void:triples" in document.text
    assert server.ask("/dataset", accept="application/ld+json").status == 303


def test_the_graph_store_can_be_read(server: Running) -> None:
    one = server.ask(f"/graph-store?graph={BASE}graph/authorities", accept="application/n-triples")
    whole = server.ask("/graph-store?default", accept="application/n-triples")

    assert len(triples(one.body, "nt")) == 13
    assert len(triples(whole.body, "nt")) > 13
    assert server.ask(f"/graph-store?graph={BASE}graph/authorities", "HEAD").status == 200


@pytest.mark.parametrize(
    ("path", "method", "status"),
    [
        ("/graph-store", "GET", 400),
        ("/graph-store?default&graph=x:y", "GET", 400),
        ("/graph-store?graph=x:nowhere", "GET", 404),
        ("/graph-store?graph=no iri".replace(" ", "%20"), "GET", 404),
        (f"/graph-store?graph={BASE}graph/text/{SHA[:16]}", "GET", 404),
        ("/graph-store?default", "PUT", 405),
        ("/graph-store?default", "DELETE", 405),
    ],
)
def test_the_graph_store_refuses_the_rest(
    server: Running, path: str, method: str, status: int
) -> None:
    assert server.ask(path, method).status == status


def test_the_dumps_are_offered_and_listed(folder: Path, tmp_path: Path) -> None:
    with Store(folder) as store:
        dump = write_dump(store, tmp_path)
    with running(folder, Settings(workers=1, dumps=tmp_path, origins=("*",))) as server:
        catalogue = server.ask("/dataset.ttl")
        file = server.ask("/dumps/latest/triplewire.ttl", accept_encoding="gzip")
        packed = server.ask("/dumps/latest/triplewire.ttl.gz")

        assert f"{server.url}/dumps/{dump.version}/triplewire.ttl" in catalogue.text
        assert '</dumps/latest/triplewire.nq>; rel="item"' in catalogue.headers["link"]
        assert file.headers["content-type"] == "text/turtle; charset=utf-8"
        assert file.headers["access-control-allow-origin"] == "*"
        assert "content-encoding" not in file.headers
        assert gzip.decompress(packed.body) == file.body
        assert server.ask("/dumps/").headers["location"] == "/dataset"
        assert server.ask("/dumps/../store").status == 404
        assert server.ask("/dumps/nothing").status == 404
