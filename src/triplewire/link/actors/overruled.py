"""Decisions about who and what is one in, those that hold together, and those that do not, out."""

from collections.abc import Iterable

from triplewire.link.actors.orders import Order
from triplewire.link.actors.reports import Node
from triplewire.records import Decision, Unmet


def holding(orders: Iterable[Order]) -> tuple[list[Order], list[Unmet]]:
    """Return the orders that hold together, in their order, and the decisions that they overrule.

    The later line holds. Two orders contradict each other where one makes one, perhaps through a
    third, what the other keeps apart, or where they name two actors of the table for one.
    """
    orders = list(orders)
    groups = _Groups()
    unmet: dict[str, Unmet] = {}
    for order in sorted(orders, key=lambda order: -order.decision.line):
        against = groups.against(order)
        if against is None:
            groups.take(order)
            continue
        unmet[order.decision.key] = Unmet(
            decision=order.decision,
            reason=f"overruled by line {against.line}",
            overruled_by=against,
        )
    held = [order for order in orders if order.decision.key not in unmet]
    return held, sorted(unmet.values(), key=lambda one: one.decision.line)


class _Groups:
    """What was made one so far, and what was kept apart; a group is named by one of its nodes."""

    def __init__(self) -> None:
        self._above: dict[Node, Node] = {}
        self._merged: dict[Node, Decision] = {}
        self._table: dict[Node, str] = {}
        self._apart: dict[Node, list[tuple[Node, Decision]]] = {}

    def against(self, order: Order) -> Decision | None:
        """Return a decision that an order contradicts, None where there is none."""
        own, others = self._group(order.node), {self._group(other) for other in order.others}
        if order.decision.what == "keep-apart":
            return self._merged[own] if own in others else None
        together = sorted(others | {own})
        for group in together:
            for node, decision in self._apart.get(group, ()):
                if self._group(node) in together:
                    return decision
        listed = {self._table[group]: group for group in together if group in self._table}
        other = next((iri for iri in listed if iri != order.listed), None)
        if other is None or len(listed.keys() | {order.listed or other}) < 2:
            return None
        return self._merged[listed[other]]

    def take(self, order: Order) -> None:
        """Do what an order says."""
        if order.decision.what == "keep-apart":
            for other in order.others:
                for one, far in ((order.node, other), (other, order.node)):
                    self._apart.setdefault(self._group(one), []).append((far, order.decision))
            return
        for other in order.others:
            self._join(order.node, other)
        own = self._group(order.node)
        self._merged.setdefault(own, order.decision)
        if order.listed is not None:
            self._table[own] = order.listed

    def _group(self, node: Node) -> Node:
        while (above := self._above.get(node, node)) != node:
            # Half the way is saved for the next time.
            self._above[node] = node = self._above.get(above, above)
        return node

    def _join(self, one: Node, other: Node) -> None:
        kept, gone = self._group(one), self._group(other)
        if kept == gone:
            return
        if len(self._apart.get(kept, ())) < len(self._apart.get(gone, ())):
            kept, gone = gone, kept
        self._above[gone] = kept
        self._apart.setdefault(kept, []).extend(self._apart.pop(gone, ()))
        if gone in self._merged:
            self._merged.setdefault(kept, self._merged.pop(gone))
        if gone in self._table:
            self._table.setdefault(kept, self._table.pop(gone))
