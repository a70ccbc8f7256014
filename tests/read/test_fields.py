import pytest

from triplewire.read import fields
from triplewire.records import Metadata


def test_schema_org_names_are_known() -> None:
    found = fields.metadata(
        {
            "@type": "NewsArticle",
            "headline": " Harbour\n to be rebuilt ",
            "url": "https://gull.example/1",
            "datePublished": "2025-05-14T10:00:00+02:00",
            "publisher": {"@type": "Organization", "name": "The Daily Gull"},
            "author": [{"@type": "Person", "name": "Ann Writer"}, "Bo Scribe", {"id": 3}, 7],
            "articleSection": ["City", "Politics"],
        }
    )

    assert found == Metadata(
        title="Harbour to be rebuilt",
        url="https://gull.example/1",
        publisher="The Daily Gull",
        authors=("Ann Writer", "Bo Scribe"),
        published="2025-05-14T08:00:00Z",
        section="City",
    )


@pytest.mark.parametrize("key", ["text", "body", "content", "articleBody"])
def test_the_body_goes_by_several_names(key: str) -> None:
    assert fields.body({"title": "T", key: "Words."}) == "Words."


def test_a_body_that_is_no_string_is_none() -> None:
    assert fields.body({"text": ["Words."], "body": None}) is None


def test_the_first_date_that_can_be_read_counts() -> None:
    assert (
        fields.metadata({"published": "yesterday", "date": "2025-05-14"}).published == "2025-05-14"
    )
    assert fields.metadata({"published": "yesterday"}).published is None


def test_an_author_named_twice_counts_once() -> None:
    assert fields.metadata({"author": "Ann", "authors": ["Bo", "Ann"]}).authors == ("Bo", "Ann")


def test_a_byline_in_the_place_of_an_author_is_read_as_one() -> None:
    said = {"author": "By Ann Scribe and Bo Pen, Staff Writers", "publisher": "Daily Gull"}

    assert fields.metadata(said).authors == ("Ann Scribe", "Bo Pen")
    assert fields.metadata({**said, "author": ["The Daily Gull", "admin"]}).authors == ()


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "https://a.example/<b>",
        "https://a.example/a b",
        "ftp://a.example",
        "",
    ],
)
def test_only_web_addresses_that_fit_into_an_iri_are_kept(address: str) -> None:
    assert fields.web_address(address) is None


def test_hidden_characters_do_not_get_into_metadata() -> None:
    assert fields.metadata({"title": "Har\u202ebour\ud800"}).title == "Harbour"
