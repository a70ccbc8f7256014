"""What is not prose: it is blanked, never moved, and what it says becomes metadata."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triplewire.extract.layout.markup import find_markup
from triplewire.extract.layout.noise import blank, bridge
from triplewire.extract.layout.prepared import PreparedArticle, prepare_article
from triplewire.extract.text.page import Zone
from triplewire.records import Article, Metadata

PIECES = [
    "\n", "\n\n", " ", "[Daily](https://a.example/x)", "([Daily](https://a.example/x))", "https://b.example",
    "# ", "**", "> ", "* ", "date 2024-05-01 ", "WORLD NEWS", "Source: Daily", "By Ann Roe",
    "OSLO, May 3, 2021 /Newswire/ -- ", "OSLO (Reuters) - ", "A headline about nothing much",
    "The harbour reopened. ", "it then said", "Boats in port. / AP", "RelatedDaily Post - More",
    "Read more: here", "May 3, 2021", "He Lifan", " He said", "é", "x" * 250, "![a](b)",
]  # fmt: skip


def sheet_of(text: str, **stated: str) -> PreparedArticle:
    return prepare_article(
        Article(
            text=text,
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            name="test.txt",
            media_type="text/plain",
            language="en",
            metadata=Metadata(**stated),  # type: ignore[arg-type]  # tests state only strings
        )
    )


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=20).map("".join))
def test_masking_never_moves_a_character(text: str) -> None:
    prepared = sheet_of(text)

    assert len(prepared.masked) == len(prepared.parsable) == len(text)
    assert all(kept in {there, " "} for kept, there in zip(prepared.masked, text, strict=True))


@given(
    st.text(max_size=40), st.lists(st.tuples(st.integers(0, 45), st.integers(0, 45)), max_size=5)
)
def test_blanking_keeps_the_length_and_the_lines(text: str, spans: list[tuple[int, int]]) -> None:
    zones = [Zone(start=start, end=min(end, len(text))) for start, end in spans]

    assert len(bridge(text, zones)) == len(text)
    assert blank(text, zones).count("\n") == text.count("\n")


def test_a_citation_is_blanked_and_a_link_keeps_its_words() -> None:
    text = "Rents fell ([Daily](https://a.example/x)). See [the report](https://b.example)."
    prepared = sheet_of(text)

    assert prepared.masked.split() == ["Rents", "fell", ".", "See", "the", "report", "."]
    assert prepared.metadata.urls == ("https://a.example/x", "https://b.example")


def test_an_address_is_listed_once_without_the_full_stop() -> None:
    markup = find_markup("See www.a.example. And https://www.a.example, too.")

    assert markup.urls == ("https://www.a.example",)


def test_an_image_is_blanked_whole() -> None:
    assert not sheet_of("![boats in port](boats.png)").masked.strip()


def test_a_release_tells_agency_place_and_day() -> None:
    prepared = sheet_of(
        "BERGEN, Norway, May 3, 2021 /PRNewswire/ -- Acme opened a shop. It sells tea."
    )

    assert prepared.metadata.publisher == prepared.metadata.credited_source == "PRNewswire"
    assert prepared.metadata.dateline_place == "Bergen"
    assert prepared.metadata.published == "2021-05-03"
    assert prepared.metadata.press_release
    assert prepared.masked.strip().startswith("Acme opened")


def test_a_dateline_of_an_agency_is_no_press_release() -> None:
    metadata = sheet_of("NEW DELHI (Reuters) - Trains stopped on Monday.").metadata

    assert (metadata.dateline_place, metadata.publisher) == ("New Delhi", "Reuters")
    assert metadata.published is None
    assert not metadata.press_release


def test_the_head_of_an_export_tells_day_and_section() -> None:
    prepared = sheet_of(
        "date 2024-05-01 WORLD NEWS\nFerry strike ends after a week\nBoats sail again."
    )

    assert prepared.metadata.published == "2024-05-01"
    assert prepared.metadata.section == "WORLD NEWS"
    assert prepared.metadata.title == "Ferry strike ends after a week"


def test_an_impossible_day_in_the_head_is_not_believed() -> None:
    assert sheet_of("date 2024-02-31 Boats sail again.").metadata.published is None


def test_a_line_with_a_date_dates_the_article() -> None:
    prepared = sheet_of("Ferry strike ends after a week\n\nMay 3, 2021\n\nBoats sail again.")

    assert prepared.metadata.published == "2021-05-03"
    assert "2021" not in prepared.masked


@pytest.mark.parametrize(
    "line", ["Source: Daily Post", "Credited from: Daily Post", "VIA : Daily Post"]
)
def test_a_credit_line_names_the_source(line: str) -> None:
    prepared = sheet_of(f"{line}\nBoats sail again, the harbour said.")

    assert prepared.metadata.credited_source == "Daily Post"
    assert "Post" not in prepared.masked


@pytest.mark.parametrize(
    "words",
    ["the news agency Bakhtar said", "state news agency Bakhtar said", "Bakhtar News Agency said"],
)
def test_a_quoted_agency_is_the_source(words: str) -> None:
    assert sheet_of(f"Boats sail again, {words}.").metadata.credited_source == "Bakhtar"


def test_a_byline_names_the_authors() -> None:
    prepared = sheet_of("Ferry strike ends after a week\nBy Ann Roe and Bo Ek\nBoats sail again.")

    assert prepared.metadata.authors == ("Ann Roe", "Bo Ek")


def test_a_caption_credits_its_photographer() -> None:
    prepared = sheet_of(
        "Boats lie in the port on Monday. / AFP\nBoats sail again, the harbour said."
    )

    [caption] = prepared.layout.captions
    assert prepared.metadata.photo_credit == "AFP"
    assert prepared.article.text[caption.start : caption.end].endswith("/ AFP")
    assert "AFP" not in prepared.masked


def test_a_related_line_names_the_publisher() -> None:
    prepared = sheet_of("Boats sail again.\n\nRelatedDaily Post - Ferry strike ends")

    assert prepared.metadata.publisher == "Daily Post"
    assert prepared.masked.strip() == "Boats sail again."


@pytest.mark.parametrize("line", ["Read more: Boats", "Sign up for our letter", "Advertisement"])
def test_furniture_is_blanked(line: str) -> None:
    assert sheet_of(f"Boats sail again.\n{line}\n").masked.split() == ["Boats", "sail", "again."]


def test_a_sentence_that_begins_like_furniture_is_kept() -> None:
    text = "Boats sail again. " + "Related work goes on in every harbour of the long coast " * 5

    assert sheet_of(text).masked == text


def test_a_headline_repeated_inside_a_sentence_is_bridged() -> None:
    title = "Ferry strike ends after a week"
    prepared = sheet_of(
        f"{title}\n\nBoats sail again between the islands\n\n{title}\n\nof the north."
    )

    assert " ".join(prepared.masked.split()).endswith("between the islands of the north.")
    assert "\n" not in prepared.masked[prepared.masked.index("islands") :]


def test_a_headline_repeated_between_sentences_is_blanked() -> None:
    title = "Ferry strike ends after a week"
    prepared = sheet_of(f"{title}\n\nBoats sail again.\n\n{title}\n\nThe north is glad.")

    assert prepared.masked.count("Ferry") == 1


def test_the_stated_title_is_found_and_stated_metadata_win() -> None:
    prepared = sheet_of(
        "Tea again.\n\nBoats sail again.", title="Tea again.", published="2020-01-01"
    )

    assert prepared.layout.title == Zone(start=0, end=10)
    assert (prepared.metadata.title, prepared.metadata.published) == ("Tea again.", "2020-01-01")


def test_a_stated_title_that_is_not_at_the_top_is_no_headline() -> None:
    prepared = sheet_of("Intro line of four words\nTea.\nBoats sail again.", title="Tea.")

    assert prepared.layout.title is None
    assert prepared.metadata.title == "Tea."


def test_a_text_without_a_headline_has_no_title() -> None:
    assert sheet_of("Boats sail again. The north is glad.").metadata.title is None


def test_a_surname_that_is_a_word_gets_a_stand_in() -> None:
    prepared = sheet_of(
        "The minister, He Lifan, spoke. As the envoy He put it, it rained. He said so."
    )

    assert prepared.parsable.count("Li Lifan") == 1
    assert "envoy Li put" in prepared.parsable
    assert prepared.parsable.endswith("He said so.")


@pytest.mark.parametrize(
    "text", ["So Bergen said no.", "He Lena knew. Lena left.", "You Anna saw."]
)
def test_a_word_before_a_name_is_no_surname(text: str) -> None:
    assert sheet_of(text).parsable == text
