"""An article is known again whatever becomes of its text and of its file; another one is not."""

from collections.abc import Iterable
from hashlib import sha256
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triplewire.build.heads import Head, row_of
from triplewire.build.lineages import Lineages, address_of, with_lineages
from triplewire.build.sketch import likeness, sketch_of
from triplewire.records import Article, Lineage, Metadata, Registered

WORDS = (
    *("the", "ferry", "to", "Skerrow", "was", "late", "again", "and", "its", "crew"),
    *("of", "nine", "asked", "the", "harbour", "board", "for"),
)


def text(seed: int, length: int = 120) -> str:
    """Return a text of words that no other seed gives in the same order."""
    chance = Random(seed)  # noqa: S311 - a text, no secret
    return " ".join(f"{chance.choice(WORDS)}{chance.randrange(9)}" for _ in range(length))


def article(
    words: str,
    name: str = "articles/a.txt",
    url: str | None = None,
    published: str | None = None,
    captured: str | None = None,
) -> Article:
    return Article(
        text=words,
        sha256=sha256(words.encode()).hexdigest(),
        name=name,
        media_type="text/plain",
        language="en",
        metadata=Metadata(url=url, published=published, captured=captured),
    )


def registered(*articles: Article) -> tuple[Registered, ...]:
    """Return the rows of articles that were published."""
    made = with_lineages(articles, ())
    return tuple(
        row_of(head_of(a, f"article/undated-x-{a.digits}"), 1, None)
        for a in made.known.values()
        if a.lineage is not None
    )


def head_of(article: Article, path: str = "") -> Head:
    """Return what an article is known by that has graphs."""
    known = article.lineage or Lineage(digits=article.digits)
    return Head(
        sha256=article.sha256,
        path=path or known.path,
        name=article.name,
        address=address_of(article),
        earlier=" ".join(known.earlier),
        sketch=sketch_of(article.text),
    )


def lineage(made: Lineages, words: str) -> Lineage:
    found = made.known[sha256(words.encode()).hexdigest()].lineage
    assert found is not None
    return found


def edited(words: str) -> str:
    return words.replace(" ", " indeed ", 1)


FIRST, SECOND = text(1), text(2)
URL = "https://news.example.org/ferry"


def test_an_article_is_named_by_its_first_text_or_by_its_address() -> None:
    plain, addressed = article(FIRST), article(SECOND, "articles/b.txt", URL)
    made = with_lineages([plain, addressed], ())

    assert lineage(made, FIRST).digits == plain.sha256[:16]
    assert lineage(made, SECOND).digits not in addressed.sha256
    assert lineage(made, SECOND) == lineage(
        with_lineages([article(edited(SECOND), "x.html", f"{URL}/#top")], ()), edited(SECOND)
    )


@pytest.mark.parametrize(
    ("words", "name", "url"),
    [
        (FIRST, "articles/renamed.txt", None),
        (edited(FIRST), "articles/a.txt", None),
        (edited(FIRST), "articles/renamed.txt", None),
        (edited(FIRST), "articles/a.txt", URL),
    ],
)
def test_a_renamed_and_a_corrected_article_is_the_same(
    words: str, name: str, url: str | None
) -> None:
    before = article(FIRST)
    made = with_lineages([article(words, name, url)], registered(before))

    assert lineage(made, words).path == f"article/undated-x-{before.sha256[:16]}"
    assert lineage(made, words).earlier == ((before.sha256,) if words != FIRST else ())


def test_an_address_is_the_same_article_with_any_text() -> None:
    before = article(FIRST, "articles/a.html", URL)
    made = with_lineages([article(SECOND, "articles/b.html", f"{URL}/")], registered(before))

    assert lineage(made, SECOND).earlier == (before.sha256,)


@pytest.mark.parametrize(
    "other",
    [
        article(SECOND),
        article(edited(FIRST), "articles/b.txt", "https://elsewhere.example.com/ferry"),
        article(edited(FIRST), "articles/a.txt", "https://news.example.org/other"),
    ],
)
def test_another_text_in_the_file_and_a_reprint_elsewhere_are_other_articles(
    other: Article,
) -> None:
    made = with_lineages([other], registered(article(FIRST, "articles/a.txt", URL)))

    assert lineage(made, other.text).path == ""


def test_a_reprint_beside_what_it_reprints_is_another_article() -> None:
    before, reprint = article(FIRST), article(edited(FIRST), "articles/b.txt")
    made = with_lineages([before, reprint], registered(before))

    assert lineage(made, FIRST).path
    assert lineage(made, edited(FIRST)).path == ""
    assert made.superseded == ()


def test_of_several_texts_at_one_address_the_last_is_the_article() -> None:
    old = article(FIRST, "articles/a.html", URL, "2026-01-01")
    new = article(edited(FIRST), "articles/b.html", URL, "2026-01-02")
    at_once = with_lineages([new, old], ())
    later = with_lineages([new, old], registered(old))

    for made in (at_once, later):
        assert set(made.known) == {new.sha256}
        assert lineage(made, new.text).earlier == (old.sha256,)
        assert made.superseded == (("articles/a.html", "articles/b.html"),)


CAPTURES = [
    article(f"{FIRST} {day}", f"articles/{9 - day}", URL, f"2026-01-0{9 - day}", f"2026-02-0{day}")
    for day in range(1, 5)
]


@pytest.mark.parametrize("known", [[0, 1, 2, 3], [3], [1], [0, 3], [1, 2], []])
def test_captures_of_an_address_are_versions_by_their_days_whichever_is_known(
    known: list[int],
) -> None:
    rows = registered(*(CAPTURES[number] for number in known))
    made = with_lineages(CAPTURES, rows)

    assert set(made.known) == {CAPTURES[3].sha256}
    assert lineage(made, CAPTURES[3].text).earlier == tuple(a.sha256 for a in CAPTURES[:3])


def test_a_text_that_was_captured_again_is_the_last_though_its_first_capture_names_it() -> None:
    again = {CAPTURES[0].sha256: "2026-02-09"}
    made = with_lineages(CAPTURES, registered(*CAPTURES[:2]), again)

    assert made.known[CAPTURES[0].sha256].metadata.captured == "2026-02-01"
    assert lineage(made, CAPTURES[0].text).earlier == tuple(a.sha256 for a in CAPTURES[1:])


def test_pages_that_give_the_address_of_their_site_are_no_versions_of_each_other() -> None:
    site = "https://news.example.org/"
    made = with_lineages([article(FIRST, "a", site), article(SECOND, "b", site)], ())

    assert [a.digits for a in made.known.values()] == [a[:16] for a in made.known]
    assert address_of(article(FIRST, "a", site)) is None


def test_two_texts_that_share_an_address_and_nothing_else_are_two_articles() -> None:
    one, other = article(FIRST, "a", URL, "2026-01-01"), article(SECOND, "b", URL, "2026-01-02")
    made = with_lineages([one, other], ())

    assert len({a.digits for a in made.known.values()}) == 2
    assert lineage(made, FIRST).digits == one.sha256[:16]


def test_a_text_that_is_had_again_is_the_last_of_its_versions() -> None:
    before = registered(article(FIRST))
    (row,) = before
    (corrected,) = with_lineages([article(edited(FIRST))], before).known.values()
    rows = (row_of(head_of(corrected), 2, row),)
    back = lineage(with_lineages([article(FIRST)], rows), FIRST)

    assert back.earlier == (corrected.sha256,)
    assert rows[0].first == row.first


ARTICLES = st.lists(
    st.builds(
        article,
        st.tuples(st.integers(1, 3), st.booleans()).map(
            lambda it: edited(text(it[0])) if it[1] else text(it[0])
        ),
        st.sampled_from(["a", "b", "c", "d"]),
        st.sampled_from([None, URL, "https://news.example.org/2"]),
        st.sampled_from([None, "2026-01-01", "2026-01-02"]),
        st.sampled_from([None, "2026-01-01T08:00:00Z", "2026-01-03T08:00:00Z"]),
    ),
    unique_by=(lambda a: a.sha256, lambda a: a.name),
    max_size=5,
)


@given(ARTICLES, ARTICLES, st.randoms(use_true_random=False))
def test_each_article_has_digits_of_its_own_whatever_the_order(
    before: list[Article], now: list[Article], chance: Random
) -> None:
    rows = registered(*before)
    made = with_lineages(now, rows)
    digits = [a.digits for a in made.known.values()]

    assert len(set(digits)) == len(digits)
    assert with_lineages(chance.sample(now, len(now)), rows) == made
    held = {name for pair in made.superseded for name in pair[:1]}
    assert {a.name for a in made.known.values()} | held == {a.name for a in now}


@given(ARTICLES)
def test_what_has_not_changed_is_known_again(articles: list[Article]) -> None:
    rows = registered(*articles)
    again = with_lineages(_kept(articles, rows), rows)

    assert {a.lineage.path for a in again.known.values() if a.lineage} == {row.name for row in rows}


def _kept(articles: Iterable[Article], rows: Iterable[Registered]) -> list[Article]:
    texts = {sha for row in rows for sha in row.texts}
    return [a for a in articles if a.sha256 in texts]


@given(st.integers(1, 50), st.integers(0, 119))
def test_a_word_more_or_less_is_the_same_text_and_another_text_is_not(
    seed: int, place: int
) -> None:
    words = text(seed).split()
    changed = " ".join([*words[:place], "quite", *words[place + 1 :]])

    assert likeness(sketch_of(text(seed)), sketch_of(changed)) > 0.7
    assert likeness(sketch_of(text(seed)), sketch_of(text(seed + 100))) < 0.2
    assert likeness(sketch_of(""), sketch_of(text(seed))) == 0
