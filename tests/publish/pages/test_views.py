"""What pages show is what the graph says, each thing once and in order."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from tests.graphs import BASE, invented, store_of
from tests.publish.pages.conftest import client_of
from tests.publish.pages.golden import everything
from triplewire import vocab
from triplewire.ask import counts
from triplewire.ask.index import Index
from triplewire.pipeline import run
from triplewire.publish.dump.release import write_dump
from triplewire.publish.web.pages.completion import terms_of
from triplewire.publish.web.pages.graph.facts import Facts, facts_of
from triplewire.publish.web.pages.graph.links import Ref
from triplewire.publish.web.pages.graph.site import Site, site_of
from triplewire.publish.web.pages.views.actor import actor_view
from triplewire.publish.web.pages.views.article import (
    ArticleView,
    Finding,
    _laid_out,
    _paragraphs,
    _stitched,
    article_view,
)
from triplewire.publish.web.pages.views.claim import claim_view
from triplewire.publish.web.pages.views.event import event_view
from triplewire.publish.web.pages.views.figures import Figure, _chart, _round_step, groups_of
from triplewire.publish.web.pages.views.neighbours import neighbourhood
from triplewire.publish.web.pages.views.report import _broken
from triplewire.publish.web.pages.words import when_text
from triplewire.records import Result
from triplewire.store import Store

TEXT = st.text(alphabet="ab \n.", min_size=1, max_size=80)


def article_views(store: Store, site: Site) -> list[ArticleView]:
    found = Index(store).listed("article").entries
    return [article_view(store, site, facts(store, site, entry.iri)) for entry in found]


def facts(store: Store, site: Site, iri: str) -> Facts:
    found = facts_of(store, site, iri)
    assert found is not None
    return found


def finding(number: int, spans: list[tuple[int, int]]) -> Finding:
    ref = Ref(iri="x", label="x", href=None)
    return Finding(
        number=number, kind="claim", ref=ref, voices=(), type="state", confidence=None,
        spans=tuple(sorted(spans)),
    )  # fmt: skip


def figure(value: int, first: date, last: date) -> Figure:
    ref = Ref(iri="x", label="x", href=None)
    return Figure(
        claim=ref,
        value=Decimal(value),
        unit="CCY_USD",
        amount="x",
        qualifier="exactly",
        when=None,
        first=first,
        last=last,
        among=None,
        source=None,
        article=ref,
        words="x",
    )


@pytest.fixture(scope="module")
def loose(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Yield a store in which everything is said that a page can show."""
    with Store(everything(tmp_path_factory.mktemp("everything"))) as store:
        yield store


@given(TEXT, st.data())
def test_marking_changes_no_word_and_ends_every_finding_once(
    text: str, data: st.DataObject
) -> None:
    place = st.integers(0, len(text) - 1)
    spans = data.draw(st.lists(st.tuples(place, place), max_size=5))
    wanted = [(min(a, b), max(a, b) + 1) for a, b in spans]
    # What an extractor finds are words: it neither begins nor ends with a space.
    wanted = [(a, b) for a, b in wanted if text[a:b] == text[a:b].strip()]
    paragraphs = list(_paragraphs([(0, text)], [finding(n, [s]) for n, s in enumerate(wanted)]))

    shown = ["".join(segment.text for segment in p.segments) for p in paragraphs]
    assert shown == [line.rstrip() for line in text.splitlines() if line.strip()]
    told = [note.number for p in paragraphs for note in p.notes]
    assert sorted(told) == list(range(len(wanted)))


@given(TEXT, st.data())
def test_passages_are_put_together_as_they_stand_in_the_text(
    text: str, data: st.DataObject
) -> None:
    place = st.integers(0, len(text) - 1)
    spans = data.draw(st.lists(st.tuples(place, place), min_size=1, max_size=6))
    pieces = {(min(a, b), max(a, b) + 1) for a, b in spans}
    stitched = list(_stitched({(a, b): text[a:b] for a, b in pieces}))

    assert all(text[start : start + len(words)] == words for start, words in stitched)
    covered = {at for a, b in pieces for at in range(a, b)}
    assert covered == {at for start, words in stitched for at in range(start, start + len(words))}


def test_without_a_text_evidence_is_told_line_by_line_and_what_lies_in_other_evidence_there() -> (
    None
):
    told = _laid_out({(2, "It rains."), (1, "He said so."), (1, "said"), (2, "He said so.")})

    assert told == {
        (1, "He said so."): 0,
        (1, "said"): 3,
        (2, "He said so."): 12,
        (2, "It rains."): 24,
    }


def test_an_article_shows_each_finding_once_among_its_passages(store: Store, site: Site) -> None:
    for view in article_views(store, site):
        numbers = [note.number for paragraph in view.paragraphs for note in paragraph.notes]

        assert not view.whole
        assert sorted(numbers) == list(range(1, sum(view.tally.values()) + 1))


def test_an_article_whose_text_is_published_is_shown_whole(curated: Path) -> None:
    with Store(curated) as store:
        (view,) = article_views(store, site_of(store))
    shown = ["".join(s.text for s in paragraph.segments) for paragraph in view.paragraphs]

    assert view.whole
    assert shown[-1] == '"The wells are dry," Moe said. "Nobody sleeps," Arnason said.'
    assert [n.voices for n in view.paragraphs[-1].notes] == [("Kari Moe",), ("Jon Arnason",)]


def test_what_is_neither_said_nor_done_is_no_finding_of_an_article(tmp_path: Path) -> None:
    reported = f"<{BASE}office/ada-moor-mayor> <{vocab.REPORTED_IN.value}> <{BASE}article/bridge> ."
    quads = [*invented(), *ox.parse(reported, format=ox.RdfFormat.TURTLE)]
    with store_of(quads, tmp_path / "store") as store:
        (view,) = article_views(store, site_of(store))

    assert view.tally == {"claim": 2, "told": 0, "event": 1}


def test_an_actor_has_claims_events_offices_and_company(store: Store, site: Site) -> None:
    view = actor_view(store, site, facts(store, site, f"{site.base}actor/wang-yi"))

    assert view.kind == "Person"
    assert [office.role for office in view.held] == ["foreign minister"]
    assert len(view.said) == len({claim.ref.iri for claim in view.said}) > 5
    assert "Yvette Cooper" in [ref.label for ref, _ in view.co_actors]
    assert [moment.day for moment in view.timeline] == sorted(
        (moment.day for moment in view.timeline), reverse=True
    )


def test_a_claim_shows_what_it_compares_with_from_both_sides(store: Store, site: Site) -> None:
    one = f"{site.base}claim/3e95704416973895/statistic-c00c16dd7f67358d"
    view = claim_view(store, site, facts(store, site, one))
    (compared,) = view.compared
    back = claim_view(store, site, facts(store, site, compared.other.iri))

    assert compared.relation == "is comparable with"
    assert "period" in compared.differs
    assert [other.other.iri for other in back.compared] == [one]
    assert view.figure is not None
    assert view.figure.amount == "US$89.3 billion"
    assert view.grounds[0].place.words in view.words


def test_a_claim_shows_for_whom_it_is_made_what_it_was_said_at_and_what_it_does(
    loose: Store,
) -> None:
    view = claim_view(loose, site_of(loose), facts(loose, site_of(loose), f"{BASE}claim/aa/water"))

    assert [ref.label for ref in view.on_behalf] == ["Choir of Rock", "Town of Rock"]
    assert [ref.label for ref in view.during] == ["Feast in the Fen"]
    assert [ref.label for ref in view.performs] == ["Signing of the Charter"]
    assert view.reported == ("2024-06-03",)


def test_an_event_shows_what_was_said_at_it_in_doing_it_and_of_it(loose: Store) -> None:
    site = site_of(loose)
    feast = event_view(loose, site, facts(loose, site, f"{BASE}event/aa/feast"))
    signing = event_view(loose, site, facts(loose, site, f"{BASE}event/aa/signing"))

    assert [said.ref.label for said in feast.claims] == ["Water is.", "Nothing is new: it is so."]
    assert [(said.verbatim, said.voices) for said in feast.claims] == [
        (True, ("Ada Moor",)),
        (False, ()),
    ]
    assert [said.ref.label for said in feast.about] == ["No water is here."]
    assert [said.ref.label for said in signing.performing] == ["Water is.", "No water is here."]
    assert feast.reported == ("2024-06-03", "2024-06-05")


def test_who_begins_an_event_stands_first_and_then_whom_it_meets(loose: Store) -> None:
    site = site_of(loose)
    old = event_view(loose, site, facts(loose, site, f"{BASE}event/bb/old"))

    assert [(one.actor.label, one.roles) for one in old.participants] == [
        ("Town of Rock", ("initiator",)),
        ("Ada Moor", ("party", "recipient")),
    ]


def test_a_finding_shows_its_rule_and_how_many_of_its_findings_were_right(loose: Store) -> None:
    site = site_of(loose)
    old = event_view(loose, site, facts(loose, site, f"{BASE}event/bb/old"))
    bare = claim_view(loose, site, facts(loose, site, f"{BASE}claim/bb/bare"))

    assert old.rule is not None
    assert old.rule.ref.label == "counted everything"
    assert old.rule.ref.href == "/rule/everything-counted"
    assert (old.rule.right, old.rule.counted) == ("7", "9")
    assert old.rule.definition == "A verb <or> noun."
    assert bare.rule is not None
    assert (bare.rule.right, bare.rule.counted, bare.rule.definition) == (None, None, None)


def test_a_body_has_the_claims_that_are_made_for_it(loose: Store) -> None:
    site = site_of(loose)
    choir = actor_view(loose, site, facts(loose, site, f"{BASE}actor/choir"))
    town = actor_view(loose, site, facts(loose, site, f"{BASE}actor/town"))
    fog = actor_view(loose, site, facts(loose, site, f"{BASE}actor/fog"))

    assert [line.part for line in choir.heard] == ["relayed"]
    assert choir.for_it == ()
    assert [line.ref.label for line in fog.for_it] == ["It is bare"]
    assert [line.during.label for line in town.heard if line.during] == ["Feast in the Fen"]


def test_an_office_has_the_last_day_on_which_it_was_reported(loose: Store) -> None:
    site = site_of(loose)
    ada = actor_view(loose, site, facts(loose, site, f"{BASE}actor/ada-moor"))

    assert "2024-06-03" in [office.reported for office in ada.held]


def test_figures_of_one_measure_stand_together_by_period(store: Store, site: Site) -> None:
    groups = {group.name: group for group in groups_of(store, site)}
    trade = groups["bilateral trade value"]

    assert [figure.amount for figure in trade.figures] == ["US$89.3 billion", "US$98.4 billion"]
    assert trade.chart is not None
    assert trade.chart.marks[0].right < trade.chart.marks[1].right
    assert groups["rank as trading partner"].chart is None


def test_figures_are_of_one_group_that_are_of_one_unit_and_the_same_parties(
    tmp_path: Path,
) -> None:
    """A party is one whether it is what a figure is about or what that is set against."""
    figures = [
        ("one", "<actor/norland>", "tw:counterpart <actor/ada-moor> ; schema:unitCode unit:KiloGM"),
        ("two", "<actor/norland> , <actor/ada-moor>", "schema:unitCode unit:KiloGM"),
        ("three", "<actor/norland> , <actor/ada-moor>", "tw:x 1"),
        ("tons", "<actor/norland> , <actor/ada-moor>", "schema:unitCode unit:TON_Metric"),
        ("four", "<actor/norland>", "schema:unitCode unit:KiloGM"),
    ]
    prefixes = """
        @prefix c: <https://w3id.org/triplewire/concept/> .
        @prefix schema: <https://schema.org/> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        @prefix tw: <https://w3id.org/triplewire/ns#> .
        @prefix unit: <http://qudt.org/vocab/unit/> .
        c:exactly skos:prefLabel "exactly" .
    """
    told = "".join(
        f"""<claim/{name}> tw:observation <claim/{name}#it> ; schema:text "{name}" ;
            tw:reportedIn <article/bridge> .
        <claim/{name}#it> schema:variableMeasured c:exports ; schema:value 2 ;
            tw:valueQualifier c:exactly ; schema:observationAbout {about} ; {rest} ."""
        for name, about, rest in figures
    )
    quads = ox.parse(prefixes + told, format=ox.RdfFormat.TURTLE, base_iri=BASE)
    with store_of([*invented(), *quads], tmp_path / "store") as store:
        found = groups_of(store, site_of(store))

    assert [(group.about, [figure.words for figure in group.figures]) for group in found] == [
        ("Ada Moor · Norland", ["one", "two"]),
        ("Ada Moor · Norland", ["three"]),
        ("Ada Moor · Norland", ["tons"]),
        ("Norland", ["four"]),
    ]


@pytest.mark.parametrize(
    ("least", "step"),
    [("1", "1"), ("1.1", "2"), ("2", "2"), ("3", "5"), ("6", "10"), ("0.3", "0.5"), ("90", "100")],
)
def test_lines_of_a_chart_are_one_two_or_five_apart(least: str, step: str) -> None:
    assert _round_step(Decimal(least)) == Decimal(step)


def test_a_shape_that_says_one_thing_says_it_once(store: Store, site: Site) -> None:
    def result(focus: str, message: str, shape: str) -> Result:
        return Result(
            severity="Warning", focus=f"<{focus}>", path=None, value=None, message=message,
            shape=f"https://example.org/{shape}", component="x",
        )  # fmt: skip

    told = [
        result("e:a", "Date it.", "Dated"), result("e:b", "Date it.", "Dated"),
        result("e:a", "Name Ada.", "Named"), result("e:b", "Name Bo.", "Named"),
    ]  # fmt: skip
    found = {one.shape: one for one in _broken(store, site, told)}

    assert {name: (one.message, one.count) for name, one in found.items()} == {
        "Dated": ("Date it.", 2),
        "Named": (None, 2),
    }
    assert [message for _, _, message in found["Named"].nodes] == ["Name Ada.", "Name Bo."]


def test_who_acts_is_listed_as_an_actor_and_what_does_not_as_a_place_or_document(
    store: Store,
) -> None:
    index = Index(store)
    kinds = {
        kind: {entry.detail for entry in index.listed(kind, 1, 1000).entries}
        for kind in ("actor", "place", "document")
    }

    assert kinds == {
        "actor": {"Country", "Group", "Organisation", "Person", "Place"},
        "place": {""},
        "document": {""},
    }


DAYS = st.dates(max_value=date(9000, 1, 1))


@given(st.lists(st.tuples(st.integers(-5, 10**12), DAYS, st.integers(0, 900)), min_size=1))
def test_a_chart_keeps_every_mark_inside_its_frame(values: list[tuple[int, date, int]]) -> None:
    figures = [figure(value, first, first + timedelta(days=days)) for value, first, days in values]
    chart = _chart(figures, rank=False)

    assert [mark.number for mark in chart.marks] == list(range(1, len(figures) + 1))
    assert all(0 <= mark.left < mark.right <= 720 and 0 <= mark.top <= 300 for mark in chart.marks)
    assert 1 <= len(chart.levels) <= 12


def test_the_neighbourhood_of_a_thing_is_drawn_the_same_each_time(store: Store, site: Site) -> None:
    about = facts(store, site, f"{site.base}actor/china")
    one, again = neighbourhood(store, site, about), neighbourhood(store, site, about)

    assert one == again
    assert "took part in" in [bundle.name for bundle in one.bundles]
    boxes = [(link.x, link.y) for bundle in one.bundles for link in bundle.links]
    assert len(boxes) == len(set(boxes))


def test_search_finds_names_before_words_and_unfinished_words(store: Store) -> None:
    index = Index(store)

    assert index.search("wang").entries[0].label == "Wang Yi"
    assert index.search("cros").entries[0].label.endswith("reached a crossroads")
    assert index.search("stabilizing anchor", "claim").total == 1
    assert index.search("wang", "place").entries == ()
    assert index.search('"; drop table thing --').total == 0
    assert index.search("  ").total == 0


def test_every_page_counts_the_same_actors(tmp_path: Path) -> None:
    article = "Jana Kral met Ivo Mann of Oxfam in Oslo.\n\nThe prize bears the name of Eva Lind.\n"
    (tmp_path / "one.txt").write_text(article, encoding="utf-8")
    run(tmp_path / "one.txt", tmp_path / "store")
    with Store(tmp_path / "store") as store:
        index = Index(store)
        told = counts(store)["actors"]
        mentioned = [entry.label for entry in index.listed("mention").entries]

    assert index.listed("actor").total == told > 0
    assert "Eva Lind" in mentioned


def test_lists_come_in_pages_without_gap_or_repetition(store: Store) -> None:
    index = Index(store)
    total = index.listed("claim").total
    pages = [index.listed("claim", page, 7).entries for page in range(1, total // 7 + 2)]

    iris = [entry.iri for page in pages for entry in page]
    assert len(iris) == len(set(iris)) == total > 50


def test_the_editor_is_told_the_terms_in_use_and_their_meaning(store: Store) -> None:
    found = terms_of(store, Index(store))
    terms = {term["name"]: term for term in found["terms"]}

    assert terms["tw:speaker"]["kind"] == "property"
    assert terms["tw:speaker"]["uses"] > 10
    assert "attributes" in terms["tw:speaker"]["note"]
    assert terms["tw:Claim"]["kind"] == "class"
    assert terms["c:appeal"]["kind"] == "concept"
    assert found["prefixes"]["actor"] == "https://example.org/china-uk/actor/"


def test_the_editor_is_told_terms_of_our_ontology_that_no_one_uses(store: Store) -> None:
    unused = {
        (t["kind"], t["name"]) for t in terms_of(store, Index(store))["terms"] if t["uses"] == 0
    }

    assert unused >= {("class", "tw:Decision"), ("property", "tw:relayedBy"), ("concept", "c:aid")}
    assert {kind for kind, _ in unused} == {"class", "property", "concept"}
    assert all(name.startswith("tw:") for kind, name in unused if kind != "concept")


def test_the_editor_asks_the_server_for_the_terms(client: TestClient, store: Store) -> None:
    assert client.get("/workbench/terms.json").json() == terms_of(store, Index(store))


def test_curation_tells_what_was_applied_and_what_found_nothing(curated: Path) -> None:
    with client_of(curated) as client:
        page = client.get("/curation").text

    assert "1 decision applied, 1 that found nothing" in page
    assert "Line 3: accept" in page
    assert "The moon is dry" in page
    assert "Ada Moor, 7 March 2024: She said so" in page


def test_the_report_counts_the_articles_and_not_the_graphs_they_share(client: TestClient) -> None:
    assert "SHACL over 4 articles:" in client.get("/report").text


def test_the_report_groups_what_the_shapes_say(client: TestClient) -> None:
    page = client.get("/report").text

    assert "Unsourced article: add schema:publisher or schema:creditText." in page
    assert "Britain Wants Trade with China While Guarding Its Own Security" in page


def test_conflicts_can_be_chosen_by_relation(client: TestClient) -> None:
    comparable, repeated = (
        client.get(f"/conflicts?relation={name}").text for name in ("comparable", "repetitions")
    )

    assert comparable.count('class="pair"') == 2
    assert "<b>repeats</b>" in repeated
    assert client.get("/conflicts?relation=nonsense&page=zzz").status_code == 200


def test_the_workbench_holds_a_query_of_the_address_exactly(client: TestClient) -> None:
    page = client.get("/workbench", params={"query": "\n</textarea><b>\u202e & x"}).text

    assert "\n\n&lt;/textarea&gt;&lt;b&gt;\\u202E &amp; x</textarea>" in page


def test_the_dataset_lists_the_files_of_the_latest_dump(
    newsroom: Path, store: Store, tmp_path: Path
) -> None:
    dump = write_dump(store, tmp_path)
    with client_of(newsroom, tmp_path) as client:
        page = client.get("/dataset.html").text

    assert page.count(f'href="/dumps/{dump.version}/') == len(dump.files) > 8
    assert f'title="{dump.files[0].sha256}"' in page
    assert "They hold what is served here." in page


def test_a_page_that_is_not_ready_says_when_to_come_back(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    overviews = client.app.state.overviews  # type: ignore[attr-defined]
    monkeypatch.setattr(overviews.report, "of", lambda *_: None)
    page = client.get("/report")

    assert page.status_code == 503
    assert page.headers["retry-after"] == "3"
    assert "One moment" in page.text


@pytest.mark.parametrize(
    ("edtf", "shown"),
    [
        ("2024-01", "January 2024"),
        ("2024-12", "December 2024"),
        ("2024-13", "2024-13"),
        ("2024-21~", "about 2024-21"),
        ("2024", "2024"),
        ("2024-05/..", "May 2024 – …"),
    ],
)
def test_a_time_is_written_as_a_person_would(edtf: str, shown: str) -> None:
    assert when_text(edtf) == shown
