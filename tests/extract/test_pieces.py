"""How long texts are taken apart for the parser, and how its lemmas are mended."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.extract.pages import read
from triplewire.extract.parse.model import _batches, _pieces, _version


@pytest.mark.parametrize(
    ("text", "lengths"),
    [
        ("", [0]),
        ("x" * 50_000, [50_000]),
        ("x" * 50_001, [50_000, 1]),
        ("x" * 100_001, [50_000, 50_000, 1]),
        (f"{'x' * 10} {'x' * 50_000}", [11, 50_000]),
        (f"{'x' * 49_999} {'x' * 10}", [50_000, 10]),
        (f"{'x' * 50_000} {'x' * 10}", [50_000, 11]),
        (f"{'x' * 10}\n{'x' * 10} {'x' * 49_990}", [11, 11, 49_990]),
        (f"{'x' * 49_999}\n{'x' * 10}", [50_000, 10]),
        (f"{'x' * 50_000}\n{'x' * 10}", [50_000, 11]),
    ],
)
def test_a_long_text_is_cut_behind_a_line_end_or_else_a_space(
    text: str, lengths: list[int]
) -> None:
    pieces = list(_pieces(text))

    assert "".join(pieces) == text
    assert [len(piece) for piece in pieces] == lengths


@given(st.lists(st.integers(0, 60_000), max_size=40))
def test_pieces_are_parsed_in_batches_that_are_small_together(sizes: list[int]) -> None:
    batches = [[len(piece) for piece in batch] for batch in _batches("x" * size for size in sizes)]

    assert [size for batch in batches for size in batch] == sizes
    assert all(len(batch) <= 16 for batch in batches)
    assert all(len(batch) <= 1 or sum(batch) <= 25_000 for batch in batches)
    # No batch had room for what the next one begins with.
    assert all(
        len(batch) == 16 or sum(batch) + following[0] > 25_000
        for batch, following in pairwise(batches)
    )


@pytest.mark.parametrize(
    ("sizes", "counts"),
    [([1] * 16, [16]), ([1] * 17, [16, 1]), ([12_500] * 2, [2]), ([12_500, 12_501], [1, 1])],
)
def test_a_batch_is_full_and_no_fuller(sizes: list[int], counts: list[int]) -> None:
    assert [len(batch) for batch in _batches("x" * size for size in sizes)] == counts


def test_a_package_that_is_not_there_has_no_version() -> None:
    assert _version("no-package-of-this-name") is None
    assert _version("spacy")


@pytest.mark.parametrize(
    ("text", "word", "lemma"),
    [
        ("Crews are determined to sail.", "determined", "determined"),
        ("Crews were concerned by ships.", "concerned", "concerned"),
        ("They staged a show.", "staged", "stage"),
        ("They hoped to sail.", "hoped", "hope"),
        ("They were phoning home.", "phoning", "phone"),
        ("Crews were attacked by ships.", "attacked", "attack"),
    ],
)
def test_a_state_is_told_from_what_brings_it_about(text: str, word: str, lemma: str) -> None:
    [token] = [token for token in read(text).doc if token.text == word]

    assert token.lemma_ == lemma


def test_a_sentence_begins_behind_a_line_end_and_never_with_a_space() -> None:
    doc = read("Boats sail\nCrews sleep  \n\n Nets dry.  So it goes.").doc
    starts = [sent.text.strip() for sent in doc.sents]

    assert starts == ["Boats sail", "Crews sleep", "Nets dry.", "So it goes."]
    assert not any(
        sent[0].is_space and not doc[sent.start - 1].is_space for sent in doc.sents if sent.start
    )
