"""What two figures are to each other, said for each pair of them alone."""

from collections.abc import Iterable

import pytest

from tests.compare.made import CHILE, NORWAY, figure, rank
from triplewire.compare.reprints import Copies
from triplewire.compare.verdicts import ReportedFigure, beside, is_mutual, judge, words_of
from triplewire.records import Statement

B = "b"
COPIES: Copies = frozenset({("article/a", "article/b")})
IN_31, IN_32, LATER = "2025-04-01", "2025-04-02", "2025-06-01"


def told(statement: Statement, sources: Iterable[str] | None = None) -> ReportedFigure:
    """Return a figure as its own article reports it, or as others do."""
    assert statement.measured is not None
    voices = [statement.voices] if sources is None else [frozenset({name}) for name in sources]
    return ReportedFigure(
        statement=statement,
        measured=statement.measured,
        sources=frozenset((statement.article, voice) for voice in voices),
    )


def killed(value: str, article: str = "a", **changes: object) -> Statement:
    about = {"unit": "NUM", "measure": "people-killed", "when": "2025-03-01"}
    return figure(value, article, **(about | changes))


def _judged(
    one: ReportedFigure, other: ReportedFigure, copies: Copies = frozenset()
) -> tuple[str, str, str] | None:
    found, turned = judge(one, other, copies), judge(other, one, copies)
    assert found == turned
    if found is None:
        return None
    return found.relation, " ".join(found.differs), str(found.confidence)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        # Apart: of two things, whatever their values.
        (figure("8"), figure("9", B, when="2023"), "comparableWith|period value|0.85"),
        (figure("8"), figure("8", B, when="2023", voices="bank"),
         "comparableWith|period source|0.85"),
        (figure("8", unit="CCY_EUR"), figure("8", B, when="2023"),
         "comparableWith|period unit|0.85"),
        (figure("8", among="place/x"), figure("8", B, denied=True), "comparableWith|scope|0.85"),
        # One denies what the other affirms.
        (figure("8"), figure("8", B, denied=True), "contradicts||0.75"),
        (figure("8"), figure("80", B, denied=True), None),
        (figure("8", when=None), figure("8", B, denied=True), "comparableWith|period|0.5"),
        (figure("8", denied=True), figure("8", B, denied=True), "repeats||0.95"),
        (figure("8", denied=True), figure("80", B, denied=True), None),
        # Planned, and come about.
        (figure("8", modality="intention"), figure("8", B), "comparableWith|definition|0.7"),
        (figure("8", modality="obligation"), figure("8", B, modality="possibility"),
         "repeats||0.95"),
        # The same value.
        (figure("8"), figure("8", B), "repeats||0.95"),
        (figure("2", unit="GigaW"), figure("2000", B, unit="MegaW"), "repeats|unit|0.95"),
        (figure("8", when=None), figure("8", B), "refines|period|0.7"),
        (figure("2", unit="GigaW", when=None), figure("2000", B, unit="MegaW"),
         "refines|period unit|0.7"),
        (figure("8", when=None), figure("8.2", B), None),
        (figure("8", when=None), figure("8", B, when=None, published=IN_31), "repeats||0.95"),
        (figure("8", when=None), figure("8", B, when=None, published=IN_32), "repeats||0.6"),
        (figure("8", when=None), figure("8", B, when=None, published=""), "repeats||0.6"),
        (figure("8"), figure("8.2", B), "refines|value|0.8"),
        (figure("8", qualifier="at-least"), figure("90", B), "comparableWith|value|0.4"),
        (figure("2", unit="GigaW", qualifier="at-least"), figure("9000", B, unit="MegaW"),
         "comparableWith|unit value|0.4"),
        # Two ends of one range, in one article alone.
        (figure("8", qualifier="at-least"), figure("9", qualifier="at-most"), None),
        (figure("8", qualifier="at-least"), figure("9", B, qualifier="at-most"),
         "refines|value|0.8"),
        (figure("8", qualifier="at-least"), figure("9", qualifier="at-least"),
         "refines|value|0.8"),
        # Another value.
        (figure("8"), figure("80"), None),
        (figure("8"), figure("80", voices="bank"), "contradicts|source value|0.8"),
        (figure("8"), figure("80", B), "contradicts|value|0.8"),
        (figure("8", when=None), figure("80", B), "comparableWith|period value|0.5"),
        (figure("8", unit="GigaW"), figure("80", B, unit="MegaW"),
         "comparableWith|unit value|0.6"),
        # Ranks: as they stand when the articles appear, among those that they name.
        (rank("3"), rank("4", B), "comparableWith|scope value|0.5"),
        (rank("3", among="place/x"), rank("4", B, among="place/x", published=IN_31),
         "contradicts|value|0.8"),
        (rank("3", among="place/x"), rank("4", B, among="place/x", published=IN_32),
         "comparableWith|period value|0.5"),
        (rank("3", among="place/x", when="2024"), rank("4", B, among="place/x"),
         "comparableWith|period value|0.5"),
        (rank("3", among="place/x", when="2024"), rank("4", B, among="place/x", when="2024"),
         "contradicts|value|0.8"),
        # A percentage of what is no proportion by itself.
        (figure("8", unit="PERCENT"), figure("80", B, unit="PERCENT"),
         "comparableWith|definition value|0.5"),
        (figure("8", unit="PERCENT", measure="youth-unemployment"),
         figure("80", B, unit="PERCENT", measure="youth-unemployment"), "contradicts|value|0.8"),
        # Whose of two it is.
        (figure("8", about=(NORWAY, CHILE)), figure("80", B, about=(NORWAY, CHILE)),
         "comparableWith|area value|0.5"),
        (figure("8", about=(NORWAY, CHILE), measure="trade"),
         figure("80", B, about=(NORWAY, CHILE), measure="trade"), "contradicts|value|0.8"),
        (figure("8", counterpart=CHILE), figure("80", B, counterpart=CHILE),
         "contradicts|value|0.8"),
        # A source that says another thing later.
        (figure("8", voices="bank"), figure("80", B, voices="bank", published=LATER),
         "comparableWith|revision value|0.7"),
        (figure("8", voices="bank"), figure("80", B, voices="bank"), "contradicts|value|0.8"),
        (figure("8", voices="bank"), figure("80", B, voices="crew", published=LATER),
         "contradicts|source value|0.8"),
        (figure("8", voices="bank", published=""), figure("80", B, voices="bank", published=""),
         "comparableWith|revision value|0.7"),
        # A count that goes on.
        (killed("8"), killed("80", B, published="2025-03-02"),
         "comparableWith|revision value|0.6"),
        (killed("8"), killed("80", B), "contradicts|value|0.8"),
        # Before the period was over, and later.
        (figure("8", when="2025"), figure("80", B, when="2025", published=IN_32),
         "comparableWith|period value|0.6"),
        (figure("8", when="2025"), figure("80", B, when="2025", published=IN_31),
         "contradicts|value|0.8"),
        (figure("8", when="2025-03-01"), figure("80", B, when="2025-03-01", published=LATER),
         "comparableWith|period value|0.6"),
        (figure("8", when="2025-02-28"), figure("80", B, when="2025-02-28", published=LATER),
         "contradicts|value|0.8"),
        (figure("8", when="2025"), figure("80", B, when="2025", published=""),
         "contradicts|value|0.8"),
        # Two forecasts.
        (figure("8", modality="possibility"), figure("80", B, modality="intention"),
         "comparableWith|definition value|0.6"),
    ],
)  # fmt: skip
def test_two_figures_are_judged_alike_from_either_side(
    one: Statement, other: Statement, expected: str | None
) -> None:
    found = _judged(told(one), told(other))

    assert found == (expected and tuple(expected.split("|")))


def test_equal_figures_of_copies_are_a_reprint_and_other_values_of_them_a_revision() -> None:
    one = told(figure("8"))

    assert _judged(one, told(figure("8", B)), COPIES) == ("repeats", "reprint", "0.95")
    assert _judged(one, told(figure("8.2", B)), COPIES) == ("refines", "value", "0.8")
    assert _judged(one, told(figure("80", B)), COPIES) == ("contradicts", "value", "0.8")
    assert _judged(one, told(figure("80", B, published=LATER)), COPIES) == (
        "comparableWith",
        "revision value",
        "0.7",
    )


def test_who_gives_several_values_is_no_witness_and_all_who_repeat_one_are() -> None:
    one, other = figure("8", voices="bank"), figure("80", B, voices="crew", published=LATER)

    assert _judged(told(one, []), told(other)) == (
        "comparableWith",
        "definition source value",
        "0.4",
    )
    assert _judged(told(one, ["bank", "crew"]), told(other)) == (
        "comparableWith",
        "revision source value",
        "0.7",
    )


@pytest.mark.parametrize(
    ("respect", "one", "other", "differs"),
    [
        ("area", figure("8"), figure("9", B), "area value"),
        ("area", figure("8"), figure("8", B), "area"),
        ("definition", figure("8"), figure("8", B, voices="bank"), "definition source"),
        ("definition", figure("8"), figure("8", B, qualifier="at-most"), "definition value"),
    ],
)
def test_a_part_stands_beside_the_whole(
    respect: str, one: Statement, other: Statement, differs: str
) -> None:
    found = beside(told(one), told(other), respect)

    assert (found.relation, str(found.confidence)) == ("comparableWith", "0.7")
    assert " ".join(found.differs) == differs


def test_a_measure_is_called_by_the_last_part_of_its_name() -> None:
    assert words_of("https://example.org/a-b/goods-exports") == ["goods", "exports"]
    assert words_of("trade") == ["trade"]
    assert is_mutual("https://example.org/bilateral-trade")
    assert not is_mutual("https://example.org/trade-names/exports")
