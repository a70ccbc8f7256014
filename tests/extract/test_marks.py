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


def resumed(text: str) -> list[tuple[str, str]]:
    return [(text[q.start : q.end], text[q.after : q.after + 5]) for q in find_quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She said: “ All is well. ” And", [("All is well.", " And")]),
        ("He said “All is well”", [("All is well", "")]),
        ("“A.” “B.” C", [("A.", " “B.”"), ("B.", " C")]),
        ("“We stay. “We fight,” he", [("We stay.", "“We f"), ("We fight,", " he")]),
        ("‘Yes,’ she said", [("Yes,", " she ")]),
        ("say 'go'", [("go", "")]),
        # Marks that are turned the wrong way.
        ("Of “reach, “Roe said. It ended.", [("reach,", "“Roe ")]),
        ("Of “reach, “Ann Lee Kim told me", [("reach,", "“Ann ")]),
        (
            "Of “reach, “Ann Lee Kim Poe told me”",
            [("reach,", "“Ann "), ("Ann Lee Kim Poe told me", "")],
        ),
        ('"reach, "Roe added. It "ended."', [("reach,", "Roe a"), ("ended.", "")]),
        # Kinds of marks, and what stands around them.
        ("«Oui» and ‟yes”", [("Oui", " and "), ("yes", "")]),
        (
            '("b") [“c”] —"d" –"e" /"f"',
            [("b", ") [“c"), ("c", '] —"d'), ("d", ' –"e"'), ("e", ' /"f"'), ("f", "")],
        ),
        ('a-"b" c and x"g" of” no', [("b", " c an")]),
        ("(‘yes’) ['no'] x'no' 'no'x", [("yes", ") ['n"), ("no", "] x'n")]),
        ("'7 days' and ‘7 days’", [("7 days", "")]),
        ("'!?' ‘!?’ \"…\" ‘ a’", []),
        ("'a\nb'", []),
        ("'two \"three\" four'", [("three", " four")]),
        # What a straight mark opens anew behind.
        ('He said "late, "Go on," she', [("late,", "Go on")]),
        ('He said "Late, "Go on," she', [("Late,", "Go on"), ("Go on,", " she")]),
        ('He said "Late” "Go on," she', [("Late", ' "Go '), ("Go on,", " she")]),
        ('He said "Late! "Go on," she', [("Late!", "Go on"), ("Go on,", " she")]),
        ('He said "Late "Go on," she', [("Late", "Go on")]),
    ],
)
def test_the_text_resumes_behind_a_closing_mark_alone(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert resumed(text) == expected


@pytest.mark.parametrize(
    ("between", "opens"), [("", True), ("A caption.\n", True), ("One.\nTwo.\n", False)]
)
def test_one_line_may_stand_between_the_paragraphs_of_a_quotation(
    between: str, opens: bool
) -> None:
    text = f'"We begin.\n{between}"We end."'
    found = [(text[q.start : q.end], q.after, q.closed) for q in find_quotations(text)]

    assert found[:-1] == ([("We begin.", 10, False)] if opens else [])
    assert found[-1] == ("We end.", len(text), True)


def test_marks_far_behind_in_an_endless_line_are_not_read() -> None:
    text = f'{"x" * 19_990} "a b" and "c d"'

    assert quoted(text) == ["a b"]
    assert quoted(f'{"x" * 19_995} "a b"') == []
    assert quoted(f'{"x" * 19_994} "a b"') == ["a b"]


@pytest.mark.parametrize("length", [1, 2, 400, 401])
def test_words_between_single_marks_are_few(length: int) -> None:
    words = "a" * length

    assert quoted(f"It is '{words}' now") == quoted(f"It is ‘{words}’ now")
    assert quoted(f"It is ‘{words}’ now") == ([words] if 2 <= length <= 400 else [])
