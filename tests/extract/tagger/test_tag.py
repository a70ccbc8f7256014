import zlib
from collections.abc import Mapping

import numpy as np
import spacy
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from tests.extract.tagger.test_words import PIECES
from triplewire.extract.tagger import Network, Tags, first_tellings, tag
from triplewire.extract.tagger.judge import CONTEXT, Ends, Span, around, spans_of, steps_between
from triplewire.extract.tagger.kinds import (
    AROUND,
    CLASSES,
    LAYERS,
    LINES,
    PARTY_ROLES,
    POINTERS,
    tags,
)
from triplewire.extract.tagger.words import windows, words_of

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]


class _Chance:
    """Answers anything, the same for the same words wherever they stand."""

    def words(self, pieces: Integers, _: Integers, starts: Integers) -> Mapping[str, Floats]:
        known = [int(pieces[start]) for start in starts]
        sizes = {name: len(tags(name)) for name in LAYERS} | {"states": 4, "line": len(LINES)}
        found = {name: self._rows(name, known, size) for name, size in sizes.items()}
        return found | {"lower": self._rows("lower", pieces.tolist(), 4)}

    def spans(self, heads: Floats, aims: Floats, _: Integers) -> Mapping[str, Floats]:
        known, others = ([int(row.sum() * 1000) for row in rows] for rows in (heads, aims))
        sizes = {name: len(a) for name, (_, a) in CLASSES.items() if name not in AROUND}
        width = len(POINTERS) + len(PARTY_ROLES)
        pairs = [
            self._rows("pairs", [one * 31 + other for other in others], width) for one in known
        ]
        judged = {name: self._rows(name, known, size) for name, size in sizes.items()}
        return {**judged, "pairs": np.stack(pairs)}

    def around(self, lower: Floats, marked: Floats, ends: Ends) -> Mapping[str, Floats]:
        aims, head, steps = ends.aims, ends.head, ends.steps
        assert len(lower) == len(marked) <= CONTEXT
        assert 0 <= aims.min() <= aims.max() < len(lower)
        first, last = aims[head[0]]
        assert set(np.flatnonzero(marked)) == set(range(first, last + 1))
        assert len(aims) == len(steps) == len(ends.paths)
        assert steps[head[0]] == 0
        known = [int(row.sum() * 1000) for row in lower[aims[:, 0]]]
        judged = {
            name: self._rows(name, known[head[0] :][:1], len(CLASSES[name][1]))[0]
            for name in AROUND
        }
        width = len(POINTERS) + len(PARTY_ROLES)
        return {**judged, "pairs": self._rows("around", known, width)}

    def _rows(self, name: str, known: list[int], size: int) -> Floats:
        seeds = [zlib.crc32(f"{name} {one}".encode()) for one in known]
        rows = [np.random.default_rng(seed).normal(0, 2, size) for seed in seeds]
        return np.array(rows, dtype=np.float32)


_NETWORK = Network(scorer=_Chance(), pieces=PIECES, temperatures={"party": 1.5}, paths={})
_PARSER = spacy.blank("en")
_TEXTS = st.text(st.sampled_from("abcdefg hij\n KLM. 12,"), max_size=700)


def _tags(text: str) -> Tags:
    return tag(text, _PARSER(text), _NETWORK)


@given(text=_TEXTS)
def test_marks_stand_in_the_text_and_point_at_marks_of_the_right_kinds(text: str) -> None:
    found = _tags(text)
    order = [(mark.start, -mark.end) for mark in found.marks]
    assert order == sorted(order)
    assert len(found.lines) == text.count("\n") + 1
    for place, mark in enumerate(found.marks):
        assert 0 <= mark.start < mark.end <= len(text)
        assert text[mark.start : mark.end].strip() == text[mark.start : mark.end]
        assert set(mark.answers) == {n for n, (kinds, _) in CLASSES.items() if mark.kind in kinds}
        assert set(mark.pointers) == {n for n, (k, _) in POINTERS.items() if mark.kind in k}
        chances = [mark.chance, *(chance for _, chance in mark.answers.values())]
        for name, pointer in mark.pointers.items():
            chances.append(pointer.chance)
            assert pointer.mark != place
            if pointer.mark is not None:
                assert found.marks[pointer.mark].kind in POINTERS[name][1]
        chances += [party.chance for party in mark.parties]
        assert mark.kind == "event" or not mark.parties
        assert all(0 <= chance <= 1 for chance in chances)


@given(text=_TEXTS)
def test_spans_of_one_layer_do_not_overlap_where_windows_do(text: str) -> None:
    found = _tags(text)
    for kinds in LAYERS.values():
        spans = sorted((mark.start, mark.end) for mark in found.marks if mark.kind in kinds)
        starts = [start for start, _ in spans]
        assert len(starts) == len(set(starts))


def test_a_text_of_one_window_has_the_marks_of_that_window() -> None:
    text = "abc def. KLM 12\nhij abc"
    words = words_of(text, PIECES)
    assert len(list(windows(words))) == 1
    assert _tags(text) == _tags(text)
    assert {mark.kind for mark in _tags(text).marks} != set()


def test_of_a_window_full_of_spans_the_most_probable_are_marked() -> None:
    text = "a b c d e f g h i j k l m n o p " * 15
    words = words_of(text, PIECES)
    assert len(list(windows(words))) == 1
    found = _tags(text)

    assert len(found.marks) <= 250
    assert sum(mark.kind == "event" for mark in found.marks) == 24


@given(pieces=st.integers(1, 400), data=st.data())
def test_the_pieces_around_one_are_as_many_as_may_be_and_it_is_among_them(
    pieces: int, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, pieces - 1))
    first = around(pieces, place)

    assert 0 <= first <= place < first + CONTEXT
    assert first + CONTEXT <= max(pieces, CONTEXT)


@given(text=_TEXTS)
def test_what_is_told_again_was_told_before(text: str) -> None:
    found = _tags(text)
    for number, first in first_tellings(found).items():
        assert first <= number
        assert first_tellings(found)[first] == first
        assert found.marks[number].kind == "event"


def test_a_text_without_words_has_no_marks() -> None:
    assert _tags("") == Tags(marks=(), lines=("text",))
    assert _tags(" \n ") == Tags(marks=(), lines=("text", "text"))


def _chances(layer: str, rows: list[dict[str, float]]) -> Floats:
    names = tags(layer)
    found = np.zeros((len(rows), len(names)), dtype=np.float32)
    for place, row in enumerate(rows):
        for name, chance in row.items():
            found[place, names.index(name)] = chance
    return found


def test_a_span_is_as_probable_as_its_least_probable_word() -> None:
    rows: list[dict[str, float]] = [
        {"O": 1.0},
        {"B-person": 0.9, "O": 0.1},
        {"I-person": 0.75, "O": 0.25},
        {"O": 1.0},
    ]
    assert list(spans_of(_chances("name", rows), "name")) == [Span(1, 2, "person", 0.75)]


def test_a_span_that_may_well_go_on_is_less_probable() -> None:
    rows: list[dict[str, float]] = [{"B-person": 1.0}, {"O": 0.625, "I-person": 0.375}]
    assert list(spans_of(_chances("name", rows), "name")) == [Span(0, 0, "person", 0.625)]


def test_two_spans_side_by_side_are_two_and_an_inside_alone_begins_one() -> None:
    rows: list[dict[str, float]] = [
        {"B-person": 1.0},
        {"B-person": 1.0},
        {"I-org": 1.0},
        {"I-org": 1.0},
    ]
    found = [(one.first, one.last, one.kind) for one in spans_of(_chances("name", rows), "name")]
    assert found == [(0, 0, "person"), (1, 1, "person"), (2, 3, "org")]


def test_steps_tell_near_words_apart_and_before_from_behind() -> None:
    places = [0, 1, 7, 100, 5_000]
    steps = steps_between(places, places)

    assert steps[0].tolist() == [0, 1, 7, 15, 23]
    assert steps[1, 0] == 24 + 1
    assert steps[4, 0] == 24 + 23
