"""Of two decisions that contradict each other the later line holds, and the earlier one is told."""

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.decide.test_table import decision
from tests.drafts import RANK, TEXT, WAIT, draft
from triplewire.decide import apply
from triplewire.records import Decision, Draft

ICELAND = ("Iceland", "actor Iceland")
DAHL = ("Astrid Dahl", "actor Astrid Dahl")
MET = ("met trade officials in Reykjavik", "event meeting")
ROLE = ("Norway's fish minister Astrid Dahl", "role")
QUOTE = (WAIT, "quote")
ADDED = "fish exports had reached $2.5 billion"

Cells = tuple[str, tuple[str, str], str]


def lines(*cells: Cells) -> tuple[Decision, ...]:
    return tuple(
        replace(decision(what=what, quotation=words, target=target, value=value), line=line)
        for line, (what, (words, target), value) in enumerate(cells, start=2)
    )


def told(*cells: Cells) -> tuple[Draft, list[tuple[int, int, str]]]:
    """Return the draft, and the lines that are overruled, those that overrule them, and how."""
    result, unmet = apply(draft(), lines(*cells))
    assert all(one.overruled_by is not None for one in unmet), unmet
    return result, [
        (one.decision.line, one.overruled_by.line, one.reason) for one in unmet if one.overruled_by
    ]


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        (("accept", QUOTE, ""), ("reject", QUOTE, "")),
        (("reject", QUOTE, ""), ("accept", QUOTE, "")),
        (("reject", QUOTE, ""), ("accept", ("wait any longer", "quote"), "")),
        (("reject", QUOTE, ""), ("correct-speaker", QUOTE, "Iceland")),
        (("correct-act", QUOTE, "accuse"), ("reject", QUOTE, "")),
        (("correct-speaker", QUOTE, "Iceland"), ("correct-speaker", QUOTE, "Norway")),
        (("correct-speaker", QUOTE, "Iceland"), ("correct-unnamed", QUOTE, "an aide")),
        (("correct", QUOTE, "speaker=Iceland"), ("correct-speaker", QUOTE, "Norway")),
        (("correct-speaker", QUOTE, "Norway"), ("correct", QUOTE, "act=accuse; speaker=Iceland")),
        (("correct-about", QUOTE, "Iceland"), ("correct-about", QUOTE, "Norway")),
        (("correct-date", MET, "2024-03-04"), ("correct-date", MET, "2024-03-05")),
        (("accept", MET, ""), ("reject", MET, "")),
        (("correct-role", ROLE, "king of Norway"), ("correct-role", ROLE, "queen of Norway")),
        (("correct-type", DAHL, "org"), ("correct-type", DAHL, "group")),
        (("merge", DAHL, "Ana Ruiz"), ("keep-apart", DAHL, "ana  ruiz")),
        (("keep-apart", DAHL, "Ana Ruiz"), ("merge", DAHL, "Ana Ruiz")),
        (("merge", DAHL, "Ana Ruiz"), ("reject", DAHL, "")),
        (("correct-speaker", QUOTE, "Iceland"), ("reject", ICELAND, "")),
        (("correct-participants", MET, "Iceland: host"), ("reject", ICELAND, "")),
        (("correct-speaker", QUOTE, "Iceland (country)"), ("reject", ICELAND, "")),
        (("relate", QUOTE, "repeats: all is well"), ("reject", QUOTE, "")),
        (("add", (ADDED, "quote"), "act=accuse"), ("reject", (ADDED, "quote"), "")),
        (("add", (ADDED, "quote"), "act=accuse"), ("add", (ADDED, "quote"), "act=assess")),
    ],
)
def test_the_later_of_two_holds_as_if_the_earlier_were_not_there(
    earlier: Cells, later: Cells
) -> None:
    result, overruled = told(earlier, later)
    without, unmet = apply(draft(), lines(earlier, later)[1:])

    assert overruled == [(2, 3, "overruled by line 3")]
    assert replace(result, rulings=()) == replace(without, rulings=())
    assert [ruling.decision.line for ruling in result.rulings] == [3]
    assert all(one.decision.what == "reject" for one in unmet)


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        (("accept", QUOTE, ""), ("correct-speaker", QUOTE, "Iceland")),
        (("correct-speaker", QUOTE, "Iceland"), ("accept", QUOTE, "")),
        (("correct-speaker", QUOTE, "Iceland"), ("correct-act", QUOTE, "accuse")),
        (("correct-speaker", QUOTE, "Astrid Dahl"), ("correct-speaker", QUOTE, "Dahl")),
        (("correct", QUOTE, "act=accuse"), ("correct-act", QUOTE, "accuse")),
        (("correct-about", QUOTE, "Iceland"), ("correct-about", QUOTE, "climate-change")),
        (("accept", QUOTE, ""), ("accept", ("Nobody can wait", "quote"), "")),
        (("reject", QUOTE, ""), ("reject", ("Nobody can wait", "quote"), "")),
        (("reject", QUOTE, ""), ("accept", (RANK, "rank"), "")),
        (("reject", QUOTE, ""), ("add", QUOTE, "act=accuse")),
        (("merge", DAHL, "Ana Ruiz"), ("keep-apart", DAHL, "Ben Ruiz")),
    ],
)
def test_decisions_that_agree_are_both_applied(earlier: Cells, later: Cells) -> None:
    result, overruled = told(earlier, later)

    assert overruled == []
    assert [ruling.decision.line for ruling in result.rulings] == [2, 3]


def test_of_a_decision_that_says_more_the_rest_holds() -> None:
    result, overruled = told(
        ("correct", QUOTE, "act=accuse; speaker=Iceland"), ("correct-speaker", QUOTE, "Norway")
    )
    (claim,) = (c for c in result.claims if WAIT in c.passage.text)

    assert (claim.act, claim.speakers) == ("accuse", ("Norway",))
    assert overruled == [(2, 3, "in part overruled by line 3")]


def test_a_correction_of_what_was_added_leaves_it_there() -> None:
    result, overruled = told(
        ("add", (ADDED, "quote"), "act=accuse"), ("correct-act", (ADDED, "quote"), "assess")
    )
    (claim,) = (c for c in result.claims if c.passage.text == ADDED)

    assert claim.act == "assess"
    assert overruled == [(2, 3, "in part overruled by line 3")]


def test_what_was_rejected_and_added_again_may_be_corrected() -> None:
    result, overruled = told(
        ("reject", QUOTE, ""), ("add", QUOTE, "act=accuse"), ("correct-act", QUOTE, "assess")
    )
    (claim,) = (c for c in result.claims if c.passage.text == WAIT)

    assert claim.act == "assess"
    assert overruled == [(3, 4, "in part overruled by line 4")]


def test_what_a_later_line_builds_on_is_applied_first() -> None:
    result, overruled = told(
        ("correct-type", MET, "visit"), ("correct-type", (MET[0], "event visit"), "agree")
    )

    assert result.events[0].type == "agree"
    assert overruled == [(2, 3, "in part overruled by line 3")]


def test_what_cannot_be_applied_overrules_nothing() -> None:
    result, unmet = apply(
        draft(), lines(("reject", MET, ""), ("correct", MET, "act=accuse"), ("accept", QUOTE, ""))
    )

    assert result.events == ()
    assert [(one.decision.line, one.overruled_by) for one in unmet] == [(3, None)]


def test_what_is_overruled_itself_overrules_nothing() -> None:
    result, overruled = told(
        ("accept", QUOTE, ""), ("reject", QUOTE, ""), ("correct-act", QUOTE, "accuse")
    )

    assert overruled == [(3, 4, "overruled by line 4")]
    assert [ruling.decision.line for ruling in result.rulings] == [2, 4]


def test_the_last_of_three_lines_holds_and_so_does_the_one_that_it_agrees_with() -> None:
    result, overruled = told(
        ("reject", (WAIT, ""), ""), ("accept", QUOTE, ""), ("reject", QUOTE, "")
    )

    assert overruled == [(3, 4, "overruled by line 4")]
    assert not any(WAIT in claim.passage.text for claim in result.claims)


_UNRELATED: tuple[Cells, ...] = (
    ("correct-speaker", QUOTE, "Iceland"),
    ("accept", (RANK, "rank"), ""),
    ("reject", ("long overdue", ""), ""),
    ("correct-place", MET, "Iceland"),
    ("correct-role", ROLE, "king of Norway"),
    ("add", (ADDED, "assertion"), "about=Iceland"),
)


def _same(result: Draft) -> tuple[object, ...]:
    return replace(result, rulings=()), frozenset(result.rulings)


def test_the_order_of_unrelated_decisions_changes_nothing() -> None:
    made = lines(*_UNRELATED)
    results = {
        (_same(result), unmet)
        for order in list(permutations(made))[::17]
        for result, unmet in [apply(draft(), order)]
    }

    assert len(results) == 1


_cells = st.tuples(
    st.sampled_from(["accept", "reject", "correct-speaker", "correct-act", "correct", "add"]),
    st.sampled_from([QUOTE, (RANK, "rank"), MET, (ADDED, "quote"), (WAIT, ""), (TEXT[:30], "")]),
)
_VALUES = {
    "correct-speaker": ("Iceland", "Norway"),
    "correct-act": ("accuse", "assess"),
    "correct": ("act=accuse", "act=request; speaker=Norway"),
    "add": ("act=accuse", ""),
}


@given(st.lists(st.tuples(_cells, st.integers(0, 1)), max_size=7, unique=True))
def test_whatever_is_decided_each_line_is_applied_or_told_and_the_last_one_holds(
    rows: list[tuple[tuple[str, tuple[str, str]], int]],
) -> None:
    cells = ((what, at, _VALUES.get(what, ("", ""))[n]) for (what, at), n in rows)
    made = lines(*dict.fromkeys(cells))
    result, unmet = apply(draft(), made)
    whole = {one.decision.line for one in unmet if not one.reason.startswith("in part")}
    ruled = [ruling.decision.line for ruling in result.rulings]

    assert sorted([*ruled, *whole]) == [one.line for one in made]
    for one in unmet:
        if one.overruled_by is not None:
            assert one.overruled_by.line > one.decision.line
            assert one.overruled_by.line not in whole
