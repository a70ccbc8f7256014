"""The algebra of a query in, a function from a solution to its solutions out.

Patterns are joined by nested loops over the index, from what is bound: the focus node first. What
SPARQL defines from the inside out is kept so: a group sees of the outside only what its own
leading patterns bind anyway, and the pre-bound variables, which SHACL puts everywhere.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import takewhile
from typing import cast

from triplewire.validate.engine import algebra as al
from triplewire.validate.engine.data import Data, Term
from triplewire.validate.engine.expressions import (
    Solution,
    Truth,
    UnknownFunctionError,
    aggregate,
    compiled,
    truth_of,
)
from triplewire.validate.engine.operators import TermError
from triplewire.validate.engine.scan import Step, by_selectivity, scan
from triplewire.validate.engine.scope import certain, certain_of, leading, possible

Solve = Callable[[Data, Solution], Iterable[Solution]]
Names = frozenset[al.Node]


def solver(select: al.Select, prebound: Names) -> Solve:
    """Return a function from the pre-bound variables' values to the solutions of a query.

    Raises: UnknownFunctionError when only Oxigraph can run the query.
    """
    return _Planner(prebound, prebound).select(select)


class _Planner:
    """Plan the groups of a query.

    ``everywhere`` are the variables that every group sees from outside, ``sure`` those of them that
    are always bound.
    """

    def __init__(self, everywhere: Names, sure: Names) -> None:
        self._everywhere = everywhere
        self._sure = sure

    # ------------------------------------------------------------ queries

    def select(self, select: al.Select) -> Solve:
        """Return the solutions of a query, projected."""
        if select.limited:
            raise UnknownFunctionError("LIMIT")
        solve = self.group(select.where)
        values = [*(select.columns or ()), *select.group_by]
        if select.group_by or any(
            isinstance(part, al.Aggregate) for part in al.expressions_of(select)
        ):
            return self._grouped(select, solve)
        if select.having:
            raise UnknownFunctionError("HAVING")
        extensions = [
            (name, compiled(value, _no_exists)) for name, value in values if value is not None
        ]
        if select.ask or (select.columns is None and not select.distinct):
            return solve
        names = [name for name, _ in select.columns] if select.columns is not None else None

        def run(data: Data, row: Solution) -> Iterator[Solution]:
            seen: set[tuple[Term | None, ...]] = set()
            for solution in solve(data, row):
                found = dict(solution)
                for name, value in extensions:
                    with suppress(TermError):
                        found[name] = value(data, found)
                kept = found if names is None else {n: found[n] for n in names if n in found}
                if select.distinct:
                    key = tuple(kept.get(name) for name in names or sorted(kept))
                    if key in seen:
                        continue
                    seen.add(key)
                yield kept

        return run

    def _grouped(self, select: al.Select, solve: Solve) -> Solve:
        keys, columns = _columns_of(select)
        combined = [(name, aggregate(value, _no_exists)) for name, value in columns]
        names = [name for name, _ in select.columns or ()]

        def run(data: Data, row: Solution) -> Iterator[Solution]:
            groups: dict[tuple[Term | None, ...], list[Solution]] = {} if keys else {(): []}
            for solution in solve(data, row):
                groups.setdefault(tuple(solution.get(name) for name in keys), []).append(solution)
            for key, rows in groups.items():
                found = {name: term for name, term in zip(keys, key, strict=True) if term}
                for name, combine in combined:
                    with suppress(TermError):
                        found[name] = combine(data, rows)
                yield {name: found[name] for name in names if name in found}

        return run

    # ------------------------------------------------------------ groups

    def group(self, group: al.Group) -> Solve:
        """Return the solutions of a group that are compatible with one from outside."""
        steps = self._steps(group, set(self._everywhere | leading(group)))

        def run(data: Data, row: Solution) -> Iterable[Solution]:
            rows: Iterable[Solution] = (row,)
            for step in steps:
                rows = step(data, rows)
            return rows

        return run

    def _steps(self, group: al.Group, bound: set[al.Node]) -> list[Step]:
        """Order a group's elements: patterns by what is bound, filters as soon as they may run.

        ``bound`` are the variables that are, or may already be, bound when the group begins.
        """
        steps: list[Step] = []
        sure = set(self._sure)
        filters = [e for e in group.elements if isinstance(e, al.Filter)]
        loose = [e for e in group.elements if not isinstance(e, al.Filter)]
        while loose:
            element = loose[0]
            if isinstance(element, al.Pattern):
                run = list(takewhile(lambda each: isinstance(each, al.Pattern), loose))
                del loose[: len(run)]
                for pattern in by_selectivity(cast("list[al.Pattern]", run), bound | sure):
                    steps.append(scan(pattern))
                    sure |= certain_of(pattern)
                    filters = self._run_filters(filters, sure, steps)
                continue
            loose.pop(0)
            steps.append(self._step(element))
            sure |= certain_of(element)
            filters = self._run_filters(filters, sure, steps)
        within = self._exists_within(group)
        return steps + [_keep(truth_of(late.test, within)) for late in filters]

    def _run_filters(
        self, filters: list[al.Filter], sure: set[al.Node], steps: list[Step]
    ) -> list[al.Filter]:
        """Append the filters all of whose variables are bound; return the others."""
        waiting = []
        for each in filters:
            parts = list(al.parts_of(each.test))
            if any(isinstance(part, al.Exists) for part in parts) or not all(
                part.name in sure for part in parts if isinstance(part, al.Var)
            ):
                waiting.append(each)
            else:
                steps.append(_keep(truth_of(each.test, _no_exists)))
        return waiting

    def _step(self, element: al.Element) -> Step:
        match element:
            case al.Bind(value, name):
                return _extend(name, compiled(value, _no_exists))
            case al.Optional(group):
                return self._optional(group)
            case al.Union(groups):
                return self._union(groups)
            case al.Select():
                solve = self.select(element)
                return _joined(solve, self._everywhere, possible(al.Group((element,), 0)))
            case _:
                raise UnknownFunctionError(type(element).__name__)

    def _union(self, groups: Sequence[al.Group]) -> Step:
        branches = [
            _joined(self.group(group), self._everywhere | leading(group), possible(group))
            for group in groups
        ]
        if len(branches) == 1:
            return branches[0]

        def step(data: Data, rows: Iterable[Solution]) -> Iterator[Solution]:
            for row in rows:
                for branch in branches:
                    yield from branch(data, (row,))

        return step

    def _optional(self, group: al.Group) -> Step:
        body = tuple(e for e in group.elements if not isinstance(e, al.Filter))
        inner = al.Group(body, group.inside)
        join = _joined(self.group(inner), self._everywhere | leading(inner), possible(inner))
        tests = [truth_of(e.test, _no_exists) for e in group.elements if isinstance(e, al.Filter)]

        def step(data: Data, rows: Iterable[Solution]) -> Iterator[Solution]:
            for row in rows:
                matched = False
                for found in join(data, (row,)):
                    if all(test(data, found) for test in tests):
                        matched = True
                        yield found
                if not matched:
                    yield row

        return step

    # ------------------------------------------------------------ EXISTS

    def _exists_within(self, group: al.Group) -> Callable[[al.Group], Truth]:
        visible = self._everywhere | possible(group)
        planner = _Planner(visible, self._sure | certain(group))
        return lambda inner: _has_solution(planner.group(inner))


def _columns_of(select: al.Select) -> tuple[list[al.Node], list[tuple[al.Node, al.Aggregate]]]:
    """Return the keys that a query groups by, and the aggregates that it selects.

    Raises: UnknownFunctionError when there is more to it.
    """
    keys = [name for name, value in select.group_by if value is None]
    if len(keys) < len(select.group_by) or select.columns is None or select.having:
        raise UnknownFunctionError("GROUP BY an expression, or HAVING")
    columns = []
    for name, value in select.columns:
        if isinstance(value, al.Aggregate):
            columns.append((name, value))
        elif value is not None or name not in keys:
            raise UnknownFunctionError("an expression of aggregates")
    return keys, columns


def _no_exists(_: al.Group) -> Truth:
    raise UnknownFunctionError("EXISTS outside of FILTER")


def _has_solution(solve: Solve) -> Truth:
    def test(data: Data, row: Solution) -> bool:
        return any(True for _ in solve(data, row))

    return test


def _keep(test: Truth) -> Step:
    def step(data: Data, rows: Iterable[Solution]) -> Iterator[Solution]:
        for row in rows:
            if test(data, row):
                yield row

    return step


def _extend(name: al.Node, value: Callable[[Data, Solution], Term]) -> Step:
    def step(data: Data, rows: Iterable[Solution]) -> Iterator[Solution]:
        for row in rows:
            try:
                yield {**row, name: value(data, row)}
            except TermError:
                yield row

    return step


def _joined(solve: Solve, passed: Names, own: Names) -> Step:
    """Join with a group that is told only the variables passed, and binds its own."""

    def step(data: Data, rows: Iterable[Solution]) -> Iterator[Solution]:
        for row in rows:
            known = {name: term for name, term in row.items() if name in passed}
            for found in solve(data, known):
                if all(row.get(name, term) == term for name, term in found.items() if name in own):
                    yield {**row, **found}

    return step
