"""Groups grow by joins that the facts of all their things allow."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triplewire.link.clusters import Clusters, Facts, known, opposed

_THINGS = "abcdef"


def _differ(one: Facts, other: Facts) -> bool:
    left, right = known(one, "land"), known(other, "land")
    return bool(left and right) and left != right


_facts = st.lists(
    st.sampled_from([{}, {"land": {"x"}}, {"land": {"y"}}]), min_size=6, max_size=6
).map(lambda told: dict(zip(_THINGS, told, strict=True)))
_joins = st.lists(
    st.tuples(st.sampled_from(_THINGS), st.sampled_from(_THINGS), st.booleans()), max_size=8
)


@given(_facts, _joins)
def test_groups_are_what_pairs_that_were_allowed_make_of_them(
    facts: dict[str, dict[str, set[str]]], joins: list[tuple[str, str, bool]]
) -> None:
    clusters = Clusters(facts, _differ)
    groups = [{thing} for thing in _THINGS]
    for one, other, force in joins:
        left, right = (next(g for g in groups if thing in g) for thing in (one, other))
        lands = [{x for t in group for x in facts[t].get("land", ())} for group in (left, right)]
        apart = bool(lands[0] and lands[1]) and lands[0] != lands[1]

        assert clusters.are_apart(one, other) == apart
        assert clusters.join(one, other, force=force) == (left is right or force or not apart)
        if left is not right and (force or not apart):
            groups = [group for group in groups if group not in (left, right)] + [left | right]

    for group in groups:
        for thing in group:
            assert {other for other in _THINGS if clusters.are_one(thing, other)} == group
            assert known(clusters.facts(thing), "land") == {
                land for member in group for land in facts[member].get("land", ())
            }
    assert [set(group) for group in clusters.groups()] == [
        group for thing in _THINGS for group in groups if thing == min(group)
    ]
    assert sum(map(len, clusters.groups())) == len(_THINGS)
    assert clusters.distinct(reversed(_THINGS)) == sorted(map(max, groups), reverse=True)


def test_what_is_learned_of_one_thing_is_known_of_its_group_alone() -> None:
    facts: dict[str, dict[str, set[str]]] = {thing: {} for thing in "abc"}
    clusters = Clusters(facts, _differ)
    clusters.join("a", "b")
    clusters.learn("b", "land", "x")
    clusters.learn("c", "land", "y")

    assert clusters.facts("a") == {"land": {"x"}}
    assert not clusters.join("c", "a")
    assert facts == {"a": {}, "b": {}, "c": {}}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        *(({"k+"}, {"k-"}, True), ({"k+"}, {"k+"}, False), ({"k-"}, {"m+"}, False)),
        *(
            ({"k+", "m+"}, {"m-"}, True),
            ({"k+", "m+"}, {"k+", "n-"}, False),
            (set(), {"k+"}, False),
        ),
    ],
)
def test_a_decision_keeps_apart_who_stands_on_either_side_of_it(
    one: set[str], other: set[str], expected: bool
) -> None:
    assert opposed({"side": one}, {"side": other}) is expected
    assert opposed({"side": other}, {"side": one}) is expected
    assert not opposed({}, {"side": other})
