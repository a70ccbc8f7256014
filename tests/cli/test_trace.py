"""What is no article costs itself alone when articles are traced, as in a build."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from triplewire import pipeline
from triplewire.cli import main
from triplewire.errors import ConvertError

STORY = "The mayor of Bergen, Ola Nes, said on {day} that the harbour would be rebuilt."


def trace(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["trace", *arguments])


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    """Return a file of two articles with a bad record between them."""
    records = [json.dumps({"text": STORY.format(day=day)}) for day in ("Monday", "Tuesday")]
    (tmp_path / "feed.jsonl").write_text("\nnone\n".join(records), encoding="utf-8")
    return tmp_path / "feed.jsonl"


def test_a_bad_record_costs_itself_alone(feed: Path) -> None:
    result = trace(str(feed), "-o", str(feed.parent / "out"))

    assert result.exit_code == 1
    assert result.stderr.startswith("feed.jsonl:2: not JSON: ")
    assert "\n  hint: " in result.stderr
    assert sorted(path.name for path in (feed.parent / "out").iterdir()) == [
        "feed.jsonl-1.json", "feed.jsonl-3.json",
    ]  # fmt: skip


def test_a_bad_file_costs_itself_alone(feed: Path) -> None:
    (feed.parent / "empty.txt").touch()
    (feed.parent / "a.exe").write_text("x", encoding="utf-8")
    result = trace(str(feed.parent / "empty.txt"), str(feed.parent / "a.exe"), str(feed))

    assert result.exit_code == 1
    assert result.stdout.count('"file": "feed.jsonl:') == 2
    assert "empty.txt: not an article: the file is empty\n  hint: " in result.stderr
    assert "a.exe: unknown format '.exe'\n  hint: " in result.stderr


def test_what_a_stage_refuses_costs_itself_alone(
    feed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = pipeline.STAGES["story"]

    def refused(draft: object, setup: object) -> object:
        if "Monday" in draft.article.text:  # type: ignore[attr-defined]
            raise ConvertError("not in the text", hint="report it")
        return story(draft, setup)  # type: ignore[arg-type]

    monkeypatch.setitem(pipeline.STAGES, "story", refused)
    result = trace(str(feed), "--until", "story")

    assert result.exit_code == 1
    assert "feed.jsonl:1: not in the text\n  hint: report it" in result.stderr
    assert "Tuesday" in result.stdout
