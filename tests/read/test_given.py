import os
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triplewire.errors import ReadError
from triplewire.read import (
    given_sources,
    is_whole,
    read_data,
    source_named,
    suffix_shown_by,
)


def make(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("text", encoding="utf-8")


def names(root: Path, *parts: Path) -> list[str]:
    return [source.name for source in given_sources(root, parts, follow_links=False)]


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """Return a newsroom beside other files."""
    make(
        tmp_path, "room/articles/a.txt", "room/articles/sub/b.txt", "room/articles/sub/c.exe",
        "room/triplewire.toml", "wire/d.txt", "wire/e.exe", "wire/deep/f.json", "g.txt",
    )  # fmt: skip
    return tmp_path / "room"


def test_a_file_has_the_same_name_however_it_is_reached(
    room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(room / "articles")

    for part in ("a.txt", "../articles/a.txt", "sub/../a.txt", str(room / "articles/a.txt")):
        assert names(room, Path(part)) == ["articles/a.txt"]
    assert names(room, Path("../../g.txt")) == ["../g.txt"]
    assert names(Path(".."), Path("a.txt")) == ["articles/a.txt"]


def test_a_folder_outside_gives_what_can_be_read_and_one_inside_all_that_is_there(
    room: Path,
) -> None:
    assert names(room, room.parent / "wire") == ["../wire/d.txt", "../wire/deep/f.json"]
    assert names(room, room / "articles/sub") == ["articles/sub/b.txt", "articles/sub/c.exe"]


def test_a_file_that_is_named_twice_is_read_once(room: Path) -> None:
    file, folder = room / "articles/a.txt", room / "articles"

    assert names(room, file, folder, file, room.parent / "g.txt") == [
        "../g.txt", "articles/a.txt", "articles/sub/b.txt", "articles/sub/c.exe",
    ]  # fmt: skip


def test_another_newsroom_is_no_part_of_one(room: Path) -> None:
    with pytest.raises(ReadError, match="room: a newsroom with tables of its own") as outer:
        names(room.parent, room)
    make(room.parent, "other/articles/x.txt")
    with pytest.raises(ReadError, match="other: a newsroom with tables of its own"):
        names(room, room.parent / "other")

    assert "--newsroom" in outer.value.hint
    assert names(room.parent, room / "articles") == [
        "room/articles/a.txt", "room/articles/sub/b.txt",
    ]  # fmt: skip


def test_xml_is_told_from_pages() -> None:
    assert suffix_shown_by(b'<?xml version="1.0"?><rss/>') == ".xml"
    assert suffix_shown_by(b"\n<nar:newsItem>") == ".xml"
    assert suffix_shown_by(b"<article>") == ".html"


def test_nothing_at_a_path_is_an_error(room: Path) -> None:
    with pytest.raises(ReadError, match="no such file or folder"):
        names(room, room / "missing.txt")


def test_a_newsroom_is_whole_with_its_folder_or_its_articles(room: Path) -> None:
    assert is_whole(room, [room.parent / "wire", room])
    assert is_whole(room, [room / "articles"])
    assert not is_whole(room, [room / "articles/sub", room / "articles/a.txt"])
    assert not is_whole(room.parent, [room / "articles"])


def test_a_link_among_the_articles_may_not_lead_out_and_one_elsewhere_may(room: Path) -> None:
    (room / "articles/out.txt").symlink_to(room.parent / "g.txt")
    (room.parent / "in.txt").symlink_to(room.parent / "g.txt")
    (inner,) = given_sources(room, [room / "articles/out.txt"], follow_links=False)
    (outer,) = given_sources(room, [room.parent / "in.txt"], follow_links=False)

    assert (inner.name, inner.within) == ("articles/out.txt", Path(os.path.realpath(room)))
    assert (outer.name, outer.within) == ("../in.txt", None)


@pytest.mark.parametrize(
    "name",
    ["articles/a.txt", "articles/a.txt:7", "articles/a.txt:7:12", "articles/a.txt!/in/b.jsonl:3"],
)
def test_the_file_of_an_article_is_told_by_its_name(room: Path, name: str) -> None:
    found = source_named(room, name)

    assert found is not None
    assert (found.name, found.path.read_text(encoding="utf-8")) == ("articles/a.txt", "text")
    assert found.within == Path(os.path.realpath(room))


def test_a_file_beside_the_newsroom_is_found_again_and_an_address_is_no_file(room: Path) -> None:
    found = source_named(room, "../g.txt")

    assert found is not None
    assert (found.name, found.within) == ("../g.txt", None)
    assert source_named(room, "https://news.example/a") is None
    assert source_named(room, "articles/gone.txt") is None


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (b'{"text": "a"}\n{"text": "b"}\n', ".jsonl"),
        (b'\xef\xbb\xbf  {"text": "a"}', ".jsonl"),
        (b'{\n "text": "a"\n}\n', ".json"),
        (b'[{"text": "a"}]', ".json"),
        (b"\n<!doctype html><p>a", ".html"),
        (b"---\ntitle: A\n---\nb", ".md"),
        (b"The mayor said", ".txt"),
        (b"", ".txt"),
    ],
)
def test_the_format_of_a_stream_is_told_by_its_beginning(data: bytes, suffix: str) -> None:
    assert suffix_shown_by(data) == suffix


@given(st.binary(max_size=200))
def test_whatever_comes_by_a_stream_is_read_or_refused(data: bytes) -> None:
    with suppress(ReadError):
        read_data(data, "stdin", suffix_shown_by(data))
