"""Pairs of claims stand side by side, in the order of their relations, within the width."""

import json
from collections.abc import Iterator
from contextlib import nullcontext
from typing import Any

import pytest
from click.testing import CliRunner, Result

from triplewire.cli import compare, main


def pair(relation: str, number: int = 1, **changes: object) -> dict[str, object]:
    sides = {
        f"{side}_{part}": f"{side} {part}"
        for side in ("one", "other")
        for part in ("voice", "words", "place")
    }
    about: dict[str, object] = {
        "relation": relation,
        "comparison": f"comparison/{number}",
        "differsIn": [],
        "reason": "because",
        "confidence": "0.5",
    }
    return {**sides, **about, **changes}


def run(monkeypatch: pytest.MonkeyPatch, found: list[dict[str, object]], *words: str) -> Result:
    def comparisons(_: None, relations: tuple[str, ...]) -> Iterator[dict[str, object]]:
        return (one for name in relations for one in found if one["relation"] == name)

    monkeypatch.setattr("triplewire.ask.comparisons", comparisons)
    monkeypatch.setattr("triplewire.store.Store", lambda _: nullcontext())
    monkeypatch.setattr(compare, "watched", lambda _: nullcontext())
    monkeypatch.setenv("COLUMNS", "100")
    return CliRunner().invoke(main, ["compare", *words])


MANY = [pair("repeats"), pair("refines"), pair("contradicts", 1), pair("contradicts", 2),
        pair("comparableWith")]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "expected", "code"),
    [
        ([], ["contradicts", "contradicts", "comparableWith", "refines", "repeats"], 1),
        (["--relation", "repeats", "--relation", "refines"], ["refines", "repeats"], 0),
        (["--relation", "contradicts"], ["contradicts"] * 2, 1),
    ],
)
def test_relations_come_in_their_order_and_a_contradiction_has_a_code(
    monkeypatch: pytest.MonkeyPatch, words: list[str], expected: list[str], code: int
) -> None:
    result = run(monkeypatch, MANY, *words, "--format", "json")
    read: list[dict[str, Any]] = json.loads(result.stdout)

    assert [one["relation"] for one in read] == expected
    if "contradicts" in expected:
        assert [one["comparison"] for one in read[:2]] == ["comparison/1", "comparison/2"]
    assert result.exit_code == code


def test_a_pair_stands_side_by_side(monkeypatch: pytest.MonkeyPatch) -> None:
    long = pair(
        "contradicts", differsIn=["period", "scope"], one_voice=None, other_place=None,
        one_words="word " * 19, other_words="東京 " * 15 + "\u202e",
    )  # fmt: skip
    result = run(monkeypatch, [*MANY[:2], long])
    head, _, *blocks = result.stdout.partition("\n\n")

    assert head == "1 contradicts, 1 refines, 1 repeats"
    assert blocks[0].startswith("contradicts (period, scope): because  [0.5]\n")
    lines = blocks[0].partition("\n\n")[0].splitlines()[1:]
    assert lines[0] == f"  {'(no source named)':<47} | other voice"
    assert lines[1] == f"  »{('word ' * 9).strip():<46} | »{('東京 ' * 9).strip()}"
    assert lines[-1] == f"  {'one place':<47} |"
    assert "\\u202e«" in blocks[0]
    plain = blocks[0].split("\n\n")[1].splitlines()
    assert plain[0] == "refines: because  [0.5]"
    assert plain[2] == f"  {'»one words«':<47} | »other words«"


@pytest.mark.parametrize(
    ("columns", "width"), [(10, 27), (60, 27), (100, 47), (120, 57), (300, 57)]
)
def test_columns_are_as_wide_as_half_of_the_terminal_within_bounds(
    monkeypatch: pytest.MonkeyPatch, columns: int, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))

    assert (
        compare._pair(pair("repeats")).splitlines()[1] == f"  {'one voice':<{width}} | other voice"
    )


def test_nothing_to_compare_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    result = run(monkeypatch, [])

    assert (result.stdout, result.exit_code) == ("no claims compare\n", 0)
