"""Topics are concepts of IPTC Media Topics as published, whatever they were stated by."""

import runpy
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triplewire import assets
from triplewire.media_topics import (
    SCHEME,
    known_topics,
    label,
    mapped_topics,
    media_topic,
    section_topics,
    unknown_topics,
    with_broader,
)
from triplewire.ontology import concepts, described

ROWS = {row["code"]: row for row in assets.table("media_topics")}


def test_the_table_is_the_whole_scheme_and_leads_retired_concepts_to_living_ones() -> None:
    retired = {code: row["use"] for code, row in ROWS.items() if row["use"]}

    assert (len(ROWS), len(retired)) == (1392, 308)
    assert all(code in ROWS and not ROWS[code]["use"] for code in retired.values())
    assert {row["broader"] for row in ROWS.values()} - {""} <= set(ROWS)
    assert sum(row["broader"] == "" for row in ROWS.values()) == 17


@pytest.mark.parametrize(
    ("stated", "code"),
    [
        ("medtop:15000000", "15000000"),
        ("MEDTOP:15000000 ", "15000000"),
        ("http://cv.iptc.org/newscodes/subjectcode/11002000", "20000639"),
        ("15000000", "15000000"),
        ("http://cv.iptc.org/newscodes/mediatopic/15000000", "15000000"),
        ("https://cv.iptc.org/newscodes/mediatopic/15000000/", "15000000"),
        ("medtop:20000064", "20000105"),
        ("medtop:20000651", "20000593"),
        ("subj:15000000", "15000000"),
        ("http://cv.iptc.org/newscodes/subjectcode/02001000", "20000082"),
        ("15008000", "20000851"),
        ("subj:01001999", "20000744"),
    ],
)
def test_a_code_in_any_form_is_the_concept_that_the_scheme_has_for_it_today(
    stated: str, code: str
) -> None:
    assert media_topic(stated) == SCHEME + code


@pytest.mark.parametrize(
    "stated",
    ["medtop:29999999", "subj:99000000", "sport", "", "medtop:1500000", "１５００００００"],
)
def test_what_is_no_code_of_the_scheme_is_no_topic(stated: str) -> None:
    assert media_topic(stated) is None


@given(st.sampled_from(sorted(ROWS)))
def test_every_concept_has_a_name_and_a_way_up_to_the_top(code: str) -> None:
    topic = media_topic(code)
    assert topic is not None

    above = with_broader([topic])

    assert media_topic(topic) == topic
    assert all(label(one) for one in above)
    assert list(above.values()).count(None) == 1


@given(st.text(min_size=1, max_size=40))
def test_whatever_is_stated_is_known_or_unknown_or_of_another_scheme(stated: str) -> None:
    known, unknown = known_topics([stated], None), unknown_topics([stated])

    assert len(known) + len(unknown) == 1


def test_what_stands_in_the_source_comes_first_and_the_section_after_it() -> None:
    stated = ["subj:15000000", "https://example.org/ships", "medtop:29999999", "medtop:15000000"]

    assert known_topics(stated, "World Trade") == (
        SCHEME + "15000000",
        "https://example.org/ships",
        SCHEME + "20000373",
    )
    assert unknown_topics(stated) == ("medtop:29999999",)


@pytest.mark.parametrize(
    ("section", "codes"),
    [
        ("Sport", ["15000000"]),
        ("ARTS & ENTERTAINMENT", ["20000002"]),
        ("Sci-Tech", ["13000000"]),
        ("Mortgages", ["20000380"]),
        ("culture", ["01000000"]),
        ("Road cycling", ["20001333"]),
        ("volcanic eruption", ["20000159"]),
        ("World", []),
        ("Opinion", []),
        ("", []),
        (None, []),
    ],
)
def test_a_section_is_a_topic_where_its_name_is_one(section: str | None, codes: list[str]) -> None:
    assert section_topics(section) == tuple(SCHEME + code for code in codes)


def test_sections_name_living_concepts_and_no_section_is_told_twice() -> None:
    rows = list(assets.table("sections"))
    words = [one for row in rows for one in assets.parts(row["words"])]

    assert all(ROWS[code]["use"] == "" for row in rows for code in assets.parts(row["codes"]))
    assert len(words) == len(set(words))
    assert all(section_topics(one) for one in words)


def test_each_topic_of_ours_is_one_of_the_scheme_or_part_of_one() -> None:
    found = {topic: mapped_topics(topic) for topic in concepts("topics")}

    assert all(found.values())
    assert all(media_topic(iri) == iri for iris in found.values() for iri in iris)
    assert found["climate-change"] == (SCHEME + "20000418",)
    assert found["trade"] == (SCHEME + "20000344",)


def test_the_vocabulary_describes_the_topics_that_ours_are_mapped_to() -> None:
    tool = runpy.run_path(str(Path(__file__).parents[1] / "tools" / "describe_topics.py"))
    ours = {topic for concept in concepts("topics") for topic in mapped_topics(concept)}

    assert tool["FILE"].read_text(encoding="utf-8") == tool["turtle"]()
    assert set(with_broader(ours)) <= described()
