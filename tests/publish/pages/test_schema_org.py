"""What we say in terms of schema.org is what schema.org has them for, in data and in pages."""

import json
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from tests.publish.pages.golden import everything
from tests.schema_org import (
    DEPARTURES,
    Misuse,
    above,
    meant,
    misuses_of_json,
    misuses_of_rdf,
    name_of,
    terms,
)
from triplewire import vocab
from triplewire.pipeline import run
from triplewire.publish.dump.rdf import dump
from triplewire.publish.web.pages.graph import facts_of, site_of
from triplewire.publish.web.pages.schema_org import linked_data
from triplewire.store import Store

PREFIXES = """
@prefix schema: <https://schema.org/> .
@prefix tw: <https://w3id.org/triplewire/ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


ARTICLE = """---
title: Norland puts the summit off
date: 2024-03-06
publisher: Fjord Gazette
author: Una Fell
url: https://gazette.example/summit
---
Norwegian Prime Minister Kari Moe met Icelandic Foreign Minister Jon Arnason in Oslo on Tuesday.

"The wells are dry," Moe said. Residents said that nobody slept. Norway said that exports rose by
4 percent in 2023. Two officials said that the summit of Norway and Iceland had been postponed.
On Friday, the mayor of Bergen met Moe. The Kurds said that they had met two ministers.
"""

# What converters write too, and do not in these newsrooms.
RARE = """
<claim/a/b> a tw:Claim , schema:Claim ; schema:author <actor/sami> .
<actor/sami> a tw:Actor , <http://xmlns.com/foaf/0.1/Group> .
<event/a/b#somebody-1> a tw:Participation ; schema:creditText "two ministers" .
"""


@pytest.fixture(scope="module")
def stores(newsroom: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Store]]:
    """Yield the stores of the example newsroom, and of one with an author and what is unnamed."""
    room = tmp_path_factory.mktemp("summit")
    (room / "articles").mkdir()
    (room / "articles" / "summit.md").write_text(ARTICLE, encoding="utf-8")
    run(room, room / "store")
    with Store(newsroom) as one, Store(room / "store") as other:
        yield [one, other]


@pytest.fixture(scope="module")
def loose(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Yield a store in which everything is said that a page can show, little of it with a class."""
    with Store(everything(tmp_path_factory.mktemp("all"))) as store:
        yield store


def dumped(store: Store) -> list[ox.Triple]:
    out = BytesIO()
    dump(store, out, "nquads")
    return [quad.triple for quad in ox.parse(out.getvalue(), format=ox.RdfFormat.N_QUADS)]


def in_pages(store: Store) -> Iterator[dict[str, Any]]:
    """Yield what the pages of all things of a store say in JSON-LD."""
    site = site_of(store)
    things = {name_of(triple.subject) for triple in store.triples(predicate=vocab.TYPE)}
    for iri in sorted(things):
        facts = facts_of(store, site, iri) if iri.startswith(site.base) else None
        node = None if facts is None else linked_data(store, facts)
        if node is not None:
            yield json.loads(json.dumps(node))


def turtle(text: str) -> list[ox.Triple]:
    quads = ox.parse(PREFIXES + text, format=ox.RdfFormat.TURTLE, base_iri="https://n.example/")
    return [quad.triple for quad in quads]


def test_dumps_use_schema_org_as_it_defines_itself_or_depart_for_a_reason(
    stores: list[Store],
) -> None:
    for store in stores:
        misuses = misuses_of_rdf(dumped(store))

        assert [misuse for misuse in sorted(misuses) if not meant(misuse)] == []


def test_pages_use_schema_org_as_it_defines_itself_or_depart_for_a_reason(
    stores: list[Store], loose: Store
) -> None:
    kinds = set()
    for store in (*stores, loose):
        for node in in_pages(store):
            kinds.add(node["@type"])

            assert [one for one in sorted(misuses_of_json(node)) if not meant(one)] == []

    assert kinds >= {"NewsArticle", "Claim", "CreativeWork", "Event", "Person", "Country"}
    assert [misuse for misuse in sorted(misuses_of_rdf(turtle(RARE))) if not meant(misuse)] == []


def test_no_departure_is_listed_that_nobody_makes(stores: list[Store], loose: Store) -> None:
    made = {(m.name, m.side, kind) for m in misuses_of_rdf(turtle(RARE)) for kind in m.kinds}
    for store in (*stores, loose):
        misuses = {m for node in in_pages(store) for m in misuses_of_json(node)}
        misuses |= misuses_of_rdf(dumped(store)) if store in stores else set()
        made |= {(m.name, m.side, kind) for m in misuses for kind in above(m.kinds)}

    assert sorted(set(DEPARTURES) - made) == []


@pytest.mark.parametrize(
    ("text", "misuse"),
    [
        ("<x> a schema:Person ; schema:headline 'x' .", Misuse("headline", "of", ("Person",))),
        (
            "<x> a schema:Event ; schema:location <y> . <y> a schema:Person .",
            Misuse("location", "to", ("Person",)),
        ),
        (
            "<x> a schema:Event ; schema:startDate 'soon' .",
            Misuse("startDate", "to", ("Text",)),
        ),
        ("<x> schema:nmae 'x' .", Misuse("nmae", "property", ())),
        ("<x> a schema:Clam .", Misuse("Clam", "class", ())),
    ],
)
def test_what_schema_org_does_not_provide_for_is_found(text: str, misuse: Misuse) -> None:
    assert misuses_of_rdf(turtle(text)) == {misuse}
    assert not meant(misuse)


def test_a_subclass_and_an_unknown_thing_elsewhere_may_stand_where_a_class_is_asked_for() -> None:
    text = """
    <x> a tw:StatisticalClaim ; schema:appearance <a> ; schema:author <https://o.example/b> ;
      schema:datePublished "2024-05"^^xsd:gYearMonth .
    <a> a schema:NewsArticle .
    """

    assert misuses_of_rdf(turtle(text)) == set()


def test_a_claim_in_a_page_has_its_author_its_day_and_where_it_appears(
    stores: list[Store],
) -> None:
    claims = [node for node in in_pages(stores[0]) if node["@type"] == "Claim"]
    attributed = [claim for claim in claims if "author" in claim]

    assert all({"text", "appearance"} <= set(claim) for claim in claims)
    assert any("datePublished" in claim for claim in attributed)
    assert all(author["name"] for claim in attributed for author in claim["author"])


def test_the_review_that_the_docs_show_is_schema_org() -> None:
    page = (Path(__file__).parents[3] / "docs" / "schema-org.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"```json\n(.*?)```", page, re.DOTALL)
    review = json.loads(shown)

    assert review["@type"] == "ClaimReview"
    assert misuses_of_json(review) == set()


def test_the_table_of_terms_is_whole() -> None:
    for name, term in terms().items():
        above = term.of if term.kind != "property" else frozenset()

        assert above <= {"Thing", *terms()}, name
