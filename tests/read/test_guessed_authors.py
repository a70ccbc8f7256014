import pytest
from trafilatura import load_html

from triplewire.read.guessed_authors import byline_people
from triplewire.read.page_pieces import pieces


def people(body: str) -> tuple[str, ...]:
    tree = load_html(f"<html><body>{body}</body></html>")
    assert tree is not None
    return byline_people(pieces(tree), "The Daily Gull")


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ('<span class="pb-byline">By <a href="/a">Ann Scribe</a></span>', ("Ann Scribe",)),
        ('<div class="author">Ann Scribe and Bo Pen</div>', ("Ann Scribe", "Bo Pen")),
        ('<a rel="author">Ann Scribe</a>', ("Ann Scribe",)),
        ('<div class="author-image">Ann Scribe</div>', ()),
        ('<div class="author">gull_admin</div>', ()),
        ('<div class="author">The Daily Gull</div>', ()),
        (f'<div class="author">{"Ann Scribe tells the whole story. " * 20}</div>', ()),
        ('<div class="comment"><p class="author">Ann Scribe</p></div>', ()),
        ('<div class="authority">Ann Scribe</div>', ()),
        ("<p>x</p>" * 50 + '<div class="author">Ann Scribe</div>', ()),
    ],
)
def test_a_byline_behind_the_headline_names_the_authors(
    byline: str, expected: tuple[str, ...]
) -> None:
    assert people(f"<h1>Bridge opens</h1>{byline}") == expected


def test_what_stands_before_the_headline_is_another_story_s() -> None:
    assert people('<p class="byline">By Ann Scribe</p><h1>Bridge opens</h1>') == ()


def test_the_first_byline_with_people_counts() -> None:
    page = '<h1>A</h1><p class="byline">Staff</p><p class="byline">Bo Pen</p><p class="author">C D'

    assert people(page) == ("Bo Pen",)
