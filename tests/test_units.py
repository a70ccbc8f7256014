"""The table of units: whole, and the one place where each is told."""

from collections import Counter

from triplewire.compare.values import convertible
from triplewire.convert.observation import unit_code
from triplewire.publish.web.pages.words import amount_text
from triplewire.units import units, units_by_code, units_by_word


def test_no_word_and_no_code_stands_for_two_units() -> None:
    words = Counter(word for unit in units() for word in (*unit.words, *unit.abbreviations))
    codes = Counter(unit.code for unit in units() if unit.code)

    assert {word for word, times in words.items() if times > 1} == set()
    assert {code for code, times in codes.items() if times > 1} == set()


def test_every_unit_is_written_compared_and_shown_by_its_row() -> None:
    for unit in units_by_code().values():
        word = (*unit.words, *unit.abbreviations)[0]

        assert unit_code(word) == unit.code
        assert amount_text("2", unit.code) == f"2 {unit.sign}"
        assert convertible(unit.code, unit.code)


def test_every_unit_has_a_sign_and_a_factor() -> None:
    assert [unit.words for unit in units() if unit.code and not unit.sign] == []
    assert [unit.words for unit in units() if unit.factor <= 0] == []


def test_a_unit_that_is_not_certain_is_counted() -> None:
    assert "gallon" in units_by_word()
    assert unit_code("gallon") == "NUM"


def test_units_of_one_kind_can_be_compared_and_others_not() -> None:
    assert convertible("KiloM", "MI")
    assert not convertible("KiloM", "KiloGM")
