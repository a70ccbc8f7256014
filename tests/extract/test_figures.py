from decimal import Decimal

import pytest

from tests.extract.pages import claims_of, one_claim, read
from triplewire.extract.claims.find import find_claims
from triplewire.records import Figure


def figure_of(text: str) -> Figure:
    figure = one_claim(text, "statistic").figure
    assert figure is not None
    return figure


def test_trade_between_two_countries_is_bilateral_trade() -> None:
    text = "In 2023, the trade between Norway and Iceland reached US$2.5 billion."
    claim = one_claim(text, "statistic")

    assert claim.figure == Figure(
        value=Decimal(2_500_000_000),
        unit="USD",
        measure="bilateral trade",
        qualifier="exactly",
        when="2023",
        about=("Norway", "Iceland"),
    )
    assert claim.passage.text == text.rstrip(".")


def test_trade_takes_the_countries_of_the_article_when_its_sentence_names_none() -> None:
    figure = figure_of("Norway and Iceland are neighbours. Bilateral trade rose to $3 billion.")

    assert (figure.measure, set(figure.about)) == ("bilateral trade", {"Norway", "Iceland"})


def test_a_source_in_front_gives_the_speaker_and_stays_out_of_the_passage() -> None:
    claim = one_claim(
        "According to Reuters, exports from Norway reached 2 billion euros in 2023.", "statistic"
    )

    assert claim.speakers == ("Reuters",)
    assert claim.passage.text == "exports from Norway reached 2 billion euros in 2023"


def test_a_figure_in_reported_speech_is_said_by_its_speaker() -> None:
    claim = one_claim("Maria Keller said that 40 large ships had left the port.", "statistic")

    assert claim.speakers == ("Maria Keller",)
    assert claim.evidence.text == "Maria Keller said that 40 large ships had left the port."


@pytest.mark.parametrize(
    ("text", "value", "unit", "measure", "qualifier"),
    [
        (
            "Over 7,000 foreign firms trade in the town.",
            "7000",
            "firm",
            "foreign firms",
            "at-least",
        ),
        ("The town has nine local banks.", "9", "bank", "local banks", "exactly"),
        (
            "Nearly 30 people were killed in the blast.",
            "30",
            "person",
            "people killed",
            "approximately",
        ),
        ("The blast killed 12 workers.", "12", "worker", "workers killed", "exactly"),
        ("Two people were injured in the blast.", "2", "person", "people injured", "exactly"),
        ("Exports rose by 12 percent last year.", "12", "percent", "rise in exports", "exactly"),
        ("Up to 40% of homes lost power.", "40", "percent", "homes", "at-most"),
        ("The firm signed off a $5 million loan.", "5000000", "USD", "loan", "exactly"),
        ("The council spent £5 million on roads.", "5000000", "GBP", "roads", "exactly"),
        ("The port handles 5 million tonnes of rice.", "5000000", "tonne", "rice", "exactly"),
        ("The park covers 300 square kilometres.", "300", "square kilometre", "park", "exactly"),
        (
            "The number of ships rose 9 percent.",
            "9",
            "percent",
            "rise in number of ships",
            "exactly",
        ),
        ("The firm sold 1 car.", "1", "car", "car", "exactly"),
        ("The fleet lost 40 crew.", "40", "crew", "crew", "exactly"),
        ("They opened a report of 131 pages.", "131", "page", "pages", "exactly"),
        ("Exports to Japan rose 5 percent.", "5", "percent", "rise in exports to japan", "exactly"),
        (
            "The number of visitors fell to 3,000.",
            "3000",
            "visitor",
            "number of visitors",
            "exactly",
        ),
        ("The population is 54 million.", "54000000", "person", "population", "exactly"),
        ("Car sales rose to 1.2 million.", "1200000", "sale", "car sales", "exactly"),
        ("The rate rose 0.2 percentage points.", "0.2", "percentage point", "rate", "exactly"),
        ("The death toll rose to 12.", "12", "person", "death toll", "exactly"),
        ("Unemployment fell to 6.1%.", "6.1", "percent", "unemployment", "exactly"),
        ("The firm made a profit of $3 million.", "3000000", "USD", "profit", "exactly"),
        ("The firm earned $3 million.", "3000000", "USD", "earnings", "exactly"),
        ("Prices of rice are up 4%.", "4", "percent", "rise in prices of rice", "exactly"),
        ("The store saw a 3% fall in sales.", "3", "percent", "fall in sales", "exactly"),
        ("The bank raised its rate to 5 percent.", "5", "percent", "rate", "exactly"),
        ("The shop cut its prices by 5 percent.", "5", "percent", "fall in prices", "exactly"),
        ("Household debt stands at 90% of income.", "90", "percent", "household debt", "exactly"),
        ("Norway grew 5 percent.", "5", "percent", "growth", "exactly"),
        ("The blast, killing 12, shook the town.", "12", "person", "people killed", "exactly"),
        ("The blast left 17 dead.", "17", "person", "people dead", "exactly"),
        ("Two arrested as police clear square.", "2", "person", "people arrested", "exactly"),
        ("Of those on board, 12 drowned.", "12", "person", "people drowned", "exactly"),
        ("Some 60 people drowned.", "60", "person", "people drowned", "approximately"),
        ("They found 40 miners trapped.", "40", "miner", "miners trapped", "exactly"),
        ("They say that 37 vehicles were missing.", "37", "vehicle", "vehicles missing", "exactly"),
        ("12 percent voted for it.", "12", "percent", "amount", "exactly"),
        ("The court gave him a sentence of 12 years.", "12", "year", "sentence", "exactly"),
    ],
)
def test_a_figure_says_what_it_measures(
    text: str, value: str, unit: str, measure: str, qualifier: str
) -> None:
    figure = figure_of(text)

    assert (figure.value, figure.unit) == (Decimal(value), unit)
    assert (figure.measure, figure.qualifier) == (measure, qualifier)


@pytest.mark.parametrize(
    "text",
    [
        "The town was founded in 1850 and grew after 12 May 2019.",
        "Two sides met on Monday for the third time.",
        "Article 50 and section 12 of the act were read on flight 370.",
        "Shares of the firm (NYSE: ABC123) fell at 10:30 after a 3-2 vote.",
        "A 34-year-old man, aged 34, lives in room 12.",
        "He has lived there for six years, and two days ago he left.",
        "Call 020 7946 0000 for the tickets.",
        "The 2014 protests were long over.",
        "Drivers 40 and older pay less.",
        # One is counted in the singular, and several are not.
        "The committee heard 30 evidence.",
        "The past ten years were hard for the town.",
        # What kind of noun it is, is not measured.
        "The cabinet adopted a 5-year plan and left on a 10-day trip.",
        "They opened a 131-page report.",
        "Shares of the firm (NYSE: ABC, 0700.HK) fell, Reuters said.",
        "The first of them won 2-1 and left from platform 12 at 7 a.m.",
        "Nobody knew, and no one saw one another.",
    ],
)
def test_dates_ordinals_and_identifiers_are_no_statistics(text: str) -> None:
    assert claims_of(text, "statistic") == []


@pytest.mark.parametrize(
    ("country", "currency"), [("Australia", "AUD"), ("Canada", "CAD"), ("Norway", "USD")]
)
def test_a_plain_dollar_is_that_of_the_country_of_the_article(country: str, currency: str) -> None:
    figure = figure_of(f"The harbour in {country} was built for $40 million.")

    assert figure.unit == currency


def test_two_figures_of_one_clause_have_their_own_words() -> None:
    page = read("Exports fell 3 percent and imports rose 5 percent.")
    found = [claim.passage.text for claim in find_claims(page) if claim.figure]

    assert found == ["3 percent", "5 percent"]


def test_a_semicolon_parts_the_clauses() -> None:
    claim = one_claim("The port was shut; exports fell by 3 percent; crews left.", "statistic")

    assert claim.passage.text == "exports fell by 3 percent"


def test_a_source_behind_a_quoted_figure_is_its_speaker() -> None:
    claim = one_claim('"More than 40 ships" left, according to Maria Keller.', "statistic")

    assert claim.speakers == ("Maria Keller",)


def test_a_range_is_two_figures_with_their_bounds() -> None:
    low, high = claims_of("The form has 10 to 32 pages, the ministry said.", "statistic")

    assert low.figure is not None
    assert high.figure is not None
    assert (low.figure.value, low.figure.qualifier) == (Decimal(10), "at-least")
    assert (high.figure.value, high.figure.qualifier) == (Decimal(32), "at-most")
    assert {low.figure.unit, high.figure.unit} == {"page"}
    assert (low.passage.text, high.passage.text) == ("10 to 32 pages", "32 pages")


@pytest.mark.parametrize(
    ("text", "unit", "measure"),
    [
        ("No one was injured in the blast.", "person", "people injured"),
        ("Police said that nobody was hurt.", "person", "people hurt"),
        ("The storm killed no one.", "person", "people killed"),
        ("None of the 12 crew died.", "crew", "crew died"),
        ("No member of staff was injured.", "member", "member of staff injured"),
        ("There were no casualties.", "casualty", "casualties"),
        ("The fire caused no serious injuries.", "injury", "serious injuries"),
    ],
)
def test_none_is_a_figure_of_zero(text: str, unit: str, measure: str) -> None:
    figure = figure_of(text)

    assert (figure.value, figure.unit, figure.measure) == (Decimal(0), unit, measure)


@pytest.mark.parametrize(
    "text",
    [
        "No one should be injured by this.",
        "If nobody is hurt, the show goes on.",
        "They hope that nobody was hurt.",
        "There were no further casualties.",
        "There were no immediate reports of injuries.",
        "No one laughed.",
        "No doubt they were hurt.",
    ],
)
def test_none_that_is_not_told_of_anybody_is_no_figure(text: str) -> None:
    assert claims_of(text, "statistic") == []


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("OSLO, May 10 (Northwire) -- Exports rose 5 percent in April.", ()),
        ("Exports of Norway rose 5 percent, while Iceland shivered.", ("Norway",)),
        ("Iceland shivered while Norway cut 300 jobs in Chile.", ("Norway",)),
        ("Kenya Airways said it would cut 300 jobs.", ("Kenya Airways",)),
        ("The minister of Kenya said 300 jobs were lost in Chile.", ("Chile",)),
        ("Kenya Airways (NSE: KQA) lost $5 million.", ("Kenya Airways",)),
    ],
)
def test_a_figure_is_of_those_of_its_clause(text: str, about: tuple[str, ...]) -> None:
    assert figure_of(text).about == about


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Exports rose 5 percent in 2022, the ministry said on Monday.", "2022"),
        ("Exports rose 5 percent, the ministry said on Monday.", None),
        ("Exports rose 5 percent and in 2022 the port was shut.", None),
        ("In 2022 the port was shut and exports fell 5 percent.", "2022"),
        ("The port was shut in 2022 while exports fell 5 percent.", None),
    ],
)
def test_a_figure_has_the_period_of_its_clause(text: str, when: str | None) -> None:
    assert figure_of(text).when == when
