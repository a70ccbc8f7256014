"""Keys of a review become the decisions that they mean, whole clusters of names in one step."""

import csv
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from triplewire.ask import Doubt, clusters, named
from triplewire.ask.review import Pair
from triplewire.cli import main, review
from triplewire.cli.clusters import groups_of
from triplewire.cli.walk import decision_of, verdict_of
from triplewire.decide import load_decisions
from triplewire.pipeline import run
from triplewire.records import Decision
from triplewire.store import Store

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
    named="article/one",
    prefix="She said:",
    suffix=". And left.",
)
MINISTER = (
    "Norway's trade minister Astrid Dahl met the fishers in Oslo on March 4, 2024.\n\n"
    "Astrid Dahl left in the evening.\n"
)
MAYOR = '"The quay is full," said Astrid Dahl, the mayor of Bergen, on Monday.\n'
BANK = (
    '"The audit is late," said Astrid Dahl, the director of the National Bank of Herring,'
    " on Tuesday.\n"
)
ARTICLES = {"minister.txt": MINISTER, "mayor.txt": MAYOR, "bank.txt": BANK}


def decided(doubt: Doubt, answer: str, typed: str = "") -> Decision:
    with CliRunner().isolation(input=typed):
        return decision_of(doubt, answer, verdict_of("Ada\nMoor", None, ""))


@pytest.mark.parametrize(
    ("answer", "typed", "what", "value"),
    [
        ("a", "", "accept", ""),
        ("r", "", "reject", ""),
        ("c", "act\nrequest\n", "correct-act", "request"),
        ("c", "type\nact\nrequest\n", "correct-act", "request"),  # no property of a claim
        ("c", "value\n7\n", "correct-value", "7"),
    ],
)
def test_a_key_is_a_decision(answer: str, typed: str, what: str, value: str) -> None:
    found = decided(CLAIM, answer, typed)

    assert (found.what, found.value, found.why) == (what, value, "")
    assert (found.line, found.article, found.target) == (0, "article/one", "quote")
    assert (found.prefix, found.suffix) == ("She said:", ". And left.")
    assert (found.quotation, found.by) == ("so it is", "Ada Moor")
    assert datetime.fromisoformat(found.when)


def test_of_an_event_other_properties_can_be_corrected() -> None:
    found = decided(replace(CLAIM, target="event visit"), "c", "speaker\nplace\nOslo\n")

    assert (found.what, found.value) == ("correct-place", "Oslo")


@given(st.lists(st.integers(0, 9), max_size=9), st.integers(2, 9))
def test_numbers_make_groups_of_all_names_or_none(digits: list[int], count: int) -> None:
    groups = groups_of(" ".join(map(str, digits)), count)
    known = set(digits) <= set(range(1, count + 1)) and len(set(digits)) == len(digits) > 1

    assert (groups is not None) == known
    if groups is not None:
        assert sorted(n for group in groups for n in group) == list(range(count))
        assert sorted(n - 1 for n in digits) == groups[0]


def test_a_doubt_is_shown_with_four_passages_within_the_width(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    passages = [(f"a.txt:{number}", "word " * 30) for number in range(6)]
    monkeypatch.setattr("triplewire.explain.explain", lambda _, iri: iri)
    monkeypatch.setattr("triplewire.explain.sentences", lambda *_, **__: iter(passages))
    monkeypatch.setenv("COLUMNS", "200")
    lines = list(review._shown(CLAIM, "2 of 9", None))  # type: ignore[arg-type]

    assert lines[0] == "2 of 9  She said it  [0.6]"
    assert [line for line in lines if line.startswith("  a.txt")] == [
        f"  a.txt:{number}" for number in range(4)
    ]
    assert max(map(len, lines)) == 98  # nineteen words of five letters but for the last space
    assert "  Is this right?\\u202e word" in "\n".join(lines)
    monkeypatch.setenv("COLUMNS", "50")
    assert max(map(len, review._shown(CLAIM, "2 of 9", None))) <= 50  # type: ignore[arg-type]


# Three people of one name, who may be one


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("review") / "room"
    (folder / "articles").mkdir(parents=True)
    for name, text in ARTICLES.items():
        (folder / "articles" / name).write_text(text, encoding="utf-8")
    run(folder, folder / "store")
    return folder


@pytest.fixture
def room(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "room"))


@pytest.fixture
def keys(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Stand in for a terminal on which keys are pressed."""
    pressed: list[str] = []
    monkeypatch.setattr("triplewire.cli.review.interactive", lambda: True)
    monkeypatch.setattr(click, "getchar", lambda: pressed.pop(0))
    yield pressed
    assert pressed == []


def walk(room: Path, *options: str, typed: str = "") -> Result:
    where = ("--newsroom", str(room), "--store", str(room / "store"), "--by", "Ada")
    return CliRunner().invoke(main, ["review", *where, *options], input=typed)


def table(room: Path) -> list[dict[str, str]]:
    with (room / "decisions.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def people(room: Path) -> int:
    """Build, and return how many people there are of the name."""
    query = "SELECT DISTINCT ?who { ?who a schema:Person ; rdfs:label 'Astrid Dahl'@en }"
    where = ("--store", str(room / "store"))
    built = CliRunner().invoke(main, ["build", str(room), *where])
    assert built.exit_code == 0, built.output
    result = CliRunner().invoke(main, ["query", query, "--format", "csv", *where])
    return len(result.stdout.splitlines()[1:])


def test_names_that_may_be_one_are_shown_together_with_their_offices_and_sentences(
    room: Path,
) -> None:
    shown = walk(room, "--list", "--limit", "1").stdout

    assert "1 of 1  Are these one?" in shown
    assert [f"\n  {n}  Astrid Dahl\n" in shown for n in (1, 2, 3, 4)] == [True, True, True, False]
    assert "     Astrid Dahl, mayor of Bergen\n" in shown
    assert "articles/minister.txt:1  Norway's trade minister »Astrid Dahl« met the" in shown
    assert "articles/minister.txt:3  »Astrid Dahl« left in the evening." in shown
    assert shown.count("one name, other offices and other company  [0.6]") == 3


def test_a_whole_cluster_is_merged_by_one_key(room: Path, keys: list[str]) -> None:
    keys += ["m", "q"]
    result = walk(room, "--limit", "2")

    assert "2 decisions written" in result.stdout, result.output
    assert [row["what"] for row in table(room)] == ["merge", "merge"]
    assert all(row["article"].startswith("article/") and row["suffix"] for row in table(room))
    assert people(room) == 1


def test_a_whole_cluster_is_kept_apart_by_one_key(room: Path, keys: list[str]) -> None:
    keys += ["k", "q"]
    result = walk(room, "--limit", "1")

    assert "3 decisions written" in result.stdout, result.output
    assert people(room) == 3
    assert "Are these one" not in walk(room, "--list").stdout


@pytest.mark.parametrize("typed", ["1 3", "13", "12\x7f3", "2\x7f\x7f1, 1\x7f\x7f\x7f 3"])
@pytest.mark.parametrize("pasted", [False, True])
def test_some_of_a_cluster_are_one_and_the_others_apart(
    room: Path, keys: list[str], typed: str, *, pasted: bool
) -> None:
    keys += [*([typed] if pasted else typed), "\r", "q"]
    result = walk(room, "--limit", "1")

    assert [row["what"] for row in table(room)] == ["merge", "keep-apart", "keep-apart"]
    assert "3 decisions written" in result.stdout, result.output
    assert people(room) == 2
    assert "Are these one" not in walk(room, "--list").stdout


def test_numbers_that_name_nobody_are_asked_for_again(room: Path, keys: list[str]) -> None:
    keys += ["1", "4", "\r", "3", "\r", "1", "\x7f", "\r", "x", "s"]
    result = walk(room, "--limit", "1")

    assert "type two or more of 1 to 3, each once" in result.stdout
    assert "press one of m, k, s, q" in result.stdout


def test_an_answer_is_taken_back_and_the_question_comes_again(room: Path, keys: list[str]) -> None:
    keys += ["k", "a", "u", "u", "s", "q"]
    result = walk(room, "--limit", "2")

    assert "taken back: 1 line\n" in result.stdout
    assert "taken back: 3 lines" in result.stdout
    assert result.stdout.count("1 of 2") == 2
    assert "0 decisions written" in result.stdout
    assert load_decisions(room / "decisions.csv").taken == ()


def test_no_reason_is_asked_for_and_one_can_be_told_after_the_decision(
    room: Path, keys: list[str]
) -> None:
    keys += ["m", "a", "w", "q"]
    result = walk(room, "--limit", "2", typed="well said\n")

    assert [row["why"] for row in table(room)] == ["", "", "well said"]
    assert result.stdout.count("Why") == 1


def test_a_reason_can_be_told_for_all(room: Path, keys: list[str]) -> None:
    keys += ["m", "a", "q"]
    walk(room, "--limit", "2", "--why", "asked them")

    assert [row["why"] for row in table(room)] == ["asked them"] * 3


def test_of_a_cluster_all_lines_are_written_or_none(room: Path, keys: list[str]) -> None:
    keys += ["k", "q"]
    walk(room, "--limit", "1")
    path = room / "decisions.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[:1] + lines[2:]), encoding="utf-8")
    before = path.read_bytes()
    keys += ["k"]
    result = walk(room, "--limit", "1")

    assert "not written" in result.stderr
    assert "decided before" in result.stderr
    assert path.read_bytes() == before


@pytest.mark.parametrize("key", ["q", "\x03", "\x04"])
def test_a_review_can_be_left(room: Path, keys: list[str], key: str) -> None:
    keys += [key]
    result = walk(room)

    assert "0 decisions written" in result.stdout
    assert not (room / "decisions.csv").exists()


def test_a_review_can_be_left_while_numbers_are_typed(room: Path, keys: list[str]) -> None:
    keys += ["1 2\x1b[A", "", "\x1b[A", "\x03"]

    assert "0 decisions written" in walk(room).stdout


def test_no_more_than_nine_names_are_shown_at_once() -> None:
    def pair(one: int, other: int) -> Pair:
        return Pair(
            link=f"l{one}-{other}",
            one=f"a{one}",
            other=f"a{other}",
            labels=("A", "A"),
            confidence=Decimal("0.6"),
            reason="one name",
            source="a.txt",
        )

    chain = [pair(n, n + 1) for n in range(20)]
    found = clusters([*chain, pair(30, 31), pair(31, 30)])

    assert max(len(one.members) for one in found) == 9
    assert sorted(p.link for one in found for p in one.pairs) == sorted(
        p.link for p in [*chain, pair(30, 31), pair(31, 30)]
    )
    assert found[-1].members == ("a30", "a31")
    joined = clusters([pair(0, 1), pair(2, 3), pair(1, 2)])
    assert [one.members for one in joined] == [("a0", "a1", "a2", "a3")]


def test_what_no_article_names_has_no_sentences(room: Path) -> None:
    with Store(room / "store") as store:
        assert named(store, "https://e.org/nobody").mentions == ()
