"""Converters say what the story says, in the ontology's terms, each fact with its words."""

from dataclasses import replace

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from tests.drafts import RANK, TEXT, WAIT, article, claim, draft, passage
from triplewire import vocab
from triplewire.convert import authority_graph, convert, dataset, provenance, text_graph
from triplewire.convert.actor import actor_triples, authority_triples
from triplewire.convert.observation import unit_code
from triplewire.convert.passage import passage_iri
from triplewire.errors import ConvertError
from triplewire.link import link, load_authorities
from triplewire.ontology import vocabulary
from triplewire.records import (
    Actor,
    ActorType,
    Authority,
    Draft,
    Graph,
    LinkedActor,
    Metadata,
    Participant,
    Passage,
    Story,
)

BASE = "https://example.org/"
AUTHORITIES = load_authorities(None, vocabulary(), BASE)


def story(made: Draft | None = None) -> Story:
    return link(made or draft(), AUTHORITIES)


def values(graph: Graph, subject: str, predicate: NamedNode) -> set[str]:
    found = (t for t in graph.triples if t.subject == NamedNode(subject))
    return {
        t.object.value
        for t in found
        if t.predicate == predicate and isinstance(t.object, NamedNode | Literal)
    }


def local(found: set[str]) -> set[str]:
    return {value.rsplit("/", 1)[-1].rsplit("#", 1)[-1] for value in found}


def test_a_quotation_shows_its_words_its_speaker_and_the_office() -> None:
    made = story()
    graph, quote = convert(made), made.claims[0]

    assert values(graph, quote.iri, vocab.SPEAKER) == {f"{BASE}actor/astrid-dahl"}
    assert values(graph, quote.iri, vocab.ACTING_AS) == {made.offices[0].iri}
    assert local(values(graph, quote.iri, vocab.ATTRIBUTION_MODE)) == {"direct-quotation"}
    assert values(graph, quote.iri, vocab.SCHEMA_TEXT) == {WAIT}
    assert values(graph, quote.iri, vocab.LABEL) == {f"Astrid Dahl: {WAIT}"}
    assert values(graph, quote.iri, vocab.CONTENT) == set()
    quotation = next(iter(values(graph, quote.iri, vocab.QUOTATION)))
    words = {
        exact
        for selector in values(graph, quotation, vocab.OA_HAS_SELECTOR)
        for exact in values(graph, selector, vocab.OA_EXACT)
    }
    assert words == {WAIT}


def test_a_few_words_quoted_by_themselves_are_a_mixed_quotation() -> None:
    made = story(draft(claims=(draft().claims[-1],)))

    assert local(values(convert(made), made.claims[0].iri, vocab.ATTRIBUTION_MODE)) == {
        "mixed-quotation"
    }


def test_indirect_speech_with_quoted_words_is_mixed_and_points_at_them() -> None:
    made = story()
    graph, indirect = convert(made), made.claims[1]
    words, content = passage("long overdue"), passage('the talks were "long overdue"')

    def cut(inside: Passage) -> str:
        return passage_iri(made, inside, indirect.claim.evidence).value

    assert local(values(graph, indirect.iri, vocab.ATTRIBUTION_MODE)) == {"mixed-quotation"}
    assert values(graph, indirect.iri, vocab.QUOTATION) == {cut(words)}
    assert values(graph, indirect.iri, vocab.CONTENT) == {cut(content)}
    assert values(graph, indirect.iri, vocab.SCHEMA_ABOUT) == {f"{BASE}actor/norway"}


def test_the_articles_own_voice_is_narration_and_an_unnamed_source_is_credited() -> None:
    own = claim("assertion", RANK, RANK)
    hearsay = claim("indirect", "the talks were", "Dahl said the talks were", unnamed="officials")
    made = story(draft(claims=(own, hearsay)))
    graph = convert(made)

    assert local(values(graph, made.claims[0].iri, vocab.ATTRIBUTION_MODE)) == {"narration"}
    assert local(values(graph, made.claims[1].iri, vocab.ATTRIBUTION_MODE)) == {"indirect-speech"}
    assert values(graph, made.claims[1].iri, vocab.SCHEMA_CREDIT_TEXT) == {"officials"}
    assert values(graph, made.claims[1].iri, vocab.LABEL) == {"officials: the talks were"}


def test_a_claim_is_made_during_an_event_that_the_article_has() -> None:
    before = draft()
    first, *others = before.claims
    at = replace(before, claims=(replace(first, during=before.events[0].key), *others))
    made, without_event = story(at), story(replace(at, events=()))

    assert values(convert(made), made.claims[0].iri, vocab.MADE_DURING) == {made.events[0].iri}
    assert values(convert(without_event), made.claims[0].iri, vocab.MADE_DURING) == set()


def test_only_statements_and_assessments_are_factual_claims() -> None:
    appeal = replace(draft().claims[1], act="appeal")
    made = story(draft(claims=(appeal, draft().claims[0])))
    graph = convert(made)

    assert vocab.SCHEMA_CLAIM.value not in values(graph, made.claims[0].iri, vocab.TYPE)
    assert vocab.SCHEMA_CLAIM.value in values(graph, made.claims[1].iri, vocab.TYPE)


def test_an_amount_of_money_has_its_value_currency_and_period() -> None:
    made = story()
    graph, node = convert(made), f"{made.claims[2].iri}#observation"

    assert values(graph, node, vocab.SCHEMA_VALUE) == {"2500000000"}
    assert local(values(graph, node, vocab.SCHEMA_UNIT_CODE)) == {"CCY_USD"}
    assert values(graph, node, vocab.WHEN) == {"2023"}
    assert values(graph, node, vocab.NOT_BEFORE) == {"2023-01-01"}
    assert values(graph, node, vocab.NOT_AFTER) == {"2023-12-31"}
    assert values(graph, f"{BASE}measure/fish-exports", vocab.SKOS_PREF_LABEL) == {"fish exports"}


def test_a_measure_of_the_article_is_below_the_listed_one_that_linking_found() -> None:
    made = story()
    node = f"{BASE}measure/fish-exports"

    assert local(values(convert(made), node, vocab.SKOS_BROADER)) == {"exports"}
    alone = replace(made.claims[2], wider_measure=None)
    without = replace(made, claims=(*made.claims[:2], alone, *made.claims[3:]))
    assert values(convert(without), node, vocab.SKOS_BROADER) == set()


def test_a_rank_has_its_field_and_no_unit() -> None:
    made = story()
    graph, node = convert(made), f"{made.claims[3].iri}#observation"

    assert values(graph, node, vocab.SCHEMA_VALUE) == {"3"}
    assert values(graph, node, vocab.RANKED_AMONG) == {f"{BASE}place/europe"}
    assert values(graph, node, vocab.COUNTERPART) == {f"{BASE}actor/iceland"}
    assert values(graph, node, vocab.SCHEMA_UNIT_CODE) == set()
    assert values(graph, made.claims[3].iri, vocab.PROV_HAD_PRIMARY_SOURCE) == {
        f"{BASE}document/the-audit-1859bc8df15e48ef"
    }


def test_a_rank_over_an_unsaid_field_says_so() -> None:
    rank = draft().claims[3]
    assert rank.figure is not None
    changed = replace(rank, figure=replace(rank.figure, among=None))
    made = story(draft(claims=(changed,)))
    node = f"{made.claims[0].iri}#observation"

    assert values(convert(made), node, vocab.RANKED_AMONG) == {vocab.UNSTATED.value}


def test_an_event_has_its_time_place_and_participants() -> None:
    made = story()
    graph, event = convert(made), made.events[0]
    part = event.participations[0]

    assert values(graph, event.iri, vocab.WHEN) == {"2024-03-05"}
    assert values(graph, event.iri, vocab.SCHEMA_LOCATION) == {f"{BASE}place/reykjavik"}
    assert values(graph, event.iri, vocab.PARTICIPANT) == {part.actor}
    assert values(graph, part.iri, vocab.HAS_ACTOR) == {part.actor}
    assert values(graph, part.iri, vocab.ACTING_AS) == {made.offices[0].iri}
    assert values(graph, part.iri, vocab.EVIDENCE) == values(graph, event.iri, vocab.EVIDENCE)


def test_a_party_without_a_name_is_credited_by_its_words_and_is_nobody() -> None:
    parts = (Participant(unnamed="trade officials", role="party"),)
    named = story()
    made = story(draft(events=(replace(draft().events[0], participants=parts),)))
    graph, event = convert(made), made.events[0]
    part = event.participations[0]

    assert part.iri == f"{event.iri}#unnamed.trade-officials"
    assert values(graph, event.iri, vocab.HAS_PARTICIPATION) == {part.iri}
    assert values(graph, part.iri, vocab.SCHEMA_CREDIT_TEXT) == {"trade officials"}
    assert local(values(graph, part.iri, vocab.PARTICIPATION_ROLE)) == {"party"}
    assert values(graph, part.iri, vocab.EVIDENCE) == values(graph, event.iri, vocab.EVIDENCE)
    for property_ in (vocab.HAS_ACTOR, vocab.ACTING_AS):
        assert values(graph, part.iri, property_) == set()
    assert values(graph, event.iri, vocab.PARTICIPANT) == set()
    assert {t.subject for t in graph.triples} <= {
        NamedNode(part.iri),
        *(t.subject for t in convert(named).triples),
    }


def test_an_undated_event_without_a_place_says_neither() -> None:
    event = replace(draft().events[0], when=None, place=None)
    made = story(draft(events=(event,), actors=()))
    graph = convert(made)

    assert values(graph, made.events[0].iri, vocab.WHEN) == set()
    assert values(graph, made.events[0].iri, vocab.SCHEMA_LOCATION) == set()


def test_an_article_says_what_is_known_of_it() -> None:
    metadata = Metadata(
        title="Fish",
        url="https://example.org/fish",
        publisher="Fjord Gazette",
        credited_source="Reuters",
        authors=("Kari Moe",),
        published="2024-03-06T08:00:00Z",
        dateline_place="Reykjavik",
        section="TRADE",
        urls=("https://example.org/a", "not a link", "https://example.org/<b>"),
        press_release=True,
    )
    made = story(draft(metadata=metadata))
    graph = convert(made)

    assert local(values(graph, made.iri, vocab.TYPE)) == {"AdvertiserContentArticle", "Article"}
    assert values(graph, made.iri, vocab.SCHEMA_DATE_PUBLISHED) == {"2024-03-06T08:00:00Z"}
    assert values(graph, made.iri, vocab.SCHEMA_CITATION) == {"https://example.org/a"}
    assert values(graph, made.iri, vocab.SCHEMA_AUTHOR) == {"Kari Moe"}
    assert values(graph, made.iri, vocab.SCHEMA_URL) == {"https://example.org/fish"}
    assert values(graph, made.iri, vocab.SCHEMA_CREDIT_TEXT) == {"Reuters"}
    assert values(graph, made.iri, vocab.SCHEMA_LOCATION_CREATED) == {f"{BASE}place/reykjavik"}
    assert values(graph, made.text_iri, vocab.SCHEMA_NAME) == {"articles/fish.txt"}


def test_an_article_says_what_archives_keep_of_it() -> None:
    metadata = Metadata(
        title="Fish",
        subtitle="Boats stay in port",
        updated="2024-03-07",
        captured="2024-03-08T09:00:00Z",
        copyright="© 2024 Fjord Gazette",
        topics=("https://topics.example/fish", "no address"),
        keywords=("fish", "boats"),
        rules=("title-first-line",),
    )
    made = story(draft(metadata=metadata))
    graph = convert(made)
    version = f"{made.text_iri}/{made.draft.article.sha256[:16]}"

    assert values(graph, made.iri, vocab.SCHEMA_ALTERNATIVE_HEADLINE) == {"Boats stay in port"}
    assert values(graph, made.iri, vocab.SCHEMA_DATE_MODIFIED) == {"2024-03-07"}
    assert values(graph, made.iri, vocab.SCHEMA_COPYRIGHT_NOTICE) == {"© 2024 Fjord Gazette"}
    assert values(graph, made.iri, vocab.SCHEMA_ABOUT) == {"https://topics.example/fish"}
    assert values(graph, made.iri, vocab.SCHEMA_KEYWORDS) == {"fish", "boats"}
    guessed_by = vocab.rule("metadata", "title-first-line").value
    assert values(graph, made.iri, vocab.RULE) == {guessed_by}
    assert values(graph, version, vocab.PROV_GENERATED_AT_TIME) == {"2024-03-08T09:00:00Z"}


def test_an_article_without_a_title_is_labelled_by_its_opening_words() -> None:
    made = story(draft(metadata=Metadata(), claims=()))

    assert values(convert(made), made.iri, vocab.LABEL) == {
        "Norway's fish minister Astrid Dahl met trade officials in Reykjavik on Tuesday. …"
    }


def test_a_listed_actor_is_described_in_the_authorities_graph_alone() -> None:
    made = story()
    graph = convert(made)
    norway = AUTHORITIES.by_iri[f"{BASE}actor/norway"]
    listed = authority_graph([norway], BASE)

    assert values(graph, norway.iri, vocab.LABEL) == set()
    assert values(listed, norway.iri, vocab.LABEL) == {"Norway"}
    assert values(listed, norway.iri, vocab.SCHEMA_SAME_AS) == {
        "https://sws.geonames.org/3144096/",
        "http://www.wikidata.org/entity/Q20",
    }


@pytest.mark.parametrize(
    ("kind", "acts"),
    [
        ("person", True),
        ("org", True),
        ("country", True),
        ("group", True),
        ("place", False),
        ("document", False),
    ],
)
def test_whoever_is_listed_as_one_that_acts_is_an_actor_there(kind: ActorType, acts: bool) -> None:
    iri = f"{BASE}actor/one"
    listed = Authority(iri=iri, name="One", type=kind, types=())
    actor = Actor(name="One", type=kind, aliases=(), mentions=(), roles=())
    told = actor_triples(LinkedActor(iri=iri, actor=actor, listed=kind), "en", acts=True)
    is_actor = Triple(NamedNode(iri), vocab.TYPE, vocab.ACTOR)

    assert (is_actor in set(authority_triples(listed))) == acts
    assert set(told) == (set() if acts else {is_actor})


def test_a_place_that_acts_is_an_actor_in_that_article() -> None:
    town = Actor(name="Lillevik", type="place", aliases=("the town",), mentions=(), roles=())
    speaks = claim("assertion", RANK, RANK, speakers=("Lillevik",))
    acting = convert(story(draft(actors=(town,), claims=(speaks,))))
    silent = convert(story(draft(actors=(town,), claims=())))

    assert local(values(acting, f"{BASE}place/lillevik", vocab.TYPE)) == {
        "Actor",
        "AdministrativeArea",
        "Place",
    }
    assert local(values(silent, f"{BASE}place/lillevik", vocab.TYPE)) == {"Place"}
    assert values(silent, f"{BASE}place/lillevik", vocab.SCHEMA_ALTERNATE_NAME) == {"the town"}


def test_words_that_are_not_there_are_refused_with_a_hint() -> None:
    wrong = replace(draft().events[0], evidence=Passage(start=7, end=12, text="words"))

    with pytest.raises(ConvertError, match=r"articles/fish\.txt: words not found at character 7"):
        convert(story(draft(events=(wrong,))))


def test_no_graph_has_a_blank_node_and_converting_twice_is_the_same() -> None:
    graph = convert(story())

    assert graph == convert(story())
    assert not any(isinstance(term, BlankNode) for triple in graph.triples for term in triple)


def test_the_text_is_in_a_graph_of_its_own() -> None:
    made = story()
    texts = text_graph(made, BASE)

    assert texts.iri == f"{BASE}graph/text/{article().sha256[:16]}"
    assert texts.triples == {
        Triple(NamedNode(made.text_iri), vocab.SCHEMA_TEXT, Literal(TEXT, language="en"))
    }


def test_provenance_names_the_text_the_run_and_the_extractor() -> None:
    made = story()
    run = f"{BASE}run/0-1"
    graph = Graph(iri=BASE, triples=frozenset(provenance(made, run)))

    assert values(graph, made.graph, vocab.PROV_WAS_GENERATED_BY) == {run}
    version = f"{made.text_iri}/{made.draft.article.sha256[:16]}"
    assert values(graph, run, vocab.PROV_USED) == {version}
    assert values(graph, run, vocab.DCTERMS_DESCRIPTION) == {"test/1"}


def test_the_dataset_names_its_licence_and_publisher() -> None:
    full = dataset("News", "https://example.org/licence", "Desk", BASE)
    graph = Graph(iri=BASE, triples=frozenset(full))
    bare = Graph(iri=BASE, triples=frozenset(dataset("News", "https://e.org/l", "", BASE)))

    assert values(graph, f"{BASE}dataset", vocab.DCTERMS_PUBLISHER) == {"Desk"}
    assert values(graph, f"{BASE}dataset", vocab.DCTERMS_LICENSE) == {"https://example.org/licence"}
    assert values(bare, f"{BASE}dataset", vocab.DCTERMS_PUBLISHER) == set()


def test_a_long_claim_has_a_short_label() -> None:
    made = story(draft(claims=(claim("assertion", TEXT, TEXT),)))
    label = next(iter(values(convert(made), made.claims[0].iri, vocab.LABEL)))

    assert label.endswith(" …")
    assert len(label) < 95


def test_a_claim_is_told_and_labelled_without_the_markup_of_its_passage() -> None:
    made = story(draft(claims=(claim("assertion", TEXT, TEXT, told="Fish is dear"),)))
    graph, iri = convert(made), made.claims[0].iri

    assert values(graph, iri, vocab.SCHEMA_TEXT) == values(graph, iri, vocab.LABEL)
    assert values(graph, iri, vocab.LABEL) == {"Fish is dear"}


def test_units_are_those_of_qudt() -> None:
    assert [unit_code(unit) for unit in ("EUR", "percent", "year", "bank")] == [
        "CCY_EUR",
        "PERCENT",
        "YR",
        "NUM",
    ]


def test_passage_helper_finds_the_words_it_is_given() -> None:
    assert passage("Dahl said").start == TEXT.index("Dahl said")


def test_a_factual_claim_is_one_that_fact_checkers_tools_read() -> None:
    said = replace(draft().claims[1], when="2024-03-05")
    doubted = replace(draft().claims[1], when="2024-03?")
    undated = replace(draft(claims=(draft().claims[1],)), metadata=Metadata())
    for claims, days in (((said,), {"2024-03-05"}), ((doubted,), {"2024-03-06"})):
        made = story(draft(claims=claims))
        graph, iri = convert(made), made.claims[0].iri

        assert values(graph, iri, vocab.SCHEMA_AUTHOR) == values(graph, iri, vocab.SPEAKER)
        assert values(graph, iri, vocab.SCHEMA_APPEARANCE) == {made.iri}
        assert values(graph, iri, vocab.SCHEMA_DATE_PUBLISHED) == days
    made = story(undated)
    assert values(convert(made), made.claims[0].iri, vocab.SCHEMA_DATE_PUBLISHED) == set()


def test_what_is_no_statement_of_fact_is_nothing_to_check() -> None:
    appeal = replace(draft().claims[1], act="appeal")
    made = story(draft(claims=(appeal,)))
    graph, iri = convert(made), made.claims[0].iri

    assert values(graph, iri, vocab.SPEAKER) != set()
    for predicate in (vocab.SCHEMA_AUTHOR, vocab.SCHEMA_APPEARANCE, vocab.SCHEMA_DATE_PUBLISHED):
        assert values(graph, iri, predicate) == set()


def test_who_speaks_in_an_office_speaks_for_its_body() -> None:
    made = story()
    graph, quote, office = convert(made), made.claims[0], made.offices[0]

    assert quote.offices == (office.iri,)
    assert values(graph, quote.iri, vocab.ON_BEHALF_OF) == {office.organization}
    bodiless = replace(made, offices=(replace(office, organization=None),))
    assert values(convert(bodiless), quote.iri, vocab.ON_BEHALF_OF) == set()


def test_claims_events_and_offices_say_where_and_on_which_day_they_are_reported() -> None:
    at_eight = Metadata(published="2024-03-06T08:00:00Z")
    made = story(draft(metadata=at_eight))
    graph, undated = convert(made), story(draft(metadata=Metadata()))

    for iri in (made.claims[0].iri, made.events[0].iri, made.offices[0].iri):
        assert values(graph, iri, vocab.REPORTED_IN) == {made.iri}
        assert values(graph, iri, vocab.REPORTED_ON) == {"2024-03-06"}
    assert values(convert(undated), undated.claims[0].iri, vocab.REPORTED_ON) == set()


def test_a_role_of_the_article_is_below_the_listed_office_that_linking_found() -> None:
    made = story()
    node = f"{BASE}role/fish-minister"

    assert local(values(convert(made), node, vocab.SKOS_BROADER)) == {"minister"}
    alone = replace(made, offices=(replace(made.offices[0], wider_role=None),))
    assert values(convert(alone), node, vocab.SKOS_BROADER) == set()


def test_an_office_is_reached_from_its_holder() -> None:
    made = story()
    office = made.offices[0]

    assert values(convert(made), office.member, vocab.ORG_HAS_MEMBERSHIP) == {office.iri}


@pytest.mark.parametrize(
    ("role", "direct"),
    [("initiator", vocab.INITIATOR), ("recipient", vocab.RECIPIENT), ("party", None)],
)
def test_who_acts_and_on_whom_stands_beside_the_event(role: str, direct: NamedNode | None) -> None:
    parts = (Participant(name="Norway", role=role),)
    made = story(draft(events=(replace(draft().events[0], participants=parts),)))
    graph, event = convert(made), made.events[0].iri

    for predicate in (vocab.INITIATOR, vocab.RECIPIENT):
        expected = {f"{BASE}actor/norway"} if predicate == direct else set()
        assert values(graph, event, predicate) == expected
    assert values(graph, event, vocab.PARTICIPANT) == {f"{BASE}actor/norway"}


@pytest.mark.parametrize(
    ("when", "first", "last"),
    [
        ("2024-03-05", ("2024-03-05", "date"), ("2024-03-05", "date")),
        ("2024-03", ("2024-03", "gYearMonth"), ("2024-03", "gYearMonth")),
        ("2023/2024-02", ("2023", "gYear"), ("2024-02", "gYearMonth")),
        ("2024-03?", None, None),
        ("2023~/2024", None, None),
        (None, None, None),
    ],
)
def test_a_calendar_reads_an_events_dates_no_more_exactly_than_the_text_gives_them(
    when: str | None, first: tuple[str, str] | None, last: tuple[str, str] | None
) -> None:
    made = story(draft(events=(replace(draft().events[0], when=when),)))
    said = {
        triple.predicate: (triple.object.value, triple.object.datatype.value.partition("#")[2])
        for triple in convert(made).triples
        if triple.subject == NamedNode(made.events[0].iri) and isinstance(triple.object, Literal)
    }

    assert said.get(vocab.SCHEMA_START_DATE) == first
    assert said.get(vocab.SCHEMA_END_DATE) == last


def test_an_actor_has_its_name_as_a_string_of_no_language() -> None:
    listed = AUTHORITIES.by_iri[f"{BASE}actor/norway"]
    own = convert(story())

    for triples, iri, name in (
        (authority_graph([listed], BASE).triples, listed.iri, "Norway"),
        (own.triples, f"{BASE}actor/astrid-dahl", "Astrid Dahl"),
    ):
        assert Triple(NamedNode(iri), vocab.SCHEMA_NAME, Literal(name)) in triples
