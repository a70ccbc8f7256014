"""Of a web archive what may be news is read by its media type, and what pages get is left out."""

import json
from pathlib import Path

import pytest

from tests.read.containers.samples import PAGE, STORY, WEB, answer, record
from tests.read.pdfs import pdf
from tests.read.test_feeds import RSS
from tests.read.test_newsml import XHTML, item, message
from tests.read.test_nitf import STORY as NITF
from triplewire.read import Reading, read_file
from triplewire.read.shown import suffix_of_answer

DAY = "2019-05-03T10:00:00Z"
NEWS = {"title": "Harbour", "text": STORY, "published": "2019-05-03"}


def read(folder: Path, *bodies: tuple[str | bytes, str]) -> Reading:
    """Return what is read of answers with a body and a media type, at /a, /a1, /a2 ..."""
    records = (
        record(answer(body, kind), f"{WEB}{number or ''}", DAY)
        for number, (body, kind) in enumerate(bodies)
    )
    (folder / "a.warc").write_bytes(b"".join(records))
    return read_file(folder / "a.warc", "a.warc")


@pytest.mark.parametrize(
    ("body", "kind", "url"),
    [
        (json.dumps(NEWS), "application/json", WEB),
        (json.dumps({**NEWS, "url": f"{WEB}/b"}), "application/vnd.news+json", f"{WEB}/b"),
        (NITF, "application/nitf+xml", "https://quay.example/harbour"),
        (NITF.replace(' ex-ref="https://quay.example/harbour"', ""), "text/xml", WEB),
        (item(), "application/vnd.iptc.g2.newsitem+xml", "https://tpa.example/1"),
        (PAGE, "application/xhtml+xml", WEB),
        (f"<?xml version='1.0'?>\n{PAGE}", "application/xml", WEB),
        (PAGE, "", WEB),
        (json.dumps(NEWS), "text/plain; charset=utf-8", WEB),
    ],
)
def test_one_story_is_read_by_its_type_with_the_address_and_day_of_its_capture(
    body: str, kind: str, url: str, tmp_path: Path
) -> None:
    reading = read(tmp_path, (body, kind))
    (article,) = reading.articles

    assert reading.rejected == ()
    assert article.name.startswith(f"a.warc!/{WEB}")
    assert (article.metadata.url, article.metadata.captured) == (url, DAY)


def test_a_document_of_pdf_is_read(tmp_path: Path) -> None:
    pytest.importorskip("pypdf")
    lines = ["The mayor said on Thursday that the harbour would be rebuilt within two years."] * 4
    (article,) = read(tmp_path, (pdf([lines]), "application/pdf")).articles

    assert (article.media_type, article.metadata.url) == ("application/pdf", WEB)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (json.dumps([NEWS, {**NEWS, "text": f"Later, {STORY}"}]), "application/json"),
        (f"{json.dumps(NEWS)}\n{json.dumps(NEWS | {'title': 'B'})}", "application/x-ndjson"),
        (
            message(item(), item(XHTML.replace("mayor", "premier"))).replace("guid", "id"),
            "text/xml",
        ),
        (RSS.replace("<link>", "<x>").replace("</link>", "</x>"), "application/rss+xml"),
    ],
)
def test_the_address_of_several_stories_is_that_of_none_of_them(
    body: str, kind: str, tmp_path: Path
) -> None:
    reading = read(tmp_path, (body, kind))

    assert len(reading.articles) == 2
    assert {article.metadata.url for article in reading.articles} == {None}
    assert {article.metadata.captured for article in reading.articles} == {DAY}


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (json.dumps({"text": "We use cookies, and you can refuse them."}), "application/json"),
        (json.dumps({**NEWS, "published": None}), "application/json"),
        (json.dumps({**NEWS, "title": ""}), "application/ld+json"),
        ("[1, 2", "application/json"),
        ("", "application/json"),
        (b"\x8b\x02", "application/json"),
        ('{"text": "a"}\nNo JSON', "application/jsonl"),
        ("User-agent: *\nDisallow: /private", "text/plain"),
        (STORY, "text/plain"),
        ("let a = 1;", "text/javascript"),
        ("<urlset><url><loc>https://news.example/a</loc></url></urlset>", "text/xml"),
        ("<svg xmlns='http://www.w3.org/2000/svg'><text>Harbour</text></svg>", "image/svg+xml"),
        (b"\x89PNG", "image/png"),
    ],
)
def test_what_pages_get_for_themselves_is_left_out_without_a_word(
    body: str | bytes, kind: str, tmp_path: Path
) -> None:
    reading = read(tmp_path, (PAGE, "text/html"), (body, kind))

    assert [article.name for article in reading.articles] == [f"a.warc!/{WEB}"]
    assert reading.rejected == ()


@pytest.mark.parametrize(("kind", "faults"), [("application/json", 0), ("application/pdf", 1)])
def test_what_cannot_be_unpacked_is_told_of_what_would_be_news(
    kind: str, faults: int, tmp_path: Path
) -> None:
    packed = record(answer(b"\x8b\x02", kind, more=["Content-Encoding: br"]), f"{WEB}2")
    (tmp_path / "a.warc").write_bytes(record(answer(), WEB) + packed)
    reading = read_file(tmp_path / "a.warc", "a.warc")

    assert [fault.where for fault in reading.rejected] == [f"a.warc!/{WEB}2"] * faults


def test_a_bad_record_beside_news_is_told(tmp_path: Path) -> None:
    body = json.dumps([NEWS, {"title": "No text", "published": "2019-05-03"}])
    reading = read(tmp_path, (body, "application/json"))

    assert len(reading.articles) == 1
    assert [fault.what for fault in reading.rejected] == ["not an article: the record has no text"]


def test_a_type_that_says_nothing_is_told_by_the_bytes() -> None:
    assert suffix_of_answer("", b"<rss/>") == ".xml"
    assert suffix_of_answer("text/plain", b'{"a": 1}\n{"a": 2}') == ".jsonl"
    assert suffix_of_answer("application/octet-stream", b"<rss/>") is None
