"""Lines that a program has broken are whole paragraphs again; lines of their own stay apart."""

import pytest

from tests.extract.test_noise import sheet_of
from triplewire.extract.layout.wrapped import find_wraps

BROKEN = """\
The old harbour of the town will close in
May, the council said on Monday after a vote.
Maria Keller, who runs it, was not asked by
anybody. She had been in Oslo for the whole
week.

Boats will use the new pier from June."""


def lines_of(text: str) -> list[str]:
    """Return the words of each line as it is read."""
    return [" ".join(line.split()) for line in sheet_of(text).masked.split("\n") if line.strip()]


def test_lines_broken_at_a_column_are_one_paragraph() -> None:
    first, second = lines_of(BROKEN)

    assert first.startswith("The old harbour")
    assert first.endswith("the whole week.")
    assert second == "Boats will use the new pier from June."


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("We will stop all of the ships\nand the boats.", 1),
        ('He said: "We will stop\nBoats at once."', 1),
        ("He said: “We will stop\nBoats at once.”", 1),
        ("We will stop all of the\nships of the town. They wait\nfor Ola\nLund.", 3),
    ],
)
def test_a_sentence_or_quotation_goes_on_in_the_next_line(text: str, count: int) -> None:
    assert len(lines_of(text)) == 1
    assert len(find_wraps(text)) == count


@pytest.mark.parametrize(
    "text",
    [
        "Ferry strike ends after a week\nBoats sail again.",
        "Ferry strike ends after a week\nby Ann Roe and others.",
        "Ferry strike ends after a week\nann@roe.example",
        "Ferry strike ends after a week\npor Ana Roca y otros",
        "The strike ends.\nand boats sail again.",
        "We will stop all of the ships\n\nand the boats.",
        '"We will stop the ships.\n"We must go," he said.',
        "Salt\nfish and bread.",
        "We will stop all of the ships\n* and the boats.",
    ],
)
def test_lines_of_their_own_stay_apart(text: str) -> None:
    assert find_wraps(text) == []


def test_the_header_of_a_page_joins_nothing() -> None:
    text = "A ferry strike of weeks\n\nIt goes on.\nA ferry strike of weeks\nand boats wait."

    assert find_wraps(text) == []


def test_lines_that_had_room_for_the_next_word_were_not_broken() -> None:
    text = "\n".join(
        ["Fish is dear", "Bread is cheap in the old town by the sea", "Salt is sold"] * 3
    )

    assert find_wraps(text) == []


def test_a_headline_over_two_lines_is_one_title() -> None:
    sheet = sheet_of(
        "Ferry strike of the northern crews\nends after a week, says the union. Boats\nsail."
    )

    assert "\n" not in (sheet.metadata.title or "")
