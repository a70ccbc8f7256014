import time
from pathlib import Path

import pytest

from triplewire.errors import ReadError
from triplewire.read import read_data
from triplewire.read.reading import Reading

STORY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nitf SYSTEM "nitf-3-4.dtd">
<nitf xml:lang="en-GB">
  <head>
    <title>harbour-2nd-lead</title>
    <tobject><tobject.subject tobject.subject.refnum="11002000"/></tobject>
    <docdata management-status="usable">
      <date.issue norm="20250514T083000Z"/>
      <doc.copyright year="2025" holder="Tidewater Press Agency"/>
      <key-list><keyword key="harbour"/><keyword key="bridges"/></key-list>
      <identified-content><classifier type="topic" value="medtop:20000350"/></identified-content>
    </docdata>
    <pubdata name="The Quay Courier" date.publication="20250514T090000+0200"
      position.section="Business" ex-ref="https://quay.example/harbour"/>
    <revision-history name="ed" norm="20250515T100000Z"/>
  </head>
  <body>
    <body.head>
      <hedline><hl1>Harbour to be rebuilt</hl1><hl2>Work begins in June</hl2></hedline>
      <byline>By Ana Reyes<byttl>, The Quay Courier</byttl> and Tom Okoro</byline>
      <dateline><location>Port Alder, Wessex</location></dateline>
      <abstract><p>A summary of it all.</p></abstract>
    </body.head>
    <body.content>
      <media media-type="image"><media-caption>A crane.</media-caption></media>
      <block>
        <p>The mayor said on <chron norm="20250512">Monday</chron> that the <em>harbour</em>
          would be rebuilt&mdash;at last.</p>
        <hl2>Cranes</hl2>
        <table><tr><td>17</td></tr></table>
        <p>The council &amp; the port agreed.</p>
      </block>
    </body.content>
    <body.end><tagline>tpa/ar</tagline></body.end>
  </body>
</nitf>
"""


def read(text: str | bytes, suffix: str = ".xml") -> Reading:
    return read_data(text.encode() if isinstance(text, str) else text, "a" + suffix, suffix)


def story(body: str) -> str:
    return f"<nitf><body><body.content>{body}</body.content></body></nitf>"


WORDS = "The mayor said on Monday that the harbour would be rebuilt."


def test_the_story_has_its_paragraphs_without_tables_media_and_markup() -> None:
    (article,) = read(STORY, ".nitf").articles

    assert article.text == (
        "The mayor said on Monday that the harbour would be rebuilt—at last.\n\nCranes\n\n"
        "The council & the port agreed."
    )
    assert article.line == STORY[: STORY.index("<p>The mayor")].count("\n") + 1
    assert (article.name, article.media_type) == ("a.nitf", "application/nitf+xml")


def test_the_head_says_what_the_story_is() -> None:
    stated = read(STORY).articles[0].metadata

    assert (stated.title, stated.subtitle) == ("Harbour to be rebuilt", "Work begins in June")
    assert stated.authors == ("Ana Reyes", "Tom Okoro")
    assert (stated.publisher, stated.credited_source) == (
        "The Quay Courier",
        "Tidewater Press Agency",
    )
    assert (stated.published, stated.updated) == ("2025-05-14T07:00:00Z", "2025-05-15T10:00:00Z")
    assert (stated.dateline_place, stated.section) == ("Port Alder", "Business")
    assert stated.url == "https://quay.example/harbour"
    assert stated.copyright == "© 2025 Tidewater Press Agency"
    assert stated.topics == (
        "http://cv.iptc.org/newscodes/subjectcode/11002000",
        "http://cv.iptc.org/newscodes/mediatopic/20000350",
    )
    assert stated.keywords == ("harbour", "bridges")


def test_people_in_a_byline_are_told_by_their_markup_where_it_has_some() -> None:
    text = STORY.replace(
        "By Ana Reyes<byttl>, The Quay Courier</byttl> and Tom Okoro",
        "By <person>Ana de la Reyes</person>, <byttl>chief</byttl>",
    )

    assert read(text).articles[0].metadata.authors == ("Ana de la Reyes",)


def test_an_agency_is_the_publisher_where_no_paper_is_named() -> None:
    text = story(f"<p>{WORDS}</p>").replace(
        "<body>", "<body><body.head><distributor>Tidewater Press Agency</distributor></body.head>"
    )
    stated = read(text).articles[0].metadata

    assert (stated.publisher, stated.credited_source) == ("Tidewater Press Agency", None)


def test_a_wire_s_own_lines_are_kept_and_its_paragraphs_told_apart() -> None:
    (article,) = read(story(f"<pre>{WORDS}\n  Work begins.\n\nIt costs money.</pre>")).articles

    assert article.text == f"{WORDS}\nWork begins.\n\nIt costs money."


def test_a_story_that_was_taken_back_is_refused() -> None:
    with pytest.raises(ReadError, match="marked it canceled"):
        read(STORY.replace('"usable"', '"canceled"'))


def test_a_summary_alone_is_refused_as_one() -> None:
    start, end = STORY.index("<body.content>"), STORY.index("<body.end>")
    with pytest.raises(ReadError, match="no text") as fault:
        read(STORY[:start] + STORY[end:])

    assert fault.value.hint.startswith("only a summary")


def test_an_encoding_that_the_declaration_names_is_honoured() -> None:
    text = story(
        "<p>The mayor said that the café in Łódź would be rebuilt, and so would the rest.</p>"
    )
    declared = f'<?xml version="1.0" encoding="ISO-8859-2"?>{text}'

    assert "café in Łódź" in read(declared.encode("iso-8859-2")).articles[0].text


def test_markup_that_was_escaped_does_not_leak() -> None:
    (article,) = read(
        story(f"&lt;p&gt;{WORDS}&lt;/p&gt;&lt;p&gt;So &lt;b&gt;it&lt;/b&gt; was.")
    ).articles

    assert article.text == f"{WORDS}\n\nSo it was."


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    "doctype",
    [
        f'<!DOCTYPE nitf [<!ENTITY l0 "ha">{LAUGHS}]>',
        f'<!DOCTYPE nitf [<!ENTITY l9 "{"a" * 200_000}">]>',
        '<!DOCTYPE nitf [<!ENTITY l9 SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE nitf [<!ENTITY % l SYSTEM "http://127.0.0.1:9/l.dtd"> %l;]>',
        '<!-- a --><?b c?>\n<!DOCTYPE nitf PUBLIC "d" "e" [<!-- ] --><!ENTITY l9 "x">]>',
    ],
)
def test_entities_are_refused_at_once(doctype: str) -> None:
    began = time.monotonic()
    with pytest.raises(ReadError, match="declares entities"):
        read(doctype + story("&l9;" * 100_000))

    assert time.monotonic() - began < 1


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE nitf SYSTEM "http://127.0.0.1:9/nitf.dtd">',
        '<!DOCTYPE nitf PUBLIC "-//IPTC//DTD NITF 3.2//EN" "nitf.dtd" [ <!-- none --> ]>',
        "<!DOCTYPE nitf [<!ATTLIST p id CDATA #IMPLIED>]>",
    ],
)
def test_a_doctype_without_entities_is_passed_over_and_nothing_is_fetched(doctype: str) -> None:
    began = time.monotonic()

    assert read(f"{doctype}\n{story(f'<p>{WORDS}</p>')}").articles[0].text == WORDS
    assert time.monotonic() - began < 2  # the language model is loaded once


def test_inclusions_and_instructions_do_nothing(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    text = story(
        f'<?include {secret}?><p>{WORDS}<xi:include xmlns:xi="http://www.w3.org/2001/XInclude"'
        f' parse="text" href="{secret.as_uri()}"/></p>'
    )

    assert read(text).articles[0].text == WORDS


@pytest.mark.parametrize(
    "deep", ["<p>" * 100_000, "<p>" * 5000 + "</p>" * 5000, "<p a='1' a='2'/>"]
)
def test_broken_and_bottomless_markup_is_refused_with_its_line(deep: str) -> None:
    began = time.monotonic()
    with pytest.raises(ReadError, match="not XML") as fault:
        read(story(deep))

    assert fault.value.where.startswith("a.xml:")
    assert time.monotonic() - began < 1


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("<NewsML/>", "this is NewsML 1: export it as NewsML-G2 or NITF"),
        ("<orders/>", "known are RSS, Atom, NITF, NewsML-G2 and XHTML"),
        ("no markup", "known are RSS, Atom, NITF, NewsML-G2 and XHTML"),
    ],
)
def test_other_xml_is_refused_with_what_to_do(text: str, hint: str) -> None:
    with pytest.raises(ReadError) as fault:
        read(text)

    assert fault.value.hint == hint


def test_a_page_under_the_name_of_xml_is_read_as_a_page() -> None:
    body = f"<article>{f'<p>{WORDS}</p>' * 5}</article>"
    page = f"<?xml version='1.0'?><html lang='en'><body>{body}</body></html>"

    assert read(page).articles[0].media_type == "text/html"
