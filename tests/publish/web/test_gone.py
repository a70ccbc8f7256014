"""Names that stand for nothing any more: 301 where another has their place, 410 where none has."""

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient

from tests.ask.test_fates import quads_of
from tests.graphs import BASE, invented, store_of
from tests.publish.pages.conftest import client_of
from triplewire.store import rebuild

TURTLE = """
<actor/a-moor> dcterms:isReplacedBy <actor/ada-m> ; rdfs:label "A. Moor" .
<actor/ada-m> dcterms:isReplacedBy <actor/ada-moor> ; rdfs:label "Ada M." .
<actor/round> dcterms:isReplacedBy <actor/about> ; rdfs:label "Round" .
<actor/about> dcterms:isReplacedBy <actor/round> .
<actor/away> dcterms:isReplacedBy <https://evil.example/actor/x> ; rdfs:label "Away" .
<actor/aside> dcterms:isReplacedBy <https://w3id.org/triplewire//evil.example/actor/x> .
<actor/aside-2> dcterms:isReplacedBy <https://w3id.org/triplewire//actor/x> .
<https://w3id.org/triplewire//actor/x> a tw:Actor . <https://evil.example/actor/x> a tw:Actor .
<actor/nowhere> dcterms:isReplacedBy <actor/nobody> .
<actor/crooked> dcterms:isReplacedBy <actor/été> . <actor/été> a tw:Actor ; rdfs:label "Été" .
<actor/doomed> dcterms:isReplacedBy <claim/aa/old> .
<actor/back> a as:Tombstone , tw:Actor ; rdfs:label "Back" ; dcterms:date "2024-06-05"^^xsd:date .
<claim/aa/old> a as:Tombstone ; as:formerType tw:Claim ; rdfs:label "Ada: <b>old</b> words" ;
  dcterms:date "2024-06-05"^^xsd:date ; tw:withdrawnBy <text/aa/2> ;
  dcterms:isReplacedBy <claim/aa/new> .
<claim/aa/new> a tw:Claim ; rdfs:label "Ada: new words" ; tw:reportedIn <article/rain> ;
  tw:addedBy <text/aa/2> .
<article/rain> a schema:Article ; rdfs:label "Rain" ; schema:encoding <text/aa> .
<text/aa> a schema:TextObject ; schema:encodesCreativeWork <article/rain> .
<text/aa/1> prov:specializationOf <text/aa> .
<text/aa/2> prov:specializationOf <text/aa> ; prov:wasRevisionOf <text/aa/1> .
<role/old> a as:Tombstone ; dcterms:isReplacedBy <https://evil.example/x> .
<event/aa/parade> a as:Tombstone ; as:formerType schema:Event ; rdfs:label "Parade" .
<actor/split> a tw:Actor ; rdfs:label "Split" ; prov:wasDerivedFrom <actor/bo-lind> .
<event/aa/split> a schema:Event ; rdfs:label "Split" ; prov:wasDerivedFrom <actor/bo-lind> .
<run/0.1.0-0123456789abcdef> a prov:Activity .
"""
OLD = "/claim/aa/old"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder: Path = tmp_path_factory.mktemp("gone") / "store"
    store_of([*invented(), *quads_of(TURTLE)], folder).close()
    with rebuild(folder) as writer:
        writer.manifest.base = BASE
    with client_of(folder) as client:
        yield client


@pytest.mark.parametrize("ending", ["", ".ttl", ".html", ".jsonld", ".nt", ".rdf"])
@pytest.mark.parametrize("name", ["a-moor", "ada-m"])
def test_a_replaced_name_leads_to_the_last_of_its_heirs_in_the_same_form(
    client: TestClient, name: str, ending: str
) -> None:
    answer = client.get(f"/actor/{name}{ending}")

    assert answer.status_code == 301
    assert answer.headers["location"] == f"/actor/ada-moor{ending}"
    assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("name", ["round", "about", "away", "aside", "aside-2", "nowhere"])
@pytest.mark.parametrize("ending", ["", ".ttl", ".html"])
def test_no_name_leads_in_a_circle_or_away_from_the_dataset(
    client: TestClient, name: str, ending: str
) -> None:
    answer = client.get(f"/actor/{name}{ending}", headers={"Accept": "*/*"})

    assert answer.status_code == 410
    assert "location" not in answer.headers
    assert 'href="//' not in answer.text
    assert 'href="https://evil' not in answer.text


def test_a_place_is_written_as_an_address_has_it(client: TestClient) -> None:
    assert client.get("/actor/crooked.ttl").headers["location"] == "/actor/%C3%A9t%C3%A9.ttl"


def test_a_name_may_lead_to_one_that_is_gone_and_says_so(client: TestClient) -> None:
    assert client.get("/actor/doomed", follow_redirects=True).status_code == 410


def test_what_is_there_again_is_there(client: TestClient) -> None:
    assert client.get("/actor/back.ttl").status_code == 200


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("text/html", "text/html"),
        ("text/turtle", "text/turtle"),
        ("application/ld+json", "application/ld+json"),
        ("application/n-triples", "application/n-triples"),
        ("application/rdf+xml, */*;q=0.1", "application/rdf+xml"),
        ("*/*", "text/html"),
    ],
)
def test_a_withdrawn_name_is_gone_and_told_in_the_form_that_is_wanted(
    client: TestClient, accept: str, kind: str
) -> None:
    answer = client.get(OLD, headers={"Accept": accept})

    assert answer.status_code == 410
    assert answer.headers["content-type"].startswith(kind)
    assert "Accept" in answer.headers["vary"]
    assert f'<{BASE}claim/aa/old>; rel="cite-as"' in answer.headers["link"]
    assert '</claim/aa/new>; rel="successor-version"' in answer.headers["link"]


@pytest.mark.parametrize(("ending", "form"), [("ttl", "TURTLE"), ("nt", "N_TRIPLES")])
def test_the_document_of_a_withdrawn_name_describes_its_tombstone(
    client: TestClient, ending: str, form: str
) -> None:
    answer = client.get(f"{OLD}.{ending}")
    said = {
        (quad.predicate.value.rpartition("#")[2].rpartition("/")[2], quad.object.value)
        for quad in ox.parse(answer.content, format=getattr(ox.RdfFormat, form))
    }

    assert answer.status_code == 410
    assert ("type", "https://www.w3.org/ns/activitystreams#Tombstone") in said
    assert ("withdrawnBy", f"{BASE}text/aa/2") in said
    assert ("isReplacedBy", f"{BASE}claim/aa/new") in said
    assert f'<{BASE}claim/aa/old>; rel="describes"' in answer.headers["link"]


def test_the_page_of_a_withdrawn_name_says_what_when_by_which_text_and_what_has_its_place(
    client: TestClient,
) -> None:
    page = client.get(f"{OLD}.html").text

    assert "Withdrawn claim" in page
    assert "Ada: &lt;b&gt;old&lt;/b&gt; words" in page
    assert '<time datetime="2024-06-05">5 June 2024</time>' in page
    assert '<a href="/article/rain.html">Rain</a>' in page
    assert "version 2 of 2 of its text" in page
    assert '<a href="/claim/aa/new.html">Ada: new words</a>' in page
    assert "/neighbourhood" not in page


@pytest.mark.parametrize(
    ("path", "accept", "status"),
    [
        (OLD, "image/png", 406),
        ("/role/old", "*/*", 410),
        (f"{OLD}/none", "*/*", 404),
        ("/claim/a%20b", "*/*", 404),
    ],
)
def test_what_cannot_be_told_so_has_another_status(
    client: TestClient, path: str, accept: str, status: int
) -> None:
    assert client.get(path, headers={"Accept": accept}).status_code == status


@pytest.mark.parametrize("ending", ["", ".ttl", ".html"])
def test_a_run_that_another_has_followed_is_gone(client: TestClient, ending: str) -> None:
    answer = client.get(f"/run/0.1.0-fedcba9876543210{ending}")
    page = client.get(f"/run/0.1.0-fedcba9876543210{ending}", headers={"Accept": "text/html"})

    assert answer.status_code == page.status_code == 410
    assert answer.json()["hint"] == "Each rebuild of an article names its run anew."
    assert "names its run anew" in page.text


@pytest.mark.parametrize(
    ("path", "status"),
    [("/run/0.1.0-0123456789abcdef.ttl", 200), ("/run/x", 404), ("/run/0.1.0-fedc", 404)],
)
def test_other_runs_are_there_or_never_were(client: TestClient, path: str, status: int) -> None:
    assert client.get(path).status_code == status


def test_the_drawing_of_a_gone_thing_is_its_page(client: TestClient) -> None:
    drawing = client.get(f"/neighbourhood?of={BASE}claim/aa/old")
    elsewhere = client.get("/neighbourhood?of=https://evil.example/actor/x")

    assert (drawing.status_code, drawing.headers["location"]) == (303, f"{OLD}.html")
    assert elsewhere.status_code == 200


@pytest.mark.parametrize(
    "address", ["/search?q=words", "/browse/claims", "/workbench/things.json?q=ada", "/"]
)
def test_what_is_gone_is_in_no_list(client: TestClient, address: str) -> None:
    page = client.get(address).text

    assert "Ada Moor" in page or "new words" in page
    for name in ("A. Moor", "Ada M.", "claim/aa/old", "old words"):
        assert name not in page


def test_a_sitemap_leads_to_nothing_that_is_gone(client: TestClient) -> None:
    found = client.get("/sitemap-1.xml").text

    assert "/actor/ada-moor.html" in found
    assert "/actor/a-moor" not in found
    assert "/event/aa/parade" not in found


def test_an_article_shows_its_versions_the_newest_first(client: TestClient) -> None:
    page = client.get("/article/rain.html").text

    assert page.index("Version 2") < page.index("Version 1 <a")
    assert "<del>Ada: &lt;b&gt;old&lt;/b&gt; words</del>" in page
    assert '<ins><a href="/claim/aa/new.html">Ada: new words</a></ins>' in page
    assert "Versions" not in client.get("/article/bridge.html").text


def test_what_a_correction_added_says_by_which_version(client: TestClient) -> None:
    assert "<dt>Added by</dt><dd>a later version" in client.get("/claim/aa/new.html").text


@pytest.mark.parametrize("name", ["actor/split", "event/aa/split"])
def test_what_was_split_off_says_of_what(client: TestClient, name: str) -> None:
    page = client.get(f"/{name}.html").text

    assert 'this was one with <a href="/actor/bo-lind.html">Bo Lind</a>' in page
