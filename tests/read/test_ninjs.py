import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triplewire.errors import ReadError
from triplewire.read.json_records import read_json
from triplewire.read.ninjs import is_ninjs, ninjs_body, ninjs_metadata
from triplewire.read.reading import NOTHING_STATED, Found

TEXT = "The harbour board said on Monday that the pier would stay shut.\nIt reopens in May."
TOPIC = "http://cv.iptc.org/newscodes/mediatopic/20000763"

# One story as each major version of ninjs writes it.
FIRST: dict[str, Any] = {
    "uri": "https://agency.example/items/1",
    "type": "text",
    "firstcreated": "2026-03-01T08:00:00Z",
    "versioncreated": "2026-03-02T09:30:00+01:00",
    "language": "en",
    "urgency": 4,
    "headline": "Pier stays shut until May",
    "headline_sub": "Storm damage is worse than thought",
    "byline": "By Ann Quill and Bo Reed",
    "located": "Port Elm",
    "copyrightholder": "Elm Agency",
    "copyrightnotice": "(c) 2026 Elm Agency",
    "infosource": [{"name": "Coast Wire"}],
    "subject": [
        {"scheme": "http://cv.iptc.org/newscodes/mediatopic/", "code": "20000763"},
        {"name": "piers"},
    ],
    "body_text": TEXT,
    "body_xhtml": "<p>Another form of it.</p>",
}
SECOND: dict[str, Any] = {
    **{key: value for key, value in FIRST.items() if not key.startswith(("body", "headline"))},
    "headlines": [
        {"role": "sub", "value": "Storm damage is worse than thought"},
        {"role": "main", "value": "Pier stays shut until May"},
    ],
    "subjects": [{"uri": TOPIC, "name": "ports"}, {"name": "piers"}],
    "by": "By Ann Quill and Bo Reed",
    "bodies": [
        {"role": "html", "contenttype": "text/html", "value": "<p>Another form of it.</p>"},
        {"role": "main", "contenttype": "text/plain; charset=utf-8", "value": TEXT},
        {"role": "nitf", "contenttype": "application/xml", "value": "<nitf>Not this.</nitf>"},
    ],
    "infosources": [{"name": "Coast Wire", "role": "cv:origin"}],
}
for _key in ("subject", "byline", "infosource"):
    del SECOND[_key]
CAMEL = {
    "firstcreated": "firstCreated",
    "versioncreated": "versionCreated",
    "copyrightholder": "copyrightHolder",
    "copyrightnotice": "copyrightNotice",
    "infosources": "infoSources",
}
THIRD: dict[str, Any] = {CAMEL.get(key, key): value for key, value in SECOND.items()}
THIRD["bodies"] = [
    {("contentType" if key == "contenttype" else key): value for key, value in body.items()}
    for body in SECOND["bodies"]
]


NITF = (
    "<nitf><body><body.head><hedline><hl1>Not the pier</hl1></hedline><byline>By Ann Quill</byline>"
    "</body.head><body.content><media><media-caption>A crane.</media-caption></media>"
    "<p>The pier <em>shut</em>.</p><p>It rained.</p></body.content></body></nitf>"
)


@pytest.mark.parametrize("record", [FIRST, SECOND, THIRD])
def test_every_version_of_ninjs_says_the_same(record: dict[str, Any]) -> None:
    (found,) = read_json(json.dumps(record), "a.json")
    assert isinstance(found, Found)
    metadata = found.metadata

    assert found.text == TEXT
    assert found.language == "en"
    assert metadata.title == "Pier stays shut until May"
    assert metadata.subtitle == "Storm damage is worse than thought"
    assert metadata.url == "https://agency.example/items/1"
    assert metadata.authors == ("Ann Quill", "Bo Reed")
    assert (metadata.publisher, metadata.credited_source) == ("Elm Agency", "Coast Wire")
    assert metadata.published == "2026-03-01T08:00:00Z"
    assert (metadata.updated or "")[:10] == "2026-03-02"
    assert metadata.dateline_place == "Port Elm"
    assert metadata.copyright == "(c) 2026 Elm Agency"
    assert metadata.topics == (TOPIC,)
    assert metadata.keywords == ("piers",)


def test_marked_up_text_is_read_where_there_is_no_plain_one() -> None:
    record = {"uri": "urn:a", "body_xhtml": "<p>The pier <b>shut</b>.</p><p>It rained.</p>"}
    (found,) = read_json(json.dumps(record), "a.json")

    assert isinstance(found, Found)
    assert found.text == "The pier shut.\n\nIt rained."
    assert found.metadata.url is None


HTML = (
    '<div class="story"><figure><img src="a.png"/><figcaption>A crane.</figcaption></figure>'
    "<p>The pier <b>shut</b>.</p><p>It rained.</p></div>"
)


@pytest.mark.parametrize(
    "bodies",
    [
        {"body_xhtml": HTML},
        {"body_xhtml": f"<html><head><title>No</title></head><body>{HTML}</body></html>"},
        {"body_nitf": NITF},
        {"body_nitf": "<block><p>The pier <em>shut</em>.</p><p>It rained.</p></block>"},
        {"bodies": [{"contentType": "application/xhtml+xml", "value": HTML}]},
        {"bodies": [{"contentType": "text/html; charset=utf-8", "value": HTML}]},
        {"bodies": [{"contentType": "application/nitf+xml", "value": NITF}]},
        {
            "bodies": [
                {"contenttype": "text/plain", "value": "  "},
                {"contenttype": "text/html", "value": "<figure/>"},
                {"contenttype": "text/xml", "value": "<orders>Not this.</orders>"},
                {"contenttype": "text/xml", "value": NITF},
            ]
        },
    ],
)
def test_a_body_of_html_or_nitf_is_read_as_such_files_are(bodies: dict[str, Any]) -> None:
    record = {"uri": "urn:a", "versionCreated": "2026-03-02", **bodies}
    (found,) = read_json(json.dumps(record), "a.json")

    assert isinstance(found, Found)
    assert found.text == "The pier shut.\n\nIt rained."


def test_what_the_record_leaves_open_its_nitf_says() -> None:
    record = {"uri": "urn:a", "headline": "Pier", "body_nitf": NITF}
    (found,) = read_json(json.dumps(record), "a.json")

    assert isinstance(found, Found)
    assert (found.metadata.title, found.metadata.authors) == ("Pier", ("Ann Quill",))


def test_broken_nitf_in_a_record_costs_that_record_alone() -> None:
    records = [{"uri": "urn:a", "body_nitf": "<nitf><p>"}, FIRST]
    broken, whole = read_json(json.dumps(records), "a.json")

    assert isinstance(broken, ReadError)
    assert (broken.what[:9], broken.where) == ("not XML: ", "a.json:1")
    assert isinstance(whole, Found)


def test_what_follows_body_and_headline_is_made_up_by_the_agency() -> None:
    record = {
        "uri": "urn:a",
        "versioncreated": "2026-03-02",
        "headline_main": "Pier shut",
        "body_richtext": "<p>Not this.</p>",
        "body_xml": "<nitf>Nor this.</nitf>",
        "body_nitf": "<nitf/>",
        "body_main": TEXT,
    }

    assert ninjs_body(record, "a.json") == (TEXT, NOTHING_STATED)
    assert ninjs_metadata(record).title == "Pier shut"
    assert ninjs_metadata(record).published == "2026-03-02"
    assert ninjs_metadata(record).updated is None


def test_a_subject_is_a_topic_by_an_old_code_and_by_its_name_alone() -> None:
    subjects = [
        {"code": "subj:11002000", "name": "diplomacy"},
        {"scheme": "http://cv.iptc.org/newscodes/subjectcode/", "code": "15054000"},
        {"name": "Sea rescue"},
        {"name": "Markets"},
        {"name": "Tariff"},
    ]
    metadata = ninjs_metadata({"uri": "urn:a", "subject": subjects})

    assert [topic.rpartition("newscodes/")[2] for topic in metadata.topics] == [
        "subjectcode/11002000",
        "subjectcode/15054000",
        "mediatopic/20000385",
        "mediatopic/20000384",
    ]
    assert metadata.keywords == ("Sea rescue",)


def test_a_picture_is_refused_with_its_type() -> None:
    record = {"uri": "urn:a", "type": "picture", "versionCreated": "2026-03-02T10:00:00Z"}
    with pytest.raises(ReadError, match="a ninjs item of type 'picture' without a body"):
        list(read_json(json.dumps(record), "a.json"))


@pytest.mark.parametrize("record", [{"text": "a"}, {"uri": "u", "body": "a"}, {"bodies": "two"}])
def test_other_records_are_not_taken_for_ninjs(record: dict[str, Any]) -> None:
    assert not is_ninjs(record)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=10),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["role", "value", "contentType", "name", "uri"]), inner)
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from([*FIRST, *SECOND, *THIRD]), VALUES))
def test_whatever_stands_in_the_fields_of_ninjs_nothing_crashes(record: dict[str, Any]) -> None:
    body, metadata = ninjs_body(record, "a.json"), ninjs_metadata(record)

    assert body is None or body[0].strip()
    assert metadata.title is None or metadata.title.strip()
