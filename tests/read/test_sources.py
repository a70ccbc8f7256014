import os
from pathlib import Path

import pytest

from tests.build.readings import readings
from triplewire.errors import ReadError
from triplewire.read import source_bytes, sources


def make(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("text", encoding="utf-8")


def names(root: Path) -> list[str]:
    return [name for _, name in sources(root)]


def test_a_newsroom_gives_its_articles_in_order_of_their_names(tmp_path: Path) -> None:
    make(
        tmp_path, "articles/b.txt", "articles/B.txt", "articles/2025/a.md", "articles/é.txt",
        "notes.txt", "actors.csv", "triplewire.toml",
    )  # fmt: skip

    assert names(tmp_path) == [
        "articles/2025/a.md",
        "articles/B.txt",
        "articles/b.txt",
        "articles/é.txt",
    ]
    assert all(path == tmp_path / name for path, name in sources(tmp_path))


def test_an_unknown_format_among_the_articles_is_given_to_be_reported(tmp_path: Path) -> None:
    make(tmp_path, "articles/a.txt", "articles/b.pdf", "articles/README.md", "articles/.hidden.txt")

    assert names(tmp_path) == ["articles/a.txt", "articles/b.pdf"]


def test_a_newsroom_without_articles_is_told_where_they_belong(tmp_path: Path) -> None:
    make(tmp_path, "triplewire.toml", "draft.txt")
    with pytest.raises(ReadError, match="articles: the folder cannot be read") as fault:
        sources(tmp_path)

    assert "a newsroom has a folder articles/" in fault.value.hint


def test_a_newsroom_may_be_empty(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()

    assert names(tmp_path) == []


def test_a_plain_folder_gives_what_can_be_read(tmp_path: Path) -> None:
    make(
        tmp_path, "a.txt", "b.exe", "notes.xyz", "sub/c.HTML", ".git/d.txt", "README.txt", ".e.md"
    )  # fmt: skip

    assert names(tmp_path) == ["a.txt", "sub/c.HTML"]


def test_a_single_file_gives_itself_whatever_its_format(tmp_path: Path) -> None:
    make(tmp_path, "a.pdf")

    assert sources(tmp_path / "a.pdf") == [(tmp_path / "a.pdf", "a.pdf")]


def test_nothing_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="missing: no such file or folder"):
        sources(tmp_path / "missing")


def with_links(tmp_path: Path) -> Path:
    root = tmp_path / "room"
    make(tmp_path, "secret/key.txt", "room/articles/a.txt", "room/articles/sub/b.txt")
    articles = root / "articles"
    (articles / "key.txt").symlink_to(tmp_path / "secret" / "key.txt")
    (articles / "all").symlink_to(tmp_path / "secret")
    (articles / "again").symlink_to(articles / "sub")
    (articles / "loop.txt").symlink_to(articles / "loop.txt")
    (articles / "inside.txt").symlink_to(articles / "a.txt")
    (tmp_path / "secret" / "back").symlink_to(tmp_path / "secret")
    return root


def test_links_that_lead_out_are_given_to_be_reported_and_not_followed(tmp_path: Path) -> None:
    assert names(with_links(tmp_path)) == [
        "articles/a.txt",
        "articles/all",
        "articles/inside.txt",
        "articles/key.txt",
        "articles/loop.txt",
        "articles/sub/b.txt",
    ]


@pytest.mark.parametrize("name", ["articles/all", "articles/key.txt"])
def test_what_lies_outside_the_folder_is_not_read(name: str, tmp_path: Path) -> None:
    root = with_links(tmp_path)
    with pytest.raises(ReadError, match=f"{name}: a link that leads out of the folder") as fault:
        source_bytes(root / name, name, 1000, within=root)

    assert "follow_links = true" in fault.value.hint


def test_links_that_lead_out_are_followed_when_that_is_wanted(tmp_path: Path) -> None:
    root = with_links(tmp_path)

    assert [name for _, name in sources(root, follow_links=True)] == [
        "articles/a.txt",
        "articles/all/key.txt",
        "articles/inside.txt",
        "articles/key.txt",
        "articles/loop.txt",
        "articles/sub/b.txt",
    ]
    assert source_bytes(root / "articles/key.txt", "articles/key.txt", 1000) == b"text"


def test_a_plain_folder_leaves_links_that_lead_out_alone(tmp_path: Path) -> None:
    root = with_links(tmp_path) / "articles"

    assert names(root) == ["a.txt", "inside.txt", "loop.txt", "sub/b.txt"]


def test_what_is_neither_a_file_nor_a_folder_is_named_so(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(ReadError, match=r"pipe\.txt: not a regular file"):
        sources(tmp_path / "pipe.txt")


def test_a_folder_that_cannot_be_listed_is_not_passed_over_in_silence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path, "articles/a.txt", "articles/locked/b.txt")
    scandir = os.scandir

    def withhold(folder: str) -> object:
        if str(folder).endswith("locked"):
            raise PermissionError(13, "Permission denied", folder)
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", withhold)
    with pytest.raises(ReadError, match="locked: the folder cannot be read: Permission denied"):
        sources(tmp_path)


def test_a_newsroom_may_be_reached_by_a_link(tmp_path: Path) -> None:
    make(tmp_path, "room/articles/a.txt")
    (tmp_path / "link").symlink_to(tmp_path / "room")

    assert names(tmp_path / "link") == ["articles/a.txt"]


def test_a_name_that_is_not_utf_8_can_still_be_written(tmp_path: Path) -> None:
    make(tmp_path, os.fsdecode(b"caf\xe9.txt"))

    assert names(tmp_path) == ["caf\\udce9.txt"]


def test_special_files_among_the_articles_are_reported_and_the_others_read(tmp_path: Path) -> None:
    articles = with_links(tmp_path) / "articles"
    os.mkfifo(articles / "pipe.txt")
    (articles / "zero.txt").symlink_to("/dev/zero")
    story = "The mayor said on Thursday that the harbour would be rebuilt.\n"
    (articles / "a.txt").write_text(story, encoding="utf-8")
    twice = [readings(articles.parent, tmp_path / "tables") for _ in range(2)]
    told = {name: [fault.reason for fault in one.faults] for name, one in twice[0].items()}

    assert [article.text for article in twice[0]["articles/a.txt"].articles] == [story]
    assert told["articles/pipe.txt"] == ["not a file that can be read"]
    assert told["articles/loop.txt"] == ["not a file that can be read"]
    assert told["articles/zero.txt"] == ["a link that leads out of the folder"]
    assert twice[0].keys() == twice[1].keys()
