"""The algebra of a query in, a function from what is bound before to its solutions out.

Patterns are joined by nested loops over the index, from what is bound: the focus node first. What
SPARQL defines from the inside out is kept so: a group sees of the outside only what its own
leading patterns bind anyway, and the pre-bound variables, which SHACL puts everywhere.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import takewhile
from typing import cast

from triplewire.shacl.graph import Data, Term
from triplewire.shacl.sparql import algebra as al
from triplewire.shacl.sparql.expressions import (
    Row,
    Setting,
    Solution,
    Truth,
    UnknownFunctionError,
    aggregate,
    compiled,
    truth_of,
)
from triplewire.shacl.sparql.operators import TermError
from triplewire.shacl.sparql.scan import Run, by_selectivity, scan
from triplewire.shacl.sparql.scope import certain, certain_of, leading, possible
from triplewire.shacl.sparql.steps import (
    MATCHED,
    OUTER,
    Columns,
    Frame,
    columns_of,
    distinct,
    enough,
    extend,
    keep,
    marked,
    may_run,
    merged,
    no_exists,
)

Solve = Callable[[Data, Solution], Sequence[Solution]]
Names = frozenset[al.Node]


def solver(select: al.Select, prebound: Names) -> Solve:
    """Return a function from the pre-bound variables' values to the solutions of a query.

    ASK has one solution for yes. Raises: UnknownFunctionError when only Oxigraph can run it.
    """
    frame = Frame()
    columns = _Planner(frame, prebound, prebound).select(select)

    template = frame.row()
    places = [(name, frame.slot(name)) for name in sorted(prebound) if frame.has(name)]

    def solve(data: Data, bound: Solution) -> Sequence[Solution]:
        row = template.copy()
        for name, place in places:
            row[place] = bound.get(name)
        return columns(data, row)

    return solve


class _Planner:
    """Plan the groups of a query.

    ``everywhere`` are the variables that every group sees from outside, ``sure`` those of them that
    are always bound.
    """

    def __init__(self, frame: Frame, everywhere: Names, sure: Names) -> None:
        self._frame = frame
        self._everywhere = everywhere
        self._sure = sure
        self._setting = Setting(frame.slot, no_exists)

    # ------------------------------------------------------------ queries

    def select(self, select: al.Select) -> Columns:
        """Return a function from a row to the solutions of a query, projected."""
        if select.limited:
            raise UnknownFunctionError("LIMIT")
        slot = self._frame.slot
        if select.ask:
            test = self.group(select.where, enough)
            return lambda data, row: ({},) if test(data, row) else ()
        columns = select.columns
        if columns is None:
            seen = (name for name in sorted(possible(select.where)) if name[:3] != "?_:")
            columns = tuple((name, None) for name in seen)
        if select.group_by or any(isinstance(e, al.Aggregate) for e in al.expressions_of(select)):
            return self._grouped(select)
        if select.having:
            raise UnknownFunctionError("HAVING")
        places = [(name, slot(name)) for name, value in columns if value is None]
        extra = [(n, slot(n), compiled(v, self._setting)) for n, v in columns if v is not None]
        rows = self._rows(select.where)

        def solution(data: Data, row: Row) -> Solution:
            found = {name: row[place] for name, place in places if row[place] is not None}
            for name, place, value in extra:
                with suppress(TermError):
                    row[place] = found[name] = value(data, row)
            return found

        def run(data: Data, row: Row) -> Sequence[Solution]:
            matched = rows(data, row)
            return [solution(data, found) for found in matched] if matched else ()

        return distinct(run) if select.distinct else run

    def _rows(self, group: al.Group) -> Callable[[Data, Row], list[Row]]:
        found: list[Row] = []

        def collect(_: Data, row: Row) -> bool:
            found.append(row.copy())
            return False

        step = self.group(group, collect)

        def rows(data: Data, row: Row) -> list[Row]:
            step(data, row)
            matched = found.copy()
            found.clear()
            return matched

        return rows

    def _grouped(self, select: al.Select) -> Columns:
        keys, columns = columns_of(select)
        combined = [(name, aggregate(value, self._setting)) for name, value in columns]
        names = [name for name, _ in select.columns or ()]
        places = [self._frame.slot(name) for name in keys]
        rows = self._rows(select.where)

        def run(data: Data, row: Row) -> Sequence[Solution]:
            groups: dict[tuple[Term | None, ...], list[Row]] = {} if keys else {(): []}
            for found in rows(data, row):
                groups.setdefault(tuple(found[place] for place in places), []).append(found)
            solutions = []
            for key, members in groups.items():
                solution = {name: term for name, term in zip(keys, key, strict=True) if term}
                for name, combine in combined:
                    with suppress(TermError):
                        solution[name] = combine(data, members)
                solutions.append({name: solution[name] for name in names if name in solution})
            return solutions

        return run

    # ------------------------------------------------------------ groups

    def group(self, group: al.Group, then: Run) -> Run:
        """Return a step that goes on with each solution of a group.

        Elements are ordered: patterns by what is bound, filters as soon as they may run.
        """
        elements = [e for e in group.elements if not isinstance(e, al.Filter)]
        filters = [e for e in group.elements if isinstance(e, al.Filter)]
        bound = set(self._everywhere | leading(group))
        sure, order = set(self._sure), list[al.Element]()
        while elements:
            patterns = list(takewhile(lambda each: isinstance(each, al.Pattern), elements))
            batch: Sequence[al.Element] = elements[:1]
            if patterns:
                batch = list(by_selectivity(cast("list[al.Pattern]", patterns), bound | sure))
            del elements[: len(batch)]
            for element in batch:
                order.append(element)
                sure |= certain_of(element)
                early = [each for each in filters if may_run(each, sure)]
                filters = [each for each in filters if each not in early]
                order += early
        within = Setting(self._frame.slot, self._exists_within(group))
        for element in reversed([*order, *filters]):
            then = self._step(element, then, within if element in filters else self._setting)
        return then

    def _step(self, element: al.Element, then: Run, setting: Setting) -> Run:
        match element:
            case al.Pattern():
                return scan(element, self._frame.slot, then)
            case al.Filter(test):
                return keep(truth_of(test, setting), then)
            case al.Bind(value, name):
                return extend(self._frame.slot(name), compiled(value, setting), then)
            case al.Optional(group):
                return self._optional(group, then)
            case al.Union(groups):
                return self._union(groups, then)
            case al.Select():
                return self._subselect(element, then)
            case _:
                raise UnknownFunctionError(type(element).__name__)

    def _union(self, groups: Sequence[al.Group], then: Run) -> Run:
        branches = [self._inner(group, self._back(group, then)) for group in groups]

        def step(data: Data, row: Row) -> bool:
            return any(branch(data, row) for branch in branches)

        return step

    def _optional(self, group: al.Group, then: Run) -> Run:
        # Its filters see the solution outside too, so they come after the join.
        body = tuple(e for e in group.elements if not isinstance(e, al.Filter))
        inner, joined = al.Group(body, group.inside), marked(then)
        for each in group.elements:
            if isinstance(each, al.Filter):
                joined = keep(truth_of(each.test, self._setting), joined)
        inside = self._inner(inner, self._back(inner, joined))

        def step(data: Data, row: Row) -> bool:
            before, row[MATCHED] = row[MATCHED], False
            stop = inside(data, row)
            found, row[MATCHED] = row[MATCHED], before
            return stop or (not found and then(data, row))

        return step

    def _subselect(self, select: al.Select, then: Run) -> Run:
        solve = self.select(select)
        seen = [self._frame.slot(name) for name in sorted(self._everywhere)]
        frame = self._frame

        def step(data: Data, row: Row) -> bool:
            inner = frame.row()
            for place in seen:
                inner[place] = row[place]
            for solution in solve(data, inner):
                places = [(frame.slot(name), term) for name, term in solution.items()]
                if merged(data, row, places, then):
                    return True
            return False

        return step

    def _inner(self, group: al.Group, then: Run) -> Run:
        """Return a step into a group with a row of its own."""
        passed = [self._frame.slot(n) for n in sorted(self._everywhere | leading(group))]
        step, frame = self.group(group, then), self._frame

        def enter(data: Data, row: Row) -> bool:
            inner = frame.row()
            inner[OUTER] = row
            for place in passed:
                inner[place] = row[place]
            return step(data, inner)

        return enter

    def _back(self, group: al.Group, then: Run) -> Run:
        """Return a step that joins a group's solution with the row outside and goes on there."""
        own = [self._frame.slot(name) for name in sorted(possible(group))]

        def leave(data: Data, inner: Row) -> bool:
            found = [(place, inner[place]) for place in own if inner[place] is not None]
            return merged(data, inner[OUTER], found, then)

        return leave

    def _exists_within(self, group: al.Group) -> Callable[[al.Group], Truth]:
        planner = _Planner(
            self._frame, self._everywhere | possible(group), self._sure | certain(group)
        )
        return lambda inner: planner.group(inner, enough)
