"""Names stay with what they were published for, whatever joins it, leaves it, or comes later."""

from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triplewire.link.naming import Named, Settled, settle
from triplewire.records import Registered


def one(own: str, article: str, since: int = 1) -> Named:
    return Named(
        own=f"actor/{own}",
        anchor=f"{article:>016} {own}",
        since=since,
        order=(article,),
        rank=(-len(own.split("-")),),
    )


def names(settled: Settled) -> list[str]:
    return [name.removeprefix("actor/") for name in settled.names]


def rows(settled: Settled) -> dict[str, tuple[str, str]]:
    return {row.name.removeprefix("actor/"): (row.status, row.see) for row in settled.rows}


def test_what_has_one_name_everywhere_needs_no_row() -> None:
    made = settle([[one("ana-ruiz", "1"), one("ana-ruiz", "2")], [one("ben-lind", "1")]], {}, ())

    assert (names(made), made.rows) == (["ana-ruiz", "ben-lind"], ())


def test_what_is_new_at_once_has_the_fullest_name() -> None:
    made = settle([[one("a-ruiz", "1"), one("ana-maria-ruiz", "2")]], {}, ())

    assert names(made) == ["ana-maria-ruiz"]
    assert rows(made) == {"ana-maria-ruiz": ("current", "")}


def test_the_name_that_was_published_stays_when_a_fuller_one_joins_it() -> None:
    made = settle([[one("a-ruiz", "1"), one("ana-ruiz", "2", since=2)]], {}, (), now=2)

    assert names(made) == ["a-ruiz"]
    assert rows(made) == {"a-ruiz": ("current", "")}


def test_of_two_that_were_published_the_older_stays_and_the_other_says_so() -> None:
    groups = [[one("ana-ruiz", "1", since=2), one("a-ruiz", "2", since=1)]]
    made = settle(groups, {}, (), now=3)

    assert names(made) == ["a-ruiz"]
    assert rows(made) == {
        "a-ruiz": ("current", ""),
        "ana-ruiz": ("replaced", "actor/a-ruiz"),
    }
    parted = settle([groups[0][:1], groups[0][1:]], {}, made.rows, now=4)
    assert names(parted) == ["ana-ruiz", "a-ruiz"]
    assert {status for status, _ in rows(parted).values()} == {"current"}


def test_a_namesake_who_comes_later_is_told_apart_by_his_article() -> None:
    old = [one("ana-ruiz", "1"), one("ana-ruiz", "2")]
    new = [one("ana-ruiz", "abcdef0123456789", since=2)]
    made = settle([new, old], {}, (), now=2)

    assert names(made) == ["ana-ruiz-abcdef01", "ana-ruiz"]
    assert names(settle([old, new], {}, made.rows, now=3)) == ["ana-ruiz", "ana-ruiz-abcdef01"]


def test_a_name_stays_with_the_larger_part_and_the_other_says_where_it_was() -> None:
    group = [one("ana-ruiz", str(n)) for n in range(1, 6)]
    made = settle([group[:2], group[2:]], {}, (), now=2)

    assert names(made) == ["ana-ruiz-00000000", "ana-ruiz"]
    assert rows(made)["ana-ruiz-00000000"] == ("current", "actor/ana-ruiz")
    again = settle([group[:2], group[2:]], {}, made.rows, now=3)
    assert names(again) == names(made)


def test_a_name_that_nothing_bears_any_more_is_withdrawn_and_nobody_elses() -> None:
    joined = settle([[one("ana-ruiz", "1"), one("a-ruiz", "2")]], {}, ())
    later = settle([[one("ana-ruiz", "3", since=2)]], {}, joined.rows, now=2)

    assert names(later) == ["ana-ruiz-00000000"]
    assert rows(later)["ana-ruiz"] == ("withdrawn", "")
    back = settle([[one("ana-ruiz", "1")], [one("ana-ruiz", "3", since=2)]], {}, later.rows, now=3)
    assert names(back) == ["ana-ruiz", "ana-ruiz-00000000"]
    assert rows(back)["ana-ruiz"] == ("current", "")


def test_a_table_goes_before_and_what_was_published_points_at_it() -> None:
    joined = settle([[one("ana-ruiz", "1"), one("a-ruiz", "2")]], {}, ())
    listed = settle([[one("ana-ruiz", "1"), one("a-ruiz", "2")]], {0: "actor/ar"}, joined.rows, 2)

    assert names(listed) == ["ar"]
    assert rows(listed)["ana-ruiz"] == ("replaced", "actor/ar")


NODES = st.lists(
    st.tuples(
        st.sampled_from(["ana", "ana-ruiz", "a-ruiz", "ben"]),
        st.integers(1, 12),
        st.integers(0, 3),
        st.integers(1, 3),
    ),
    unique_by=lambda row: row[:2],
    max_size=14,
)


def grouped(nodes: Sequence[tuple[str, int, int, int]], now: int) -> list[list[Named]]:
    """Return what is there at a build, in groups."""
    groups: dict[int, list[Named]] = {}
    for own, article, group, since in nodes:
        if since <= now:
            groups.setdefault(group, []).append(one(own, str(article), since))
    return list(groups.values())


@given(NODES, st.randoms(use_true_random=False))
def test_names_are_told_apart_and_settle_and_do_not_depend_on_order(
    nodes: list[tuple[str, int, int, int]], chance: Random
) -> None:
    register: tuple[Registered, ...] = ()
    for now in (1, 2, 3):
        groups = grouped(nodes, now)
        made = settle(groups, {}, register, now)
        assert len(set(made.names)) == len(groups)

        shuffled = [chance.sample(group, len(group)) for group in groups]
        again = settle(shuffled, {}, made.rows, now + 1)
        assert (again.names, again.rows) == (made.names, made.rows)
        register = made.rows


@given(
    NODES, st.lists(st.lists(st.integers(0, 3), min_size=14, max_size=14), min_size=3, max_size=3)
)
def test_while_articles_come_and_groups_change_every_published_name_has_an_answer(
    nodes: list[tuple[str, int, int, int]], regrouped: list[list[int]]
) -> None:
    """What goes with its articles is seen by a build, which compares with what it published."""
    first = {article: min(n[3] for n in nodes if n[1] == article) for _, article, _, _ in nodes}
    register: tuple[Registered, ...] = ()
    published: set[str] = set()
    for now, groups in enumerate(regrouped, start=1):
        placed = [
            (own, article, group, first[article])
            for (own, article, _, _), group in zip(nodes, groups, strict=False)
        ]
        made = settle(grouped(placed, now), {}, register, now)
        assert published <= {*made.names, *(row.name for row in made.rows)}
        for row in made.rows:
            assert row.status != "replaced" or row.see in made.names
        published |= set(made.names)
        register = made.rows


@pytest.mark.parametrize("now", [1, 2])
def test_many_of_a_group_are_known_by_a_few_and_by_each_name(now: int) -> None:
    group = [one("ana-ruiz", str(n)) for n in range(40)] + [one("a-ruiz", "99")]
    (row,) = (r for r in settle([group], {}, (), now).rows if r.status == "current")

    assert len(row.known_by) == 13
    assert group[-1].anchor in row.known_by
