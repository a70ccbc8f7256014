"""From a thing or a triple back to the sentences that it rests on."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from tests.graphs import BASE, SHA, invented, store_of
from triplewire.errors import QueryError
from triplewire.explain import Excerpt, Explanation, Ground, explain, render, show
from triplewire.explain.evidence import sentence_around
from triplewire.store import Store
from triplewire.vocab import PREFIXES, SCHEMA_POSITION

CLAIM = f"claim:{SHA[:8]}/quote-1"
FIGURES = f"claim:{SHA[:8]}/statistic-1"
MEETING = f"event:{SHA[:8]}/meet-1"
OFFICE = "office:ada-moor-mayor"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with store_of(invented(), tmp_path_factory.mktemp("explain") / "store") as store:
        yield store


def parsed(turtle: str) -> list[ox.Quad]:
    head = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    return list(ox.parse(head + turtle, format=ox.RdfFormat.TURTLE, base_iri=BASE))


def repeated(times: int) -> list[ox.Quad]:
    """Return the article in which Ada Moor says what she says so many times more."""
    quads = invented()
    for number in range(times):
        claim = ox.NamedNode(f"{BASE}claim/{SHA[:8]}/more-{number}")
        for quad in invented():
            if str(quad.subject).endswith("quote-1>"):
                quads.append(ox.Quad(claim, quad.predicate, quad.object, quad.graph_name))
    return quads


def names(explanation: Explanation) -> list[str]:
    return [ground.name for ground in explanation.grounds]


def test_a_claim_rests_on_its_sentence(store: Store) -> None:
    found = explain(store, CLAIM)

    assert (found.kind, found.label, found.more) == ("tw:Claim", "Ada Moor: The bridge is safe.", 0)
    assert found.grounds == (
        Ground(
            name=CLAIM,
            kind="tw:Claim",
            label="Ada Moor: The bridge is safe.",
            excerpts=(
                Excerpt(
                    article="Bridge safe",
                    source="articles/bridge.txt",
                    start=26,
                    end=45,
                    line=1,
                    column=27,
                    before="Ada Moor said on Monday: “",
                    words="The bridge is safe.",
                    after="”",
                    run="rules 1, model 2",
                ),
            ),
        ),
    )


def test_without_its_text_an_excerpt_shows_the_words_and_what_the_graph_has_round_them(
    tmp_path: Path,
) -> None:
    with store_of(invented(texts=False), tmp_path) as store:
        excerpt = explain(store, CLAIM).grounds[0].excerpts[0]

    assert (excerpt.line, excerpt.column, excerpt.start, excerpt.end) == (1, None, None, None)
    assert (excerpt.before, excerpt.words, excerpt.after) == ("… ", "The bridge is safe.", " …")


def test_a_text_that_has_other_words_there_is_not_shown(tmp_path: Path) -> None:
    quads = invented(texts=False)
    text = ox.NamedNode(f"{BASE}text/{SHA[:16]}")
    other = ox.Literal("Something else altogether, and long enough.")
    quads.append(ox.Quad(text, ox.NamedNode("https://schema.org/text"), other))
    with store_of(quads, tmp_path) as store:
        excerpt = explain(store, CLAIM).grounds[0].excerpts[0]

    assert (excerpt.column, excerpt.words) == (None, "The bridge is safe.")


@pytest.mark.parametrize(
    ("thing", "grounds"),
    [
        ("actor:ada-moor", [CLAIM, OFFICE]),
        ("Ada Moor", [CLAIM, OFFICE]),
        ("Norland", []),
        (f"{FIGURES}#observation", [FIGURES]),
        (f"<{BASE}article/bridge>", [CLAIM, FIGURES, MEETING]),
        (MEETING, [MEETING]),
        (f"{MEETING}#bo-lind", [f"{MEETING}#bo-lind"]),
        (OFFICE, [OFFICE]),
        ("unit:CCY_USD", None),
        ("c:state", [CLAIM]),
    ],
)
def test_a_thing_rests_on_its_own_evidence_or_on_what_speaks_of_it(
    store: Store, thing: str, grounds: list[str] | None
) -> None:
    if grounds is None:
        with pytest.raises(QueryError, match="knows nothing of"):
            explain(store, thing)
    else:
        assert names(explain(store, thing)) == grounds


@pytest.mark.parametrize(
    ("triple", "grounds"),
    [
        (f"{MEETING} tw:participant actor:bo-lind", [f"{MEETING}#bo-lind"]),
        (f'{MEETING} tw:when "2024-05"^^edtf:EDTF-level1', [MEETING]),
        (f"{CLAIM} a tw:Claim", [CLAIM]),
        (f"{FIGURES}#observation schema:value 2000000000", [FIGURES]),
        ('actor:ada-moor rdfs:label "Ada Moor"@en', []),
    ],
)
def test_a_triple_rests_on_the_node_that_carries_it(
    store: Store, triple: str, grounds: list[str]
) -> None:
    found = explain(store, triple)

    assert (found.name, found.kind) == (triple, "triple")
    assert names(found) == grounds


def test_a_triple_that_is_not_there_is_refused(store: Store) -> None:
    with pytest.raises(QueryError, match="does not hold this triple"):
        explain(store, f"{CLAIM} tw:speaker actor:bo-lind")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("Ada Mor", r"did you mean actor:ada-moor \(Ada Moor\)"),
        ("actor:ada-mor", "did you mean actor:ada-moor"),
        ("three plain words", "check its spelling"),
        ("actor:ada-moor said so", "knows nothing of 'actor:ada-moor said so'"),
        ("somebody tw:speaker actor:ada-moor", "knows nothing of 'somebody"),
        ("Bo", "say which: actor:bo-lind, actor:bo"),
        ("<no iri>", "not an IRI"),
    ],
)
def test_an_unknown_thing_is_refused_with_the_nearest(
    store: Store, name: str, message: str
) -> None:
    with pytest.raises(QueryError, match=message):
        explain(store, name)


def test_no_more_than_twenty_grounds_are_shown_and_the_rest_is_counted(tmp_path: Path) -> None:
    with store_of(repeated(30), tmp_path) as store:
        found = explain(store, "actor:ada-moor")

    assert (len(found.grounds), found.more) == (20, 12)
    assert "and 12 more" in render(found, color=False)


def test_an_explanation_marks_the_words_in_their_sentence(store: Store) -> None:
    assert render(explain(store, FIGURES), color=False) == (
        f"{FIGURES}  (tw:Claim, tw:StatisticalClaim)  Exports: 2 billion\n"
        "\n"
        "  Bridge safe, articles/bridge.txt:3:1, characters 63-70\n"
        "    »Exports« to Norland rose to $2 billion, two officials said.\n"
        "  found by rules 1, model 2"
    )


def test_grounds_other_than_the_thing_itself_have_their_own_titles(store: Store) -> None:
    text = render(explain(store, f"{MEETING} tw:participant actor:bo-lind"), color=True)

    assert f"\n{MEETING}#bo-lind  (tw:Participation)\n" in text
    assert "    \x1b[1;33mThe mayor met Bo Lind\x1b[0m.\n" in text


def test_what_no_article_says_is_said_to_come_from_elsewhere(store: Store) -> None:
    assert "No article's words" in render(explain(store, "Norland"), color=False)


def test_hostile_characters_are_shown_escaped(store: Store) -> None:
    found = explain(store, CLAIM)
    excerpt = replace(
        found.grounds[0].excerpts[0],
        words="\x1b]0;x\x07\u202e",
        source=None,
        article=None,
        line=7,
        column=None,
        run=None,
    )
    text = render(
        replace(found, grounds=(replace(found.grounds[0], excerpts=(excerpt,)),)), color=False
    )

    assert r"»\x1b]0;x\x07\u202e«" in text
    assert "  text:7\n" in text
    assert "found by" not in text


def test_a_card_shows_what_all_graphs_say(store: Store) -> None:
    assert show(store, "Bo Lind") == (
        "Bo Lind\n"
        "actor:bo-lind\n"
        "\n"
        "  rdf:type              schema:Person\n"
        "                        tw:Actor\n"
        "  rdfs:label            Bo Lind\n"
        "  schema:alternateName  Bo"
    )
    assert "  tw:speaker          actor:ada-moor  Ada Moor\n" in show(store, CLAIM)


def test_a_thing_that_is_only_spoken_of_has_an_empty_card(store: Store) -> None:
    assert show(store, "c:state") == "c:state\nc:state\n"


def test_turtle_holds_exactly_the_triples_of_the_thing(store: Store) -> None:
    node = ox.NamedNode(f"{BASE}event/{SHA[:8]}/meet-1")
    text = show(store, MEETING, "turtle")

    assert {quad.triple for quad in ox.parse(text, format=ox.RdfFormat.TURTLE)} == {
        quad.triple for quad in store.quads() if quad.subject == node
    }
    assert "@prefix oa:" not in text


def test_an_explanation_says_by_which_rule_and_what_was_decided(tmp_path: Path) -> None:
    decided = f"""
        <claim/{SHA[:8]}/quote-1> tw:rule twr:quote-after ; tw:confidence 0.75 ;
          prov:wasInfluencedBy <decision/1> , <decision/2> .
        <decision/1> rdfs:label "Accepted"@en ; dcterms:date "2025-02-01"^^xsd:date ;
          prov:wasAssociatedWith <agent/cy> ; rdfs:comment "She said so."@en .
        <decision/2> rdfs:label "Corrected"@en ; dcterms:date "2025-01-01"^^xsd:date ;
          prov:wasAssociatedWith <agent/cy> .
        <agent/cy> rdfs:label "Cy Fox"@en . twr:quote-after rdfs:label "words, then who"@en .
    """
    with store_of([*invented(), *parsed(decided)], tmp_path) as store:
        (ground,), text = explain(store, CLAIM).grounds, render(explain(store, CLAIM), color=False)
        (other,) = explain(store, FIGURES).grounds

    assert (ground.rule, ground.confidence) == ("words, then who", "0.75")
    assert ground.decisions == (
        "Corrected (Cy Fox, 2025-01-01)",
        "Accepted (Cy Fox, 2025-02-01): She said so.",
    )
    assert (other.rule, other.confidence, other.decisions) == (None, None, ())
    assert text.endswith(
        "  found by rules 1, model 2, rule “words, then who”, confidence 0.75\n"
        "  decided: Corrected (Cy Fox, 2025-01-01)\n"
        "  decided: Accepted (Cy Fox, 2025-02-01): She said so."
    )


def test_a_judgement_is_explained_by_both_its_sides_and_says_why(tmp_path: Path) -> None:
    said = f"""
        <comparison/1> a tw:ClaimComparison ; rdfs:comment "One is about a bridge."@en ;
          tw:subjectClaim <claim/{SHA[:8]}/statistic-1> ; tw:objectClaim <claim/{SHA[:8]}/quote-1> .
        <actor/bo-lind> rdfs:comment "Not a judgement."@en .
    """
    with store_of([*invented(), *parsed(said)], tmp_path) as store:
        found, person = explain(store, "comparison:1"), explain(store, "actor:bo-lind")

    assert names(found) == [CLAIM, FIGURES]
    assert found.reason == "One is about a bridge."
    assert "\n  One is about a bridge.\n" in render(found, color=False)
    assert person.reason is None


def _six_lines_later(quad: ox.Quad) -> ox.Quad:
    if quad.predicate != SCHEMA_POSITION or not isinstance(quad.object, ox.Literal):
        return quad
    later = ox.Literal(int(quad.object.value) + 6)
    return ox.Quad(quad.subject, quad.predicate, later, quad.graph_name)


def test_lines_are_those_of_the_file_in_which_the_text_begins_later(tmp_path: Path) -> None:
    text = f"<text/{SHA[:16]}> schema:position 7 ."
    with store_of([*map(_six_lines_later, invented()), *parsed(text)], tmp_path) as store:
        (excerpt,) = explain(store, FIGURES).grounds[0].excerpts

    assert (excerpt.line, excerpt.column) == (9, 1)


def test_twenty_grounds_are_all_that_there_are(tmp_path: Path) -> None:
    with store_of(repeated(18), tmp_path) as store:
        found = explain(store, "actor:ada-moor")

    assert (len(found.grounds), found.more) == (20, 0)
    assert "more;" not in render(found, color=False)


@pytest.mark.parametrize(
    ("text", "words", "around"),
    [
        ("Go. Mr. B said no. Yes.", "Mr. B", ("", " said no.")),
        ("One is. Two is here. Three.", "is here", ("Two ", ".")),
        ("One is. Two is here.” Three.", "is here", ("Two ", ".”")),
        ("One is. Two is here! Three.", "here!", ("Two is ", "")),
        ("One.\nTwo is here\nThree.", "is", ("Two ", " here")),
        ("\nTwo is here", "is", ("Two ", " here")),
        ("One 2.5 is here.", "is", ("One 2.5 ", " here.")),
        ("The words", "The words", ("", "")),
        ("a" * 400 + " w " + "b" * 400, "w", ("a" * 299 + " ", " " + "b" * 299)),
    ],
)
def test_words_are_shown_in_their_sentence_on_their_line(
    text: str, words: str, around: tuple[str, str]
) -> None:
    start = text.rindex(words)

    assert sentence_around(text, start, start + len(words)) == around
