"""Each term of the vocabulary answers as things do: in every form, with typed links."""

from collections.abc import Iterator
from pathlib import Path

import html5rdf
import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient

from tests.graphs import BASE, invented, store_of
from tests.publish.pages.conftest import client_of, told
from triplewire.iris import PROJECT
from triplewire.ontology import vocabulary
from triplewire.publish.vocabulary import releases
from triplewire.publish.web.pages.graph.links import term_path
from triplewire.store import rebuild

PARSERS = {"ttl": ox.RdfFormat.TURTLE, "jsonld": ox.RdfFormat.JSON_LD}
KINDS = {"html": "text/html", "ttl": "text/turtle", "jsonld": "application/ld+json"}
VERSION = releases()[0].version


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder: Path = tmp_path_factory.mktemp("terms") / "store"
    store_of([*invented(), *told()], folder).close()
    with rebuild(folder) as writer:
        writer.manifest.base = BASE
    with client_of(folder) as client:
        yield client


def iris() -> set[str]:
    """Return the IRIs below the project's that something is said of, those of shapes too."""
    said = {str(triple.subject)[1:-1] for triple in vocabulary()}
    terms = (t for document in releases()[0].documents.values() for t in document.terms.values())
    return {iri for iri in (*said, *terms) if iri.startswith(PROJECT)}


@pytest.mark.parametrize("suffix", KINDS)
def test_every_iri_of_the_vocabulary_answers_in_every_form(client: TestClient, suffix: str) -> None:
    bodies: dict[str, str] = {}
    for iri in sorted(iris()):
        path, _, fragment = iri.removeprefix(PROJECT).partition("#")
        lead = client.get(f"/{path}", headers={"Accept": KINDS[suffix]})
        where = lead.headers["location"]
        if where not in bodies:
            response = client.get(where)
            assert response.status_code == 200, iri
            assert response.headers["content-type"].startswith(KINDS[suffix])
            bodies[where] = response.text

        assert lead.status_code == 303, iri
        assert where.endswith(f".{suffix}")
        assert lead.headers["vary"] == "Accept"
        if suffix == "html" and fragment:
            assert f'id="{fragment}"' in bodies[where], iri
    for where, body in bodies.items():
        if suffix == "html":
            html5rdf.HTMLParser(strict=True).parse(body)
        else:
            assert list(ox.parse(body.encode(), format=PARSERS[suffix])), where


@pytest.mark.parametrize("suffix", ["html", "ttl", "jsonld", "nt", "rdf"])
@pytest.mark.parametrize(
    "path", ["/ns", f"/ns/{VERSION}", "/ns/0.1.0", "/concept", "/shapes", "/concept/state"]
)
def test_a_document_is_asked_for_by_its_suffix_and_not_sent_twice(
    client: TestClient, path: str, suffix: str
) -> None:
    response = client.get(f"{path}.{suffix}")
    etag = response.headers["etag"]
    again = client.get(f"{path}.{suffix}", headers={"If-None-Match": etag})
    head = client.head(f"{path}.{suffix}")

    assert (response.status_code, again.status_code, head.status_code) == (200, 304, 200)
    assert again.headers["etag"] == etag


def test_each_document_has_an_etag_of_its_own(client: TestClient) -> None:
    paths = ["/ns", f"/ns/{VERSION}", "/ns/0.1.0", "/concept", "/concept/state", "/shapes"]
    names = [f"{path}.{suffix}" for path in paths for suffix in ("html", "ttl", "nt")]
    etags = {client.get(name).headers["etag"] for name in names}

    assert len(etags) == len(names)


def test_a_term_carries_typed_links(client: TestClient) -> None:
    lead = client.get("/concept/state", headers={"Accept": "text/turtle"}).headers["link"]
    page = client.get("/concept/state.html").headers["link"]
    old = client.get("/ns/0.1.0.ttl").headers["link"]

    assert '<https://w3id.org/triplewire/concept/state>; rel="cite-as"' in lead
    assert '</concept/state.ttl>; rel="describedby"; type="text/turtle"' in lead
    assert '<https://w3id.org/triplewire/concept/state>; rel="describes"' in page
    assert 'rel="license"' in page
    assert '</ns>; rel="latest-version"' in old
    assert '<https://w3id.org/triplewire/ns/0.1.0>; rel="cite-as"' in old


def test_the_page_of_a_document_stands_in_the_frame_of_the_newsroom(client: TestClient) -> None:
    page = client.get("/ns.html").text
    old = client.get("/ns/0.1.0.html").text

    term = client.get("/concept/state.html").text

    assert "Bridge Herald" in page
    assert '<a href="state.ttl">Turtle</a>' in term
    assert '<a href="/concept.html">Code lists</a>' in page
    assert '<a href="/ns/0.1.0.html">Version 0.1.0</a>' in page
    assert "This is how it was at version 0.1.0." in old
    assert '<a href="/ns.html">The version that holds now</a>' in old


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("/ns/9.9.9", f"versions: {VERSION}, 0.1.0"),
        ("/ns/9.9.9.ttl", f"versions: {VERSION}, 0.1.0"),
        ("/ns/Claim", "all of it is at /ns"),
        ("/concept/nothing-of-ours", "all of it is at /concept"),
        ("/concept/nothing-of-ours.html", "all of it is at /concept"),
    ],
)
def test_a_name_that_the_vocabulary_lacks_is_told_with_a_hint(
    client: TestClient, path: str, hint: str
) -> None:
    response = client.get(path, headers={"Accept": "application/json"})

    assert response.status_code == 404
    assert hint in response.json()["hint"]


def test_a_form_that_is_not_offered_is_told(client: TestClient) -> None:
    for path in ("/ns", "/concept/state", "/agent/triplewire-project"):
        assert client.get(path, headers={"Accept": "image/png"}).status_code == 406


@pytest.mark.parametrize(
    ("iri", "path"),
    [
        ("ns#Claim", "/ns.html#Claim"),
        ("concept/state", "/concept/state.html"),
        ("shapes#Claim", "/shapes.html#Claim"),
        ("ns#NoSuchThing", None),
        ("concept/", None),
    ],
)
def test_pages_of_data_link_terms_to_what_is_said_of_them_here(iri: str, path: str | None) -> None:
    assert term_path(PROJECT + iri) == path
