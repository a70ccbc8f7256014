"""How the words of a text hang together."""

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from tests.extract.tagger.test_words import PIECES
from triplewire.extract import load_analyser
from triplewire.extract.parse import parse
from triplewire.extract.tagger.paths import (
    APART,
    RARE,
    Arc,
    arcs_of,
    cut_arcs,
    numbered,
    numbers_of,
    paths_from,
)
from triplewire.extract.tagger.words import words_of

_TEXT = "The minister and the mayor were met in Bergen by Solheim-Dahl. Rain fell."


def _paths(text: str, head: str, *aims: str) -> list[str]:
    (doc,) = parse(load_analyser(), [text])
    words = words_of(text, PIECES)
    spans = {
        text[a.start : b.end]: (i, i + k)
        for k in range(3)
        for i, (a, b) in enumerate(zip(words, words[k:], strict=False))
    }
    return paths_from(arcs_of(words, doc), spans[head], [spans[aim] for aim in aims])


@pytest.mark.parametrize(
    ("aim", "path"),
    [
        ("met", "="),
        ("minister", "nsubjpass"),
        ("The minister", "nsubjpass"),
        ("mayor", "nsubjpass"),
        ("Bergen", "prep:in pobj"),
        ("Solheim-Dahl", "agent:by pobj"),
        ("Rain", ""),
    ],
)
def test_a_path_tells_the_arcs_from_an_event_to_an_actor(aim: str, path: str) -> None:
    assert _paths(_TEXT, "met", aim) == [path]


def test_a_path_tells_the_way_up_first() -> None:
    text = "Solheim denied the arrest of Dahl."
    assert _paths(text, "arrest", "Solheim", "Dahl") == ["^dobj nsubj", "prep:of pobj"]


def test_who_acts_in_a_clause_beside_the_event_s_is_told_from_who_acts_in_it() -> None:
    text = "Solheim arrested three men, and Dahl met the mayor."
    assert _paths(text, "arrested", "Solheim", "Dahl") == ["nsubj", "conj nsubj"]


def test_a_path_that_is_not_learned_is_like_any_long_one() -> None:
    known = numbers_of(["nsubj", "dobj"])
    assert numbered(["dobj", "", "far", "^poss nsubj"], known) == [RARE + 2, APART, RARE, RARE]


@given(data=st.data(), size=st.integers(1, 12))
def test_every_path_has_an_end_whatever_the_parse(data: st.DataObject, size: int) -> None:
    heads = data.draw(st.lists(st.integers(0, size - 1), min_size=size, max_size=size))
    arcs = [Arc(head, "a") for head in heads]
    spans = [(number, number) for number in range(size)]
    there = [paths_from(arcs, span, spans) for span in spans]
    for one in range(size):
        assert there[one][one] == "="
        assert all((there[one][two] == "") == (there[two][one] == "") for two in range(size))


def test_what_hangs_on_words_beyond_a_window_hangs_on_nothing() -> None:
    arcs = [Arc(1, "a"), Arc(1, ""), Arc(1, "b"), Arc(2, "c")]
    assert cut_arcs(arcs, 2, 4) == [Arc(0, ""), Arc(0, "c")]


def test_a_text_without_a_parse_has_no_arcs() -> None:
    text = "Rain fell."
    arcs = arcs_of(words_of(text, PIECES), spacy.blank("en")(text))
    assert arcs == [Arc(0, ""), Arc(1, ""), Arc(2, "")]
