"""What is too unsure to be published waits apart, until a curator accepts it."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tests.test_pipeline import FISH, Newsroom
from triplewire.ask import proposals
from triplewire.cli import main
from triplewire.extract import events
from triplewire.records import Event
from triplewire.store import REVIEW, Store

_EVENTS = "SELECT ?event { ?event a <https://schema.org/Event> }"


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    found = events.find_events

    def unsure(*given: Any) -> tuple[Event, ...]:
        return tuple(replace(event, proposed=True) for event in found(*given))

    monkeypatch.setattr(events, "find_events", unsure)
    made = Newsroom(tmp_path)
    made.write("fish.txt", FISH)
    return made


def run(*command: str | Path) -> str:
    result = CliRunner().invoke(main, [str(part) for part in command])
    assert result.exit_code == 0, result.output
    return result.stdout


def published(room: Newsroom) -> list[str]:
    with Store(room.store) as store:
        return [str(row["event"]) for row in store.query(_EVENTS)]  # type: ignore[union-attr]


def test_what_is_proposed_is_in_no_answer_no_dump_and_no_check(room: Newsroom) -> None:
    room.build()
    dumped = run("dump", "--format", "nquads", "--store", room.store)
    checked = CliRunner().invoke(main, ["check", "--store", str(room.store)])

    assert published(room) == []
    assert "/event/" not in dumped
    assert checked.exit_code == 0


def test_a_curator_sees_what_is_proposed_with_its_words(room: Newsroom) -> None:
    room.build()
    with Store(room.store) as store:
        [found] = proposals(store)
    listed = run("review", "--proposed", "--list", "--store", room.store)

    assert (found.article, found.target, found.what) == (
        "articles/fish.txt",
        "event meeting",
        "accept",
    )
    assert found.quotation == FISH.partition(' "')[0]
    assert found.question == (
        "Is this right? Proposed by the rule “phrase that tells an event”, not published."
    )
    assert "articles/fish.txt" in listed
    assert "met Icelandic officials in Oslo" in listed.replace("\n    ", " ")


def test_a_dump_has_what_is_proposed_where_it_is_asked_for(room: Newsroom) -> None:
    room.build()
    dumped = run("dump", "--format", "nquads", "--review", "--store", room.store)

    lines = [one for one in dumped.splitlines() if "/event/" in one and "schema.org/Event>" in one]
    assert len(lines) == 1
    assert REVIEW in lines[0]


def test_a_folder_of_everything_has_nothing_proposed(room: Newsroom, tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["dump", "-o", str(tmp_path / "out"), "--review"])

    assert result.exit_code == 2
    assert "--review is for one --format" in result.output


def test_what_a_curator_accepts_is_published_by_the_next_build(room: Newsroom) -> None:
    room.build()
    with Store(room.store) as store:
        [found] = proposals(store)
    row = f'accept,,"{found.quotation}",{found.target},,Ada,2024-05-01,seen\n'
    table = "what,article,quotation,target,value,by,when,why\n" + row
    (room.root / "decisions.csv").write_text(table, encoding="utf-8")
    outcome = room.build()
    with Store(room.store) as store:
        left = list(proposals(store))

    assert (outcome.unmet, left) == ((), [])
    assert published(room) == [f"<{found.iri}>"]


def test_what_is_proposed_goes_with_its_article(room: Newsroom) -> None:
    room.build()
    (room.root / "articles" / "fish.txt").unlink()
    room.build()

    with Store(room.store) as store:
        assert list(proposals(store)) == []
        assert [name for name in store.graphs() if REVIEW in name] == []
