"""Builds of a part of a newsroom: what was built before stays, and nothing is named by chance."""

import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from triplewire.cli import main
from triplewire.store import Store

STORY = "The mayor of Bergen, Ola Nes, said on {day} that the harbour would be rebuilt.\n"
DAYS = ("Monday", "Tuesday", "Wednesday")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the current folder, with a newsroom of two articles and a file beside it."""
    monkeypatch.chdir(tmp_path)
    for name, day in zip(
        ("room/articles/a.txt", "room/articles/b.txt", "c.txt"), DAYS, strict=True
    ):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(STORY.format(day=day), encoding="utf-8")
    return tmp_path


def build(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, ["build", "--jobs", "1", *arguments], input=stdin)


def stored() -> list[str]:
    with Store(Path(".triplewire")) as store:
        return sorted(entry.name for entry in store.manifest.articles.values())


def count(result: Result) -> str:
    found = re.search(r"articles +\d+ +(.*)", result.stdout)
    return found[1] if found else result.output


def test_a_part_adds_and_updates_and_withdraws_nothing(desk: Path) -> None:
    whole = build("room")
    part = build("--newsroom", "room", "c.txt")
    (desk / "room/articles/b.txt").write_text(STORY.format(day="Friday"), encoding="utf-8")
    updated = build("--newsroom", "room", "room/articles/b.txt")
    Path("room/articles/a.txt").unlink()
    after = build("--newsroom", "room", "c.txt")

    assert [count(one) for one in (whole, part, updated)] == [
        "2 new", "1 new, 2 unchanged", "1 replaced, 2 unchanged",
    ]  # fmt: skip
    assert count(after) == "3 unchanged"
    assert stored() == ["../c.txt", "articles/a.txt", "articles/b.txt"]


MET = "{story}Anna Berg met Ola Nes in Oslo on 3 May 2019.\n"


def content() -> str:
    with Store(Path(".triplewire")) as store:
        return store.manifest.content


@pytest.fixture
def met(desk: Path) -> Path:
    """Return the newsroom of the desk, built with an article beside it; two tell of one event."""
    for name, day in (("a", "Monday"), ("b", "Tuesday")):
        words = MET.format(story=STORY.format(day=day))
        (desk / "room/articles" / f"{name}.txt").write_text(words, encoding="utf-8")
    build("room")
    build("--newsroom", "room", "c.txt")
    return desk / "room"


def test_what_an_article_says_counts_for_who_is_one_until_it_is_withdrawn(met: Path) -> None:
    before, register = content(), (met / "register.csv").read_bytes()
    (met / "articles/a.txt").unlink()
    part = build("--newsroom", "room", "c.txt")

    assert (count(part), part.exit_code) == ("3 unchanged", 0)
    assert (content(), (met / "register.csv").read_bytes()) == (before, register)
    assert count(build("room")) == "1 unchanged, 2 removed"
    assert b"withdrawn" in (met / "register.csv").read_bytes()


def test_a_file_that_was_renamed_and_edited_is_the_same_article_in_a_part(met: Path) -> None:
    words = (met / "articles/a.txt").read_text(encoding="utf-8")
    (met / "articles/a.txt").unlink()
    (met / "articles/new.txt").write_text(words.replace("Monday", "Sunday"), encoding="utf-8")
    part = build("--newsroom", "room", "room/articles/new.txt")

    assert count(part) == "1 replaced, 2 unchanged"
    assert stored() == ["../c.txt", "articles/b.txt", "articles/new.txt"]


def test_what_nobody_remembers_of_a_file_that_has_gone_is_told(met: Path) -> None:
    (met / "articles/a.txt").unlink()
    shutil.rmtree(".triplewire/tables")
    part = build("--newsroom", "room", "c.txt")

    assert part.exit_code == 1
    assert "articles/a.txt: its file has gone, and who in it is one" in part.stderr
    assert stored() == ["../c.txt", "articles/a.txt", "articles/b.txt"]


def test_the_whole_folder_withdraws_what_is_not_in_it(desk: Path) -> None:
    build("--newsroom", "room", "room/articles", "c.txt")
    again = build("--newsroom", "room", "room", "c.txt")
    alone = build("--newsroom", "room")

    assert count(again) == "3 unchanged"
    assert count(alone) == "2 unchanged, 1 removed"


def test_parts_one_after_the_other_make_the_graph_that_they_make_together(desk: Path) -> None:
    build("--newsroom", "room", "room/articles/a.txt", "--store", "one")
    build("--newsroom", "room", "c.txt", "--store", "one")
    build("--newsroom", "room", "room/articles/b.txt", "--store", "one")
    (desk / "room/register.csv").unlink()
    build("--newsroom", "room", "*.txt", "room", "--store", "two")

    with Store(Path("one")) as one, Store(Path("two")) as two:
        assert len(one.manifest.articles) == 3
        assert one.manifest.content == two.manifest.content


def test_several_files_without_a_newsroom_are_of_the_current_folder(desk: Path) -> None:
    result = build("c.txt", "room/articles")

    assert result.exit_code == 0, result.output
    assert stored() == ["c.txt", "room/articles/a.txt", "room/articles/b.txt"]
    assert not (desk / "register.csv").exists()


def test_a_stream_is_kept_in_the_graph_and_writes_nothing_into_the_newsroom(desk: Path) -> None:
    before = {path for path in (desk / "room").rglob("*") if path.name != "register.csv"}
    records = [
        {"text": STORY.format(day="Sunday"), "url": "https://news.example/sunday"},
        {"text": STORY.format(day="Saturday")},
    ]
    lines = [json.dumps(records[0]), "no record", json.dumps(records[1])]
    streamed = build("--newsroom", "room", "-", stdin="\n".join(lines))
    named = stored()
    other = build("--newsroom", "room", "c.txt")
    whole = build("room")

    assert streamed.exit_code == 1
    assert "stdin:2: not JSON" in streamed.stderr
    assert [re.sub("[0-9a-f]{16}", "…", name) for name in named] == [
        "https://news.example/sunday", "stdin:…",
    ]  # fmt: skip
    assert count(other) == "1 new, 2 unchanged"
    assert count(whole) == "2 new, 3 removed"
    assert {path for path in (desk / "room").rglob("*") if path.name != "register.csv"} == before


def test_a_stream_may_be_one_text_and_is_named_by_it(desk: Path) -> None:
    text = STORY.format(day="Sunday")
    first, second = (build("--newsroom", "room", "-", stdin=text) for _ in range(2))

    assert (count(first), count(second)) == ("1 new", "1 unchanged")
    (name,) = stored()
    assert re.fullmatch("stdin:[0-9a-f]{16}", name)


def test_a_stream_that_is_too_long_is_refused(desk: Path) -> None:
    (desk / "room/triplewire.toml").write_text("limit = 1000\n", encoding="utf-8")
    result = build("--newsroom", "room", "-", stdin="a " * 600)

    assert result.exit_code == 1
    assert "stdin: there are more than 1,000 bytes\n  hint: " in result.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "or --newsroom"),
        (["missing.txt"], "Path 'missing.txt' does not exist."),
        (["*.pdf"], "No file fits the pattern '*.pdf'."),
        (["https://news.example/a"], "`triplewire add` gets it"),
        (["--newsroom", "missing", "c.txt"], "does not exist"),
    ],
)
def test_what_is_not_there_is_a_usage_error(desk: Path, arguments: list[str], said: str) -> None:
    result = build(*arguments)

    assert result.exit_code == 2
    assert said in result.stderr


def test_a_file_that_looks_like_a_pattern_is_itself(desk: Path) -> None:
    Path("[c].txt").write_text(STORY.format(day="Sunday"), encoding="utf-8")
    result = build("[c].txt", "c.txt")

    assert result.exit_code == 0, result.output
    assert stored() == ["[c].txt", "c.txt"]
