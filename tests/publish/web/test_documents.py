"""A document holds what is said of a thing, what points at it, and the names of all of these."""

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.graphs import BASE
from tests.publish.web.serving import put, running
from tests.schema_org import name_of
from triplewire import vocab
from triplewire.ask.index import Index
from triplewire.convert.literals import date
from triplewire.publish.web.settings import Settings
from triplewire.publish.web.things import documents, pointing
from triplewire.publish.web.things.documents import document
from triplewire.store import Store

PREFIXES = """
@prefix c: <https://w3id.org/triplewire/concept/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix edtf: <http://id.loc.gov/datatypes/edtf/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix tw: <https://w3id.org/triplewire/ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
ROOM = """
<dataset> dcterms:license <https://example.org/licence> .
<actor/ada> a tw:Actor , schema:Person ; rdfs:label "Ada"@en ;
  org:hasMembership <office/ada-mayor> .
<actor/bo> a tw:Actor , schema:Person ; rdfs:label "Bo"@en .
<office/ada-mayor> a org:Membership ; rdfs:label "Ada, mayor of Fen"@en ; org:member <actor/ada> ;
  org:role <role/mayor> ; tw:reportedOn "2024-03-01"^^xsd:date , "2024-05-01"^^xsd:date .
<role/mayor> a org:Role ; skos:prefLabel "mayor"@en .
<article/a> a schema:Article ; rdfs:label "The old bridge"@en ; schema:mentions <actor/ada> ;
  schema:datePublished "2024-03-01"^^xsd:date .
<article/b> a schema:Article ; rdfs:label "The new bridge"@en ; schema:mentions <actor/ada> ;
  schema:datePublished "2024-05-01"^^xsd:date .
<claim/a/one> a tw:Claim ; rdfs:label "Ada: It stands."@en ; tw:speaker <actor/ada> ;
  tw:reportedIn <article/a> ; tw:reportedOn "2024-03-01"^^xsd:date ; tw:speechAct c:state ;
  tw:evidence <text/a#passage-1> ; tw:madeDuring <event/b/meet> .
<claim/b/two> a tw:Claim ; rdfs:label "Bo: It does not."@en ; tw:speaker <actor/bo> ;
  tw:addressee <actor/ada> ; tw:reportedIn <article/b> ; tw:reportedOn "2024-05-01"^^xsd:date .
<comparison/1> a tw:ClaimComparison ; tw:relation c:contradiction ;
  tw:subjectClaim <claim/b/two> ; tw:objectClaim <claim/a/one> .
<text/a#passage-1> a oa:ResourceSelection ; oa:hasSelector <text/a#passage-1/selector> .
<text/a#passage-1/selector> oa:exact "It stands." .
<event/b/meet> a schema:Event ; rdfs:label "meeting: Ada, Bo"@en ; tw:reportedIn <article/b> ;
  tw:when "2024-04-30"^^edtf:EDTF-level1 ; tw:reportedOn "2024-05-01"^^xsd:date ;
  tw:participant <actor/ada> , <actor/bo> ;
  tw:participation <event/b/meet#ada> , <event/b/meet#bo> .
<event/b/meet#ada> a tw:Participation ; tw:actor <actor/ada> ; tw:participationRole c:initiator ;
  tw:evidence <text/a#passage-1> .
<event/b/meet#bo> a tw:Participation ; tw:actor <actor/bo> ; tw:participationRole c:recipient .
c:state skos:prefLabel "state"@en .
c:initiator skos:prefLabel "initiator"@en .
c:contradiction skos:prefLabel "contradicts"@en .
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a store in which Ada speaks, listens, meets and holds an office."""
    folder = tmp_path_factory.mktemp("documents") / "store"
    put(folder, BASE, **{"article/a": PREFIXES + ROOM})
    return folder


@pytest.fixture(scope="module")
def room(folder: Path) -> Iterator[Store]:
    """Yield that store."""
    with Store(folder) as store:
        yield store


def told(store: Store, local: str, page: int = 1) -> set[ox.Triple]:
    found = document(store, f"{BASE}{local}", "nt", page)
    assert found is not None
    return {quad.triple for quad in ox.parse(found.content, format=ox.RdfFormat.N_TRIPLES)}


def turtle(text: str) -> set[ox.Triple]:
    quads = ox.parse(PREFIXES + text, format=ox.RdfFormat.TURTLE, base_iri=BASE)
    return {quad.triple for quad in quads}


def test_the_document_of_an_actor_says_who_points_at_it_and_what_that_is(room: Store) -> None:
    expected = """
    <actor/ada> rdfs:label "Ada"@en ; org:hasMembership <office/ada-mayor> .
    <claim/a/one> tw:speaker <actor/ada> ; a tw:Claim ; rdfs:label "Ada: It stands."@en ;
      tw:reportedOn "2024-03-01"^^xsd:date .
    <claim/b/two> tw:addressee <actor/ada> ; rdfs:label "Bo: It does not."@en .
    <article/b> schema:mentions <actor/ada> ; rdfs:label "The new bridge"@en ;
      schema:datePublished "2024-05-01"^^xsd:date .
    <event/b/meet> tw:participant <actor/ada> ; tw:participation <event/b/meet#ada> ;
      rdfs:label "meeting: Ada, Bo"@en ; tw:when "2024-04-30"^^edtf:EDTF-level1 .
    <event/b/meet#ada> tw:actor <actor/ada> ; tw:participationRole c:initiator .
    <office/ada-mayor> org:member <actor/ada> ; org:role <role/mayor> ;
      rdfs:label "Ada, mayor of Fen"@en .
    <role/mayor> skos:prefLabel "mayor"@en .
    c:initiator skos:prefLabel "initiator"@en .
    """

    assert turtle(expected) <= told(room, "actor/ada")


def test_the_document_of_an_office_has_the_last_day_on_which_it_was_reported(room: Store) -> None:
    days = {
        triple.object
        for triple in told(room, "actor/ada")
        if triple.subject == ox.NamedNode(f"{BASE}office/ada-mayor")
        and triple.predicate == vocab.REPORTED_ON
    }

    assert days == {date("2024-05-01")}


def test_the_document_of_a_claim_has_its_passages_and_its_comparisons(room: Store) -> None:
    expected = """
    <claim/a/one> tw:evidence <text/a#passage-1> ; tw:madeDuring <event/b/meet> .
    <text/a#passage-1/selector> oa:exact "It stands." .
    <comparison/1> tw:objectClaim <claim/a/one> ; tw:relation c:contradiction ;
      tw:subjectClaim <claim/b/two> .
    <claim/b/two> rdfs:label "Bo: It does not."@en .
    <event/b/meet> rdfs:label "meeting: Ada, Bo"@en .
    c:contradiction skos:prefLabel "contradicts"@en .
    c:state skos:prefLabel "state"@en .
    """

    assert turtle(expected) <= told(room, "claim/a/one")


def test_the_document_of_an_event_has_its_parts_their_words_and_what_was_said(room: Store) -> None:
    expected = """
    <event/b/meet#bo> tw:actor <actor/bo> .
    <actor/bo> rdfs:label "Bo"@en .
    <event/b/meet#ada> tw:evidence <text/a#passage-1> .
    <text/a#passage-1/selector> oa:exact "It stands." .
    <claim/a/one> tw:madeDuring <event/b/meet> ; rdfs:label "Ada: It stands."@en .
    """

    assert turtle(expected) <= told(room, "event/b/meet")


def test_the_document_of_an_article_has_what_it_reports_by_its_label(room: Store) -> None:
    expected = """
    <claim/b/two> tw:reportedIn <article/b> ; rdfs:label "Bo: It does not."@en .
    <event/b/meet> tw:reportedIn <article/b> ; rdfs:label "meeting: Ada, Bo"@en .
    """

    assert turtle(expected) <= told(room, "article/b")


def test_a_document_says_what_it_is_about_and_under_which_licence(room: Store) -> None:
    of_itself = [t for t in told(room, "actor/ada") if name_of(t.subject).endswith("ada.nt")]

    assert set(of_itself) == turtle("""
    <actor/ada.nt> a <http://xmlns.com/foaf/0.1/Document> ;
      <http://xmlns.com/foaf/0.1/primaryTopic> <actor/ada> ;
      dcterms:license <https://example.org/licence> .
    """)


def test_what_holds_for_longer_comes_first_and_then_the_newest(
    room: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "MOST", 1)
    ada = ox.NamedNode(f"{BASE}actor/ada")
    pages = [told(room, "actor/ada", page) for page in range(1, 7)]
    order = [
        {name_of(t.subject).removeprefix(BASE) for t in page if t.object == ada and "." not in
         name_of(t.subject).removeprefix(BASE)}
        for page in pages
    ]  # fmt: skip

    assert order == [
        {"office/ada-mayor"},
        {"article/b"},
        {"claim/b/two"},
        {"event/b/meet"},
        {"event/b/meet#ada"},
        {"article/a"},
    ]
    assert document(room, f"{BASE}actor/ada", "nt", 8) is None


@given(st.lists(st.sampled_from(["", "2024-01-02", "2024-01-03"]), max_size=12), st.integers(1, 5))
@settings(max_examples=25, deadline=None)
def test_the_pages_of_a_document_have_each_thing_once(
    tmp_path_factory: pytest.TempPathFactory, days: list[str], most: int
) -> None:
    folder = tmp_path_factory.mktemp("paged") / "store"
    claims = "".join(
        f"<claim/a/{number}> tw:speaker <actor/ada> ."
        + (f'<claim/a/{number}> tw:reportedOn "{day}"^^xsd:date .' if day else "")
        for number, day in enumerate(days)
    )
    put(folder, BASE, all=f"{PREFIXES} <actor/ada> a tw:Actor . {claims}")
    seen: list[str] = []
    with Store(folder) as store, pytest.MonkeyPatch.context() as patch:
        patch.setattr(documents, "MOST", most)
        page, more = 1, True
        while more:
            found = document(store, f"{BASE}actor/ada", "nt", page)
            assert found is not None
            seen += sorted(
                name_of(t.subject) for t in told(store, "actor/ada", page)
                if t.predicate == vocab.SPEAKER
            )  # fmt: skip
            page, more = page + 1, found.more

    assert sorted(seen) == sorted(f"{BASE}claim/a/{number}" for number in range(len(days)))


def test_the_order_is_the_same_where_days_are_looked_up_and_where_they_are_kept(
    room: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = ox.NamedNode(f"{BASE}actor/ada")
    links = list(room.triples(value=ada))
    looked_up = pointing.in_order(room, links)
    monkeypatch.setattr(pointing, "_FEW", 0)

    assert pointing.in_order(room, links, Index(room).reported) == looked_up
    whole = document(room, ada.value, "nt")
    assert whole is not None
    monkeypatch.undo()
    assert document(room, ada.value, "nt") == whole


def test_a_reader_is_led_from_page_to_page(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "MOST", 4)
    monkeypatch.setattr(pointing, "_FEW", 4)
    with running(folder, Settings(workers=1)) as server:
        first = server.ask("/actor/ada.ttl")
        second = server.ask("/actor/ada.ttl?page=2")

        assert '</actor/ada.ttl?page=2>; rel="next"' in first.headers["link"]
        assert f"rdfs:seeAlso <{BASE}actor/ada.ttl?page=2>" in first.text
        assert '</actor/ada.ttl>; rel="prev"' in second.headers["link"]
        assert 'rel="next"' not in second.headers["link"]
        assert first.headers["etag"] != second.headers["etag"]
        assert server.ask(
            "/actor/ada.ttl?page=2", if_none_match=second.headers["etag"]
        ).status == 304  # fmt: skip
        assert server.ask("/actor/ada.ttl?page=3").status == 404
        assert server.ask("/dataset.ttl?page=2").status == 404
        assert server.ask("/graph/article/a.ttl?page=2").status == 404
        for wrong in ("0", "-1", "two", "", "9999999"):
            assert server.ask(f"/actor/ada.ttl?page={wrong}").status == 400


def test_names_are_told_as_far_as_there_is_room(
    room: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pointing, "_MOST_NAMED", 1)

    labels = [t for t in told(room, "actor/ada") if t.predicate == vocab.LABEL]
    assert len(labels) == 2


def test_the_turtle_of_a_document_has_short_names_for_the_newsrooms_own_things(
    tmp_path: Path,
) -> None:
    base = "https://e.example/news/"
    put(tmp_path / "store", base, **{"article/a": PREFIXES + ROOM})
    with Store(tmp_path / "store") as store:
        found = document(store, f"{base}actor/ada", "ttl")

    assert found is not None
    assert f"@prefix actor: <{base}actor/> .\n" in found.content.decode()
    assert "tw:speaker actor:ada" in found.content.decode()
