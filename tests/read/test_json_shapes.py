import json
import time
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triplewire.errors import ReadError
from triplewire.field_map import JsonMap, ReadOptions
from triplewire.read.json_records import read_json, read_jsonl
from triplewire.read.reading import Found

TEXT = "The harbour board said on Monday that the pier would stay shut."
NEWS: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": ["ReportageNewsArticle", "Thing"],
    "headline": "Pier &amp; quay stay shut",
    "articleBody": TEXT,
    "author": [{"@type": "Person", "name": "Ann Quill"}],
    "publisher": {"@id": "#us"},
    "datePublished": "2026-03-01",
    "inLanguage": "en-GB",
}
US = {"@type": "NewsMediaOrganization", "@id": "#us", "name": "Elm Courier"}


def found(text: str, options: ReadOptions | None = None, name: str = "a.json") -> list[Found]:
    read = read_jsonl if name.endswith("l") else read_json
    return [one for one in read(text, name, options or ReadOptions()) if isinstance(one, Found)]


def test_json_ld_is_read_alone_in_a_list_and_in_a_graph() -> None:
    page = {"@type": "WebPage", "name": "Elm Courier"}
    graph = {"@context": "https://schema.org", "@graph": [page, US, NEWS]}
    for value in (NEWS, [page, NEWS], graph, [graph]):
        (one,) = found(json.dumps(value))

        assert (one.text, one.language) == (TEXT, "en-GB")
        assert one.metadata.title == "Pier & quay stay shut"
        assert one.metadata.authors == ("Ann Quill",)
        assert one.metadata.published == "2026-03-01"
    assert found(json.dumps(graph))[0].metadata.publisher == "Elm Courier"


def test_each_article_of_a_graph_is_named_by_its_line() -> None:
    text = json.dumps({"@graph": [NEWS, US, NEWS]}, indent=1)
    names = [one.name for one in found(text)]
    lines = [n for n, line in enumerate(text.split("\n"), 1) if line == "  {"]

    assert names == [f"a.json:{lines[0]}", f"a.json:{lines[2]}"]
    assert [one.metadata.publisher for one in found(text)] == ["Elm Courier"] * 2


def test_two_articles_of_one_line_have_two_names() -> None:
    text = json.dumps({"@graph": [NEWS, NEWS]})
    names = [one.name for one in found(f"\n{text}\n", name="a.jsonl")]

    assert names[0] == "a.jsonl:2"
    assert names[1].startswith("a.jsonl:2:")


def test_keys_with_the_prefix_of_the_vocabulary_are_read() -> None:
    node = {
        "@type": "schema:NewsArticle",
        "schema:headline": "Pier shut",
        "schema:articleBody": TEXT,
    }
    (one,) = found(json.dumps(node))

    assert (one.text, one.metadata.title) == (TEXT, "Pier shut")


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ({**NEWS, "articleBody": None}, "JSON-LD without articleBody"),
        ([{"@type": "WebSite"}, US], "JSON-LD without an article"),
        ({"@graph": [US]}, "the record has no text"),
    ],
)
def test_json_ld_without_a_text_is_refused(value: object, why: str) -> None:
    with pytest.raises(ReadError, match=why) as fault:
        list(read_json(json.dumps(value), "a.json"))

    assert fault.value.hint


MAP = ReadOptions(
    json=JsonMap(
        items="data.stories[*]",
        text="body.paragraphs[*].text",
        title="head.main",
        published="when",
        authors="people[0].name",
        keywords='["the.tags"]',
    )
)
OWN = {
    "head": {"main": "Pier shut"},
    "body": {"paragraphs": [{"text": "One."}, {"text": "Two."}, {"image": 1}]},
    "when": "1 March 2026",
    "people": [{"name": "Ann Quill"}, {"name": "Not Her"}],
    "the.tags": ["piers", "storms"],
    "language": "en",
}


def test_paths_of_the_settings_say_where_a_shape_has_its_fields() -> None:
    text = json.dumps({"meta": [1], "data": {"more": {}, "stories": [OWN, OWN]}}, indent=1)
    one, other = found(text, MAP)

    assert one.text == "One.\n\nTwo."
    assert one.language == "en"
    assert one.metadata.title == "Pier shut"
    assert one.metadata.authors == ("Ann Quill",)
    assert one.metadata.published == "2026-03-01"
    assert one.metadata.keywords == ("piers", "storms")
    assert text.split("\n")[one.line - 1].strip() == "{"
    assert one.line < other.line
    assert (one.name, other.name) == (f"a.json:{one.line}", f"a.json:{other.line}")


def test_a_path_to_a_list_stands_for_its_items() -> None:
    options = ReadOptions(json=JsonMap(items="stories"))

    assert len(found(json.dumps({"stories": [{"text": "One."}, {"text": "Two."}]}), options)) == 2


def test_records_of_a_known_shape_are_read_beside_mapped_ones() -> None:
    assert [one.text for one in found(json.dumps({"text": TEXT}), MAP)] == [TEXT]
    assert [one.text for one in found(json.dumps([NEWS, {"body": {}, "text": "T"}]), MAP)] == [
        TEXT,
        "T",
    ]


def test_a_mapped_record_without_text_costs_itself_and_says_where_the_text_was_looked_for() -> None:
    text = json.dumps({"data": {"stories": [{"head": {}}, OWN]}})
    outcomes = list(read_json(text, "a.json", MAP))

    assert isinstance(outcomes[0], ReadError)
    assert "no text at 'body.paragraphs[*].text'" in outcomes[0].what
    assert isinstance(outcomes[1], Found)


def test_what_breaks_off_keeps_the_mapped_records_before_it() -> None:
    text = '{"data": {"stories": [' + json.dumps(OWN) + ",\n{"
    outcomes = list(read_json(text, "a.json", MAP))

    assert [type(one) for one in outcomes] == [Found, ReadError]
    assert isinstance(outcomes[1], ReadError)
    assert outcomes[1].where == "a.json:2"


@pytest.mark.parametrize(
    "text", ['{"data" 1}', '{"data": {1: 2}}', '{"data": {"stories": [{} {}]}}']
)
def test_broken_json_is_refused_on_the_way_to_the_records(text: str) -> None:
    try:
        faults = [one for one in read_json(text, "a.json", MAP) if isinstance(one, ReadError)]
    except ReadError as fault:
        faults = [fault]

    assert len(faults) == 1
    assert faults[0].where == "a.json:1"


def test_the_last_of_two_equal_keys_counts_and_odd_numbers_do_no_harm() -> None:
    text = '{"text": "One.", "text": "Two.", "score": NaN, "size": 1e999, "id": 123456789012345678}'

    assert [one.text for one in found(text)] == ["Two."]


@pytest.mark.parametrize(
    "text",
    [
        json.dumps({"@graph": [NEWS] * 5000}),
        json.dumps({"@graph": [US] * 20000 + [NEWS] * 5000}),
        json.dumps({"data": {"stories": [OWN] * 5000}}),
        json.dumps([{"@graph": [NEWS, NEWS]}] * 2000),
        json.dumps([{"@type": "WebSite"}] * 50000),
        '{"data":' * 900 + "1" + "}" * 900,
        '{"data":' * 100000,
    ],
)
def test_large_graphs_take_time_that_grows_with_their_length(text: str) -> None:
    began = time.process_time()
    with suppress(ReadError):
        sum(1 for _ in read_json(text, "a.json", MAP))

    assert time.process_time() - began < 2 + 2 * len(text) / 1e6


KEYS = [
    *("@graph", "@type", "@id", "@value", "articleBody", "headline", "publisher"),
    *("data", "stories", "body", "paragraphs", "text", "people", "bodies", "uri"),
]
SHAPES = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=10),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(KEYS),
            inner | st.sampled_from(["NewsArticle", "WebSite", "#us"]),
            max_size=4,
        )
    ),
    max_leaves=15,
)


@given(SHAPES, st.booleans(), st.integers(min_value=0, max_value=400))
def test_any_shape_is_read_or_refused(shape: object, whole: bool, cut: int) -> None:
    text = json.dumps(shape)
    for read in (read_json, read_jsonl):
        try:
            outcomes = list(read(text if whole else text[:cut], "a.json", MAP))
        except ReadError as fault:
            outcomes = [fault]
        names = [one.name for one in outcomes if isinstance(one, Found)]

        assert len(set(names)) == len(names)
        assert all(one.hint for one in outcomes if isinstance(one, ReadError))
