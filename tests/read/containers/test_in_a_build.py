"""Containers in a newsroom: what a build reads of them, and what it keeps."""

import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.read.containers.samples import STORY, WEB, answer, record, zipped
from triplewire.build import read_all
from triplewire.build.memo import Memo
from triplewire.newsroom import open_newsroom
from triplewire.read import Reading, read_data, sources


def room(folder: Path) -> Path:
    (folder / "articles").mkdir()
    (folder / "articles" / "crawl.zip").write_bytes(zipped({"b/a.txt": STORY, "c.txt": STORY * 2}))
    (folder / "articles" / "web.warc").write_bytes(record(answer(), WEB))
    return folder


def read(folder: Path, memo: Memo) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, reading in read_all(open_newsroom(folder), memo, folder / "store"):
        assert isinstance(reading, Reading)
        found[name] = [article.name for article in reading.articles]
    return found


def test_the_members_of_containers_are_articles_of_a_newsroom(tmp_path: Path) -> None:
    with closing(Memo(tmp_path / "memo.sqlite", "1")) as memo:
        found = read(room(tmp_path), memo)

    assert found == {
        "articles/crawl.zip": ["articles/crawl.zip!/b/a.txt", "articles/crawl.zip!/c.txt"],
        "articles/web.warc": [f"articles/web.warc!/{WEB}"],
    }


def test_a_container_is_unpacked_again_only_when_it_or_the_limit_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unpacked: list[str] = []

    def told(*args: object) -> Reading:
        unpacked.append(str(args[1]))
        return read_data(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(sys.modules["triplewire.build.incoming"], "read_data", told)
    with closing(Memo(tmp_path / "memo.sqlite", "1")) as memo:
        first, again = read(room(tmp_path), memo), read(tmp_path, memo)
        assert first == again
        assert unpacked == ["articles/crawl.zip", "articles/web.warc"]

        (tmp_path / "articles" / "crawl.zip").write_bytes(zipped({"d.txt": STORY}))
        assert read(tmp_path, memo)["articles/crawl.zip"] == ["articles/crawl.zip!/d.txt"]
        (tmp_path / "triplewire.toml").write_text("limit = 50")
        assert read(tmp_path, memo)["articles/crawl.zip"] == []


def test_containers_are_among_what_a_plain_folder_gives(tmp_path: Path) -> None:
    for name in ("a.zip", "b.tar.gz", "c.warc.gz", "d.epub", "e.exe"):
        (tmp_path / name).write_bytes(b"x")

    assert [name for _, name in sources(tmp_path)] == ["a.zip", "b.tar.gz", "c.warc.gz", "d.epub"]
