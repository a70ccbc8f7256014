"""Names that may be of one person or organisation are told from those that are not."""

import pytest

from triplewire.link.actors.fitting import (
    all_fit,
    fit,
    initials,
    is_common,
    is_common_person,
    name_words,
    one_spelling,
    without_legal_form,
)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("john smith", "john smith", True),
        ("john smith", "jane smith", False),
        ("john smith", "john lind", False),
        ("j smith", "john smith", True),
        ("b smith", "john smith", False),
        # Two letters are a name of their own, and no initial.
        ("jo smith", "john smith", False),
        ("jo smith", "jo smith", True),
        # Middle names count where both have some, as far as both have them.
        ("john k smith", "john smith", True),
        ("john k smith", "john kay smith", True),
        ("john k smith", "john l smith", False),
        ("john k l smith", "john k smith", True),
        ("john k l smith", "john kay m smith", False),
        ("john k l smith", "john l smith", False),
        ("john karl smith", "john kay smith", False),
        ("smith", "smith", True),
        ("smith", "john smith", False),
    ],
)
def test_full_names_fit_as_far_as_they_are_told(one: str, other: str, expected: bool) -> None:
    assert fit(one.split(), other.split()) is expected
    assert fit(other.split(), one.split()) is expected


@pytest.mark.parametrize(
    ("ones", "others", "expected"),
    [
        ("", "", True),
        ("", "john smith", True),
        ("john smith, john k smith", "j smith", True),
        ("john smith, jane smith", "j smith, john smith", True),  # by the name in both
        ("j smith, jane smith", "j smith, john smith", False),  # an initial is no name
        ("jo smith, al smith", "jo smith, ed smith", True),
        ("john k smith, john smith", "john l smith", False),
    ],
)
def test_sets_of_names_fit_by_one_name_in_both_or_where_all_do(
    ones: str, others: str, expected: bool
) -> None:
    left, right = (frozenset(filter(None, names.split(", "))) for names in (ones, others))

    assert all_fit(left, right) is expected
    assert all_fit(right, left) is expected


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("U.S. Labor Department", "US Department of Labor", True),
        ("the U.S. Air Force", "United States Air Force", True),
        ("UK Defence Ministry", "Ministry of Defence", False),
        ("Defence Ministry", "Ministry of Defence", True),
        ("Orla Foods, Inc.", "Orla Foods", True),
        ("US", "United States", False),
        ("Norway Fish Board", "Fish Board", False),
    ],
)
def test_an_organisation_is_one_in_all_spellings(one: str, other: str, same: bool) -> None:
    assert (one_spelling(one) == one_spelling(other)) is same


@pytest.mark.parametrize(
    ("name", "common"),
    [
        *(("John Smith", True), ("Wang Wei", True), ("María García", True)),
        # A given name is no family name, and three words are rarely two people's.
        *(("Smith Lindqvist", False), ("Ana María García", False), ("Smith", False)),
    ],
)
def test_a_name_is_common_by_its_family_name(name: str, common: bool) -> None:
    assert is_common_person(name) is common


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Council of Northern Ports", "CNP"),
        ("the Bank for the North", "BN"),
        ("Ruiz-Lind group", "RLG"),
        (" Fish  Board", "FB"),
        ("of the", ""),
    ],
)
def test_an_acronym_has_the_first_letters_of_all_but_small_words(name: str, letters: str) -> None:
    assert initials(name) == letters


@pytest.mark.parametrize(
    ("name", "common"),
    [
        *(("Ministry of Foreign Affairs", True), ("the Police", True), ("Supreme Court", True)),
        *(("High-Court", True), ("Nordic Council", False), ("Foreign Affairs", False)),
        *(("Fish Board", False), ("Court of Oslo", False), ("", False)),
    ],
)
def test_a_common_name_has_a_body_and_nothing_but_bodies_and_branches(
    name: str, common: bool
) -> None:
    assert is_common(name) is common


def test_names_are_compared_without_marks_and_firms_without_their_legal_form() -> None:
    assert name_words("José B. Ruíz") == ["jose", "b", "ruiz"]
    assert [without_legal_form(f"Orla Foods{end}") for end in (" Ltd.", ", Inc", " plc", "")] == [
        "orla foods"
    ] * 4
    assert without_legal_form("Limited") == "limited"
