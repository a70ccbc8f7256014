"""Passages are named by words and by places inside evidence: nothing said elsewhere moves them."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Triple

from tests.drafts import TEXT, article, draft
from triplewire import vocab
from triplewire.ask.evidence import Evidence, line_and_column, place_of
from triplewire.convert.passage import passage_iri, passage_triples
from triplewire.errors import ConvertError
from triplewire.iris import digits_of
from triplewire.link import link, load_authorities
from triplewire.ontology import vocabulary
from triplewire.records import Passage, Story

AUTHORITIES = load_authorities(None, vocabulary(), "https://example.org/")


def story(text: str = TEXT, line: int = 1) -> Story:
    read = replace(article(text), line=line)
    return link(draft(article=read, actors=(), events=(), claims=()), AUTHORITIES)


def passage(text: str, start: int, end: int) -> Passage:
    return Passage(start=start, end=end, text=text[start:end])


def of(text: str, words: str) -> Passage:
    start = text.index(words)
    return passage(text, start, start + len(words))


def held(triples: list[Triple]) -> Evidence:
    def values(node: str, name: NamedNode) -> list[str]:
        return [
            triple.object.value
            for triple in triples
            if triple.subject == NamedNode(node) and triple.predicate == name
            if isinstance(triple.object, NamedNode | Literal)
        ]

    return Evidence(values)


SAID = "One. Two. One.\nOne said: two."


def local(iri: NamedNode, made: Story) -> str:
    return iri.value.removeprefix(made.text_iri)


def test_evidence_is_named_by_its_words_and_from_the_second_time_on_by_the_time() -> None:
    made = story(SAID)
    name = f"#passage-{digits_of('One.')}"

    assert local(passage_iri(made, passage(SAID, 0, 4)), made) == name
    assert local(passage_iri(made, passage(SAID, 10, 14)), made) == f"{name}-2"


def test_words_inside_evidence_are_named_by_their_place_there_and_all_of_it_is_the_evidence() -> (
    None
):
    made = story(SAID)
    evidence = of(SAID, "One said: two.")
    name = passage_iri(made, evidence).value

    assert passage_iri(made, of(SAID, "two."), evidence).value == f"{name}/10-14"
    assert passage_iri(made, of(SAID, "One said"), evidence).value == f"{name}/0-8"
    assert passage_iri(made, evidence, evidence).value == name


@pytest.mark.parametrize("words", ["Two.", ". Two. One.\nOne said"])
def test_words_that_do_not_lie_in_their_evidence_are_a_passage_of_the_text(words: str) -> None:
    made = story(SAID)
    evidence = of(SAID, "One said: two.")

    assert passage_iri(made, of(SAID, words), evidence) == passage_iri(made, of(SAID, words))
    assert set(passage_triples(made, of(SAID, words), evidence)) == set(
        passage_triples(made, of(SAID, words))
    )


def test_a_passage_says_its_words_its_line_and_what_stands_around() -> None:
    made = story(SAID, line=7)
    evidence = of(SAID, "One said: two.")
    iri = passage_iri(made, evidence)
    selector = NamedNode(f"{iri.value}/selector")

    assert set(passage_triples(made, evidence)) == {
        Triple(iri, vocab.TYPE, vocab.OA_RESOURCE_SELECTION),
        Triple(iri, vocab.OA_HAS_SOURCE, NamedNode(made.text_iri)),
        Triple(iri, vocab.OA_HAS_SELECTOR, selector),
        Triple(iri, vocab.SCHEMA_POSITION, Literal(8)),
        Triple(selector, vocab.TYPE, vocab.OA_TEXT_QUOTE_SELECTOR),
        Triple(selector, vocab.OA_EXACT, Literal("One said: two.")),
        Triple(selector, vocab.OA_PREFIX, Literal("One. Two. One.\n")),
    }


def test_a_passage_inside_evidence_says_its_words_and_its_place_there() -> None:
    made = story(SAID)
    evidence = of(SAID, "One said: two.")
    iri = passage_iri(made, of(SAID, "two"), evidence)
    selector = NamedNode(f"{iri.value}/selector")

    assert set(passage_triples(made, of(SAID, "two"), evidence)) == {
        Triple(iri, vocab.TYPE, vocab.OA_RESOURCE_SELECTION),
        Triple(iri, vocab.OA_HAS_SOURCE, passage_iri(made, evidence)),
        Triple(iri, vocab.OA_HAS_SELECTOR, selector),
        Triple(selector, vocab.TYPE, vocab.OA_TEXT_QUOTE_SELECTOR),
        Triple(selector, vocab.TYPE, vocab.OA_TEXT_POSITION_SELECTOR),
        Triple(selector, vocab.OA_EXACT, Literal("two")),
        Triple(selector, vocab.OA_START, Literal(10)),
        Triple(selector, vocab.OA_END, Literal(13)),
    }


def test_words_that_are_not_where_they_are_said_to_be_are_refused() -> None:
    for start, end in ((1, 5), (-4, 4), (4, 0)):
        with pytest.raises(ConvertError, match="words not found"):
            list(passage_triples(story(SAID), Passage(start=start, end=end, text="One.")))


def test_a_word_corrected_above_leaves_all_that_is_said_of_a_passage() -> None:
    old, new = (
        f"Thre boats sank{' and sank' * 9}.\n{SAID}",
        f"Three boats sank{' and sank' * 9}.\n{SAID}",
    )
    made, again = story(old), story(new)
    renamed = NamedNode(made.text_iri)

    def said(made: Story, text: str) -> set[tuple[str, NamedNode, object]]:
        evidence = of(text, "One said: two.")
        cut = (passage_triples(made, evidence), passage_triples(made, of(text, "two"), evidence))
        return {
            (local(t.subject, made), t.predicate, str(t.object).replace(made.text_iri, ""))
            for triples in cut
            for t in triples
            if isinstance(t.subject, NamedNode)
        }

    assert renamed.value != again.text_iri
    assert said(made, old) == said(again, new)


_TEXTS = st.text(st.sampled_from("ab. \n“é𝄞"), min_size=1, max_size=60)


@given(_TEXTS, st.data())
def test_what_a_passage_says_leads_back_to_its_words_in_the_text(
    text: str, data: st.DataObject
) -> None:
    cuts = st.lists(st.integers(0, len(text)), min_size=2, max_size=2, unique=True).map(sorted)
    start, end = data.draw(cuts)
    inner = data.draw(cuts)
    first = data.draw(st.integers(1, 9))
    made = story(text, first)
    evidence, words = passage(text, start, end), passage(text, *inner)
    cut = (passage_triples(made, evidence), passage_triples(made, words, evidence))
    iri = passage_iri(made, words, evidence).value
    found = held([triple for triples in cut for triple in triples]).passage(iri)

    assert found is not None
    assert (found.text, found.words) == (made.text_iri, words.text)
    assert found.line == line_and_column(text, words.start, first)[0]
    place = place_of(found, text, first)
    assert place is not None
    assert text.startswith(words.text, place)
    assert line_and_column(text, place, first)[0] == found.line
    # Of places on one line with the same words around them none is told from the others.
    if len(text) <= 32:
        assert place == words.start


@given(st.text(st.sampled_from("ab "), min_size=2, max_size=80), st.data())
def test_no_two_passages_of_a_text_share_a_name(text: str, data: st.DataObject) -> None:
    cuts = st.lists(st.integers(0, len(text)), min_size=2, max_size=2, unique=True).map(sorted)
    one, other = (passage(text, *data.draw(cuts)) for _ in range(2))
    made = story(text)

    assert (passage_iri(made, one) == passage_iri(made, other)) == (one == other)
