from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triplewire.extract.text.quotation_marks import find_quotations


def quoted(text: str) -> list[str]:
    return [text[q.start : q.end] for q in find_quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('She said: "All is well."', ["All is well."]),
        ("“All is well,” she said. “Go on.”", ["All is well,", "Go on."]),
        ('A mixed "pair of marks” is read.', ["pair of marks"]),
        ("The mayor's plan is 'dead in the water', he said.", ["dead in the water"]),
        ("‘It’s over,’ she said.", ["It’s over,"]),
        ("'One' and \"two 'three' four\" and 'five'.", ["One", "two 'three' four", "five"]),
        ('It was 6" wide.', []),
        ("The students' union and the teachers' union met.", []),
        ('He said "" and went.', []),
        ('"Never closed in this text.', []),
    ],
)
def test_words_between_marks_are_found(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_a_quotation_goes_on_when_the_next_paragraph_opens_with_a_mark() -> None:
    text = '"We begin here.\n\n"We end here," he said.'

    first, second = find_quotations(text)

    assert (text[first.start : first.end], first.closed) == ("We begin here.", False)
    assert (text[second.start : second.end], second.closed) == ("We end here,", True)


def test_a_forgotten_closing_mark_does_not_swallow_the_next_quotation() -> None:
    text = "“We will stay. “We will fight,” he said."

    assert quoted(text) == ["We will stay.", "We will fight,"]


def test_a_straight_mark_reopens_after_a_sentence() -> None:
    text = 'He said "It is late. "Go home now," she said.'

    assert quoted(text) == ["It is late.", "Go home now,"]


def test_a_mark_that_can_only_open_reopens_wherever_it_stands() -> None:
    assert quoted('He said "it is late “Go home now,” she said.') == ["it is late", "Go home now,"]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ('The "Old "Mill" burnt.', "Old"),
        ('A "plan of sorts. "Go home now," she said.', "plan of sorts."),
    ],
)
def test_a_straight_mark_reopens_after_a_whole_sentence_alone(text: str, first: str) -> None:
    assert quoted(text) == [first]


@given(st.text(alphabet="ab \n.,'\"“”‘’«»", max_size=200))
def test_quotations_lie_in_the_text_and_never_overlap(text: str) -> None:
    found = find_quotations(text)

    assert all(0 <= q.start < q.end <= q.after <= len(text) for q in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
