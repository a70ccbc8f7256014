import pytest
from hypothesis import given
from hypothesis import strategies as st
from trafilatura import load_html

from triplewire.read.guessed_days import guessed_day
from triplewire.read.page_pieces import pieces


def guess(
    body: str, address: str | None = None, found: str | None = None
) -> tuple[str | None, str]:
    tree = load_html(f"<html><body>{body}</body></html>")
    assert tree is not None
    return guessed_day(tree, list(pieces(tree)), address, found)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("3 May 2021", "2021-05-03"),
        ("Monday, 3rd of May, 2021", "2021-05-03"),
        ("May 3rd, 2021", "2021-05-03"),
        ("Sept. 3, 2021 10:30 pm", "2021-09-03"),
        ("03.05.2021", "2021-05-03"),
        ("2021-05-03T10:30", "2021-05-03"),
        ("25/12/2021", "2021-12-25"),
        ("12/25/2021", "2021-12-25"),
        ("05/05/2021", "2021-05-05"),
        ("12. März 2021", "2021-03-12"),
        ("3 de mayo de 2021", "2021-05-03"),
        ("1er août 2021", "2021-08-01"),
        ("04/05/2021", None),  # April or May
        ("31 February 2021", None),
        ("3 Marketing 2021", None),
        ("3 Auguſt 2021", "2021-08-03"),
        ("99.99.2021", None),
        ("3 May 1066", None),
    ],
)
def test_a_day_in_an_element_for_it_is_read(written: str, day: str | None) -> None:
    found, rule = guess(f'<h1>Bridge opens</h1><p class="date">{written}</p>')

    assert found == day
    assert rule == "page-date-element" or day is None


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("https://gull.example/2021/05/03/bridge", "2021-05-03"),
        ("https://gull.example/news-20210503.html", "2021-05-03"),
        ("https://gull.example/news/03-05-2021", "2021-05-03"),
        ("https://gull.example/2021/05/bridge", None),
        ("https://gull.example/2021/13/45/bridge", None),
        ("https://gull.example/9920210503", None),
        (None, None),
    ],
)
def test_an_address_may_have_the_day(address: str | None, day: str | None) -> None:
    found, rule = guess("<h1>Bridge opens</h1><p>Words.", address)

    assert found == day
    assert rule == "page-date-address" or day is None


def test_the_surer_rule_comes_first() -> None:
    named = '<p class="article-date">1 May 2021</p>'
    near = "<h1>Bridge opens</h1><p>Port Vale, 2 May 2021</p>"
    inside = '<p data-made="2021-05-03">'
    address = "https://gull.example/2021/05/04/a"

    assert guess(near + named + inside, address, "2021-05-03") == (
        "2021-05-04",
        "page-date-address",
    )
    assert guess(near + named + inside, None, "2021-05-03") == ("2021-05-01", "page-date-element")
    assert guess(near + inside, None, "2021-05-03") == ("2021-05-02", "page-date-headline")
    assert guess(f"<h2>A</h2>{inside}<p>B", None, "2021-05-03") == (
        "2021-05-03",
        "page-date-library",
    )


def test_what_a_library_made_up_is_not_taken() -> None:
    assert guess("<h1>Bridge opens</h1><p>Copyright 2021", None, "2021-01-01")[0] is None
    assert guess('<p title="04/05/2021">Words', None, "2021-05-04")[0] == "2021-05-04"


@pytest.mark.parametrize(
    "aside",
    [
        '<div class="comments"><p class="date">1 May 2021</p></div>',
        '<footer><p class="date">1 May 2021</p></footer>',
        '<ul class="related-stories"><li><time datetime="2021-05-01">then</time></ul>',
    ],
)
def test_days_beside_the_story_are_of_others(aside: str) -> None:
    own = '<p class="date">7 June 2021</p>'

    assert guess(f"<h1>Bridge opens</h1>{aside}{own}")[0] == "2021-06-07"


def test_names_of_what_the_whole_page_stands_in_do_not_count() -> None:
    page = '<div class="with-sidebar"><h1>Bridge opens</h1><p class="date">1 May 2021</p></div>'

    assert guess(page)[0] == "2021-05-01"


def test_the_day_of_the_call_above_the_headline_gives_way() -> None:
    page = '<p class="date">9 July 2024</p><h1>Bridge opens</h1><p class="date">1 May 2021</p>'

    assert guess(page)[0] == "2021-05-01"


def test_the_only_day_of_a_page_is_its_own() -> None:
    one = "<footer><p>Changed: 1 May 2021</p></footer>"

    assert guess(one) == ("2021-05-01", "page-date-only")
    assert guess(one + "<footer><p>2 May 2021</p></footer>")[0] is None


def test_what_nobody_sees_has_no_day() -> None:
    assert guess('<script class="date">1 May 2021</script>Words')[0] is None


@given(st.text("0123456789-/. mayMAYſrch\u0660İ", max_size=40))
def test_any_text_has_a_day_or_none(text: str) -> None:
    day, rule = guess(f"<h1>A</h1><p class='date'>{text}</p>", f"https://a.example/{text}")

    assert rule.startswith("page-date-")
    assert day is None or len(day) == len("2021-05-03")
