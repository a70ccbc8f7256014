"""From any node of a graph to the words it rests on, in whatever the graph is held."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from tests.graphs import BASE, SHA, TEXT, invented, passage_of, store_of
from triplewire import vocab
from triplewire.ask.evidence import (
    FOLLOWED,
    READ,
    Evidence,
    Lookups,
    Passage,
    Source,
    Texts,
    line_and_column,
    located,
    place_of,
)
from triplewire.store import Store

SNAPSHOT = f"{BASE}text/{SHA[:16]}"
ARTICLE = f"{BASE}article/bridge"
CLAIM = f"{BASE}claim/{SHA[:8]}/quote-1"
FIGURES = f"{BASE}claim/{SHA[:8]}/statistic-1"
MEETING = f"{BASE}event/{SHA[:8]}/meet-1"
OFFICE = f"{BASE}office/ada-moor-mayor"
ADA = f"{BASE}actor/ada-moor"


def held(quads: Iterable[ox.Quad]) -> Evidence:
    """Return the evidence in a graph that is held as plain values."""
    said = [
        (quad.subject.value, quad.predicate, quad.object.value)
        for quad in quads
        if isinstance(quad.subject, ox.NamedNode)
        and isinstance(quad.object, ox.NamedNode | ox.Literal)
    ]

    def values(node: str, name: ox.NamedNode) -> Iterator[str]:
        yield from (value for thing, known, value in said if (thing, known) == (node, name))

    def pointing(node: str, /, *names: ox.NamedNode) -> Iterator[str]:
        for thing, name, value in said:
            if value == node and (not names or name in names):
                yield thing

    return Evidence(values, pointing)


def parsed(turtle: str) -> list[ox.Quad]:
    head = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in vocab.PREFIXES.items())
    return list(ox.parse(head + turtle, format=ox.RdfFormat.TRIG, base_iri=BASE))


def subjects() -> list[str]:
    found = (quad.subject for quad in invented())
    return sorted({node.value for node in found if isinstance(node, ox.NamedNode)})


def passage(words: str, **changes: str) -> Passage:
    around = {"before": "… ", "after": " …"} | changes
    line = TEXT.count("\n", 0, TEXT.index(words)) + 1
    return Passage(
        text=SNAPSHOT,
        evidence_line=line,
        evidence=words,
        start=0,
        end=len(words),
        words=words,
        **around,
    )


def inside(words: str, start: int, within: str) -> Iterator[ox.Quad]:
    """Yield the description of a passage <p> inside evidence of the invented article."""
    turtle = f"<p> oa:hasSource <{passage_of(within)}> ; oa:hasSelector <s> . "
    turtle += f"<s> oa:start {start} ; oa:end {start + len(words)} ; oa:exact '{words}' ."
    yield from parsed(turtle)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with store_of(invented(), tmp_path_factory.mktemp("evidence") / "store") as store:
        yield store


@pytest.fixture(scope="module")
def evidence() -> Evidence:
    return held(invented())


def test_a_store_and_plain_values_lead_every_node_to_the_same_words(
    store: Store, evidence: Evidence
) -> None:
    looked_up = Lookups(store).evidence
    nodes = subjects()
    found = [looked_up.cited(node) for node in nodes]

    assert found == [evidence.cited(node) for node in nodes]
    assert [looked_up.bearers(node) for node in nodes] == [evidence.bearers(node) for node in nodes]
    assert sum(map(bool, found)) > len(nodes) / 2


def test_what_is_claimed_comes_before_what_is_quoted_and_that_before_all_else() -> None:
    names = ("evidence", "quotation", "content")
    spans = {"evidence": "Ada Moor said", "quotation": "Exports", "content": "The bridge is safe."}
    links = [f"<claim/new> tw:{name} [{words}] ." for name, words in spans.items()]
    tightest = []
    for count in (1, 2, 3):
        turtle = "\n".join(links[:count])
        for words in spans.values():
            turtle = turtle.replace(f"[{words}]", f"<{passage_of(words)}>")
        layers = list(held([*invented(), *parsed(turtle)]).layers(f"{BASE}claim/new"))
        tightest.append([each.words for layer in layers for each in layer])

    assert tightest == [[spans[name] for name in reversed(names[:count])] for count in (1, 2, 3)]


def test_a_passage_that_is_said_twice_is_one(evidence: Evidence) -> None:
    assert held([*invented(), *invented()]).cited(CLAIM) == evidence.cited(CLAIM)


def test_passages_come_in_the_order_of_their_lines() -> None:
    one, other = (passage(words) for words in ("Exports", "Ada Moor said"))
    links = " , ".join(f"<{passage_of(each.words)}>" for each in (one, other))
    more = parsed(f"<claim/new> tw:evidence {links} .")

    assert held([*invented(), *more]).resting(f"{BASE}claim/new") == [other, one]


def test_words_inside_evidence_stand_where_it_stands() -> None:
    found = held([*invented(), *inside("Bo Lind", 14, "The mayor met Bo Lind")]).passage(f"{BASE}p")

    assert found == replace(passage("The mayor met Bo Lind"), start=14, end=21, words="Bo Lind")
    assert found.line == 3
    assert found.around == ("The mayor met ", " …")
    assert located(found, TEXT, 1) == (3, 74)


def test_a_passage_inside_one_that_lies_inside_another_or_itself_is_none() -> None:
    deeper = parsed(
        "<q> oa:hasSource <p> ; oa:hasSelector <s> . <r> oa:hasSource <r> ; oa:hasSelector <s> ."
    )
    found = held([*invented(), *inside("Bo Lind", 14, "The mayor met Bo Lind"), *deeper])

    assert found.passage(f"{BASE}p") is not None
    assert found.passage(f"{BASE}q") is None
    assert found.passage(f"{BASE}r") is None


_WHOLE = (
    "<p> oa:hasSource <e> .",
    "<p> oa:hasSelector <s> .",
    "<s> oa:start 1 .",
    "<s> oa:end 2 .",
    "<s> oa:exact 'w' .",
    "<e> oa:hasSource <t> .",
    "<e> oa:hasSelector <f> .",
    "<e> schema:position 3 .",
    "<f> oa:exact 'two' .",
)


@pytest.mark.parametrize(
    "said",
    [
        *("".join(part for part in _WHOLE if part != left_out) for left_out in _WHOLE),
        "".join(_WHOLE).replace("start 1", "start '-1'"),
        "".join(_WHOLE).replace("end 2", f"end {'9' * 5000}"),
    ],
    ids=[
        *("source", "selector", "start", "end", "words"),
        *("text", "its selector", "line", "its words", "negative", "endless"),
    ],
)
def test_a_passage_that_does_not_say_where_it_stands_leaves_the_wider_one(said: str) -> None:
    wide = passage("Ada Moor said")
    link = f"<claim/new> tw:content <p> ; tw:evidence <{passage_of(wide.words)}> ."
    found = held([*invented(), *parsed(said + link)])

    assert found.passage(f"{BASE}p") is None
    assert found.resting(f"{BASE}claim/new") == [wide]


def test_words_stand_without_what_is_around_them() -> None:
    turtle = "<p> oa:hasSource <t> ; schema:position 7 ; oa:hasSelector <s> . <s> oa:exact 'w' ."
    found = held(parsed(turtle)).passage(f"{BASE}p")

    assert found == Passage(
        text=f"{BASE}t",
        evidence_line=7,
        evidence="w",
        start=0,
        end=1,
        words="w",
        before="",
        after="",
    )
    assert found.around == ("", "")


@pytest.mark.parametrize(
    ("node", "bearers"),
    [
        (CLAIM, [CLAIM]),
        (MEETING, [MEETING]),
        (f"{MEETING}#bo-lind", [f"{MEETING}#bo-lind"]),
        (OFFICE, [OFFICE]),
        (ADA, [CLAIM, OFFICE]),
        (f"{FIGURES}#observation", [FIGURES]),
        (ARTICLE, [CLAIM, FIGURES, MEETING]),
        (f"{BASE}actor/norland", []),
    ],
)
def test_a_node_is_shown_by_itself_or_by_what_speaks_of_it(
    evidence: Evidence, node: str, bearers: list[str]
) -> None:
    assert evidence.bearers(node) == bearers


@pytest.mark.parametrize(
    ("judged", "bearers"),
    [
        (f"tw:subjectClaim <{CLAIM}> ; tw:objectClaim <{FIGURES}>", [CLAIM, FIGURES]),
        (f"tw:one <{MEETING}> ; tw:other <{ADA}>", [CLAIM, OFFICE, MEETING]),
        (f"tw:one <{ADA}> ; tw:other <{CLAIM}>", [CLAIM, OFFICE]),
    ],
)
def test_a_judgement_is_shown_by_the_words_of_both_sides(judged: str, bearers: list[str]) -> None:
    found = held([*invented(), *parsed(f"<judgement> {judged} .")])

    assert found.bearers(f"{BASE}judgement") == bearers
    assert [one.bearer for one in found.cited(f"{BASE}judgement")] == sorted(
        bearers, key=lambda one: (found.resting(one)[0], one)
    )


def test_only_who_points_by_the_property_and_rests_on_words_speaks(evidence: Evidence) -> None:
    assert evidence.speaking(ADA, vocab.SPEAKER) == [CLAIM]
    assert evidence.speaking(SNAPSHOT) == []


def test_an_actor_takes_part_by_the_role_that_has_words(evidence: Evidence) -> None:
    role = f"{MEETING}#bo-lind"
    bare = parsed(f"<{MEETING}> tw:participation <r> . <r> tw:actor <{BASE}actor/bo-lind> .")

    assert evidence.roles(MEETING, f"{BASE}actor/bo-lind") == [role]
    assert evidence.roles(MEETING, ADA) == []
    assert held([*invented(), *bare]).roles(MEETING, f"{BASE}actor/bo-lind") == [role]


def test_an_article_and_its_text_rest_on_all_of_it(evidence: Evidence) -> None:
    assert [evidence.text_of(node) for node in (ARTICLE, SNAPSHOT, CLAIM)] == [SNAPSHOT] * 2 + [
        None
    ]
    assert evidence.cited(ARTICLE) == evidence.cited(SNAPSHOT) == []


@pytest.mark.parametrize("part", ["", "/selector"])
def test_a_passage_and_its_selector_stand_for_themselves(evidence: Evidence, part: str) -> None:
    (cited,) = evidence.cited(passage_of("Exports") + part)

    assert cited.passage == passage("Exports")
    assert cited.bearer == passage_of("Exports")


def test_a_source_says_its_name_its_first_line_and_its_article(evidence: Evidence) -> None:
    later = held([*invented(), *parsed(f"<{SNAPSHOT}> schema:position 7 .")])
    odd = held(parsed("<t> schema:position 'seven' ."))

    assert evidence.source(SNAPSHOT) == Source(
        name="articles/bridge.txt", first_line=1, article=ARTICLE
    )
    assert later.source(SNAPSHOT).first_line == 7
    assert odd.source(f"{BASE}t") == Source(name=None, first_line=1, article=None)


def test_the_run_that_made_the_graph_of_a_text_is_known(evidence: Evidence) -> None:
    assert evidence.run(SNAPSHOT) == "rules 1, model 2"
    assert evidence.run(ARTICLE) is None


def test_what_is_followed_and_read_is_enough_to_lead_to_the_words(evidence: Evidence) -> None:
    """The rest of a graph need not be held; ``text_of`` and ``source`` are part of the way."""
    some = held(quad for quad in invented() if quad.predicate in FOLLOWED | READ)
    nodes = subjects()

    assert [some.resting(node) for node in nodes] == [evidence.resting(node) for node in nodes]
    assert [some.text_of(node) for node in nodes] == [evidence.text_of(node) for node in nodes]
    assert [some.source(node) for node in nodes] == [evidence.source(node) for node in nodes]


@pytest.mark.parametrize(
    ("start", "first", "where"), [(0, 1, (1, 1)), (3, 1, (1, 4)), (4, 1, (2, 1)), (6, 5, (6, 3))]
)
def test_lines_and_columns_count_from_one(start: int, first: int, where: tuple[int, int]) -> None:
    assert line_and_column("One\nTwo\n", start, first) == where


def test_a_text_that_begins_with_an_empty_line_has_its_words_on_the_second() -> None:
    assert line_and_column("\nOne", 1, 1) == (2, 1)


def test_of_several_answers_the_first_in_order_counts_however_they_come() -> None:
    turtle = """
        <p> oa:hasSource <t/2> , <t/1> ; schema:position 4 , 3 ; oa:hasSelector <s/2> , <s/1> .
        <s/2> oa:exact 'later' ; oa:suffix 'on' . <s/1> oa:exact 'w' .
        <e> tw:participation <r/2> , <r/1> .
        <r/1> tw:actor <a> ; tw:evidence <p> . <r/2> tw:actor <a> ; tw:evidence <p> .
        <g/2> prov:wasDerivedFrom <t/1> ; prov:wasGeneratedBy <run/2> .
        <g/1> prov:wasDerivedFrom <t/1> ; prov:wasGeneratedBy <run/1> .
        <run/1> dcterms:description 'first' . <run/2> dcterms:description 'second' .
    """
    quads = parsed(turtle)
    for found in (held(quads), held(reversed(quads))):
        read = found.passage(f"{BASE}p")

        assert read is not None
        assert (read.text, read.line, read.words, read.after) == (f"{BASE}t/1", 3, "w", "on")
        assert found.roles(f"{BASE}e", f"{BASE}a") == [f"{BASE}r/1", f"{BASE}r/2"]
        assert found.run(f"{BASE}t/1") == "first"


def test_a_passage_is_located_where_its_text_has_its_words() -> None:
    exports = passage("Exports")

    assert located(exports, TEXT, 1) == (3, 1)
    assert located(replace(exports, evidence_line=10), TEXT, 8) == (10, 1)
    assert located(exports, TEXT.replace("Exports", "Imports"), 1) == (3, None)
    assert located(exports, None, 1) == (3, None)


@pytest.mark.parametrize(
    ("text", "line", "first", "place"),
    [
        ("no", 1, 1, 0),
        ("no", 2, 2, 0),
        ("no", 2, 1, None),
        ("no", 1, 2, None),
        ("yes\nno", 2, 1, 4),
        ("yes\nno", 1, 1, None),
        ("no\nno\nno", 2, 1, 3),
        ("say no\nno", 1, 1, 4),
        ("a no, a no", 1, 1, 2),
        ("a no, if no.", 1, 1, 9),
        ("a no, if no, if no.", 1, 1, 16),
        ("if no, if no.", 1, 1, 10),
        ("n\no", 1, 1, None),
    ],
)
def test_words_stand_on_their_line_and_of_several_places_where_what_is_around_them_fits(
    text: str, line: int, first: int, place: int | None
) -> None:
    words = replace(
        passage("Exports", before="if ", after="."),
        evidence_line=line,
        evidence="no",
        words="no",
        end=2,
    )

    assert place_of(words, text, first) == place


def test_evidence_that_runs_over_lines_is_found_on_its_first_and_what_is_inside_on_its_own() -> (
    None
):
    said = replace(
        passage("Exports"), evidence_line=2, evidence="one\ntwo", words="two", start=4, end=7
    )

    assert located(said, "one\none\ntwo", 1) == (3, 1)
    assert located(said, None, 1) == (3, None)
    assert place_of(replace(said, words="few"), "one\none\ntwo", 1) is None


def test_a_text_is_read_once_while_it_is_at_hand(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts, read = Texts(store), list[str]()

    def text(node: ox.NamedNode) -> str:
        read.append(node.value)
        return TEXT

    monkeypatch.setattr(store, "text", text)
    found = [texts.of(SNAPSHOT), texts.of(SNAPSHOT)]
    for number in range(16):
        texts.of(f"{BASE}text/{number}")
    again = texts.of(SNAPSHOT)

    assert [*found, again] == [TEXT] * 3
    assert read == [SNAPSHOT, *(f"{BASE}text/{number}" for number in range(16)), SNAPSHOT]


def test_of_what_points_at_a_thing_no_more_is_looked_at_than_is_said(store: Store) -> None:
    lookups = Lookups(store)

    assert lookups.into(ARTICLE, vocab.REPORTED_IN) == [CLAIM, FIGURES, MEETING]
    assert len(lookups.into(ARTICLE, vocab.REPORTED_IN, most=2)) == 2
    assert set(lookups.into(ARTICLE)) == {CLAIM, FIGURES, MEETING, SNAPSHOT}


def test_a_text_that_is_not_kept_is_none(tmp_path: Path) -> None:
    with store_of(invented(texts=False), tmp_path) as store:
        assert Texts(store).of(SNAPSHOT) is None
