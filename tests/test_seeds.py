"""The example newsroom: readable, in the formats users really have, and in our own words."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from triplewire.iris import BASE
from triplewire.link.authorities import load_authorities
from triplewire.newsroom import open_newsroom
from triplewire.read import read_file, sources
from triplewire.records import Article

SEEDS = Path(__file__).resolve().parents[1] / "seeds"
SHARED = Path(__file__).resolve().parents[2] / "shared"
ORIGINALS = sorted((SHARED / "seeds").glob("*.txt"))
RUN = 8

WEB = re.compile(r"https?://\S+")
QUOTED = re.compile('["“][^"“”\n]{1,600}["”]')
WORD = re.compile(r"[\w.,'’-]*\w")


def articles() -> list[Article]:
    return [article for path, name in sources(SEEDS) for article in read_file(path, name).articles]


def runs(text: str) -> Iterator[str]:
    """Yield every run of words of a line that no quotation or address interrupts."""
    for part in re.split(r"[|\n]", QUOTED.sub(" | ", WEB.sub(" | ", text))):
        words = [word.lower().replace("’", "'") for word in WORD.findall(part)]
        for start in range(len(words) - RUN + 1):
            yield " ".join(words[start : start + RUN])


def test_every_example_article_is_read() -> None:
    names = [article.name for article in articles()]

    assert len(names) == 4
    assert names == sorted(names)
    assert all(name.startswith("articles/0") for name in names)


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared")
@pytest.mark.parametrize("number", range(4))
def test_a_retelling_shares_no_eight_words_with_its_source_outside_quotations(number: int) -> None:
    original = set(runs(ORIGINALS[number].read_text(encoding="utf-8")))
    retold = set(runs(articles()[number].text))

    assert len(retold) > 80
    assert original & retold == set()


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared")
def test_the_measure_of_likeness_finds_a_copied_sentence() -> None:
    original = ORIGINALS[1].read_text(encoding="utf-8")

    assert set(runs(original)) & set(runs(original[1200:1900]))


def test_the_first_article_has_a_credit_line_inline_links_and_mixed_quotation_marks() -> None:
    text = articles()[0].text

    assert text.startswith("Credited from: SCMP\n")
    assert text.count("([SCMP](https://www.scmp.com/") == 4
    assert re.search('"[^"”]+”', text)
    assert re.search(r"\. He said ", text)
    assert not text.endswith("\n")


def test_the_second_article_repeats_its_headline_in_the_middle_of_a_sentence() -> None:
    text = articles()[1].text
    headline = text.strip().split("\n")[0]

    assert text.startswith(f"\n\n{headline}\n\n")
    assert re.search(rf"[a-z]\n\n{headline}\n\n[a-z]", text)


def test_the_third_article_has_a_page_head_a_caption_a_date_line_and_a_related_line() -> None:
    lines = articles()[2].text.split("\n")

    assert lines[0] == " date 2025-11-06 ASIA PACIFIC"
    assert lines[3].endswith(". / AP")
    assert lines[4] == "November 6, 2025"
    assert lines[-3].startswith("RelatedTRT World - ")


def test_the_fourth_article_begins_like_a_press_release() -> None:
    text = articles()[3].text

    assert text.startswith(" date 2025-05-14 LONDON, May 14, 2025 /PRNewswire/ -- ")


def test_the_figures_that_articles_disagree_on_are_in_them() -> None:
    first, _, _, fourth = articles()

    assert "US$89.3 billion over the first 11 months of 2024" in first.text
    assert "China's fourth largest trading partner" in first.text
    assert "$98.4 billion in 2024" in fourth.text
    assert "China's third-largest trading partner in Europe" in fourth.text


def test_the_authority_file_can_be_used() -> None:
    authorities = load_authorities(SEEDS / "actors.csv", ())
    keys = [authority.iri.removeprefix(BASE) for authority in authorities.listed]

    assert {"actor/wang-yi", "place/london", "document/chinese-customs-data"} <= set(keys)
    assert len(keys) == len(set(keys))
    assert all(
        authority.within in authorities.by_iri
        for authority in authorities.listed
        if authority.within
    )


def test_identifiers_are_entities_of_wikidata_or_geonames() -> None:
    entity = re.compile(
        r"http://www\.wikidata\.org/entity/Q\d+|https://sws\.geonames\.org/\d+/",
    )
    listed = load_authorities(SEEDS / "actors.csv", ()).listed
    identifiers = [identifier for authority in listed for identifier in authority.identifiers]

    assert all(map(entity.fullmatch, identifiers))
    assert len(identifiers) == len(set(identifiers))


def test_the_curator_has_decided_nothing_yet() -> None:
    decisions = (SEEDS / "decisions.csv").read_text(encoding="utf-8")

    assert decisions == "what,article,quotation,prefix,suffix,target,value,by,when,why\n"


def test_the_settings_are_accepted_and_keep_texts_out_of_dumps() -> None:
    stated = tomllib.loads((SEEDS / "triplewire.toml").read_text(encoding="utf-8"))
    settings = open_newsroom(SEEDS).settings

    assert sorted(stated) == ["base", "licence", "publish_text", "publisher", "title"]
    assert settings.base == "https://example.org/china-uk/"
    assert settings.publish_text is False
