import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triplewire.errors import ReadError
from triplewire.read.json_records import read_json, read_jsonl
from triplewire.read.reading import Found

STORY = {"text": "The mayor spoke.", "title": "Mayor speaks", "language": "en"}

RECORDS = st.lists(
    st.fixed_dictionaries({"text": st.text(), "title": st.text()}), min_size=1, max_size=5
)


def articles(outcomes: list[Found | ReadError]) -> list[Found]:
    return [outcome for outcome in outcomes if isinstance(outcome, Found)]


def faults(outcomes: list[Found | ReadError]) -> list[str]:
    return [f"{fault.where}: {fault.what}" for fault in outcomes if isinstance(fault, ReadError)]


def test_one_object_is_one_article_under_the_name_of_the_file() -> None:
    (found,) = articles(list(read_json(" \n" + json.dumps(STORY), "a.json")))

    assert found.name == "a.json"
    assert found.line == 2
    assert found.text == "The mayor spoke."
    assert found.media_type == "application/json"
    assert found.language == "en"
    assert found.metadata.title == "Mayor speaks"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("Caf&eacute; &#8217;n&#x2019; more &amp; more", "Café ’n’ more & more"),
        ("R&D and Q&notes; AT&T &unknown; 5 &lt; 7", "R&D and Q&notes; AT&T &unknown; 5 < 7"),
    ],
)
def test_signs_that_html_writes_with_names_are_read_as_signs(body: str, text: str) -> None:
    (found,) = articles(list(read_json(json.dumps({"text": body}), "a.json")))

    assert found.text == text


def test_each_record_of_a_list_is_named_by_its_line() -> None:
    text = f"[\n{json.dumps(STORY)},\n\n{json.dumps(STORY)} , {json.dumps(STORY)}\n]\n"
    found = articles(list(read_json(text, "a.json")))
    column = text.split("\n")[3].index(", {") + 3

    assert [one.name for one in found] == ["a.json:2", "a.json:4", f"a.json:4:{column}"]
    assert [one.line for one in found] == [2, 4, 4]


def test_a_bad_record_of_a_list_does_not_spoil_the_others() -> None:
    text = f'[{json.dumps(STORY)},\n7,\n{{"title": "no text"}},\n{json.dumps(STORY)}]'
    outcomes = list(read_json(text, "a.json"))

    assert [one.name for one in articles(outcomes)] == ["a.json:1", "a.json:4"]
    assert faults(outcomes) == [
        "a.json:2: not an article: the record is no object",
        "a.json:3: not an article: the record has no text",
    ]


@pytest.mark.parametrize(
    ("rest", "fault"),
    [
        ("oops]", "a.json:2: not JSON: Expecting value, column 1"),
        (f"{json.dumps(STORY)} {json.dumps(STORY)}]", "a.json:2: not JSON: no comma or bracket"),
        (json.dumps(STORY), "a.json:2: not JSON: no comma or bracket"),
        ("", "a.json:2: not JSON: Expecting value, column 1"),
        ("[" * 100_000, "a.json:2: not JSON: nested too deep"),
    ],
)
def test_a_list_that_breaks_off_keeps_what_came_before(rest: str, fault: str) -> None:
    outcomes = list(read_json(f"[{json.dumps(STORY)},\n{rest}", "a.json"))

    assert [one.name for one in articles(outcomes)] == ["a.json:1"]
    assert len(faults(outcomes)) == 1
    assert faults(outcomes)[0].startswith(fault)


@pytest.mark.parametrize(
    ("text", "where", "why"),
    [
        ("nothing", "a.json:1", "not JSON: Expecting value, column 1"),
        ('{"text":\n"open', "a.json:2", "not JSON: Unterminated string"),
        ('{"text": ' + "[" * 100_000, "a.json:1", "not JSON: nested too deep"),
        ("1" * 5000, "a.json:1", "not JSON: a number is too long"),
        ('{"text": "a"}\n{"text": "b"}', "a.json", "something follows the first record"),
        ('"only a string"', "a.json", "the record is no object"),
        ('{"text": 7}', "a.json", "the record has no text"),
    ],
)
def test_a_file_that_is_no_article_is_refused_with_a_hint(text: str, where: str, why: str) -> None:
    with pytest.raises(ReadError, match=why) as fault:
        list(read_json(text, "a.json"))

    assert fault.value.where == where
    assert fault.value.hint


def test_each_line_of_json_lines_is_named_by_its_number() -> None:
    text = f"{json.dumps(STORY)}\n\n  {json.dumps(STORY)}  \r\n"

    assert [one.name for one in articles(list(read_jsonl(text, "a.jsonl")))] == [
        "a.jsonl:1",
        "a.jsonl:3",
    ]


def test_a_bad_line_does_not_spoil_the_others() -> None:
    text = f'{{"text": "open\n{json.dumps(STORY)}\n{json.dumps(STORY)} x\n[]\n{json.dumps(STORY)}'
    outcomes = list(read_jsonl(text, "a.jsonl"))

    assert [one.line for one in articles(outcomes)] == [2, 5]
    assert faults(outcomes) == [
        "a.jsonl:1: not JSON: Unterminated string starting at, column 10",
        "a.jsonl:3: not JSON: something follows the record",
        "a.jsonl:4: not an article: the record is no object",
    ]


def test_html_in_a_body_is_read_as_html() -> None:
    record = {"articleBody": "<p>The mayor <b>spoke</b>.</p><p>Then she left.</p>"}
    (found,) = articles(list(read_json(json.dumps(record), "a.json")))

    assert found.text == "The mayor spoke.\nThen she left."


def test_line_ends_inside_a_string_are_forgiven() -> None:
    (found,) = articles(list(read_json('{"text": "one\ntwo"}', "a.json")))

    assert found.text == "one\ntwo"


@given(RECORDS)
def test_a_list_and_json_lines_give_the_same_texts(records: list[dict[str, str]]) -> None:
    listed = articles(list(read_json(json.dumps(records), "a.json")))
    lines = articles(list(read_jsonl("\n".join(map(json.dumps, records)), "a.jsonl")))

    assert [one.text for one in listed] == [one.text for one in lines]
    assert len({one.name for one in listed}) == len(records)
    assert [one.line for one in lines] == list(range(1, len(records) + 1))


@given(RECORDS)
def test_texts_without_tags_come_back_as_they_are(records: list[dict[str, str]]) -> None:
    found = articles(list(read_json(json.dumps(records, indent=1), "a.json")))

    assert [one.text for one in found if "<" not in one.text] == [
        record["text"] for record in records if "<" not in record["text"]
    ]


@pytest.mark.parametrize("unit", ["1,", "[],", "{},", '{"text": 1},', "1 ,\n", "null, \n\n"])
def test_a_list_of_bad_records_takes_time_that_grows_with_its_length(unit: str) -> None:
    def seconds(times: int) -> float:
        text, began = f"[{unit * times}1]", time.process_time()
        count = sum(1 for _ in read_json(text, "a.json"))
        assert count == times + 1
        return time.process_time() - began

    seconds(100)
    short, long = seconds(5_000), seconds(80_000)

    assert long < 16 * 4 * short + 0.2
