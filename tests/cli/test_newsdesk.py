"""A newsroom is laid and filled, and nothing that is there is written over."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from triplewire.cli import main
from triplewire.decide import load_decisions
from triplewire.newsroom import Settings, open_newsroom

STORY = "Norwegian Prime Minister Kari Moe met her Icelandic colleague in Oslo on Tuesday.\n"
PAGE = f"---\ntitle: Norway and Iceland agree\ndate: 2024-03-06\n---\n{STORY}"


def call(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a newsroom that was laid in the current folder."""
    monkeypatch.chdir(tmp_path)
    assert call("init", "room").exit_code == 0
    return Path("room")


def articles(room: Path) -> list[str]:
    return sorted(path.name for path in (room / "articles").iterdir())


def test_a_newsroom_that_was_laid_can_be_built(room: Path) -> None:
    newsroom = open_newsroom(room)

    assert newsroom.settings == Settings()
    assert newsroom.decisions is not None
    assert load_decisions(newsroom.decisions).taken == ()
    assert newsroom.actors is not None
    assert newsroom.actors.read_text(encoding="utf-8").startswith("key,name,type,")
    assert (room / ".gitignore").read_text(encoding="utf-8").endswith("\n.triplewire/\n")
    result = call("build", "room")
    assert (result.exit_code, result.stdout) == (0, "room: no article was stored\n")


def test_every_setting_is_explained(room: Path) -> None:
    text = (room / "triplewire.toml").read_text(encoding="utf-8")
    told = set(re.findall(r"^(?:# )?(?:\[(\w+)[.\]]|(\w+) = )", text, re.MULTILINE))

    assert set(Settings.__struct_fields__) <= {part for pair in told for part in pair}


def test_what_is_there_is_never_written_over(room: Path) -> None:
    (room / "triplewire.toml").write_text('title = "Mine"\n', encoding="utf-8")
    (room / "actors.csv").unlink()
    result = call("init", "room")

    assert result.exit_code == 0
    assert (room / "triplewire.toml").read_text(encoding="utf-8") == 'title = "Mine"\n'
    assert result.stdout.splitlines() == [
        "room/triplewire.toml: there already, left as it is",
        "room/actors.csv",
        "room/decisions.csv: there already, left as it is",
        "room/.gitignore: there already, left as it is",
    ]


def test_a_file_where_a_folder_belongs_is_an_error(room: Path) -> None:
    Path("other").mkdir()
    Path("other/articles").touch()
    result = call("init", "other")

    assert result.exit_code == 3
    assert "cannot be written" in result.stderr


def test_an_article_is_named_by_its_day_its_title_and_its_text(room: Path) -> None:
    Path("page (1).MD").write_text(PAGE, encoding="utf-8")
    result = call("add", "page (1).MD", "--newsroom", "room")
    (name,) = articles(room)

    assert result.exit_code == 0
    assert re.fullmatch("2024-03-06-norway-and-iceland-agree-[0-9a-f]{16}.md", name)
    assert result.stdout == f"page (1).MD → articles/{name}\n"
    assert (room / "articles" / name).read_text(encoding="utf-8") == PAGE


def test_a_text_without_day_and_title_is_named_by_its_first_words(room: Path) -> None:
    Path("a.txt").write_text(STORY, encoding="utf-8")
    call("add", "a.txt", "--newsroom", "room")

    (name,) = articles(room)
    assert re.fullmatch("norwegian-prime-minister-[a-z-]+-[0-9a-f]{16}.txt", name)


def test_what_is_there_already_is_said_and_not_copied(room: Path) -> None:
    Path("a.md").write_text(PAGE, encoding="utf-8")
    Path("b.md").write_text(PAGE.replace("Oslo", "Bergen"), encoding="utf-8")
    call("add", "a.md", "--newsroom", "room")
    (room / "articles" / "mine.md").write_bytes(Path("b.md").read_bytes())
    (first, _) = articles(room)
    again = call("add", "a.md", "b.md", str(room / "articles" / first), "--newsroom", "room")

    assert again.exit_code == 0
    assert again.stdout.splitlines() == [
        f"a.md: there already as articles/{first}",
        "b.md: there already as articles/mine.md",
        f"room/articles/{first}: there already as articles/{first}",
    ]
    assert articles(room) == [first, "mine.md"]


def test_a_file_of_several_articles_keeps_its_name_and_a_bad_record_is_told(room: Path) -> None:
    lines = ['{"text": "' + STORY.strip() + f' Line {n}."}}' for n in (1, 2)]
    Path("The Feed.jsonl").write_text("\n".join([*lines, "none"]), encoding="utf-8")
    result = call("add", "The Feed.jsonl", "--newsroom", "room")

    (name,) = articles(room)
    assert re.fullmatch("the-feed-[0-9a-f]{16}.jsonl", name)
    assert result.exit_code == 1
    assert result.stderr.startswith("The Feed.jsonl:3: not JSON")


def test_what_cannot_be_read_is_refused_and_the_others_are_added(room: Path) -> None:
    Path("empty.txt").touch()
    Path("a.exe").write_text("x", encoding="utf-8")
    Path("a.md").write_text(PAGE, encoding="utf-8")
    result = call("add", "empty.txt", "a.exe", ".", "a.md", "--newsroom", "room")

    assert result.exit_code == 1
    assert len(articles(room)) == 1
    assert re.findall(r"^(\S+): ", result.stderr, re.MULTILINE) == ["empty.txt", "a.exe", "."]
    assert result.stderr.count("  hint: ") == 3


def test_an_address_without_a_contact_and_a_folder_that_is_no_newsroom_say_what_to_do(
    room: Path,
) -> None:
    Path("a.md").write_text(PAGE, encoding="utf-8")
    address = call("add", "https://news.example/a", "--newsroom", "room")
    nowhere = call("add", "a.md")

    assert (address.exit_code, nowhere.exit_code) == (3, 3)
    assert 'contact = "desk@example.org"' in address.stderr
    assert "triplewire init" in nowhere.stderr
