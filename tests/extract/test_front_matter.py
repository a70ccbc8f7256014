"""What stands around pasted text: each form by an example, and the pages of the benchmark."""

import runpy
from pathlib import Path
from typing import Any

import pytest

from tests.extract.test_noise import sheet_of
from triplewire.extract.layout.days import read_day
from triplewire.extract.layout.publishers import copyright_holder, is_masthead, split_title

_BENCHMARK = Path(__file__).resolve().parents[2] / "benchmarks" / "layouts" / "__main__.py"
_TITLE = "Ferry crews end their strike"
_PROSE = "Boats sail again, the harbour said."


@pytest.mark.parametrize(
    ("opening", "place", "agency"),
    [
        ("LAGOS: {}", "Lagos", None),
        ("OSLO\n{}", "Oslo", None),
        ("KAMPALA. {}", "Kampala", None),
        ("(BOSTON) — {}", "Boston", None),
        ("MANILA, Philippines — {}", "Manila", None),
        ("Quito - EFE\n{}", "Quito", "EFE"),
        ("Bern, BE (ATS) {}", "Bern", "ATS"),
        ("ROME, March 3 /ANSA/ -- {}", "Rome", "ANSA"),
        ("MOSCOW, April 27. /TASS/. {}", "Moscow", "TASS"),
        ("ALMATY. Jan 23 (Interfax) - {}", "Almaty", "Interfax"),
        ("BEIJING/WASHINGTON (Reuters) - {}", "Beijing", "Reuters"),
        ("San Jose, Aug 12 (EFE).- {}", "San Jose", "EFE"),
        ("Accra, March 22, GNA – {}", "Accra", "GNA"),
        ("AFP, 3 May 2019\n{}", None, "AFP"),
        ("From Reuters\n{}", None, "Reuters"),
        ("By Ana Ruiz, Associated Press\n{}", None, "Associated Press"),
        ("{} — Bernama", None, "Bernama"),
        ("{} (KUNA)", None, "KUNA"),
        ("{}\n© AFP", None, "AFP"),
        ("The Associated Press (AP) said so. {}", None, None),
        ("WHO: {}", None, None),
        ("{} - Somebody", None, None),
    ],
)
def test_datelines_and_agencies_are_read_in_their_usual_forms(
    opening: str, place: str | None, agency: str | None
) -> None:
    found = sheet_of(f"{_TITLE}\n{opening.format(_PROSE)}\n").metadata

    assert (found.title, found.dateline_place, found.credited_source) == (_TITLE, place, agency)


@pytest.mark.parametrize(
    "furniture",
    [
        "Skip to main content", "Home > World > Europe", "Home | World | Business", "Menu",
        "LIVE", "BREAKING: Storm closes northern airport", "12 comments", "4 min read",
        "We use cookies to improve your experience.", "Join our WhatsApp channel", "Share this:",
        "Home  Counties  Farming  Obituaries", "News Sport Business Culture Opinion",
        "You have read 3 of 5 free articles this month.", "Oslo 4°C", "213 total views today",
        "Today is Friday 24 October 2014", "Climate Change, Development & Aid, Environment",
        "OMX 2,011.30 +0.4%", "You are here: Home / News / National",
        "Photo: Boats lie on the shore. (Photo by Sami Noor)", "Font size A A A",
    ],
)  # fmt: skip
def test_the_page_around_an_article_is_blanked(furniture: str) -> None:
    prepared = sheet_of(f"{furniture}\n{_TITLE}\n{_PROSE}")

    assert prepared.metadata.title == _TITLE
    assert " ".join(prepared.masked.split()) == f"{_TITLE} {_PROSE}"


@pytest.mark.parametrize(
    "foot",
    [
        "© 2021 The Fen Gazette. All rights reserved.", "Related stories\nFares rise in June",
        "Editor: Li", "(END)", "(Reporting by Bo Ek; Editing by Ann Roe)", "Print", "___",
    ],
)  # fmt: skip
def test_the_foot_of_a_page_is_blanked(foot: str) -> None:
    assert " ".join(sheet_of(f"{_TITLE}\n{_PROSE}\n{foot}").masked.split()) == f"{_TITLE} {_PROSE}"


def test_a_sentence_that_begins_like_furniture_stays() -> None:
    text = f"{_TITLE}\nCopyright law is to change, the minister said.\nNews came late, he said."

    assert sheet_of(text).masked == text


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("3 May 2021", ("2021-05-03", False)),
        ("Published: October 4, 2021, 6:00 am", ("2021-10-04", False)),
        ("Updated: Jun 17, 2022, 21:10 IST", ("2022-06-17", True)),
        ("Thursday, 31 May 2012, 12:40", ("2012-05-31", False)),
        ("2nd August 2016", ("2016-08-02", False)),
        ("02.02.2020", ("2020-02-02", False)),
        ("Issued on: 20/09/2022 - 11:34", ("2022-09-20", False)),
        ("05/07/2021", None),
        ("Tuesday 3/6/2018", ("2018-03-06", False)),
        ("17.04.2017 - Update : 18.04.2017", ("2017-04-17", False)),
        ("Published 25.06.13 at 13:58", ("2013-06-25", False)),
        ("25.06.13", None),
        ("19-04-2020 13:19 IST", ("2020-04-19", False)),
        ("DECEMBER 04, 2019 10:12 IST", ("2019-12-04", False)),
        ("2019-05-03T10:00:00Z", ("2019-05-03", False)),
        ("Sept.28,2020", ("2020-09-28", False)),
        ("Last modified on Fri 3 May 2019 11.04 BST", ("2019-05-03", True)),
        ("Date: Mar - 05 - 2019 , 10:12", ("2019-03-05", False)),
        ("31.02.2020", None),
        ("It rained on 3 May 2021", None),
        ("May 2021", None),
    ],
)
def test_a_day_is_read_where_a_line_tells_nothing_else(
    line: str, expected: tuple[str, bool] | None
) -> None:
    assert read_day(line) == expected


@pytest.mark.parametrize(
    ("line", "holder"),
    [
        ("Copyright (c) 2011, Elm County Times", "Elm County Times"),
        ("Nile Monitor © 2023", "Nile Monitor"),
        ("&copy; 2020 Copperbelt Mail", "Copperbelt Mail"),
        ("© 2019-2021 all that we wrote", ""),
        ("About us | Contact | © Northern Compass 2020", "Northern Compass"),
        ("Content copyright 2020, Northern Compass", "Northern Compass"),
        ("Copyright © 1998-2020 Northern Compass, a division of Blue Media", "Northern Compass"),
        ("© 2020 Le Courrier de l'Est", "Le Courrier de l'Est"),
        ("© Copyright Northern Compass and ANP 2012", "Northern Compass"),
        ("© Ann Roe/TASS", ""),
        ("The copyright act of 2020 was changed, he said.", None),
        ("Copyright law is to change", None),
    ],
)
def test_a_copyright_line_names_its_holder(line: str, holder: str | None) -> None:
    assert copyright_holder(line) == holder


def test_a_masthead_is_the_name_of_a_paper_and_no_section() -> None:
    assert is_masthead("The Delta Courier")
    assert not is_masthead("World News")
    assert not is_masthead("Ferry crews end their strike, says Courier")


def test_a_headline_ends_before_the_name_of_its_publisher() -> None:
    assert split_title(f"{_TITLE} | Politics | Baltic Ledger", None)[0] == len(_TITLE)
    assert split_title(f"{_TITLE} - Coast Herald", None)[0] == len(_TITLE)
    assert split_title(f"{_TITLE} - Skerry", "Skerry")[0] == len(_TITLE)
    assert split_title(f"{_TITLE} - Tuesday", None) == (len(f"{_TITLE} - Tuesday"), None)


def test_what_the_source_states_is_never_guessed() -> None:
    text = f"{_TITLE} | Coast Herald\nOSLO, May 3, 2021 (AFP) - {_PROSE}"
    stated = {
        "title": "Strike ends", "publisher": "A Post", "credited_source": "Reuters",
        "published": "2020-01-01", "dateline_place": "Bergen",
    }  # fmt: skip
    found = sheet_of(text, **stated).metadata

    assert {name: getattr(found, name) for name in stated} == stated
    assert found.rules == ()


def test_each_guess_names_its_rule() -> None:
    found = sheet_of(f"{_TITLE} | Coast Herald\nOSLO, May 3, 2021 (AFP) - {_PROSE}").metadata

    assert found.rules == (
        "agency-dateline", "date-dateline", "dateline-agency", "publisher-title-tail",
        "title-before-tail",
    )  # fmt: skip


def test_html_and_emphasis_are_blanked_and_products_and_names_are_not() -> None:
    prepared = sheet_of('<p class="x">It is *very* <b>wide</b>, 5 * 3 * 2 a_b_c x < y.</p>')

    assert " ".join(prepared.masked.split()) == "It is very wide , 5 * 3 * 2 a_b_c x < y."


# What the held-out half of the other hand's pages shows is in the benchmark's README.
@pytest.mark.parametrize(
    ("name", "number", "floor"), [("pages", 60, 0.9), ("other_hand", 100, 0.7)]
)
def test_both_halves_of_the_benchmark_are_above_the_floor(
    name: str, number: int, floor: float
) -> None:
    bench: dict[str, Any] = runpy.run_path(str(_BENCHMARK))
    known = list(bench["pages"](name))

    assert len(known) == number
    for held_out in (False, True):
        half = [page for page in known if page.held_out is held_out]
        for field in ("title", "publisher", "agency", "dateline", "date"):
            assert float(bench["_figures"](half, field).split(" | ")[2]) >= floor, (field, held_out)


@pytest.mark.parametrize(
    ("below", "section", "place"),
    [
        ("Ministers agree on the price of salt", "ASIA PACIFIC", None),
        (
            "Ministers agreed on Monday to lower the price of salt for all ports.",
            None,
            "Asia Pacific",
        ),
    ],
)
def test_a_place_in_capitals_is_a_section_above_a_headline_and_a_dateline_before_prose(
    below: str, section: str | None, place: str | None
) -> None:
    found = sheet_of(f"ASIA PACIFIC\n{below}\n\nThe ports had asked for it since May.\n")

    assert (found.metadata.section, found.metadata.dateline_place) == (section, place)
