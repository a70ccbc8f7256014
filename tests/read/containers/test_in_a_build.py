"""Containers in a newsroom: what a build reads of them, and what it keeps."""

import importlib.util
import sys
from pathlib import Path

import pytest

from tests.build.readings import readings
from tests.read.containers.samples import STORY, WEB, answer, record, zipped
from triplewire.read import Reading, read_data, sources


def room(folder: Path) -> Path:
    (folder / "articles").mkdir()
    (folder / "articles" / "crawl.zip").write_bytes(zipped({"b/a.txt": STORY, "c.txt": STORY * 2}))
    (folder / "articles" / "web.warc").write_bytes(record(answer(), WEB))
    return folder


def read(folder: Path) -> dict[str, list[str]]:
    found = readings(folder, folder / "tables")
    return {name: [article.name for article in held.articles] for name, held in found.items()}


@pytest.fixture
def unpacked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the list of what was read, which grows."""
    names: list[str] = []

    def told(*args: object) -> Reading:
        names.append(str(args[1]))
        return read_data(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(sys.modules["triplewire.build.reading"], "read_data", told)
    return names


def test_the_members_of_containers_are_articles_of_a_newsroom(tmp_path: Path) -> None:
    found = read(room(tmp_path))

    assert found == {
        "articles/crawl.zip": ["articles/crawl.zip!/b/a.txt", "articles/crawl.zip!/c.txt"],
        "articles/web.warc": [f"articles/web.warc!/{WEB}"],
    }


def test_a_container_is_unpacked_again_only_when_it_or_the_limit_changes(
    tmp_path: Path, unpacked: list[str]
) -> None:
    first, again = read(room(tmp_path)), read(tmp_path)
    assert first == again
    assert unpacked == ["articles/crawl.zip", "articles/web.warc"]

    (tmp_path / "articles" / "crawl.zip").write_bytes(zipped({"d.txt": STORY}))
    assert read(tmp_path)["articles/crawl.zip"] == ["articles/crawl.zip!/d.txt"]
    (tmp_path / "triplewire.toml").write_text("limit = 50")
    assert read(tmp_path)["articles/crawl.zip"] == []


def test_what_was_rejected_once_is_told_again_without_reading_it_again(
    tmp_path: Path, unpacked: list[str]
) -> None:
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "a.zip").write_bytes(zipped({"a.txt": STORY, "b.txt": b"", "c.exe": b"MZ"}))
    (articles / "none.warc").write_bytes(record(answer(status="404 Not Found"), WEB))
    (articles / "none.txt").write_text("---", encoding="utf-8")
    first = readings(tmp_path, tmp_path / "tables")
    again = readings(tmp_path, tmp_path / "tables")

    assert first == again
    assert [len(held.faults) for held in first.values()] == [2, 1, 1]
    assert unpacked == ["articles/a.zip", "articles/none.txt", "articles/none.warc"]


def test_what_was_rejected_for_a_while_is_read_again(
    tmp_path: Path, unpacked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.zip").write_bytes(zipped({"a.pdf": b"%PDF-", "b.txt": STORY}))
    with monkeypatch.context() as patch:
        patch.setattr(importlib.util, "find_spec", lambda *_: None)
        (held,) = readings(tmp_path, tmp_path / "tables").values()
    readings(tmp_path, tmp_path / "tables")

    assert "a library that is not installed" in held.faults[0].reason
    assert unpacked == ["articles/a.zip"] * 2


def test_containers_are_among_what_a_plain_folder_gives(tmp_path: Path) -> None:
    for name in ("a.zip", "b.tar.gz", "c.warc.gz", "d.epub", "e.exe"):
        (tmp_path / name).write_bytes(b"x")

    assert [name for _, name in sources(tmp_path)] == ["a.zip", "b.tar.gz", "c.warc.gz", "d.epub"]
