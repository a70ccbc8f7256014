"""What the network is asked to learn of a document, and how sure its scores make it."""

from pathlib import Path

import numpy as np
import pytest
from calibrate import _best
from examples import Window, answer, parties, targets, window_of
from markup import read
from numpy.typing import NDArray

from triplewire.assets import data
from triplewire.extract.tagger.kinds import PARTY_ROLES, tags
from triplewire.extract.tagger.paths import Arc
from triplewire.extract.tagger.pieces import Pieces
from triplewire.extract.tagger.words import words_of

_TEXT = """genre: wire
region: -
published: 2024-03-14
annotator: t
---
# {org#a|Acme} {again#e|buys} {org#z|Zeta}
~By a reporter
{org#a|Acme} {event#e type=corporate-action status=happened who=doer:a,other:z when=t|bought} \
{org#z|Zeta} {time#t value=2024-03-12|on Tuesday}. "{quote#q by=o cue=k act=pledge|We stay,}" \
{cue#k|said} {person#o|Ola Brask}.
{ref#o|He} {cue#l|denied} {said by=o cue=l act=reject denied=yes|a sale}. {person#x|Ida Moe} left.
"""


@pytest.fixture
def window(tmp_path: Path) -> Window:
    path = tmp_path / "text.txt"
    path.write_text(_TEXT, "utf-8")
    document = read(path)
    vocabulary = (data("tagger") / "vocabulary.txt").read_text("utf-8").splitlines()
    words = words_of(document.text, Pieces(vocabulary))
    arcs = [Arc(number, "") for number in range(len(words))]
    return window_of(document, words, arcs, (0, len(words)))


def _shown(window: Window, layer: str) -> list[str]:
    names = tags(layer)
    return [names[tag] for tag in window.tags[layer] if tag]


def test_each_word_has_a_tag_of_every_layer(window: Window) -> None:
    assert {len(row) for row in window.tags.values()} == {len(window.words)}
    assert _shown(window, "name") == [
        *("B-org", "B-org", "B-org", "B-org"),
        *("B-person", "I-person", "B-person", "I-person"),
    ]
    assert _shown(window, "event") == ["B-event", "B-event"]
    assert _shown(window, "quote") == ["B-quote", "I-quote", "I-quote"]


def test_each_line_is_text_a_title_or_furniture(window: Window) -> None:
    assert [kind for _, kind in window.lines] == [1, 2, 0, 0]


def _span(window: Window, kind: str, nth: int = 0) -> int:
    return [n for n, span in enumerate(window.spans) if span.kind == kind][nth]


def _ends(window: Window, pointer: str, kind: str, nth: int = 0) -> list[str]:
    """Return the kinds and places of the spans that a pointer of a span ends at."""
    found = targets(pointer, window.spans[_span(window, kind, nth)], window.spans)
    assert found is not None
    return [window.spans[place].kind for place in found[1]]


def test_pointers_end_at_the_marks_that_are_named(window: Window) -> None:
    assert _ends(window, "cue", "quote") == ["cue"]
    assert _ends(window, "when", "event", 1) == ["time"]
    assert _ends(window, "antecedent", "ref") == ["person"]
    assert _ends(window, "by", "said") == ["person", "ref"]
    assert _ends(window, "place", "event", 1) == []


def test_what_is_told_again_points_at_the_first_telling(window: Window) -> None:
    title, body = (_span(window, "event", nth) for nth in (0, 1))

    assert targets("again", window.spans[body], window.spans) == ([title], [title])
    assert targets("again", window.spans[title], window.spans) == ([], [])
    late = [span for span in window.spans if span is not window.spans[title]]
    assert targets("again", window.spans[body], late) is None


def test_the_words_that_tell_it_again_say_what_it_is_and_nothing_else(window: Window) -> None:
    title, body = (window.spans[_span(window, "event", nth)] for nth in (0, 1))

    assert answer("type", title) == answer("type", body)
    assert answer("status", title) == answer("status", body)
    assert targets("when", title, window.spans) is None
    assert parties(title, window.spans) == []


def test_a_pointer_of_another_kind_of_span_is_not_asked_for(window: Window) -> None:
    assert targets("cue", window.spans[_span(window, "event")], window.spans) is None


def test_a_pointer_to_something_outside_of_the_window_is_not_asked_for(window: Window) -> None:
    quote = window.spans[_span(window, "quote")]
    others = [span for span in window.spans if span.mark.id != "o"]

    assert targets("by", quote, others) is None


def test_each_actor_has_a_role_in_an_event_or_none(window: Window) -> None:
    event = window.spans[_span(window, "event", 1)]
    told = {
        window.spans[places[0]].mark.id: (len(places), PARTY_ROLES[role])
        for places, role in parties(event, window.spans)
    }

    assert told == {"a": (2, "doer"), "z": (2, "other"), "o": (2, "none"), "x": (1, "none")}


def test_questions_have_the_answers_of_the_marks_and_their_defaults(window: Window) -> None:
    said, quote = (window.spans[_span(window, kind)] for kind in ("said", "quote"))

    assert (answer("denied", said), answer("denied", quote)) == (1, 0)
    assert answer("type", quote) is None


def _scores(*values: float) -> NDArray[np.float32]:
    return np.array(values, dtype=np.float32)


def test_scores_that_are_right_half_of_the_time_are_taken_for_unsure() -> None:
    sure = _scores(4, 0)

    assert _best([(sure, 0), (sure, 1)]) == 4
    assert _best([(sure, 0)] * 9) == 0.5
