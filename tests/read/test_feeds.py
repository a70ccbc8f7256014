import random
import time

import pytest
from feedparser.mixin import _FeedParserMixin
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.read.test_newsml import item, message
from tests.read.test_nitf import STORY
from triplewire.errors import ReadError
from triplewire.read import read_data
from triplewire.read.reading import Reading

WORDS = "The mayor said on Monday that the harbour would be rebuilt."
MORE = "The council and the port agreed on what it costs."

RSS = f"""<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
<title>The Quay Courier</title><link>https://quay.example/</link><language>en-GB</language>
<copyright>© Quay Courier</copyright>
<!-- <item> -->
<item>
  <title>Harbour &amp;amp; bridge</title>
  <link>https://quay.example/1</link>
  <dc:creator>By Ana Reyes and Tom Okoro</dc:creator>
  <pubDate>Wed, 14 May 2025 08:30:00 GMT</pubDate>
  <category>Harbours</category><category domain="medtop:">20000350</category>
  <description>A summary.</description>
  <content:encoded><![CDATA[<p>{WORDS}</p><table><tr><td>1</td></tr></table>
    <p>{MORE}</p><p>The post Harbour appeared first on Quay.</p>]]></content:encoded>
</item>
<item>
  <title>Short</title><description>{WORDS}</description>
</item>
<item>
  <title>Whole</title><description>&lt;p>{WORDS}&lt;p>{MORE}&lt;p>{WORDS}</description>
</item>
<item><content:encoded>&lt;p>{WORDS}&lt;p>And so […]</content:encoded></item><item/>
</channel></rss>
"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<title>The Quay Courier</title><rights>© Quay Courier</rights>
<entry>
  <title type="html">Harbour &lt;b>rebuilt&lt;/b></title>
  <link rel="alternate" href="https://quay.example/1"/><link rel="self" href="https://q.example/"/>
  <author><name>Ana Reyes</name></author><category term="Harbours"/>
  <published>2025-05-14T08:30:00Z</published><updated>2025-05-15T10:00:00+02:00</updated>
  <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{WORDS}</p><p>{MORE}</p>
  <script>var no;</script></div></content>
</entry>
<entry><title>Short</title><summary>{WORDS}</summary><updated>2025-05-15</updated></entry>
<entry><source><title>The Inland Post</title></source><updated>2025-05-15</updated>
<content>{WORDS}</content></entry>
</feed>
"""
RDF = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel rdf:about="https://quay.example/"><title>The Quay Courier</title></channel>
<item rdf:about="https://quay.example/1"><title>Harbour</title>
<link>https://quay.example/1</link><dc:date>2025-05-14T08:30:00Z</dc:date>
<content:encoded>&lt;p>{WORDS}&lt;/p></content:encoded></item>
</rdf:RDF>
"""


def read(text: str, suffix: str = ".rss") -> Reading:
    return read_data(text.encode(), "a" + suffix, suffix)


def line_of(text: str, words: str, nth: int = 0) -> int:
    return [number for number, line in enumerate(text.split("\n"), 1) if words in line][nth]


def test_entries_with_their_whole_text_are_read_and_summaries_refused_alone() -> None:
    reading = read(RSS)

    assert [article.text for article in reading.articles] == [
        f"{WORDS}\n\n{MORE}",
        f"{WORDS}\n\n{MORE}\n\n{WORDS}",
    ]
    assert [fault.what for fault in reading.rejected] == [
        "not an article: the entry has a summary only",
        "not an article: the entry has a summary only",
        "not an article: the entry has no text",
    ]
    assert all(fault.hint.startswith("only a summary") for fault in reading.rejected)


def test_entries_are_named_by_their_lines_and_two_on_a_line_by_their_columns() -> None:
    reading = read(RSS)
    first, last = line_of(RSS, "<item>", 1), line_of(RSS, "<item/>")

    assert reading.articles[0].name == f"a.rss:{first}"
    assert reading.articles[0].line == line_of(RSS, "<content:encoded><![")
    assert reading.rejected[1].where == f"a.rss:{last}"
    assert reading.rejected[2].where.startswith(f"a.rss:{last}:")


def test_what_a_feed_says_about_an_entry_is_kept() -> None:
    stated = read(RSS).articles[0].metadata

    assert (stated.title, stated.url) == ("Harbour & bridge", "https://quay.example/1")
    assert (stated.publisher, stated.copyright) == ("The Quay Courier", "© Quay Courier")
    assert (stated.published, stated.updated) == ("2025-05-14T08:30:00Z", None)
    assert stated.authors == ("Ana Reyes", "Tom Okoro")
    assert stated.keywords == ("Harbours",)
    assert stated.topics == ("http://cv.iptc.org/newscodes/mediatopic/20000350",)


def test_atom_gives_the_same() -> None:
    reading = read(ATOM, ".atom")
    stated = reading.articles[0].metadata

    assert reading.articles[0].text == f"{WORDS}\n\n{MORE}"
    assert (stated.title, stated.url) == ("Harbour rebuilt", "https://quay.example/1")
    assert (stated.published, stated.updated) == ("2025-05-14T08:30:00Z", "2025-05-15T08:00:00Z")
    assert (stated.authors, stated.keywords) == (("Ana Reyes",), ("Harbours",))
    assert reading.articles[1].metadata.publisher == "The Inland Post"
    assert reading.articles[1].metadata.published == "2025-05-15"
    assert len(reading.rejected) == 1


def test_a_category_whose_name_is_a_topic_is_one_and_another_is_a_keyword() -> None:
    categories = ("Sport", "Foreign Policy", "Mortgages", "House prices", "subj:15054000")
    told = "".join(f"<category>{one}</category>" for one in categories)
    stated = read(RSS.replace("<category>Harbours</category>", told)).articles[0].metadata

    assert [topic.rpartition("newscodes/")[2] for topic in stated.topics] == [
        "mediatopic/15000000",
        "mediatopic/20000638",
        "mediatopic/20000380",
        "subjectcode/15054000",
        "mediatopic/20000350",
    ]
    assert stated.keywords == ("House prices",)


def test_rss_1_gives_the_same() -> None:
    (article,) = read(RDF, ".xml").articles

    assert (article.text, article.metadata.title) == (WORDS, "Harbour")
    assert article.metadata.published == "2025-05-14T08:30:00Z"


def test_the_address_of_a_webmaster_is_no_publisher() -> None:
    said = "<webMaster>web@quay.example (Cy Quill)</webMaster></channel>"

    assert read(RSS.replace("</channel>", said)).articles[0].metadata.publisher == (
        "The Quay Courier"
    )


def test_a_login_in_the_place_of_an_author_is_none() -> None:
    feed = RSS.replace("By Ana Reyes and Tom Okoro", "/u/AnaReyes")

    assert read(feed).articles[0].metadata.authors == ()


def test_a_feed_with_broken_markup_is_mended() -> None:
    broken = RSS.replace("<title>Short</title>", "<title>Short & sweet</title><br>")

    assert read(broken).articles[0].text == f"{WORDS}\n\n{MORE}"


def test_an_address_in_the_place_of_a_feed_is_not_opened() -> None:
    with pytest.raises(ReadError, match="not XML"):
        read("https://127.0.0.1:9/feed.xml")


@pytest.mark.parametrize(
    "inside",
    ["<b></b>" * 40_000, "<b " + " ".join(f"a{n}='1'" for n in range(500)) + "/>"],
)
def test_a_feed_that_the_library_would_take_long_over_is_refused(inside: str) -> None:
    began = time.monotonic()
    with pytest.raises(ReadError, match="a feed with more than"):
        read(RSS.replace("<item/>", f"<item>{inside}</item>"))

    assert time.monotonic() - began < 1


def test_a_feed_of_nothing_but_tags_is_refused_and_one_of_as_many_with_words_is_read() -> None:
    tags, said = "<p>a</p>" * 9_000, f"<p>{WORDS}</p>" * 1_000
    with pytest.raises(ReadError, match=r"a feed with more than [\d,]+ tags for its length"):
        read(RSS.replace("<item/>", f"<item>{tags}</item>"))

    assert read(RSS.replace("<item/>", f"<item>{said}</item>")).articles


@pytest.mark.parametrize("tag", ["author", "dc:creator", "undeclared:name", "managingEditor"])
def test_an_endless_word_in_a_name_is_cut_before_the_library_looks_for_addresses(
    tag: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    look = _FeedParserMixin._sync_author_detail

    def noted(self: object, key: str = "author") -> None:
        seen.append(self._get_context().get(key) or "")  # type: ignore[attr-defined]
        look(self, key)

    monkeypatch.setattr(_FeedParserMixin, "_sync_author_detail", noted)
    endless = f"<{tag}>Ana {'Reyes' * 100}<b/>{'Reyes' * 100} and Bo</{tag}>"
    read(RSS.replace("<dc:creator>By Ana Reyes and Tom Okoro</dc:creator>", endless))

    assert all(len(word) <= 100 for said in seen for word in said.split())


def test_a_tag_with_an_endless_name_is_refused() -> None:
    with pytest.raises(ReadError, match="a tag of more than 1,000 characters") as fault:
        read(RSS.replace("<item/>", f"<item><{'n' * 1001}/></item>"))

    assert fault.value.hint


def test_an_emoji_in_two_halves_is_no_fault_of_a_feed() -> None:
    halves = "&#55357;&#56832;&#xD83D;&#x00de00;&#55295;&#57344;"
    articles = read(RSS.replace(WORDS, f"{WORDS}{halves}")).articles

    assert articles[0].text == f"{WORDS}\ud7ff\ue000\n\n{MORE}"


def test_a_tag_with_endless_attributes_costs_no_time_and_no_text() -> None:
    endless = "<p " + " ".join(f"a{n}='>'" for n in range(60_000)) + ">"
    began = time.monotonic()
    articles = read(RSS.replace(f"<p>{MORE}", f"{endless}{MORE}", 1)).articles

    assert articles[0].text == f"{WORDS}\n\n{MORE}"
    assert time.monotonic() - began < 2


def test_a_feed_that_the_library_stumbles_over_is_refused() -> None:
    with pytest.raises(ReadError, match="stand where they cannot"):
        read("<rss><channel><item><link>a<item>b</item></link></item></channel></rss>")


SAMPLES = [RSS, ATOM, RDF, STORY, item(), message(item(), item())]
PIECES = [
    "<",
    ">",
    "&",
    "<!--",
    "]]>",
    "<![CDATA[",
    "<!DOCTYPE a [",
    "<p>",
    "</item>",
    "\0",
    '"',
    "&x;",
]


@settings(max_examples=150, deadline=2000)
@given(sample=st.sampled_from(SAMPLES), seed=st.integers(0, 2**32))
def test_a_sample_that_was_damaged_is_read_or_refused_with_a_hint(sample: str, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(sample))
        cut = chance.choice([0, 0, 1, 5, 60])
        sample = sample[:at] + chance.choice([*PIECES, sample[at : at + 200]]) + sample[at + cut :]
    try:
        rejected = read(sample, ".xml").rejected
    except ReadError as fault:
        rejected = (fault,)

    assert all(fault.hint for fault in rejected)
