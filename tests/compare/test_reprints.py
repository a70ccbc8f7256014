"""Articles that share enough of their sentences are one source."""

import pytest

from tests.compare.made import said
from tests.compare.tables import reprints
from triplewire.records import Statement

PAIR = frozenset({("article/a", "article/b")})


def _article(name: str, *words: str, **changes: object) -> list[Statement]:
    return [
        said(one, name, iri=f"claim/{name}/{n}/{one}", **changes) for n, one in enumerate(words)
    ]


@pytest.mark.parametrize(
    ("shared", "alone", "more", "copied"),
    [
        (3, 0, 0, True),
        (3, 2, 2, True),  # 3 of 5 are six tenths
        (3, 3, 3, False),
        (3, 9, 0, True),  # the share is of the shorter one
        (3, 0, 9, True),
        (2, 0, 0, False),
        (6, 4, 4, True),
        (6, 5, 5, False),
    ],
)
def test_a_copy_has_three_sentences_and_six_tenths_of_the_shorter_article(
    shared: int, alone: int, more: int, copied: bool
) -> None:
    common = [f"Sentence {n}" for n in range(shared)]
    one = _article("a", *common, *(f"Only here {n}" for n in range(alone)))
    other = _article("b", *common, *(f"Only there {n}" for n in range(more)))

    assert reprints([*one, *other]) == (PAIR if copied else frozenset())
    assert reprints([*other, *one]) == (PAIR if copied else frozenset())


def test_a_sentence_counts_once_in_an_article_and_a_headline_not_at_all() -> None:
    one = _article("a", "It is", "It was", "It is!", "it was", "IT IS")
    other = _article("b", "It is", "It was")
    titles = [said("It will be", name, headline=True, iri=f"title/{name}") for name in "ab"]

    assert reprints([*one, *other, *titles]) == frozenset()
    assert reprints([*one, *other, *_article("a", "It will be"), titles[1]]) == frozenset()
    assert reprints([*one, *other, *_article("a", "So"), *_article("b", "So")]) == PAIR
    # What an article says twice is no larger part of it.
    longer = [*_article("a", *("It is", "It was", "So"), "Two", "Three", "Two", "Three!")]
    assert reprints([*longer, *_article("b", "It is", "It was", "So", "Four", "Five")]) == PAIR


@pytest.mark.parametrize(("number", "copied"), [(30, True), (31, False)])
def test_what_more_than_thirty_articles_say_makes_no_copy(number: int, copied: bool) -> None:
    articles = [_article(f"{n:02}", "It is", "It was", "It will be") for n in range(number)]
    found = reprints([one for article in articles for one in article])

    assert len(found) == (number * (number - 1) // 2 if copied else 0)
