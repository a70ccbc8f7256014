"""Charts are drawn to the point: marks, labels, lines and days each where they belong."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest

from tests.graphs import BASE, invented, store_of
from triplewire.publish.web.pages.graph import Ref
from triplewire.publish.web.pages.graph.site import site_of
from triplewire.publish.web.pages.views import figures
from triplewire.publish.web.pages.views.figures import (
    Figure,
    Group,
    Mark,
    _chart,
    _days,
    _is_drawn,
    _label_height,
    _levels,
    _range,
    groups_of,
)

REF = Ref(iri="x", label="x", href=None)
# The frame of a chart: from 96 to 696 across, from 34 to 256 down.
NEAR, FAR, HIGH, LOW = 96.0, 696.0, 34.0, 256.0


def figure(
    value: str, first: str | None = None, last: str | None = None, unit: str | None = "NUM"
) -> Figure:
    return Figure(
        claim=REF,
        value=Decimal(value),
        unit=unit,
        amount="x",
        qualifier="exactly",
        when=None,
        first=None if first is None else date.fromisoformat(first),
        last=None if last is None else date.fromisoformat(last),
        among=None,
        source=None,
        article=REF,
        words="x",
    )


def mark(left: float, right: float, label: float) -> Mark:
    return Mark(
        number=1, figure=figure("1"), left=left, right=right, top=0, label=label, dated=True
    )


def test_time_goes_to_the_right_and_values_upwards() -> None:
    chart = _chart(
        [
            figure("100", "2001-01-01", "2001-12-31"),
            figure("50", "2002-01-01", "2002-12-31"),
            figure("-100", "2001-07-02"),
            figure("0", None, "2002-12-31"),
        ],
        rank=False,
    )

    half = 396.0  # two years of 365 days each in 600 units
    places = [(m.number, m.left, m.right, m.top, m.dated) for m in chart.marks]
    assert places == [
        (1, NEAR, half, HIGH, True),
        (2, half, FAR, 89.5, True),
        (3, 245.6, FAR, LOW, True),
        (4, NEAR, FAR, 145.0, False),
    ]
    assert chart.levels == (
        (LOW, "-100"),
        (200.5, "-50"),
        (145.0, "0"),
        (89.5, "50"),
        (HIGH, "100"),
    )
    assert [text for _, text in chart.days] == [
        f"{month} {year}" for year in (2001, 2002) for month in ("Jan", "Apr", "Jul", "Oct")
    ]
    assert chart.days[0][0] == NEAR
    assert chart.days[4][0] == half
    assert [one.figure.value for one in chart.marks] == [100, 50, -100, 0]


def test_the_first_rank_is_at_the_top_and_only_ranks_are_labelled() -> None:
    chart = _chart(
        [figure("3", "2001-01-01", unit=None), figure("1", "2001-06-01", unit=None),
         figure("5", "2001-09-01", unit=None), figure("3", "2001-10-01", unit=None)],
        rank=True,
    )  # fmt: skip

    assert [one.top for one in chart.marks] == [145.0, HIGH, LOW, 145.0]
    assert chart.levels == ((HIGH, "1st"), (145.0, "3rd"), (LOW, "5th"))


def test_equal_ranks_are_at_the_top() -> None:
    ranks = [figure("1", f"2001-0{month}-01", unit=None) for month in (1, 2)]

    assert [one.top for one in _chart(ranks, rank=True).marks] == [HIGH, HIGH]
    assert _chart(ranks, rank=True).levels == ((HIGH, "1st"),)


def test_one_day_is_as_wide_as_the_frame_and_a_short_time_as_a_mark() -> None:
    day = _chart([figure("1", "2001-01-01", "2001-01-01")], rank=False)
    short = _chart(
        [figure("1", "2001-01-01", "2001-01-01"), figure("2", "2008-12-31", "2008-12-31")],
        rank=False,
    )

    assert [(one.left, one.right) for one in day.marks] == [(NEAR, FAR)]
    assert [(one.left, one.right) for one in short.marks] == [(NEAR, 102.0), (695.8, 701.8)]


def test_nothing_but_zero_stands_on_the_ground() -> None:
    chart = _chart([figure("0", "2001-01-01")], rank=False)

    assert (chart.marks[0].top, chart.levels) == (LOW, ((LOW, "0"),))


def test_labels_are_given_from_the_top_and_keep_off_each_other() -> None:
    year = ("2001-01-01", "2001-12-31")
    same = _chart([figure("1", *year)] * 7, rank=False)
    near = _chart([figure("100", *year), figure("95", *year)], rank=False)
    apart = _chart(
        [figure("1", "2001-01-01", "2001-02-01"), figure("1", "2009-01-01", "2009-12-31")],
        rank=False,
    )

    assert [one.label - one.top for one in same.marks] == [-9, 21, -24, 36, -39, 51, -9]
    # The lower is 11.1 further down: what is above it would cover the bar of the upper.
    assert [(one.top, one.label) for one in near.marks] == [(HIGH, 25.0), (45.1, 66.1)]
    assert [one.label for one in apart.marks] == [25.0, 25.0]


@pytest.mark.parametrize(
    ("left", "right", "label", "others", "height"),
    [
        (200, 300, 96, [], 121),  # just over it
        (321, 400, 91, [], 91),  # too far to the right
        (320, 400, 91, [], 91),
        (319, 400, 91, [], 121),
        (0, 179, 91, [], 91),  # too far to the left
        (0, 180, 91, [], 91),
        (0, 181, 91, [], 121),
        (200, 300, 81, [], 121),  # ten above or below is near, more is not
        (200, 300, 80.5, [], 91),
        (200, 300, 101, [], 121),
        (200, 300, 101.5, [], 91),
        (0, 1, 0, [100], 91),  # its own bar is not in its way
        (0, 1, 0, [100, 87], 121),
        (0, 1, 0, [100, 77], 121),
        (0, 1, 0, [100, 97], 121),
        (0, 1, 0, [100, 76.5], 91),
        (0, 1, 0, [100, 97.5], 91),
        (0, 1, 0, [87, 117], 76),
        (0, 1, 0, [87, 117, 72], 136),
        (0, 1, 0, [87, 117, 72, 132], 61),
        (0, 1, 0, [87, 117, 72, 132, 57], 151),
        (0, 1, 0, [87, 117, 72, 132, 57, 147], 91),
    ],
)
def test_a_label_is_at_the_first_height_that_is_free(
    left: float, right: float, label: float, others: list[float], height: float
) -> None:
    found = _label_height([mark(left, right, label)], [*others, 100.0], 250.0, 100.0)

    assert found == height


@pytest.mark.parametrize(
    ("values", "levels"),
    [
        (["8"], [0, 2, 4, 6, 8]),
        (["7.9"], [0, 2, 4, 6]),
        (["4"], [0, 1, 2, 3, 4]),
        (["5"], [0, 2, 4]),
        (["-3", "7"], [0, 5]),
        (["-5", "15"], [-5, 0, 5, 10, 15]),
        (["-60", "90"], [-50, 0, 50]),
        (["-8"], [-8, -6, -4, -2, 0]),
        (["0"], [0]),
        (["3", "40"], [0, 10, 20, 30, 40]),
    ],
)
def test_lines_are_drawn_at_round_values_from_zero(values: list[str], levels: list[int]) -> None:
    figures = [figure(value) for value in values]
    found = _levels(*_range(figures), figures, rank=False)

    assert [value for value, _ in found] == levels
    assert [text for _, text in found] == [str(level) for level in levels]


@pytest.mark.parametrize(
    ("days", "labels"),
    [
        ("2001-02-01 2001-09-30", ["2001-04-01 Apr 2001", "2001-07-01 Jul 2001"]),
        (
            "2001-11-01 2002-07-01",
            ["2002-01-01 Jan 2002", "2002-04-01 Apr 2002", "2002-07-01 Jul 2002"],
        ),
        ("2001-01-01 2003-01-01", ["2001-01-01 2001", "2002-01-01 2002", "2003-01-01 2003"]),
        ("2001-02-02 2001-03-03", ["2001-02-02 2001-02-02"]),
        ("2001-05-05", ["2001-05-05 2001-05-05"]),
        ("2000-06-01 2013-01-01", [f"{year}-01-01 {year}" for year in range(2001, 2014)]),
        ("2000-06-01 2014-01-01", [f"{year}-01-01 {year}" for year in range(2002, 2015, 2)]),
        ("2000-01-01 2013-01-01", [f"{year}-01-01 {year}" for year in range(2000, 2014)]),
        ("2000-01-01 2014-01-01", [f"{year}-01-01 {year}" for year in range(2000, 2015, 2)]),
        ("1990-01-01 2025-01-01", [f"{year}-01-01 {year}" for year in range(1990, 2026, 4)]),
        ("2020-01-01 2001-01-01", [f"{year}-01-01 {year}" for year in range(2001, 2020, 2)]),
    ],
)
def test_days_are_labelled_by_quarter_of_few_years_and_by_year_of_many(
    days: str, labels: list[str]
) -> None:
    found = _days([date.fromisoformat(day) for day in days.split()])

    assert [f"{day.isoformat()} {text}" for day, text in found] == labels


def test_a_chart_needs_two_figures_with_a_beginning() -> None:
    dated, ended = figure("1", "2001-01-01"), replace(figure("1"), last=date(2001, 1, 1))

    assert _is_drawn([dated, ended, dated])
    assert not _is_drawn([dated, ended, ended])
    assert not _is_drawn([])


PREFIXES = """
    @prefix c: <https://w3id.org/triplewire/concept/> .
    @prefix schema: <https://schema.org/> .
    @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
    @prefix tw: <https://w3id.org/triplewire/ns#> .
    @prefix unit: <http://qudt.org/vocab/unit/> .
    c:exactly skos:prefLabel "exactly" .
    c:wool-yield skos:prefLabel "wool yield" . c:wool-rank skos:prefLabel "wool rank" .
"""


def groups(tmp_path: Path, *told: tuple[str, str, str]) -> list[Group]:
    """Return the groups of figures, each told by its claim's name, its measure and the rest."""
    turtle = PREFIXES + "".join(
        f"""<claim/{name}> tw:observation <claim/{name}#it> ; schema:text "{name}" ;
            tw:reportedIn <article/bridge> ; tw:speaker <actor/ada-moor> .
        <claim/{name}#it> schema:variableMeasured c:{measure} ;
            tw:valueQualifier c:exactly ; {rest} ."""
        for name, measure, rest in told
    )
    quads = ox.parse(turtle, format=ox.RdfFormat.TURTLE, base_iri=BASE)
    with store_of([*invented(), *quads], tmp_path / "store") as store:
        return list(groups_of(store, site_of(store)))


def test_figures_of_a_group_stand_by_their_time_then_by_value(tmp_path: Path) -> None:
    in_kilos = "schema:value {} ; schema:unitCode unit:KiloGM ; schema:observationAbout <actor/bo>"
    spring = "; tw:when '2001-03' ; tw:notBefore '2001-03-01' ; tw:notAfter '2001-03-31'"
    day = "; tw:when '2001-03-01' ; tw:notBefore '2001-03-01' ; tw:notAfter '2001-03-01'"
    (group,) = groups(
        tmp_path,
        ("undated-less", "wool-yield", in_kilos.format(3)),
        ("undated", "wool-yield", in_kilos.format(4)),
        ("in-spring", "wool-yield", in_kilos.format(9) + spring),
        ("on-a-day-more", "wool-yield", in_kilos.format(8) + day),
        ("on-a-day", "wool-yield", in_kilos.format(7) + day),
        ("on-a-day-too", "wool-yield", in_kilos.format(7) + day),
    )

    assert [one.words for one in group.figures] == [
        "on-a-day", "on-a-day-too", "on-a-day-more", "in-spring", "undated-less", "undated",
    ]  # fmt: skip
    assert (group.name, group.about, group.measure.label) == ("wool yield", "Bo", "wool yield")
    assert group.measure.iri.endswith("concept/wool-yield")
    assert group.chart is not None
    assert [one.top for one in group.chart.marks][3] == HIGH
    assert group.chart.levels[-1][1] == "5 kg"
    first = group.figures[0]
    assert (first.first, first.last) == (date(2001, 3, 1), date(2001, 3, 1))
    assert (first.unit, first.amount, first.qualifier) == ("KiloGM", "7 kg", "exactly")
    assert (first.when, first.source, first.among) == ("2001-03-01", "Ada Moor", None)
    assert (group.figures[-1].when, group.figures[-1].first) == (None, None)


def test_of_very_many_figures_those_of_the_latest_periods_are_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(figures, "MOST_FIGURES", 2)
    period = "schema:value 1 ; tw:when '{0}' ; tw:notBefore '{0}-01-01' ; tw:notAfter '{0}-12-31'"
    told = [(f"in-{year}", "wool-yield", period.format(year)) for year in (2003, 2001, 2002)]
    rank = [(f"rank-{n}", "wool-rank", f"schema:value {n}") for n in (1, 2)]
    group, other = groups(tmp_path, *told, *rank)

    assert [one.words for one in group.figures] == ["in-2002", "in-2003"]
    assert group.chart is not None
    assert (len(group.chart.marks), group.more) == (2, 1)
    assert (other.name, other.more) == ("wool rank", 0)


def test_ranks_and_amounts_are_charted_each_in_their_way_and_the_largest_group_is_first(
    tmp_path: Path,
) -> None:
    def dated(year: int) -> str:
        return f"; tw:when '{year}' ; tw:notBefore '{year}-01-01' ; tw:notAfter '{year}-12-31'"

    ranks, bare, other = groups(
        tmp_path,
        ("zero", "wool-yield", "schema:value 1 ; schema:unitCode unit:NUM"),
        ("one", "wool-rank", "schema:value 1" + dated(2001)),
        ("three", "wool-rank", "schema:value 3" + dated(2002)),
        ("alone", "wool-rank", "schema:value 3 ; schema:observationAbout <actor/bo>" + dated(2002)),
    )

    assert [one.amount for one in ranks.figures] == ["1st", "3rd"]
    assert ranks.chart is not None
    assert [one.top for one in ranks.chart.marks] == [HIGH, LOW]
    assert (bare.name, bare.about, bare.chart) == ("wool rank", "Bo", None)
    assert (other.name, other.about, other.chart) == ("wool yield", "", None)
