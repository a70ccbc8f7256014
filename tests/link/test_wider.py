"""A measure or an office of an article's own is a kind of a listed one, where its name says so."""

import pytest

from triplewire.link import Authorities, load_authorities
from triplewire.link.wider import wider_measure, wider_office
from triplewire.ontology import vocabulary
from triplewire.vocab import PREFIXES


@pytest.fixture(scope="module")
def authorities() -> Authorities:
    return load_authorities(None, vocabulary(), "https://example.org/")


@pytest.mark.parametrize(
    ("name", "unit", "expected"),
    [
        ("exports of services", "USD", "exports"),
        ("steel exports to the north", "tonne", "exports"),
        ("net profit", "INR", "profit"),
        ("real gross domestic product", "EUR", "gdp"),
        ("share of the market", "percent", "share"),
        # What rose is no measure of the level.
        ("rise in exports", "percent", None),
        ("export growth", "percent", None),
        # The head tells more than the unit; without one, the unit tells the kind.
        ("harbour fee", "SEK", "amount"),
        ("people hurt", "person", "count"),
        ("wait", "week", "duration"),
        ("delay", "decade", "duration"),
        ("amount of rain", "litre", None),
        ("amount of rain", "day", "duration"),
        ("share of voters", "USD", "amount"),
        ("turnout", "percent", None),
        ("cargo", "tonne", None),
        ("exports", None, None),
    ],
)
def test_a_measure_is_a_kind_of_its_head_or_of_what_its_unit_counts(
    authorities: Authorities, name: str, unit: str | None, expected: str | None
) -> None:
    wider = wider_measure(name, unit, authorities.measures)

    assert wider == (PREFIXES["c"] + expected if expected else None)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("justice minister", "minister"),
        ("minister for the middle east", "minister"),
        ("minister of health and sport", "health-minister"),
        ("acting foreign minister", "foreign-minister"),
        ("deputy foreign minister", "deputy-minister"),
        ("vice minister", "deputy-minister"),
        ("deputy prime minister for trade", "deputy-prime-minister"),
        ("vice prime minister", None),
        ("secretary of state for health", "secretary-of-state"),
        ("deputy secretary of state", None),
        ("former president", None),
        ("president-elect", None),
        ("club president", "president"),
        ("lieutenant governor", None),
        ("lieutenant general", "general"),
        ("director general", None),
        ("inspector general", None),
        ("brand ambassador", None),
        ("special envoy to the talks", "envoy"),
        ("campaign chairman", "chair"),
        ("keeper of the mayor", None),
        ("captain", None),
    ],
)
def test_an_office_is_a_kind_of_its_head_if_its_holder_holds_that(
    authorities: Authorities, name: str, expected: str | None
) -> None:
    wider = wider_office(name, authorities.offices)

    assert wider == (PREFIXES["c"] + expected if expected else None)
