"""Clients that others wrote work against the server."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from rdflib import URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, N3, POST, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from tests.graphs import BASE
from tests.publish.web.serving import Running

LABELS = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?name { <https://newsroom.example/actor/bo-lind> rdfs:label ?name }
"""
CONSTRUCT = LABELS.replace("SELECT ?name", "CONSTRUCT WHERE")
CURL = shutil.which("curl")


@pytest.mark.parametrize("form", [JSON, XML, CSV])
def test_sparqlwrapper_reads_rows(server: Running, form: str) -> None:
    client = SPARQLWrapper(f"{server.url}/sparql")
    client.setQuery(LABELS)
    client.setReturnFormat(form)
    answer = client.query()
    found: Any = answer.convert()

    assert "Bo Lind" in (found.toxml() if form == XML else str(found))


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # SPARQLWrapper's own
def test_sparqlwrapper_posts_and_constructs(server: Running) -> None:
    client = SPARQLWrapper(f"{server.url}/sparql")
    client.setMethod(POST)
    client.setQuery(CONSTRUCT)
    for form in (TURTLE, N3):
        client.setReturnFormat(form)

        turtle: Any = client.query().convert()

        assert b"Bo Lind" in turtle
    client.setReturnFormat(XML)
    graph: Any = client.query().convert()

    assert len(graph) == 1


def test_sparqlwrapper_understands_a_refusal(server: Running) -> None:
    client = SPARQLWrapper(f"{server.url}/sparql")
    client.setQuery("SELECT * {")

    with pytest.raises(QueryBadFormed):
        client.query()


def test_rdflib_reads_the_endpoint_as_a_store(server: Running) -> None:
    store = SPARQLStore(f"{server.url}/sparql")
    subject = URIRef(f"{BASE}actor/bo-lind")
    triples = list(store.triples((subject, None, None)))
    found: Any = store.query(LABELS)
    names = [str(row[0]) for row in found]
    store.close()

    assert len(triples) == 4
    assert names == ["Bo Lind"]


@pytest.mark.skipif(CURL is None, reason="no curl here")
def test_curl_follows_a_thing_to_its_document(server: Running) -> None:
    def curl(*words: str) -> str:
        run = subprocess.run(
            [str(CURL), "-sS", "--fail-with-body", *words],
            capture_output=True,
            text=True,
            check=True,
            timeout=30,
        )
        return run.stdout

    followed = curl("-L", "-H", "Accept: text/turtle", f"{server.url}/actor/bo-lind")
    asked = curl(
        "--data-urlencode", f"query={LABELS}", "-H", "Accept: text/csv", f"{server.url}/sparql"
    )
    packed = curl("--compressed", "-G", "--data-urlencode", "query=SELECT * { ?s ?p ?o }",
                  f"{server.url}/sparql")  # fmt: skip

    assert '"Bo Lind"@en' in followed
    assert asked.split() == ["name", "Bo", "Lind"]
    assert packed.startswith('{"head"')


@pytest.mark.skipif(CURL is None, reason="no curl here")
def test_curl_notices_a_broken_transfer(server: Running, tmp_path: Path) -> None:
    query = "query=SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    run = subprocess.run(
        [str(CURL), "-sS", "-o", str(tmp_path / "cut"), "-G", "--data-urlencode", query,
         f"{server.url}/sparql"], check=False, capture_output=True, timeout=30,
    )  # fmt: skip

    assert run.returncode == 18
    assert (tmp_path / "cut").stat().st_size > 0
