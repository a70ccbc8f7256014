"""A store in, its figures grouped by what can be compared out, each group with its chart."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from triplewire.ask import rows
from triplewire.publish.web.pages.graph import Ref, Row, Site, value_of
from triplewire.publish.web.pages.words import amount_text, day_of, when_text
from triplewire.store import Store

PAGE_SIZE = 12
# So many figures, those of the latest periods, are shown of a group.
MOST_FIGURES = 100
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 720, 300, 96, 24, 34, 44
_LINES = 4
_WIDE, _TALL = 70, 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A value that a claim states, with its period, source and words."""

    claim: Ref
    value: Decimal
    unit: str | None
    amount: str
    qualifier: str
    when: str | None
    first: date | None
    last: date | None
    among: str | None
    source: str | None
    article: Ref
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A figure in a chart: a bar over its period, or a dashed line where none is stated.

    ``label`` is the height of its label, above or below the bar so that it covers no other.
    Units: places count SVG's user units from the upper left corner.
    """

    number: int
    figure: Figure
    left: float
    right: float
    top: float
    label: float
    dated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """What a template draws: the marks, and the ticks of both axes with their labels."""

    marks: tuple[Mark, ...]
    levels: tuple[tuple[float, str], ...]
    days: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Figures of one measure in one unit about the same parties; ``more`` are left out."""

    name: str
    measure: Ref
    about: str
    figures: tuple[Figure, ...]
    more: int
    chart: Chart | None


def groups_of(store: Store, site: Site) -> tuple[Group, ...]:
    """Return the groups of figures: those with most figures first, then by name."""
    found: dict[tuple[str, ...], list[Row]] = {}
    for row in rows(store, "pages/figures"):
        counterpart = value_of(row, "counterpart")
        about = " · ".join(
            sorted({*filter(None, (value_of(row, "about") or "").split(" · ")), counterpart or ""})
        ).removeprefix(" · ")
        key = (row["measure"].value, value_of(row, "unit") or "", about)
        found.setdefault(key, []).append(row)
    groups = [_group(site, key, group) for key, group in found.items()]
    return tuple(sorted(groups, key=_rank))


def _rank(group: Group) -> tuple[int, str, str, str]:
    return -len(group.figures) - group.more, group.name, group.about, group.measure.iri


def _group(site: Site, key: tuple[str, ...], group: list[Row]) -> Group:
    figures = {row["claim"].value: _figure(site, row) for row in group}
    ordered = sorted(
        figures.values(),
        key=lambda f: (f.first or date.max, f.last or date.max, f.value, f.claim.iri),
    )
    shown = ordered[-MOST_FIGURES:]
    return Group(
        name=group[0]["measured"].value,
        measure=site.ref(key[0], group[0]["measured"].value),
        about=key[2],
        figures=tuple(shown),
        more=len(ordered) - len(shown),
        chart=_chart(shown, rank=not key[1]) if _is_drawn(shown) else None,
    )


def _is_drawn(figures: list[Figure]) -> bool:
    """Say whether a chart would tell more than the table: two figures with periods at least."""
    return sum(figure.first is not None for figure in figures) > 1


def _figure(site: Site, row: Row) -> Figure:
    unit = (value_of(row, "unit") or "").rpartition("/")[2] or None
    return Figure(
        claim=site.ref(row["claim"].value),
        value=Decimal(row["value"].value),
        unit=unit,
        amount=amount_text(row["value"].value, unit),
        qualifier=row["qualifier"].value,
        when=value_of(row, "when"),
        first=day_of(value_of(row, "from") or ""),
        last=day_of(value_of(row, "to") or ""),
        among=value_of(row, "among"),
        source=value_of(row, "source") or None,
        article=site.ref(row["article"].value, row["headline"].value),
        words=row["words"].value,
    )


def _chart(figures: list[Figure], *, rank: bool) -> Chart:
    """Return the chart: time to the right, values upwards; ranks have the first at the top.

    One of the figures has a day at least.
    """
    days = [day for f in figures for day in (f.first, f.last) if day is not None]
    begin, end = min(days).toordinal(), max(days).toordinal() + 1
    low, high = (Decimal(1), max(f.value for f in figures)) if rank else _range(figures)
    room = (high - low) or Decimal(1)

    def across(day: int) -> float:
        return round(LEFT + (WIDTH - LEFT - RIGHT) * (day - begin) / (end - begin), 1)

    def down(value: Decimal) -> float:
        share = float((value - low) / room)
        return round(TOP + (HEIGHT - TOP - BOTTOM) * (share if rank else 1 - share), 1)

    tops = [down(figure.value) for figure in figures]
    marks: dict[int, Mark] = {}
    for at in sorted(range(len(figures)), key=lambda at: (tops[at], at)):
        figure, top = figures[at], tops[at]
        left = across(figure.first.toordinal()) if figure.first else float(LEFT)
        right = across(figure.last.toordinal() + 1) if figure.last else float(WIDTH - RIGHT)
        right = max(right, left + 6)
        marks[at] = Mark(
            number=at + 1,
            figure=figure,
            left=left,
            right=right,
            top=top,
            label=_label_height(marks.values(), tops, (left + right) / 2, top),
            dated=figure.first is not None,
        )
    return Chart(
        marks=tuple(marks[at] for at in sorted(marks)),
        levels=tuple((down(value), text) for value, text in _levels(low, high, figures, rank=rank)),
        days=tuple((across(day.toordinal()), text) for day, text in _days(days)),
    )


def _label_height(others: Iterable[Mark], tops: list[float], middle: float, top: float) -> float:
    """Return the first height at which a label meets neither a bar nor an earlier label."""
    near = [m for m in others if m.left - _WIDE < middle < m.right + _WIDE]
    # Its own bar is in the way of none of these heights.
    taken = [*(mark.label - 4 for mark in near), *tops]
    for step in (-9.0, 21.0, -24.0, 36.0, -39.0, 51.0):
        if all(abs(top + step - 4 - place) > _TALL for place in taken):
            return top + step
    return top - 9.0


def _range(figures: Iterable[Figure]) -> tuple[Decimal, Decimal]:
    values = [figure.value for figure in figures]
    return min(Decimal(0), *values), max(Decimal(0), *values)


def _levels(
    low: Decimal, high: Decimal, figures: list[Figure], *, rank: bool
) -> list[tuple[Decimal, str]]:
    """Return the values at which lines are drawn, round ones, with their labels."""
    if rank:
        return [
            (value, amount_text(str(value), None)) for value in sorted({f.value for f in figures})
        ]
    step = _round_step((high - low) / _LINES)
    # Both are cut towards zero: no line is below the least value.
    first, last = int(low // step), int(high // step)
    levels = [step * number for number in range(first, last + 1)]
    return [(level, amount_text(str(level), figures[0].unit)) for level in levels]


def _round_step(step: Decimal) -> Decimal:
    power = Decimal(10) ** step.adjusted()
    return next(power * m for m in (1, 2, 5, 10) if power * m >= step)


def _days(days: list[date]) -> list[tuple[date, str]]:
    """Return the days under which the time axis is labelled: years, or quarters of few years."""
    first, last = min(days), max(days)
    years = range(first.year, last.year + 2)
    months = (1, 4, 7, 10) if len(years) <= 3 else (1,)
    step = max(1, len(years) // 8)
    ticks = [date(y, m, 1) for y in years if (y - first.year) % step == 0 for m in months]
    inside = [day for day in ticks if first <= day <= last]
    return [(day, _tick(day, by_month=len(months) > 1)) for day in inside] or [
        (first, first.isoformat())
    ]


def _tick(day: date, *, by_month: bool) -> str:
    # Not by strftime, whose month names follow the locale.
    return f"{when_text(day.isoformat()[:7])[:3]} {day.year}" if by_month else str(day.year)
