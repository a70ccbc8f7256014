import html
import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml.html import HtmlElement
from trafilatura import load_html

from triplewire.read.page_metadata import Stated, page_metadata, without_tail
from triplewire.records import Metadata

NODE = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Harbour to be rebuilt",
    "alternativeHeadline": "Work begins in June",
    "mainEntityOfPage": {"@type": "WebPage", "@id": "https://gull.example/harbour"},
    "datePublished": "2025-05-14T23:30:00-05:00",
    "dateModified": "2025-05-15T08:00:00Z",
    "author": [{"@type": "Person", "name": "Ann Scribe"}, {"@type": "Person", "name": "Bo Pen"}],
    "publisher": {"@type": "Organization", "name": "The Daily Gull"},
    "sourceOrganization": {"@type": "NewsMediaOrganization", "name": "Coast Press Agency"},
    "articleSection": ["Region", "Ports"],
    "inLanguage": "en-GB",
    "dateline": "PORT EMBER",
    "copyrightNotice": "© 2025 The Daily Gull",
    "keywords": ["harbour", "ports, storms"],
    "about": {"@id": "http://cv.iptc.org/newscodes/mediatopic/20000430"},
}
EXPECTED = Metadata(
    title="Harbour to be rebuilt",
    subtitle="Work begins in June",
    url="https://gull.example/harbour",
    publisher="The Daily Gull",
    credited_source="Coast Press Agency",
    authors=("Ann Scribe", "Bo Pen"),
    published="2025-05-14T23:30:00-05:00",
    updated="2025-05-15T08:00:00Z",
    dateline_place="PORT EMBER",
    section="Region",
    copyright="© 2025 The Daily Gull",
    topics=("http://cv.iptc.org/newscodes/mediatopic/20000430",),
    keywords=("harbour", "ports", "storms"),
)


def parsed(head: str, body: str) -> HtmlElement:
    tree = load_html(f"<!doctype html><html><head>{head}</head><body>{body}</body></html>")
    assert tree is not None
    return tree.getroottree().getroot()


def said(head: str, body: str = "<p>Text") -> Stated:
    return page_metadata(parsed(head, body))


def script(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


WRITTEN = json.dumps(NODE)


@pytest.mark.parametrize(
    "head",
    [
        script(WRITTEN),
        script(json.dumps([{"@type": "WebSite", "name": "Gull"}, NODE])),
        script(json.dumps({"@graph": [{"@type": "BreadcrumbList"}, NODE]})),
        script(json.dumps({"@type": "WebPage", "mainEntity": NODE})),
        script(f"<!-- {WRITTEN} -->"),
        script(f"//<![CDATA[\n{WRITTEN}\n//]]>"),
        script(f"{WRITTEN};"),
        script(f'{{"@type": "Thing"}}\n{WRITTEN}'),
        script(html.escape(WRITTEN)),
        script(WRITTEN[:-1] + ",}"),
        script(WRITTEN.replace("Work begins", "Work\nbegins")),
        script("{not JSON") + script(WRITTEN),
        script(WRITTEN.replace('"headline"', '"schema:headline"')),
        script(WRITTEN.replace('"NewsArticle"', '"http://schema.org/NewsArticle"')),
    ],
)
def test_a_news_article_is_read_however_its_data_is_written(head: str) -> None:
    assert said(head) == Stated(metadata=EXPECTED, language="en-GB")


def test_what_is_named_by_its_iri_is_looked_up() -> None:
    graph = [
        {
            "@type": "Article",
            "headline": "H",
            "author": {"@id": "#ann"},
            "publisher": {"@id": "#gull"},
        },
        {"@id": "#ann", "@type": "Person", "name": "Ann Scribe"},
        {"@id": "#gull", "@type": "Organization", "name": "The Daily Gull"},
    ]
    found = said(script(json.dumps({"@graph": graph}))).metadata

    assert (found.authors, found.publisher) == (("Ann Scribe",), "The Daily Gull")


def test_the_story_of_the_page_is_taken_and_not_one_beside_it() -> None:
    other = {**NODE, "headline": "Ferry late", "mainEntityOfPage": "https://gull.example/ferry"}
    head = '<meta property="og:title" content="Harbour to be rebuilt | Gull">'

    assert said(head + script(json.dumps([other, NODE]))).metadata == EXPECTED


def test_a_description_in_the_place_of_a_headline_gives_way_to_the_name() -> None:
    data = {"@type": "Article", "name": "Port Ember", "headline": "town on a coast"}

    assert said("<title>Port Ember - Atlas</title>" + script(json.dumps(data))).metadata.title == (
        "Port Ember"
    )


MICRODATA = """
<article itemscope itemtype="https://schema.org/NewsArticle">
<h1 itemprop="headline">Harbour to be <i>rebuilt</i></h1>
<p itemprop="alternativeHeadline">Work begins in June</p>
<span itemprop="author" itemscope itemtype="https://schema.org/Person">By
 <a href="/ann" itemprop="url"><span itemprop="name">Ann Scribe</span></a></span>
<time itemprop="datePublished" datetime="2025-05-14T10:30:00+02:00">Wednesday</time>
<meta itemprop="articleSection" content="Region">
<div itemprop="publisher" itemscope itemtype="https://schema.org/Organization">
<meta itemprop="name" content="The Daily Gull"></div>
<div itemprop="comment" itemscope itemtype="https://schema.org/Comment">
<span itemprop="author">Troll</span></div></article>
"""


@pytest.mark.parametrize(
    "body",
    [
        MICRODATA,
        MICRODATA.replace("itemprop", "property")
        .replace("itemscope itemtype", "typeof")
        .replace("https://schema.org/", "schema:")
        .replace('property="', 'property="schema:'),
    ],
    ids=["microdata", "RDFa"],
)
def test_elements_may_carry_the_data(body: str) -> None:
    assert said("", body).metadata == Metadata(
        title="Harbour to be rebuilt",
        subtitle="Work begins in June",
        authors=("Ann Scribe",),
        published="2025-05-14T10:30:00+02:00",
        section="Region",
        publisher="The Daily Gull",
    )


def test_stories_beside_this_one_are_not_taken_for_it() -> None:
    beside = '<div itemscope itemtype="http://schema.org/Article"><b itemprop="name">{}</b></div>'

    assert said("", beside.format("Ferry late") + beside.format("Rain")).metadata == Metadata()


META = """
<title>Harbour to be rebuilt - The Daily Gull</title>
<meta property="og:title" content="Harbour to be rebuilt | The Daily Gull">
<meta property="og:site_name" content="The Daily Gull">
<meta property="article:published_time" content="2025-05-14 10:30:00 +0200">
<meta property="article:modified_time" content="2025-05-15">
<meta property="article:author" content="https://www.facebook.example/ann">
<meta name="author" content="By Ann Scribe and Bo Pen">
<meta property="article:section" content="Region">
<meta name="news_keywords" content="harbour, ports">
<meta name="dcterms.rights" content="© The Daily Gull">
<meta name="DC.Source" content="Coast Press Agency">
<meta http-equiv="content-language" content="en_GB">
<base href="https://gull.example/region/">
<link rel="canonical" href="harbour">
"""


def test_meta_and_link_elements_say_the_rest() -> None:
    assert said(META) == Stated(
        metadata=Metadata(
            title="Harbour to be rebuilt",
            url="https://gull.example/region/harbour",
            publisher="The Daily Gull",
            credited_source="Coast Press Agency",
            authors=("Ann Scribe", "Bo Pen"),
            published="2025-05-14T10:30:00+02:00",
            updated="2025-05-15",
            section="Region",
            copyright="© The Daily Gull",
            keywords=("harbour", "ports"),
        ),
        language="en-GB",
    )


def test_data_in_scripts_is_trusted_before_meta_elements() -> None:
    found = said(META + script(WRITTEN)).metadata

    assert found.published == EXPECTED.published
    assert found.url == "https://gull.example/region/harbour"


@pytest.mark.parametrize("source", ["The Daily Gull Company", "Daily Gull", "daily gull"])
def test_a_publisher_is_not_credited_with_its_own_story(source: str) -> None:
    found = said(script(json.dumps({**NODE, "sourceOrganization": {"name": source}}))).metadata

    assert found.credited_source is None


def test_an_address_of_the_whole_site_gives_way_to_one_of_the_story() -> None:
    head = '<link rel="canonical" href="https://gull.example/">' + script(WRITTEN)

    assert said(head).metadata.url == "https://gull.example/harbour"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Prices rose | The Daily Gull", "Prices rose"),
        ("Daily Gull: ports", "Daily Gull: ports"),
        ("The Daily Gull - Prices rose", "Prices rose"),
        ("Prices - wages - rose", "Prices - wages - rose"),
        ("The Daily Gull", "The Daily Gull"),
        (None, None),
    ],
)
def test_a_title_goes_without_its_publisher(title: str | None, expected: str | None) -> None:
    assert without_tail(title, "The Daily Gull") == expected


def test_a_day_in_meta_elements_is_trusted_before_that_of_microdata() -> None:
    microdata = (
        '<article itemscope itemtype="http://schema.org/NewsArticle">'
        '<time itemprop="datePublished" datetime="2021-05-02">2 May</time></article>'
    )

    assert said("", microdata).metadata.published == "2021-05-02"
    meta = '<meta property="article:published_time" content="2021-05-03">'
    assert said(meta, microdata).metadata.published == "2021-05-03"


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("2021-05-03T23:30:00Z", "2021-05-04T01:30:00+02:00", "2021-05-04T01:30:00+02:00"),
        ("2021-05-03T23:30:00Z", "2021-05-04T01:31:00+02:00", "2021-05-03T23:30:00Z"),
        ("2021-05-03T23:30:00Z", "2021-05-04", "2021-05-03T23:30:00Z"),
        ("2021-05-03T23:30:00Z", "2021-05-03T23:30:00Z", "2021-05-03T23:30:00Z"),
        ("2021-05-03", "2021-05-04T01:30:00+02:00", "2021-05-03"),
    ],
)
def test_an_instant_is_taken_in_the_zone_of_the_page(
    first: str, second: str, expected: str
) -> None:
    head = f'<meta property="article:published_time" content="{first}">'

    assert said(head, f'<time datetime="{second}">').metadata.published == expected


@pytest.mark.parametrize(
    ("element", "day"),
    [
        ("<time pubdate>3 May 2021</time>", "2021-05-03"),
        ('<time class="entry-date" datetime="2021-05-03">May</time>', "2021-05-03"),
        ('<time class="published">3 <b>May</b> 2021</time>', "2021-05-03"),
        ('<time class="published">last week</time>', None),
        ('<time datetime="2021-05-03">May</time>', None),
    ],
)
def test_a_time_of_publication_states_the_day(element: str, day: str | None) -> None:
    assert said("", element).metadata.published == day


def test_times_without_end_take_no_time() -> None:
    started = time.perf_counter()
    page = "<time class=published>" * 2000 + "x" * 100_000

    assert said("", page).metadata.published is None
    assert time.perf_counter() - started < 5


def test_the_longer_list_of_authors_is_taken_where_it_has_the_shorter() -> None:
    data = script(json.dumps({**NODE, "author": "Ann Scribe"}))

    for others, expected in (
        ("Ann Scribe, Bo Pen", ("Ann Scribe", "Bo Pen")),
        ("Cy Quill, Bo Pen", ("Ann Scribe",)),
    ):
        assert said(data + f'<meta name="author" content="{others}">').metadata.authors == expected


def test_who_publishes_himself_is_the_author_as_well() -> None:
    person = {"@type": ["Person", "Organization"], "name": "Ann Scribe"}
    data = script(json.dumps({**NODE, "author": {"name": "Ann Scribe"}, "publisher": person}))

    assert said(data).metadata.authors == ("Ann Scribe",)


ATTRIBUTES = st.dictionaries(
    st.sampled_from(
        ["itemscope", "itemtype", "itemprop", "property", "typeof", "content", "name", "datetime"]
    ),
    st.sampled_from(
        [
            "headline",
            "author",
            "http://schema.org/NewsArticle",
            "Person",
            "og:title",
            "datePublished",
        ]
    )
    | st.text("ab<>&\"' 2025-", max_size=12),
    max_size=4,
)


def element(tag: str, attributes: dict[str, str], one: str, two: str) -> str:
    said = (f'{key}="{html.escape(value)}"' for key, value in attributes.items())
    return f"<{tag} {' '.join(said)}>{one}{two}"


ELEMENTS = st.recursive(
    st.text(max_size=15),
    lambda inner: st.builds(
        element,
        st.sampled_from(["p", "meta", "time", "link", "article", "base", "title", "html"]),
        ATTRIBUTES,
        inner,
        inner,
    ),
    max_leaves=10,
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=10) | st.just("NewsArticle"),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["@type", "@id", "@graph", "author", "name", "headline", "@list", "about"]
            ),
            inner,
        )
    ),
    max_leaves=10,
)


@settings(max_examples=100, deadline=None)
@given(ELEMENTS, VALUES)
def test_any_markup_is_read_without_a_fault(body: str, data: object) -> None:
    found = said(script(json.dumps(data)), body)

    assert isinstance(found.metadata, Metadata)


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (script('{"@graph":' * 50_000), ""),
        (script('{"@graph":[' * 900 + "]}" * 900), ""),
        (script("[" + ",".join(["{}"] * 100_000) + "]"), ""),
        (script("{} " * 100_000), ""),
        (script("," * 500_000), ""),
        (script('{"a": 1' + " " * 500_000), ""),
        (script("<!--" * 100_000), ""),
        (script(";" * 300_000 + "x"), ""),
        (script("{}") * 3000, ""),
        ('<meta property="og:title" content="a | b">' * 5000, ""),
        (f'<meta property="og:title" content="{"a | " * 100_000}">', ""),
        (f'<meta name="author" content="{"By A and " * 100_000}">', ""),
        (f'<meta name="{"og:title " * 50_000}" content="a">', ""),
        ("", '<div itemscope itemprop="author">' * 2000),
        ("", '<p itemprop="headline">' * 2000 + "word " * 100_000),
        ("", '<b itemscope itemtype="NewsArticle" itemprop="headline">' * 200 + "word " * 100_000),
        ("", '<time class="published">' * 3000 + "word " * 1000),
    ],
)
def test_time_does_not_grow_faster_than_the_page(head: str, body: str) -> None:
    tree = parsed(head, body)
    begun = time.monotonic()
    page_metadata(tree)

    assert time.monotonic() - begun < 2
