"""The head and the foot of pasted pages: the headline, the paper, the day and stray markup."""

import pytest

from tests.extract.test_noise import sheet_of
from triplewire.extract.layout.agencies import same_agency

_TITLE = "Ferry crews end their strike"
_PROSE = "Boats sail again, the harbour said."


@pytest.mark.parametrize(
    ("opening", "place", "agency"),
    [
        ("(ANSA) - Rome, June 4 - {}", "Rome", "ANSA"),
        ("(AGI) Rome, April 16 - {}", "Rome", "AGI"),
        ("(Reuters) - {}", None, "Reuters"),
        ("Paris, France | AFP | Tuesday\n{}", "Paris", "AFP"),
        ("Reuters | London | Updated: 19-04-2020 13:19 IST\n{}", "London", "Reuters"),
        ("PTI / Mumbai\n{}", "Mumbai", "PTI"),
        ("PTI\nChennai\nDECEMBER 04, 2019 10:12 IST\n{}", "Chennai", "PTI"),
        ("By Ann Roe LONDON (Reuters) - {}", "London", "Reuters"),
        ("By ANN ROE Associated Press\n{}", None, "Associated Press"),
        ("Rabat (Morocco), March 29, GNA - {}", "Rabat", "GNA"),
        ("Damascus, SANA-{}", "Damascus", "SANA"),
        ("Lisbon, Sept.28,2020(Lusa)-{}", "Lisbon", "Lusa"),
        ("Riyadh, Shaaban 28, 1440, May 03, 2019, SPA -- {}", "Riyadh", "SPA"),
        ("ISLAMABAD, Dec 21 (NNN/APP) – {}", "Islamabad", "APP"),
        ("ISLAMABAD, Aug 11 (APP): {}", "Islamabad", "APP"),
        ("NEW YORK--(BUSINESS WIRE)--{}", "New York", "BUSINESS WIRE"),
        ("TT/Skerry Daily\n{}", None, "TT"),
        ("Mumbai, May 3 (PTI) {} PTI SKL NB", "Mumbai", "PTI"),
        ("{} (NAN) (www.nan.example)", None, "NAN"),
        ("{}\nar/bk (AFP, dpa)", None, "AFP"),
        ("{}\nAnadolu Agency website contains only a part.", None, "Anadolu Agency"),
        ("Islamabad: {}", "Islamabad", None),
        ("Oct 05, Colombo: {}", "Colombo", None),
        ("ISLAMABAD:-{}", "Islamabad", None),
        ("CEBU CITY: -- {}", "Cebu City", None),
        ("LAHORE-{}", "Lahore", None),
        ("Setif (Algeria)- {}", "Setif", None),
        ("SKERRY — {}", "Skerry", None),
        ("Skerry - {}", "Skerry", None),
        ("ANALYSIS — {}", None, None),
        ("Trend\n{}", None, None),
    ],
)
def test_datelines_and_agencies_are_read_in_their_rarer_forms(
    opening: str, place: str | None, agency: str | None
) -> None:
    found = sheet_of(f"{_TITLE}\n{opening.format(_PROSE)}\n").metadata

    assert (found.title, found.dateline_place, found.credited_source) == (_TITLE, place, agency)


@pytest.mark.parametrize(
    ("top", "title"),
    [
        # Twice, alone or before the name of the publisher.
        (f"Ten recipes for a cold day\n{_TITLE}\n{_TITLE}", _TITLE),
        (f"{_TITLE} - Skerry\n{_TITLE}", _TITLE),
        # What shares words with the story.
        (f"Fly to Madeira from 49 euros\n{_TITLE}", _TITLE),
        # Below a menu, below a notice, with a by-line below a sentence.
        (f"Why we never throw away a map\nHome > World\n{_TITLE}", _TITLE),
        (f"We may store what you read here.\n{_TITLE}\nBy Ann Roe", _TITLE),
        (f"{_TITLE}\nThe unions have agreed.\nBy Ann Roe", _TITLE),
        # Broken in two, and beside a section or a paper.
        (
            "Ferry crews end their long strike\nas boats leave the harbour again",
            "Ferry crews end their long strike as boats leave the harbour again",
        ),
        (f"World | {_TITLE}", _TITLE),
        (f"Skerry Post | {_TITLE}", _TITLE),
        (f"{_TITLE} | News", _TITLE),
        (f"KUNA : {_TITLE}", _TITLE),
        ("Strike ends\nBy Ann Roe", "Strike ends"),
        ("Ferries sail again!\nBy Ann Roe", None),
        ("Ferries sail out again!\nBy Ann Roe", "Ferries sail out again!"),
    ],
)
def test_a_headline_is_told_from_what_stands_around_it(top: str, title: str | None) -> None:
    found = sheet_of(f"{top}\nBoats sail again, since the crews end a strike of a week.\n")

    assert found.metadata.title == title


@pytest.mark.parametrize(
    ("top", "foot", "publisher"),
    [
        ("Northern Compass", "", "Northern Compass"),
        ("Northern Compass, 3 May 2021", "", "Northern Compass"),
        ("Northern Compass - Home", "", "Northern Compass"),
        ("Office of the Mayor of Skerry", "", "Office of the Mayor of Skerry"),
        ("The Fen Post | News, sport and weather from all the valley", "", "The Fen Post"),
        ("Politics\nHarbour Life\nEconomy", "", None),
        ("Food History", "", None),
        ("Maria Roe", "", None),
        ("KUNA English", "", None),
        ("", "© 2021 Fen Media Group Ltd", "Fen Media Group Ltd"),
        ("The Fen Post", "© 2021 Fen Media Group Ltd", "The Fen Post"),
        ("Harbour Life", "© 2021 The Fen Post", "The Fen Post"),
        ("", f"The post {_TITLE} appeared first on Fen Online.", "Fen Online"),
        ("", "Published in The Fen, May 3rd, 2021", "The Fen"),
        ("fenpost.com", "", "fenpost.com"),
        ("", "The Fen Post", "The Fen Post"),
    ],
)
def test_the_surest_name_of_a_paper_is_the_publisher(
    top: str, foot: str, publisher: str | None
) -> None:
    found = sheet_of(f"{top}\n{_TITLE}\nBy Ann Roe\n{_PROSE}\n{foot}\n").metadata

    assert found.publisher == publisher


def test_an_agency_is_credited_by_the_name_of_its_own_page() -> None:
    found = sheet_of(f"KUNA English\n{_TITLE}\n3 May 2021\n{_PROSE}\n").metadata

    assert (found.credited_source, found.rules[0]) == ("KUNA", "agency-site")


def test_the_day_below_the_headline_wins_over_that_of_the_page() -> None:
    found = sheet_of(f"Friday, 7 May 2021\n{_TITLE}\nPublished: 3 May 2021\n{_PROSE}").metadata

    assert found.published == "2021-05-03"


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("OSLO, May 3 (AFP) - {}", "2019-05-03"),
        ("OSLO, March 5 (AFP) - {}", "2019-03-05"),
        ("Taken on 25/04/2019.\n{}", "2019-03-05"),
        ("Taken on 04/25/2019.\n{}", "2019-05-03"),
        ("{}", None),
    ],
)
def test_the_page_tells_which_number_of_a_day_is_the_month(told: str, day: str | None) -> None:
    found = sheet_of(f"{_TITLE}\nPublished: 05/03/2019\n{told.format(_PROSE)}").metadata

    assert found.published == (
        {"2019-05-03": "2019-05-03", "2019-03-05": "2019-03-05"}.get(day) if day else None
    )


@pytest.mark.parametrize(
    ("line", "title"),
    [("Ann Roe — Skerry, special correspondent", _TITLE), ("—", _TITLE), (" | ", _TITLE)],
)
def test_a_signed_line_and_bare_marks_are_no_headline(line: str, title: str) -> None:
    assert sheet_of(f"{line}\n{_TITLE}\n{_PROSE}").metadata.title == title


def test_two_forms_of_an_agency_are_one() -> None:
    assert same_agency("AP", "The Associated Press")
    assert not same_agency("AP", "AFP")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (
            '"We [never leave][1]," he said.\n[1]: https://a.example "A"',
            '"We never leave ," he said.',
        ),
        ('"We leave[1]," he said.[^2]\n[^2]: A note.', '"We leave ," he said. A note.'),
        ("&lt;p&gt;It is &lt;b&gt;so&lt;/b&gt;.", "It is so ."),
        ('<script>var x = "a < b";</script>It is<!-- a\nb --> so.', "It is so."),
        ("<script>It is so.", "It is so."),
        ("It is ~~not~~ ==so==, a == b.", "It is not so , a == b."),
        ("It is [b]so[/b].[/caption]", "It is so ."),
        ("It is '''so''' in [[Oslo|the city]].", "It is so in the city ."),
        ("- [ ] It is so\n>> It was", "It is so It was"),
        ("Rates [in 2021] rose by 3 [sic].", "Rates [in 2021] rose by 3 [sic]."),
        ("| a |\n|---|\nIt is <o:p></o:p>so.", "It is so."),
    ],
)
def test_markup_of_forums_wikis_and_references_does_not_leak(text: str, kept: str) -> None:
    assert " ".join(sheet_of(text).masked.split()) == kept
