import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.decide.test_table import decision
from tests.drafts import TEXT, article
from triplewire.decide import assign, places
from triplewire.wording import plain

FISH = article(TEXT, "articles/fish.txt")
RAIL = article(
    "The line from Graz is closed. Nobody knows why.", "articles/rail.txt", title="The line"
)


@pytest.mark.parametrize(
    "name", ["articles/fish.txt", "fish.txt", "fish", "FISH", FISH.sha256[:10], ""]
)
def test_an_article_is_known_by_path_name_or_digits(name: str) -> None:
    found = assign([decision(article=name)], [RAIL, FISH])

    assert list(found.by_article) == [FISH.sha256]
    assert found.unmet == ()


def test_an_article_is_known_by_its_title() -> None:
    found = assign([decision(article="The line", quotation="Nobody knows why")], [RAIL, FISH])

    assert list(found.by_article) == [RAIL.sha256]


def test_words_that_went_to_another_file_are_found_there() -> None:
    found = assign([decision(article="herring.txt")], [RAIL, FISH])

    assert list(found.by_article) == [FISH.sha256]


def test_words_of_two_articles_decide_nothing() -> None:
    twin = article(TEXT + " And so on.", "articles/twin.txt")
    (unmet,) = assign([decision(article="")], [FISH, twin]).unmet

    assert unmet.reason == "2 articles have these words"
    assert unmet.candidates == ("articles/fish.txt", "articles/twin.txt")


def test_words_that_no_article_has_come_with_the_nearest() -> None:
    (unmet,) = assign([decision(quotation="the talks were long overdue today")], [RAIL, FISH]).unmet

    assert unmet.reason == "no article has these words"
    assert "long overdue" in unmet.candidates[0]


@given(st.text(), st.text(min_size=1), st.text())
def test_words_are_found_where_they_stand(before: str, words: str, after: str) -> None:
    text = f"{before} {words} {after}"

    assert bool(places(words, text)) == bool(plain(words))
    for start, end in places(words, text):
        assert plain(text[start:end]) == plain(words)
