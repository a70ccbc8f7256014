"""Of decisions about who is one that contradict each other the later line holds."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from tests.decide.test_table import decision
from triplewire.link.actors import Node, Order
from triplewire.link.actors.overruled import holding


def order(line: int, what: str, one: str, *others: str, listed: str | None = None) -> Order:
    made = decision(what=what, quotation=f"words {line}", value="somebody")
    return Order(
        decision=replace(made, line=line),
        node=("article", one),
        others=tuple(("article", other) for other in others),
        listed=listed,
    )


def lost(*orders: Order) -> list[tuple[int, int]]:
    held, unmet = holding(orders)
    assert [o.decision.line for o in held] == [
        o.decision.line for o in orders if o.decision not in [one.decision for one in unmet]
    ]
    return [(one.decision.line, one.overruled_by.line) for one in unmet if one.overruled_by]


def test_one_pair_is_merged_or_kept_apart_as_the_later_line_says() -> None:
    assert lost(order(2, "merge", "a", "b"), order(3, "keep-apart", "b", "a")) == [(2, 3)]
    assert lost(order(2, "keep-apart", "a", "b"), order(3, "merge", "b", "a")) == [(2, 3)]


def test_what_is_merged_through_a_third_is_not_kept_apart() -> None:
    chain = order(2, "merge", "a", "b"), order(3, "merge", "b", "c")

    assert lost(*chain, order(4, "keep-apart", "a", "c")) == [(2, 4)]
    assert lost(order(1, "keep-apart", "a", "c"), *chain) == [(1, 3)]


def test_nobody_is_two_of_the_table() -> None:
    first, second = (order(n, "merge", "a", listed=f"actor/{n}") for n in (2, 3))
    other, through = order(4, "merge", "b", listed="actor/4"), order(5, "merge", "a", "b")

    assert lost(first, second) == [(2, 3)]
    assert lost(second, other, through) == [(3, 5)]
    assert lost(order(2, "merge", "a", listed="actor/4"), other, through) == []


def test_decisions_that_agree_all_hold() -> None:
    assert lost(order(2, "merge", "a", "b"), order(3, "merge", "b", "a", "c")) == []
    assert lost(order(2, "keep-apart", "a", "b"), order(3, "merge", "b", "c")) == []


_orders = st.lists(
    st.tuples(
        st.sampled_from(["merge", "keep-apart"]), st.sampled_from("abcde"), st.sampled_from("abcde")
    ).filter(lambda row: row[1] != row[2]),
    max_size=12,
)


@given(_orders)
def test_what_holds_contradicts_nothing_and_the_last_line_always_holds(
    rows: list[tuple[str, str, str]],
) -> None:
    orders = [order(line, *row) for line, row in enumerate(rows, start=2)]
    held, unmet = holding(orders)
    groups = _groups(held)

    for one in held:
        assert (one.others[0] in groups[one.node]) == (one.decision.what == "merge")
    assert held[-1:] == orders[-1:]
    assert len(held) + len(unmet) == len(orders)
    # Each that does not hold would contradict later ones that do.
    for missed in unmet:
        line = missed.decision.line
        later = [one for one in held if one.decision.line > line]
        own = next(one for one in orders if one.decision.line == line)
        joined = _groups([*later, own] if own.decision.what == "merge" else later)
        apart = [o for o in [*later, own] if o.decision.what == "keep-apart"]
        assert any(o.others[0] in joined.get(o.node, {o.node}) for o in apart)


def _groups(orders: Iterable[Order]) -> dict[Node, set[Node]]:
    """Return the group of each node, by brute force."""
    orders = list(orders)
    groups = {node: {node} for one in orders for node in (one.node, *one.others)}
    for _ in groups:
        for one in orders:
            if one.decision.what == "merge":
                for left, right in combinations((one.node, *one.others), 2):
                    both = groups[left] | groups[right]
                    for node in both:
                        groups[node] = both
    return groups
