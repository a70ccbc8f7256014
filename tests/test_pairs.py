"""Two annotations of a text are compared by what they mean, not by the ids they use."""

from dataclasses import replace
from pathlib import Path

import pytest
from corpus import SECOND, files, read_any
from elsewhere import CORPORA
from markup import Document, problems, read
from pairs import Pair, agreement, scores

HEAD = "genre: wire\npublished: 2024-01-02\nannotator: a\n---\n"
ONE = (
    "{person#a|Ana} {event#e type=visit status=happened who=visitor:a,host:b when=t|visited} "
    "{country#b|Chad} {time#t value=2024-01-01|on Monday}, {cue#k|said} {person#c|Bo}.\n"
)


def document(folder: Path, body: str) -> Document:
    path = folder / "one.txt"
    path.write_text(HEAD + body, encoding="utf-8")
    return read(path)


def compared(folder: Path, one: str, other: str) -> dict[str, list[int]]:
    pair = Pair(document(folder, one), document(folder, other))
    return {name: counts for name, *counts in agreement([pair])}


def test_the_same_annotation_by_other_ids_agrees_in_everything(tmp_path: Path) -> None:
    other = ONE.replace("#a", "#ana").replace(":a", ":ana").replace("#b", "#x").replace(":b", ":x")
    found = compared(tmp_path, ONE, other)

    assert found["event, strict"] == [1, 1, 1]
    assert found["person"] == [2, 2, 2]
    assert all(both == one == two for both, one, two in found.values())


@pytest.mark.parametrize(
    ("change", "by", "lost"),
    [
        ("type=visit", "type=meeting", {"type", "type and status", "type and parties", "strict"}),
        ("status=happened", "status=planned", {"type and status"}),
        (",host:b", "", {"type and parties", "strict"}),
        ("host:b", "other:b", {"type and parties", "strict"}),
        ("host:b", "host:c", {"type and parties", "strict"}),
        (" when=t", "", {"strict"}),
        ("value=2024-01-01", "value=2024-01", {"strict"}),
    ],
)
def test_what_differs_is_told_where_it_matters(
    tmp_path: Path, change: str, by: str, lost: set[str]
) -> None:
    found = compared(tmp_path, ONE, ONE.replace(change, by))

    assert {name for name, (both, one, other) in found.items() if both < max(one, other)} == {
        f"event, {name}" for name in lost
    }


@pytest.mark.parametrize(
    ("counts", "expected"),
    [((1, 2, 4), (0.25, 0.5, 1 / 3)), ((0, 0, 0), (0, 0, 0)), ((3, 3, 3), (1, 1, 1))],
)
def test_scores_are_those_of_the_textbook(
    counts: tuple[int, int, int], expected: tuple[float, float, float]
) -> None:
    assert scores(*counts) == pytest.approx(expected)


def test_marks_of_a_trigger_agree_when_they_share_half_of_their_words(tmp_path: Path) -> None:
    text = "They {event type=visit status=happened|%s} ruins.\n"
    whole = text.replace("%s} ruins", "went to see} ruins")
    part = text.replace("{event", "went to {event").replace("%s} ruins", "see} ruins")
    other = text.replace("%s} ruins", "went} to see ruins")

    assert compared(tmp_path, whole, part)["event"] == [1, 1, 1]
    assert compared(tmp_path, part, other)["event"] == [0, 1, 1]


def test_an_event_is_the_same_wherever_it_is_told(tmp_path: Path) -> None:
    body = "# Ministers {%s|talk}\n\nThey {%s|met}. They {%s|met}.\n"
    event, again = "event#e type=meeting status=happened", "again#e"
    below = body % (again, event, event.replace("#e", "#f"))
    above = body % (event, again, event.replace("#e", "#f").replace("meeting", "visit"))

    assert compared(tmp_path, below, above)["event"] == [2, 2, 2]
    assert compared(tmp_path, below, above)["event, type"] == [1, 2, 2]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("basis-point", "basis point", 1),
        ("km", "kilometre", 1),
        ("kilometre", "tonne", 0),
        ("bus", "bus", 1),
        ("bus", "ship", 0),
    ],
)
def test_units_are_the_same_however_they_are_written(
    tmp_path: Path, one: str, other: str, same: int
) -> None:
    def told(unit: str) -> str:
        return f"It grew by {{figure#f value=3 unit={unit.replace(' ', '-')}|3}}.\n"

    assert compared(tmp_path, told(one), told(other))["figure, value and unit"] == [same, 1, 1]


def test_ranks_agree_when_they_share_half_of_their_words(tmp_path: Path) -> None:
    text = "It is {rank value=2|the second-largest} port.\n"

    assert compared(tmp_path, text, text.replace("} port", " port}"))["rank"] == [1, 1, 1]


@pytest.mark.skipif(not CORPORA.is_dir(), reason="needs ../shared")
@pytest.mark.parametrize("path", sorted(SECOND.iterdir()), ids=lambda path: path.stem)
def test_second_annotations_keep_to_the_guidelines_and_have_the_text_of_the_first(
    path: Path,
) -> None:
    first = {one.stem: one for one in files()}[path.stem]
    document = read_any(path)

    assert list(problems(document)) == []
    assert document.text == read_any(first).text


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("exports of rice", "rice exports", 1),
        ("exports of rice", "exports", 1),
        ("exports of rice", "rice prices", 0),
        ("exports", "imports", 0),
        ("tonnes", "-", 1),
        ("exports", "-", 0),
        ("-", "-", 1),
    ],
)
def test_figures_measure_the_same_by_the_words_for_it(
    tmp_path: Path, one: str, other: str, same: int
) -> None:
    def told(measure: str) -> str:
        figure = "{figure#f value=3 unit=tonne%s|3 tonnes} went up"
        if measure == "-":
            return figure % "" + ".\n"
        return figure % " measure=m" + f", {{measure#m|{measure}}}.\n"

    def document_of(measure: str) -> Document:
        return replace(document(tmp_path, told(measure)), name=measure)

    [counts] = [
        counts
        for name, *counts in agreement([Pair(document_of(one), document_of(other))])
        if name == "figure, unit and measure"
    ]
    assert counts == [same, 1, 1]
