"""The head, the foot and the margins of a text: short ones of our own, and all that they tell."""

import pytest

from tests.extract.test_noise import sheet_of
from triplewire.extract.layout import lines
from triplewire.extract.layout.markup import find_markup
from triplewire.extract.layout.metadata import is_distributor
from triplewire.extract.layout.metalines import read_metadata
from triplewire.extract.layout.noise import blank, bridge
from triplewire.extract.text import read_date
from triplewire.extract.text.page import Zone

PROSE = "Boats sail again, the harbour said."


def told(text: str) -> tuple[dict[str, object], str]:
    """Return what the layout of a text tells, and its words without noise."""
    prepared = sheet_of(text)
    facts, layout = prepared.metadata, prepared.layout
    found = {
        "title": layout.title and text[layout.title.start : layout.title.end],
        "section": facts.section,
        "publisher": facts.publisher,
        "source": facts.credited_source,
        "photo": facts.photo_credit,
        "authors": facts.authors,
        "day": facts.published,
        "place": facts.dateline_place,
        "release": facts.press_release,
        "captions": [text[zone.start : zone.end] for zone in layout.captions],
        "credits": [text[zone.start : zone.end] for zone in layout.credits],
        "dateline": layout.dateline and text[layout.dateline.start : layout.dateline.end],
    }
    return {name: value for name, value in found.items() if value}, " ".join(
        prepared.masked.split()
    )


@pytest.mark.parametrize(
    ("head", "expected", "kept"),
    [
        # A headline has four words or more (three where prose stands below it), less than 160
        # characters, and no mark at its end.
        ("Ferry strike ends now", {"title": "Ferry strike ends now"}, "Ferry strike ends now"),
        ("  Ferry strike ends now ", {"title": "Ferry strike ends now"}, "Ferry strike ends now"),
        ("Ferry strike ends", {"title": "Ferry strike ends"}, "Ferry strike ends"),
        ("Strike ends", {}, "Strike ends"),
        ("Ferry strike ends now!", {}, "Ferry strike ends now!"),
        ("Ferry strike ends now:", {}, "Ferry strike ends now:"),
        ("They say: “it ends now.”", {}, "They say: “it ends now.”"),
        (
            "They say “it ends now”",
            {"title": "They say “it ends now”"},
            "They say “it ends now”",
        ),
        (
            f"A ferry strike {'x' * 144}",
            {"title": f"A ferry strike {'x' * 144}"},
            f"A ferry strike {'x' * 144}",
        ),
        (f"A ferry strike {'x' * 145}", {}, f"A ferry strike {'x' * 145}"),
        # A section stands in the first three lines, before any prose and any headline.
        ("WORLD NEWS", {"section": "WORLD NEWS"}, ""),
        (
            "May 3, 2021\nSource: A Post\nWORLD NEWS",
            {
                "day": "2021-05-03", "source": "A Post", "credits": ["A Post"],
                "section": "WORLD NEWS",
            },
            "",
        ),
        (
            "May 3, 2021\nSource: A Post\nVia: B Post\nWORLD NEWS",
            {"day": "2021-05-03", "source": "A Post", "credits": ["A Post", "B Post"]},
            "WORLD NEWS",
        ),
        ("WORLD NEWS\nSPORT", {"section": "WORLD NEWS"}, "SPORT"),
        ("So it is.\nWORLD NEWS", {}, "So it is. WORLD NEWS"),
        (
            "Ferry strike ends now\nWORLD NEWS",
            {"title": "Ferry strike ends now"},
            "Ferry strike ends now WORLD NEWS",
        ),
        # Days: the first one counts.
        ("May 3, 2021\nMay 4, 2021", {"day": "2021-05-03"}, ""),
        ("date 2024-05-01\nMay 4, 2021", {"day": "2024-05-01"}, ""),
        ("date 2024-05-01 \n", {"day": "2024-05-01"}, ""),
        ("date 2024-15-01", {}, ""),
        ("Friday, May 3, 2019 So it is.", {"day": "2019-05-03"}, "So it is."),
        ("Thursday 3 May 2018 So it is.", {"day": "2018-05-03"}, "So it is."),
        (
            "May 4, 2021\nFriday, May 3, 2019 So it is.",
            {"day": "2021-05-04"},
            "So it is.",
        ),
        ("Friday, May 32, 2019 So it is.", {}, "Friday, May 32, 2019 So it is."),
        (
            "So it is.\nFriday, May 3, 2019 So it was.",
            {},
            "So it is. Friday, May 3, 2019 So it was.",
        ),
        # Datelines: the first one with an agency counts, and known places.
        (
            "OSLO (Agency A) - So it is.\nBERGEN (Agency B) - So it was.",
            {
                "publisher": "Agency A", "source": "Agency A", "place": "Oslo", "dateline": "OSLO",
                "credits": ["Agency A"],
            },
            "So it is. So it was.",
        ),
        (
            "OSLO, Norway, 3 May 2021 /Newswire/ -- So it is.",
            {
                "publisher": "Newswire", "source": "Newswire", "place": "Oslo", "dateline": "OSLO",
                "credits": ["Newswire"], "day": "2021-05-03", "release": True,
            },
            "So it is.",
        ),
        (
            "May 4, 2021\nOSLO, May 3, 2021 (Agency A) - So it is.",
            {
                "publisher": "Agency A", "source": "Agency A", "place": "Oslo", "dateline": "OSLO",
                "credits": ["Agency A"], "day": "2021-05-04",
            },
            "So it is.",
        ),
        (
            "OSLO, May 3 (Agency A) - So it is.",
            {
                "publisher": "Agency A", "source": "Agency A", "place": "Oslo", "dateline": "OSLO",
                "credits": ["Agency A"],
            },
            "So it is.",
        ),
        ("Taipei, Taiwan — So it is.", {"place": "Taipei", "dateline": "Taipei"}, "So it is."),
        ("NORWAY — So it is.", {"place": "Norway", "dateline": "NORWAY"}, "So it is."),
        ("Nowhere — So it is.", {}, "Nowhere — So it is."),
        # In capitals before a day, any name is a place; a short dash needs capitals further below.
        ("NOWHERE, May 3 - So it is.", {"place": "Nowhere", "dateline": "NOWHERE"}, "So it is."),
        ("Nowhere, May 3 — So it is.", {}, "Nowhere, May 3 — So it is."),
        ("NOWHERE — So it is.", {}, "NOWHERE — So it is."),
        ("OSLO - “So it is.”", {"place": "Oslo", "dateline": "OSLO"}, "“So it is.”"),
        ("Oslo - So it is.", {"place": "Oslo", "dateline": "Oslo"}, "So it is."),
        (
            "So it is.\nSo it was.\nOslo - So it will be.",
            {},
            "So it is. So it was. Oslo - So it will be.",
        ),
        (
            "OSLO (Agency A), May 3 - So it is.\nAnn Roe (Labour) - So it may be.",
            {
                "publisher": "Agency A", "source": "Agency A", "place": "Oslo", "dateline": "OSLO",
                "credits": ["Agency A"],
            },
            "So it is. Ann Roe (Labour) - So it may be.",
        ),
        ("Red Cross — So it is.", {}, "Red Cross — So it is."),
        (
            "Oslo — So it is.\nBergen — So it was.",
            {"place": "Oslo", "dateline": "Oslo"},
            "So it is. Bergen — So it was.",
        ),
        (
            "OSLO (Agency A) - So it is.\nBergen — So it was.",
            {
                "publisher": "Agency A", "source": "Agency A", "place": "Oslo", "dateline": "OSLO",
                "credits": ["Agency A"],
            },
            "So it is. Bergen — So it was.",
        ),
        # Credits: the first of each kind counts, all are noted.
        ("Source: A Post\nvia : B Post", {"source": "A Post", "credits": ["A Post", "B Post"]}, ""),
        (
            "RelatedA Post - x\nRelated B Post | y",
            {"publisher": "A Post", "source": None, "credits": ["A Post", "B Post"]},
            "",
        ),
        (
            "So it is, said the Oslo News Agency, not news agency Lund.",
            {"source": "Oslo"},
            "So it is, said the Oslo News Agency, not news agency Lund.",
        ),
        ("Source: OpenPR", {"source": "OpenPR", "credits": ["OpenPR"], "release": True}, ""),
        # Captions.
        (
            "Boats lie (Photo: Ann Roe)\nMore boats. / AFP",
            {
                "photo": "Ann Roe", "credits": ["AFP"],
                "captions": ["Boats lie (Photo: Ann Roe)", "More boats. / AFP"],
            },
            "Boats lie More boats.",
        ),
        (
            f"Boats {'x' * 90}. / AFP",
            {"photo": "AFP", "credits": ["AFP"], "captions": [f"Boats {'x' * 90}. / AFP"]},
            f"Boats {'x' * 90}.",
        ),
        (
            "Four boats lie here / AFP",
            {"photo": "AFP", "credits": ["AFP"], "captions": ["Four boats lie here / AFP"]},
            "Four boats lie here",
        ),
        # Headers of pages.
        (
            "Ferry strike ends now\nFerry strike ends now",
            {"title": "Ferry strike ends now"},
            "Ferry strike ends now",
        ),
        (
            "By Ann Roe\nFerry strike ends now",
            {"title": "Ferry strike ends now", "authors": ("Ann Roe",)},
            "By Ann Roe Ferry strike ends now",
        ),
        (
            "By Ann Roe\nSo it is.\nBy Bo Ek",
            {"authors": ("Ann Roe",)},
            "By Ann Roe So it is. By Bo Ek",
        ),
    ],
)  # fmt: skip
def test_the_margins_of_a_text_are_read_and_blanked(
    head: str, expected: dict[str, object], kept: str
) -> None:
    facts = {name: value for name, value in expected.items() if value is not None}

    assert told(f"{head}\n{PROSE}") == (facts, f"{kept} {PROSE}".strip())


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("So it goes", "and goes on.", True),
        ("So it goes,", "and goes on.", True),
        ("So it goes.", "and goes on.", False),
        ("So it goes:", "and goes on.", False),
        ("“So it goes”", "and goes on.", False),
        ("So it goes", "And goes on.", False),
        ("So it goes", "", False),
    ],
)
def test_a_sentence_goes_on_behind_the_header_of_a_page(
    before: str, after: str, joined: bool
) -> None:
    title = "Ferry strike ends now"
    masked = sheet_of(f"{title}\n{before}\n{title}\n{after}").masked

    assert masked.split() == f"{title} {before} {after}".split()
    assert (masked.count("\n") == 1) is joined


@pytest.mark.parametrize(
    ("zones", "expected"),
    [
        ([], "ab\ncd"),
        ([(0, 1)], " b\ncd"),
        ([(1, 4)], "a \n d"),
        ([(3, 5), (0, 2)], "  \n  "),
        ([(0, 4), (1, 2)], "  \n d"),
        ([(0, 2), (1, 4)], "  \n d"),
        ([(2, 2), (4, 3)], "ab\ncd"),
    ],
)
def test_what_is_blanked_is_replaced_by_spaces(zones: list[tuple[int, int]], expected: str) -> None:
    spans = [Zone(start=start, end=end) for start, end in zones]

    assert blank("ab\ncd", spans) == expected
    assert [c == " " for c in bridge("ab\ncd", spans)] == [
        any(start <= place < end for start, end in zones) for place in range(5)
    ]


@pytest.mark.parametrize(
    ("text", "masked", "labels", "urls"),
    [
        ("([A](https://a.example))", " " * 24, ["A"], ["https://a.example"]),
        ("[A](https://a.example) b", " A                     b", [], ["https://a.example"]),
        ("([A](https://a.example) b)", "( A                     b)", [], ["https://a.example"]),
        ("[A](https://a.example))", " A                    )", [], ["https://a.example"]),
        ("![A](a.png) b", " " * 11 + " b", [], []),
        ("see www.a.example!", "see              !", [], ["https://www.a.example"]),
        ("# Head\n**bold** `x`", "  Head\n  bold    x ", [], []),
        (f"a {'x' * 199}", f"a {'x' * 199}", [], []),
        (f"a {'x' * 200} b", f"a {' ' * 200} b", [], []),
    ],
)
def test_markup_is_blanked_and_its_words_are_kept(
    text: str, masked: str, labels: list[str], urls: list[str]
) -> None:
    markup = find_markup(text)

    assert blank(text, markup.noise) == masked
    assert [text[zone.start : zone.end] for zone in markup.labels] == labels
    assert list(markup.urls) == urls


def test_marks_beside_each_other_are_one_piece_of_markup() -> None:
    assert [(zone.start, zone.end) for zone in find_markup("`" * 9 + " a `b`").noise] == [
        (0, 9), (12, 13), (14, 15)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "expected"), [("PR Newswire", True), ("Newswire.", True), ("The Post", False)]
)
def test_a_distributor_is_known_by_its_letters(name: str, expected: bool) -> None:
    assert is_distributor(name) is expected


def test_of_lines_that_are_like_days_few_are_read_for_one(monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[str] = []

    def noted(words: str) -> str | None:
        looks.append(words)
        return read_date(words)

    monkeypatch.setattr(lines, "read_date", noted)
    sheet_of("Friday, May 77, 2015 On and on\n" * 500)

    assert 10 < len(looks) <= 200


def test_a_text_of_very_many_short_lines_has_no_layout_and_stays_as_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looks: list[str] = []
    read = read_metadata

    def noted(line: str, *rest: object) -> bool:
        looks.append(line)
        return read(line, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(lines, "read_metadata", noted)
    short = "Ab cd\n" * 5_000
    sheet = sheet_of(short)

    assert (sheet.masked, looks) == (short, [])


def test_a_page_may_have_many_short_lines_above_its_story() -> None:
    facts, words = told("Home\n" * 900 + "Boats sail again in the harbour\n" + PROSE)

    assert (facts["title"], words) == (
        "Boats sail again in the harbour", f"Boats sail again in the harbour {PROSE}"
    )  # fmt: skip
