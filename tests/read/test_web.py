import logging
import time

import pytest

from triplewire.errors import ReadError
from triplewire.read.reading import Found
from triplewire.read.web import _shorten, _tree, read_html
from triplewire.records import Metadata

NAMED, QUOTED = '"author":', '"\\"",'
PAGE = """\
<!doctype html>
<html class="no-js" lang="en-GB"><head><title>Harbour to be rebuilt - The Daily Gull</title>
<meta property="og:site_name" content="The Daily Gull">
<meta property="og:title" content="Harbour to be rebuilt">
<meta name="author" content="Ann Writer; Bo Scribe">
<meta property="article:published_time" content="2125-05-14T09:00:00+02:00">
<link rel="canonical" href="https://gull.example/harbour"></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Harbour to be rebuilt</h1>
<p>The mayor of Port Ember said that the har\u00adbour would be rebuilt within two years.</p>
<p>"We will not wait," she said. The work will cost <b>20 million</b> dollars.</p>
<img src="https://tracker.example/pixel.gif"></article>
<div id="comments" class="comments"><p>First! I disagree with the mayor entirely.</p></div>
<footer>Copyright Gull</footer></body></html>
"""


def read(page: str) -> Found:
    (found,) = read_html(page, "a.html")
    assert isinstance(found, Found)
    return found


def test_the_main_text_is_kept_without_navigation_and_comments() -> None:
    assert read(PAGE).text == (
        "Harbour to be rebuilt\n"
        "The mayor of Port Ember said that the harbour would be rebuilt within two years.\n"
        '"We will not wait," she said. The work will cost 20 million dollars.'
    )


def test_what_the_page_says_about_itself_becomes_metadata() -> None:
    found = read(PAGE)

    assert found.language == "en-GB"
    assert found.media_type == "text/html"
    assert found.metadata == Metadata(
        title="Harbour to be rebuilt",
        url="https://gull.example/harbour",
        publisher="The Daily Gull",
        authors=("Ann Writer", "Bo Scribe"),
        published="2125-05-14T09:00:00+02:00",  # whatever today is
    )


def test_a_page_that_says_nothing_about_itself_has_no_metadata() -> None:
    found = read(f"<html><body><article><p>{'The mayor spoke at length. ' * 20}</p></body></html>")

    assert found.language is None
    assert found.metadata == Metadata()


@pytest.mark.parametrize(
    "page", ["<html><body></body></html>", "no tags", "<div>" * 5000, "<html><body><p></p></html>"]
)
def test_a_page_without_a_story_is_refused_in_silence(
    page: str, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(ReadError, match="no main text") as fault:
        read(page)

    assert fault.value.hint
    assert capfd.readouterr() == ("", "")
    assert logging.getLogger("trafilatura").handlers


@pytest.mark.parametrize(
    "tag",
    ["svg", "math", "object", "canvas", "video", "audio", "applet", "picture", "map", "embed"],
)
@pytest.mark.parametrize("end", ["", "</{}>"])
def test_a_page_may_begin_with_what_is_no_text(tag: str, end: str) -> None:
    story = "<p>The mayor said that the harbour would be rebuilt within two years.</p>" * 5
    try:
        found = [read(f"<{tag}>{story}{end.format(tag)}").text]
    except ReadError as fault:
        found = [fault.what]

    assert found[0].startswith(("The mayor said", "not an article: the page has no main text"))


@pytest.mark.parametrize(("count", "tag"), [(90, "p"), (5_000, "div")])
def test_a_paragraph_that_holds_very_many_others_is_none(count: int, tag: str) -> None:
    inner = "".join(f"<p>In {n} the harbour was rebuilt again.</p>" for n in range(count))
    page = PAGE.replace("<p>The mayor", f"<p id='outer'><gull-note>Note.{inner}The mayor")
    tree = _tree(page, "a.html")

    assert tree is not None
    assert tree.get_element_by_id("outer").tag == tag
    assert read(page).text.count("rebuilt again") == count


@pytest.mark.parametrize(
    ("head", "kept"),
    [
        (f'<meta name="description" content="{"</" * 5_000}">', 500),
        (f'<script type="application/ld+json">{NAMED * 5_000}</script>', 0),
        (f'<script type="application/ld+json">{NAMED * 9}</script>', 81),
        (f'<script type="application/ld+json">{{{NAMED}[{QUOTED * 500}""]}}</script>', 2515),
        (f'<script type="application/ld+json">["{"<" * 101}"]</script>', 0),
    ],
)
def test_the_library_gets_of_what_a_page_says_only_what_it_reads_fast(head: str, kept: int) -> None:
    tree = _tree(f"<html><head>{head}</head><body></body></html>", "a.html")
    assert tree is not None
    _shorten(tree)
    meta, script = tree.find(".//meta"), tree.find(".//script")
    said = meta.get("content") if meta is not None else script is not None and script.text

    assert len(said or "") == kept


def test_an_attribute_of_nothing_but_comments_is_left_out() -> None:
    page = f'<html><body><p title="{"<!--" * 101}" lang="en">A</p></body></html>'
    tree = _tree(page, "a.html")
    assert tree is not None
    _shorten(tree)

    assert [dict(one.attrib) for one in tree.iter("p")] == [{"lang": "en"}]


def test_an_endless_doctype_is_that_of_any_page() -> None:
    assert read(f"<!DOCTYPE{'/' * 300_000}\n{PAGE}").text == read(PAGE).text


def test_far_too_many_tags_are_refused_before_they_take_time() -> None:
    with pytest.raises(ReadError, match="more than 10,000 tags"):
        read("<html><body><p>" + "<a>text</a> " * 10_001)


@pytest.mark.parametrize(
    "attribute", ["a{}=1 ", "a{} ", "a{}/", 'a{}=">"', "a{}='<'\n", "a{}= '>' "]
)
def test_far_too_many_attributes_are_refused_before_they_take_time(attribute: str) -> None:
    with pytest.raises(ReadError, match="more than 2,000 attributes"):
        read("<html><body><p " + "".join(map(attribute.format, range(50_000))))


def test_a_long_attribute_is_no_matter() -> None:
    words = " ".join(map(str, range(9000)))

    assert (
        read(PAGE.replace("<article>", f'<article data-state="{words}">')).text == read(PAGE).text
    )


def test_a_page_may_declare_itself_xml() -> None:
    head = '<?xml version="1.0" encoding="utf-8"?>\n'
    strict = (
        '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" '
        '"http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">\n'
    )
    body = PAGE.split("<body>")[1]
    page = f'{head}{strict}<html xmlns="http://www.w3.org/1999/xhtml" LANG="en"><body>{body}'

    assert read(page).text == read(PAGE).text
    assert read(page).language == "en"


def test_entities_of_a_page_do_not_multiply() -> None:
    levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    page = f"<!DOCTYPE html [<!ENTITY a0 'boom'>{levels}]>{PAGE.replace('two years', '&a9;')}"

    assert len(read(page).text) < len(page)


def test_a_page_in_one_file_is_quick_and_knows_where_it_was() -> None:
    saved = (
        "<!--\n Page saved with SingleFile \n url: https://gull.example/ferry \n saved date: -->"
    )
    picture = '<img src="data:image/png;base64,' + "iVBORw0KGgo" * 300_000 + '">'
    page = PAGE.replace("<head>", f"<head>{saved}").replace("<article>", f"<article>{picture}")
    begun = time.monotonic()
    found = read(page.replace('rel="canonical"', 'rel="other"'))

    assert time.monotonic() - begun < 2
    assert found.text == read(PAGE).text
    assert found.metadata.url == "https://gull.example/ferry"


def test_a_page_saved_by_a_browser_knows_where_it_was() -> None:
    page = PAGE.replace("<html", "<!-- saved from url=(0028)https://gull.example/ferry -->\n<html")

    assert read(page.replace('rel="canonical"', "")).metadata.url == "https://gull.example/ferry"


def test_what_is_guessed_from_the_layout_names_its_rules() -> None:
    page = (
        "<html><head><title>Harbour to be rebuilt</title>"
        '<link rel="canonical" href="https://gull.example/harbour"></head><body><article>'
        '<h1>Harbour to be rebuilt</h1><p class="byline">By Ann Scribe, Staff Writer</p>'
        f'<p class="date">3 May 2021</p><p>{"The mayor spoke at length. " * 20}</p></article>'
    )

    assert read(page).metadata == Metadata(
        title="Harbour to be rebuilt",
        url="https://gull.example/harbour",
        publisher="gull.example",
        authors=("Ann Scribe",),
        published="2021-05-03",
        rules=("page-author", "page-date-element", "page-publisher", "page-title"),
    )


def test_what_the_markup_states_is_not_guessed() -> None:
    assert read(PAGE).metadata.rules == ()


def test_a_single_word_that_the_library_takes_for_an_author_is_none() -> None:
    page = PAGE.replace('<meta name="author" content="Ann Writer; Bo Scribe">', "").replace(
        "<p>The mayor", '<p class="author">Name</p><p>The mayor'
    )

    assert read(page).metadata.authors == ()

    named = read(page.replace("<p>The mayor", '<p class="by-line">By Ann Scribe</p><p>The mayor'))
    assert named.metadata.authors == ("Ann Scribe",)
    assert named.metadata.rules == ("page-byline",)
