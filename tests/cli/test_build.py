"""What a build says: what stays out and why, the first of many, and what is in the store now."""

from pathlib import Path

import pytest

from tests.graphs import invented, store_of
from triplewire.build import Fault, Outcome
from triplewire.cli import build, faults
from triplewire.records import Asked, Decision, Omission, Report, Unmet

LATER = Decision(
    line=7, what="accept", article="", quotation="so", target="", value="", by="Bo",
    when="2024-02-02", why="",
)  # fmt: skip
DECISION = Decision(
    line=3, what="reject", article="", quotation="It's so", target="", value="", by="Ada\u202e",
    when="2024-01-01", why="",
)  # fmt: skip


@pytest.mark.parametrize(
    ("number", "told"),
    [(0, []), (20, [f"{n}" for n in range(20)]), (21, [*map(str, range(20)), "… and 1 more"])],
)
def test_the_first_twenty_notes_are_told(
    capsys: pytest.CaptureFixture[str], number: int, told: list[str]
) -> None:
    build._tell(map(str, range(number)))

    assert capsys.readouterr() == ("", "".join(f"{one}\n" for one in told))


def test_a_fault_is_told_with_its_hint() -> None:
    plain = Fault(name="a\u202e.txt", reason="no date", hint="")

    assert faults.told(plain) == "a\\u202e.txt: no date"
    hinted = Fault(name="a.txt", reason="one\ntwo", hint="add one")
    assert faults.told(hinted) == "a.txt: one\ntwo\n  hint: add one"


def test_what_is_left_out_is_told_by_its_first_words() -> None:
    def told(words: str) -> str:
        return build._omission(Omission(where="a.txt:3", words=words, reason="why", shape=""))

    assert told("a  b\nc") == "a.txt:3: left out 'a b c': why"
    assert told("word " * 40) == f"a.txt:3: left out {('word ' * 40).strip()!r}: why"
    assert told("word " * 41) == f"a.txt:3: left out {('word ' * 39).strip() + ' …'!r}: why"


def test_a_decision_that_was_not_applied_is_told_with_what_is_near_or_holds() -> None:
    said = 'decisions.csv:3: not applied: no such words: reject "It\'s so" (Ada\\u202e, 2024-01-01)'

    assert build._unmet(Unmet(decision=DECISION, reason="no such words")) == said
    near = Unmet(decision=DECISION, reason="no such words", candidates=("a\u202e", "b"))
    assert build._unmet(near).splitlines() == [said, "  nearest: a\\u202e", "  nearest: b"]
    holds = Unmet(decision=DECISION, reason="no such words", overruled_by=LATER)
    assert build._unmet(holds).splitlines() == [
        said, "  decisions.csv:7: holds: accept 'so' (Bo, 2024-02-02)",
    ]  # fmt: skip


def outcome(**changes: object) -> Outcome:
    nothing: dict[str, object] = dict.fromkeys(
        ("articles", "added", "replaced", "unchanged", "removed", "warnings", "decided"), 0
    )
    rows = dict.fromkeys(
        ("duplicates", "superseded", "faults", "omitted", "unmet", "disappeared"), ()
    )
    return Outcome(**{**nothing, **rows, **changes})  # type: ignore[arg-type]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Return a small store."""
    store_of(invented(), tmp_path / "store").close()
    return tmp_path / "store"


def lines(store: Path, **changes: object) -> dict[str, str]:
    head, empty, *rows = build._summary(Path("room"), store, outcome(**changes)).splitlines()
    assert (head, empty) == (f"room → {store}", "")
    table = rows[: rows.index("")]
    assert "\n".join(rows[len(table) + 1 :]) == build._NEXT
    return {row.split()[0]: " ".join(row.split()[1:]) for row in table}


def test_a_summary_counts_what_is_in_the_store_and_what_was_done(store: Path) -> None:
    told = lines(store, articles=1, added=1, unchanged=2)

    assert told["articles"] == "1 1 new, 2 unchanged"
    assert (told["violations"], told["warnings"]) == ("0", "0")
    assert "decisions" not in told


def test_a_summary_says_what_to_look_at(store: Path) -> None:
    broken = Fault(name="a", reason="b", hint="", report=Report(graph="g", results=()))
    left = Omission(where="a", words="b", reason="c", shape="")
    told = lines(
        store, articles=1, replaced=1, removed=3, warnings=4, decided=5, omitted=(left, left),
        faults=(broken, Fault(name="a", reason="b", hint="")),
        unmet=(Unmet(decision=DECISION, reason="x"),),
    )  # fmt: skip

    assert told["articles"] == "1 1 replaced, 3 removed, 2 rejected"
    assert told["violations"] == "3 left out; see above"
    assert told["warnings"] == "4 triplewire check"
    assert told["decisions"] == "5 1 not applied; see above"
    assert lines(store, articles=1, decided=5)["decisions"] == "5"
    unmet = (Unmet(decision=DECISION, reason="x"),)
    assert lines(store, articles=1, unmet=unmet)["decisions"] == "0 1 not applied; see above"


def test_nothing_stored_is_told_in_a_line(store: Path) -> None:
    assert build._summary(Path("room\u202e"), store, outcome()) == (
        "room\\u202e: no article was stored"
    )


def test_a_crash_asks_for_a_report(store: Path) -> None:
    assert build._report(store, 3).startswith("A bug of this program keeps 3 out; ")
    assert f"{store}/" in build._report(store, 3)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (
            Asked(answered=2, requests=3, tokens_in=31_204, tokens_out=810),
            [
                "articles asked about: 2",
                "requests: 3",
                "tokens read: 31,204",
                "tokens written: 810",
            ],
        ),
        (
            Asked(answered=2, kept=3, failed=1, requests=7, uncounted=2, dropped=4),
            [
                "articles asked about: 3",
                "answered before: 3",
                "not answered: 1",
                "requests: 7",
                "answers that told no tokens: 2",
                "findings dropped, not in the article's words: 4",
            ],
        ),
        (Asked(kept=3), ["answered before: 3"]),
    ],
)
def test_it_is_told_what_an_endpoint_was_asked_and_what_it_cost(
    asked: Asked, told: list[str]
) -> None:
    assert build._asked(asked) == f"endpoint: {'; '.join(told)}"
