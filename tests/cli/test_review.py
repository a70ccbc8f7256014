"""Keys and words of a review become the decision that they mean."""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from triplewire.ask import Doubt
from triplewire.cli import review

CLAIM = Doubt(
    iri="urn:x:claim",
    label="She said it",
    question="Is this right?\u202e " + "word " * 40,
    confidence=Decimal("0.6"),
    what="accept",
    article="articles/one.txt",
    quotation="so\nit is",
    target="quote",
    value="",
)  # fmt: skip


def decided(doubt: Doubt, answer: str, typed: str) -> Any:
    with CliRunner().isolation(input=typed):
        return review._decision(doubt, answer, "Ada\nMoor")


@pytest.mark.parametrize(
    ("answer", "typed", "what", "value", "why"),
    [
        ("a", "well said\n", "accept", "", "well said"),
        ("a", "\n", "accept", "", ""),
        ("r", "no\n", "reject", "", "no"),
        ("c", "act\nrequest\n\n", "correct-act", "request", ""),
        ("c", "type\nact\nrequest\n\n", "correct-act", "request", ""),  # no property of a claim
        ("c", "value\n7\nread it\n", "correct-value", "7", "read it"),
    ],
)
def test_a_key_is_a_decision(answer: str, typed: str, what: str, value: str, why: str) -> None:
    found = decided(CLAIM, answer, typed)

    assert (found.what, found.value, found.why) == (what, value, why)
    assert (found.line, found.article, found.target) == (0, "articles/one.txt", "quote")
    assert (found.quotation, found.by) == ("so it is", "Ada Moor")
    assert found.when in {datetime.now(UTC).date().isoformat(), found.when}
    assert datetime.fromisoformat(found.when)


def test_of_an_event_other_properties_can_be_corrected() -> None:
    event = Doubt(**{**_fields(CLAIM), "target": "event visit"})
    found = decided(event, "c", "speaker\nplace\nOslo\n\n")

    assert (found.what, found.value) == ("correct-place", "Oslo")


def _fields(doubt: Doubt) -> dict[str, Any]:
    return {name: getattr(doubt, name) for name in Doubt.__slots__}


def test_a_key_that_means_nothing_is_asked_for_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    keys = iter(["x", "", "k"])
    monkeypatch.setattr(click, "getchar", lambda: next(keys))

    assert review._answer({"a": "[a]ccept", "k": "[k]eep"}) == "k"
    assert capsys.readouterr().out == ("[a]ccept  [k]eep\npress one of a, k\npress one of a, k\n")


@pytest.mark.parametrize("key", ["q", "\x03", "\x04"])
def test_a_review_can_be_left(monkeypatch: pytest.MonkeyPatch, key: str) -> None:
    monkeypatch.setattr(click, "getchar", lambda: key)

    assert review._answer({"a": "[a]ccept"}) == key


def test_a_walk_writes_what_is_decided_and_ends_where_it_is_left(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keys = iter(["s", "a", "q"])
    written: list[tuple[Path, object]] = []

    def append(path: Path, decision: object) -> str:
        written.append((path, decision))
        return "line"

    monkeypatch.setattr(click, "getchar", lambda: next(keys))
    monkeypatch.setattr(review, "_shown", lambda doubt, place, _: f"{place} {doubt.label}")
    monkeypatch.setattr(review, "_decision", lambda doubt, answer, by: (doubt.iri, answer, by))
    monkeypatch.setattr("triplewire.decide.append", append)
    found = list(review._walk([CLAIM] * 4, "Ada", tmp_path, None))  # type: ignore[arg-type]

    assert found == ["line"]
    assert written == [(tmp_path / "decisions.csv", ("urn:x:claim", "a", "Ada"))]
    told = capsys.readouterr().out
    choices = "[a]ccept  [r]eject  [c]orrect  [s]kip  [q]uit\n"
    assert told == "".join(f"\n{n}/4 She said it\n{choices}" for n in (1, 2, 3))


def test_a_doubt_is_shown_with_four_passages_within_the_width(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    passages = [(f"a.txt:{number}", "word " * 30) for number in range(6)]
    monkeypatch.setattr("triplewire.explain.explain", lambda _, iri: iri)
    monkeypatch.setattr("triplewire.explain.sentences", lambda *_, **__: iter(passages))
    monkeypatch.setenv("COLUMNS", "200")
    lines = review._shown(CLAIM, "2/9", None).splitlines()  # type: ignore[arg-type]

    assert lines[0] == "2/9  She said it  [0.6]"
    assert [line for line in lines if line.startswith("  a.txt")] == [
        f"  a.txt:{number}" for number in range(4)
    ]
    assert max(map(len, lines)) == 98  # nineteen words of five letters but for the last space
    assert "  Is this right?\\u202e word" in "\n".join(lines)
    monkeypatch.setenv("COLUMNS", "50")
    assert max(map(len, review._shown(CLAIM, "2/9", None).splitlines())) <= 50  # type: ignore[arg-type]
