import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triplewire.read.markup import has_tags, strip_tags

PIECES = [
    "<p>",
    "</p>",
    "<b>",
    "<",
    ">",
    "<!--",
    "<![",
    "<!",
    "<?",
    "<![CDATA[",
    "]]>",
    "-->",
    "<script>",
    "</script>",
    "&lt;",
    "word ",
    '"',
]


@pytest.mark.parametrize(
    ("fragment", "expected"),
    [
        ("<p>Prices <b>rose</b>.</p>\n<p>Wages\nfell.</p>", "Prices rose.\nWages fell."),
        ("One<br>two<br/>three", "One\ntwo\nthree"),
        ('The <a href="https://x.example">port</a> burned &amp; sank.', "The port burned & sank."),
        ("<p>Said.</p><p>Said.</p>", "Said.\nSaid."),
        ("<ul><li>first<li>second</ul>after", "first\nsecond\nafter"),
        ("<p>a<script>let b = '<p>no</p>'</script>c</p>", "a\nc"),
        ("<p>a</p><noscript>b <p>c</p></noscript><p>d</p>", "a\nd"),
        ("<noscript><style>x</style>b</noscript>d", "d"),
        ("seen <!-- hidden --> too", "seen too"),
        ("seen <!-- never closed <p>hidden", "seen"),
        ("no tags & no end", "no tags & no end"),
        ("<p>a<![if <![x]> b", "a b"),
    ],
)
def test_text_remains_a_line_a_block(fragment: str, expected: str) -> None:
    assert strip_tags(fragment) == expected


@pytest.mark.parametrize(
    "text", ["<p>Prices", "rose<BR/>", 'a <a href="x">link</a>', "<p class=x >"]
)
def test_marked_up_text_is_recognised(text: str) -> None:
    assert has_tags(text)


@pytest.mark.parametrize("text", ["3 < 4 > 2", "<pact> said", "a<b", "<mail@example.org>", ""])
def test_angle_brackets_alone_are_no_tags(text: str) -> None:
    assert not has_tags(text)


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_any_tangle_of_tags_gives_lines_without_blank_ones(fragment: str) -> None:
    text = strip_tags(fragment)

    assert all(line.strip() == line for line in text.split("\n"))
    assert "\n\n" not in text


@pytest.mark.parametrize("unit", ["<!--", "<a ", '<p a="', "</", "&", "<p " + " " * 50])
def test_time_grows_no_faster_than_the_markup(unit: str) -> None:
    bomb = unit * (200_000 // len(unit))
    start = time.process_time()
    strip_tags(bomb)
    has_tags(bomb)

    assert time.process_time() - start < 5
