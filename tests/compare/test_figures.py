"""Figures are told apart by all that may differ; a contradiction is what is left."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.compare.made import CHILE, NORWAY, PERU, figure, rank, said, shown
from tests.compare.tables import compare
from triplewire.records import Statement

B = "b"
LATER = "2025-06-01"


def killed(value: str, article: str = "a", **changes: object) -> Statement:
    about = {"unit": "NUM", "measure": "people-killed", "when": "2025-03-01"}
    return figure(value, article, **(about | changes))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        # The same.
        (figure("80E9"), figure("80E9", B), ("repeats", ())),
        (figure("80E9"), figure("80E9", B, when="2024-01/2024-12"), ("repeats", ())),
        (figure("2", unit="GigaW"), figure("2000", B, unit="MegaW"), ("repeats", ("unit",))),
        (figure("80E9"), figure("80.2E9", B), ("refines", ("value",))),
        (figure("80E9"), figure("80.2E9", start=1100), ("refines", ("value",))),
        (figure("80E9", qualifier="at-least"), figure("84E9", B), ("refines", ("value",))),
        (figure("80E9", when=None), figure("80E9", B), ("refines", ("period",))),
        (figure("80E9", when=None), figure("80E9", B, when=None), ("repeats", ())),
        # Another value.
        (figure("80E9"), figure("89E9", B), ("contradicts", ("value",))),
        (
            figure("80E9", voices="ministry"),
            figure("89E9", B, voices="bank"),
            ("contradicts", ("source", "value")),
        ),
        (
            figure("80E9", voices="ministry"),
            figure("89E9", voices="bank", start=1100),
            ("contradicts", ("source", "value")),
        ),
        (figure("80E9"), figure("80E9", B, denied=True), ("contradicts", ())),
        (rank("3"), rank("4", B, among="place/europe"), ("comparableWith", ("scope", "value"))),
        (
            rank("3", among="place/europe"),
            rank("4", B, among="place/europe"),
            ("contradicts", ("value",)),
        ),
        # Another period.
        (figure("80E9"), figure("89E9", B, when="2023"), ("comparableWith", ("period", "value"))),
        (figure("80E9"), figure("7E9", B, when="2024-05"), ("comparableWith", ("period", "value"))),
        (
            figure("80E9", when="2024-01/2024-11"),
            figure("89E9", B, when="2024-06/2024-12"),
            ("comparableWith", ("period", "value")),
        ),
        (figure("80E9"), figure("80E9", B, when="2023"), ("comparableWith", ("period",))),
        (
            figure("80E9", when=None),
            figure("89E9", B),
            ("comparableWith", ("period", "value")),
        ),
        (
            figure("80E9", when="2025"),
            figure("89E9", B, when="2025", published=LATER),
            ("comparableWith", ("period", "value")),
        ),
        (
            rank("3", among="place/europe"),
            rank("4", B, among="place/europe", published=LATER),
            ("comparableWith", ("period", "value")),
        ),
        (
            figure("80E9", when=None),
            figure("80E9", B, when=None, denied=True),
            ("comparableWith", ("period",)),
        ),
        # Another scope, or an open one.
        (
            rank("3", among="place/europe"),
            rank("4", B, among="place/world"),
            ("comparableWith", ("scope", "value")),
        ),
        (rank("3"), rank("4", B), ("comparableWith", ("scope", "value"))),
        # Another unit or currency.
        (figure("80E9"), figure("78E9", B, unit="CCY_EUR"), ("comparableWith", ("unit", "value"))),
        (figure("80E9"), figure("80E9", B, unit="CCY_EUR"), ("comparableWith", ("unit",))),
        (
            figure("2", unit="GigaW"),
            figure("1400", B, unit="MegaW"),
            ("comparableWith", ("unit", "value")),
        ),
        # Another area.
        (
            figure("4", measure="unemployment", unit="PERCENT", about=("place/england",),
                   areas=frozenset({("place/england", "actor/uk")})),
            figure("5", B, measure="unemployment", unit="PERCENT", about=("actor/uk",)),
            ("comparableWith", ("area", "value")),
        ),
        (
            figure("80E9"),
            figure("2E9", B, about=(NORWAY, CHILE)),
            ("comparableWith", ("area", "value")),
        ),
        (
            figure("1E9", about=(NORWAY, CHILE)),
            figure("2E9", B, about=(NORWAY, CHILE)),
            ("comparableWith", ("area", "value")),
        ),
        # Another definition.
        (
            figure("80E9"),
            figure("70E9", B, measure="goods-exports"),
            ("comparableWith", ("definition", "value")),
        ),
        (
            figure("3", measure="core-inflation", unit="PERCENT"),
            figure("4", B, measure="inflation", unit="PERCENT"),
            ("comparableWith", ("definition", "value")),
        ),
        (
            figure("3", measure="core-inflation", unit="PERCENT"),
            figure("4", B, measure="headline-inflation", unit="PERCENT"),
            ("comparableWith", ("definition", "value")),
        ),
        (
            figure("5", unit="PERCENT"),
            figure("6", B, unit="PERCENT"),
            ("comparableWith", ("definition", "value")),
        ),
        (
            figure("90E9", modality="intention"),
            figure("80E9", B),
            ("comparableWith", ("definition", "value")),
        ),
        (
            figure("90E9", modality="possibility", voices="bank"),
            figure("80E9", B, modality="possibility", voices="fund"),
            ("comparableWith", ("definition", "source", "value")),
        ),
        # A revision.
        (
            figure("80E9", voices="ministry"),
            figure("89E9", B, voices="ministry", published=LATER),
            ("comparableWith", ("revision", "value")),
        ),
        (
            killed("12"),
            killed("15", B, published="2025-03-02"),
            ("comparableWith", ("revision", "value")),
        ),
        (
            figure("80E9", voices="ministry"),
            figure("89E9", B, voices="ministry"),
            ("contradicts", ("value",)),
        ),
        (
            figure("80E9", qualifier="at-least"),
            figure("800E9", B, qualifier="at-least"),
            ("comparableWith", ("value",)),
        ),
    ],
)  # fmt: skip
def test_two_figures_are_what_they_are_whichever_comes_first(
    one: Statement, other: Statement, expected: tuple[str, tuple[str, ...]]
) -> None:
    found = compare([one, other])

    assert shown(found) == [expected]
    assert compare([other, one]) == found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # Of another measure, party or kind of unit.
        (figure("80E9"), figure("89E9", B, measure="imports")),
        (figure("80E9", about=(NORWAY, CHILE)), figure("89E9", B, about=(NORWAY, PERU))),
        (figure("80E9"), figure("89E9", B, about=(CHILE,))),
        (figure("80E9"), figure("5", B, unit="PERCENT")),
        (figure("80E9"), figure("89000", B, unit="TONNE")),
        (figure("5", measure="rise-in-exports", unit="PERCENT"), figure("6", B, unit="PERCENT")),
        (figure("5", measure="exports"), figure("6", B, measure="exports-of-fish")),
        (figure("5", about=()), figure("6", B, about=())),
        (figure("5", measure="amount"), figure("6", B, measure="amount")),
        # Kinds of what is counted are too many to look alike.
        (
            figure("5", measure="steel-workers", unit="NUM"),
            figure("6", B, measure="farm-workers", unit="NUM"),
        ),
        # What has no period, or is a rank or of two parties, is of too many things at once.
        (figure("80E9", when=None), figure("70E9", B, measure="goods-exports", when=None)),
        (rank("3", when="2024"), rank("4", B, measure="main-partner-rank", when="2024")),
        (
            figure("80E9", counterpart=CHILE),
            figure("70E9", B, measure="goods-exports", counterpart=CHILE),
        ),
        # A narrower measure or area of another period.
        (figure("80E9"), figure("70E9", B, measure="goods-exports", when="2023")),
        (figure("80E9"), figure("70E9", B, about=(NORWAY, CHILE), when="2023")),
        # A is third for B; that B is fourth for A is another thing.
        (rank("3"), rank("4", B, about=(CHILE,), counterpart=NORWAY)),
        (
            figure("3E9", about=(NORWAY,), counterpart=CHILE),
            figure("4E9", B, about=(CHILE,), counterpart=NORWAY),
        ),
        # One voice in one article means two things by two values; a range has two ends.
        (figure("80E9"), figure("89E9", start=1100)),
        (figure("80E9", voices="bank"), figure("89E9", voices="bank", start=1100)),
        (figure("80E9", qualifier="at-least"), figure("89E9", qualifier="at-most", start=1100)),
        # Two values can be denied at once.
        (figure("80E9", denied=True), figure("89E9", B, denied=True)),
        (figure("80E9"), figure("89E9", B, denied=True)),
        # A bound without a period says little of a value with one.
        (figure("80E9", when=None, qualifier="at-least"), figure("84E9", B)),
    ],
)  # fmt: skip
def test_figures_of_two_things_are_not_compared(one: Statement, other: Statement) -> None:
    assert compare([one, other]) == ()


def test_trade_is_the_same_from_both_sides() -> None:
    one = figure("80E9", measure="bilateral-trade", about=(NORWAY, CHILE))
    other = figure("89E9", B, measure="bilateral-trade", about=(CHILE,), counterpart=NORWAY)

    assert shown(compare([one, other])) == [("contradicts", ("value",))]


def test_an_article_that_gives_two_values_is_no_witness_against_a_third() -> None:
    """A figure of another period may have got this one by mistake."""
    found = compare([figure("70E9"), figure("80E9"), figure("89E9", B)])

    assert {one.relation for one in found} == {"comparableWith"}
    assert {one.differs for one in found} == {("definition", "value")}


def test_another_article_still_is_a_witness() -> None:
    found = compare([figure("70E9"), figure("80E9"), figure("80E9", B), figure("89E9", "c")])
    ends = {(one.one, one.other) for one in found if one.relation == "contradicts"}

    assert [{iri[:7] for iri in pair} for pair in ends] == [{"claim/a", "claim/c"}]


def test_what_is_more_exact_refines_what_is_less() -> None:
    exact, rough = figure("80.2E9"), figure("80E9", B, published=LATER, qualifier="approximately")
    (found,) = compare([exact, rough])

    assert (found.one, found.other) == (exact.iri, rough.iri)


def test_the_figure_with_a_period_refines_the_one_without() -> None:
    dated, plain = figure("80E9"), figure("80E9", B, published=LATER, when=None)
    (found,) = compare([dated, plain])

    assert (found.one, found.other) == (dated.iri, plain.iri)


def test_the_later_contradicts_the_earlier() -> None:
    early, late = figure("80E9", B), figure("89E9", "a", published=LATER)
    (found,) = compare([late, early])

    assert (found.one, found.other) == (late.iri, early.iri)
    assert found.labels == (late.label, early.label)


def test_equal_figures_months_apart_without_a_period_are_less_surely_one() -> None:
    near = compare([figure("5", when=None), figure("5", B, when=None)])
    far = compare([figure("5", when=None), figure("5", B, when=None, published=LATER)])
    unknown = compare([figure("5", when=None, published=""), figure("5", B, when=None)])

    assert near[0].confidence > far[0].confidence == unknown[0].confidence


def test_of_many_equal_figures_each_is_compared_with_the_first() -> None:
    found = compare([figure("5", name) for name in "abcdef"])

    assert {one.other for one in found} == {figure("5", "a").iri}
    assert len(found) == 5


def test_a_revision_is_seen_behind_those_who_repeat_the_first_figure() -> None:
    found = compare(
        [
            figure("80E9", "a"),
            figure("80E9", "b", voices="ministry"),
            figure("89E9", "c", voices="ministry", published=LATER),
        ]
    )

    assert [one.differs for one in found if one.relation == "comparableWith"] == [
        ("revision", "source", "value")
    ]


def test_a_copy_that_gives_another_value_later_is_a_revision() -> None:
    release = [said(f"The long sentence number {n} of a release") for n in range(4)]
    copy = [said(one.words, B, published=LATER) for one in release]
    found = compare([*release, *copy, figure("80E9"), figure("89E9", B, published=LATER)])

    assert ("comparableWith", ("revision", "value")) in shown(found)


def test_equal_figures_of_a_copy_are_one_source() -> None:
    release = [said(f"The long sentence number {n} of a release") for n in range(4)]
    copy = [said(one.words, B) for one in release]
    found = compare([*release, *copy, figure("80E9"), figure("80E9", B)])

    assert {one.differs for one in found} == {("reprint",)}


def test_a_figure_is_compared_with_eight_neighbours_in_time() -> None:
    figures = [figure("8", str(n), when=str(2000 + n)) for n in range(12)]
    found = {
        frozenset((int(one.one[6:].partition("/")[0]), int(one.other[6:].partition("/")[0])))
        for one in compare(list(reversed(figures)))
    }

    assert found == {frozenset((n, m)) for n in range(12) for m in range(n + 1, 12) if m - n <= 8}


def test_a_part_is_compared_with_eight_wholes() -> None:
    wholes = [figure(str(value), str(value)) for value in range(10, 20)]
    found = compare([*wholes, figure("70", "z", measure="goods-exports")])
    beside = [one for one in found if "definition" in one.differs]

    assert len(beside) == 8


def test_what_one_voice_gives_of_several_periods_is_no_muddle() -> None:
    figures = [figure("80E9"), figure("90E9", when="2023"), figure("89E9", B)]

    assert [one.differs for one in compare(figures) if one.relation == "contradicts"] == [
        ("value",)
    ]


def test_what_one_article_gives_in_several_units_or_roundings_is_no_muddle() -> None:
    of_power = [
        figure("2", unit="GigaW"),
        figure("2.01", unit="GigaW", start=1100),
        figure("2000", unit="MegaW", start=1200),
        figure("80", B, unit="GigaW"),
    ]
    against = [one.differs for one in compare(of_power) if one.relation == "contradicts"]

    assert against == [("value",), ("value",)]


def test_what_one_article_gives_in_several_currencies_is_one() -> None:
    figures = [figure("80E9"), figure("75E9", unit="CCY_EUR", start=1100), figure("89E9", B)]
    found = compare(figures)

    assert "contradicts" not in {one.relation for one in found}


def test_two_voices_of_one_article_are_two_sources() -> None:
    figures = [
        figure("80E9", voices="bank"),
        figure("89E9", voices="crew", start=1100),
        figure("89E9", B),
    ]
    found = compare(figures)

    assert sorted(one.relation for one in found) == ["contradicts", "repeats"]


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        (figure("80E9", B), figure("89E9", published=LATER)),
        (figure("80E9"), figure("89E9", B)),
        (figure("80E9", B), figure("89E9", published="")),
    ],
)
def test_what_appeared_later_or_nobody_knows_when_is_what_contradicts(
    earlier: Statement, later: Statement
) -> None:
    (found,) = compare([later, earlier])

    assert (found.one, found.other) == (later.iri, earlier.iri)


@pytest.mark.parametrize(
    ("narrow", "broad"),
    [
        ("core-inflation", "inflation"),
        ("urban-core-inflation", "inflation"),
        ("urban-core-inflation", "core-inflation"),
        ("goods-exports-to-peru", "exports-to-peru"),
    ],
)
def test_a_narrower_measure_stands_beside_a_broader_one(narrow: str, broad: str) -> None:
    found = compare([figure("80", measure=narrow), figure("90", B, measure=broad)])

    assert shown(found) == [("comparableWith", ("definition", "value"))]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("rise-in-exports", "exports"),
        ("exports-of-fish", "fish"),
        ("exports-of-fish", "of-fish"),
        ("goods-exports-to-peru", "peru"),
        ("core-inflation", "core"),
    ],
)
def test_a_measure_is_no_kind_of_what_it_is_of(one: str, other: str) -> None:
    assert compare([figure("80", measure=one), figure("90", B, measure=other)]) == ()


# Whatever figures there are:
_figures = st.builds(
    figure,
    st.sampled_from(["5", "5.2", "80", "5E9", "90E9"]),
    st.sampled_from(["a", "b", "c"]),
    when=st.sampled_from([None, "2023", "2024", "2024-05", "2025"]),
    measure=st.sampled_from(["exports", "goods-exports", "inflation", "people-killed"]),
    unit=st.sampled_from(["CCY_USD", "CCY_EUR", "PERCENT", "NUM", None]),
    qualifier=st.sampled_from(["exactly", "at-least", "at-most", "approximately"]),
    about=st.sampled_from([(NORWAY,), (CHILE,), (NORWAY, CHILE), ("place/oslo",)]),
    areas=st.sampled_from([frozenset(), frozenset({("place/oslo", NORWAY)})]),
    among=st.sampled_from([None, "place/europe", "place/world"]),
    voices=st.sampled_from(["", "bank", "ministry"]),
    published=st.sampled_from(["", "2024-06-01", "2025-03-01"]),
    denied=st.booleans(),
    modality=st.sampled_from(["factual", "intention"]),
    iri=st.uuids().map(lambda name: f"claim/{name}"),
)


@settings(max_examples=12)
@given(st.lists(_figures, max_size=12), st.randoms())
def test_contradictions_are_of_one_measure_period_scope_unit_and_area(
    statements: list[Statement], random: object
) -> None:
    found = compare(statements)
    known = {statement.iri: statement for statement in statements}
    shuffled = list(statements)
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    assert compare(shuffled) == found
    assert compare([*statements, *statements]) == found
    assert all(one.one != one.other for one in found)
    assert len({frozenset((one.one, one.other)) for one in found}) == len(found)
    for one in found:
        a, b = known[one.one].measured, known[one.other].measured
        assert a is not None
        assert b is not None
        if one.relation == "contradicts":
            assert (a.measure, a.about, a.among, a.unit) == (b.measure, b.about, b.among, b.unit)
            assert (a.first, a.last) == (b.first, b.last)
            assert not {"period", "scope", "unit", "area", "definition"} & set(one.differs)
