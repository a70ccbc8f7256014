"""What was read once is known by its bytes, as long as somebody asks for it; damage costs time."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.build.readings import readings
from triplewire.build import incoming
from triplewire.engines import Embedded
from triplewire.read import Reading, read_data

STORY = "The mayor of Skerrow said on {} that the harbour would be rebuilt.\n"
DAYS = ("Monday", "Tuesday", "Wednesday")


@dataclass(frozen=True, slots=True)
class Name:
    name: str


@pytest.fixture
def room(tmp_path: Path) -> Path:
    (tmp_path / "room" / "articles").mkdir(parents=True)
    for day in DAYS:
        (tmp_path / "room" / "articles" / f"{day}.txt").write_text(STORY.format(day), "utf-8")
    (tmp_path / "room" / "articles" / "empty.txt").touch()
    return tmp_path / "room"


@pytest.fixture
def read(
    room: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[], tuple[int, dict[str, object]]]:
    """Return what reads the newsroom, and says how many files it had to read for that."""
    names: list[str] = []

    def noted(*args: object) -> Reading:
        names.append(str(args[1]))
        return read_data(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(sys.modules["triplewire.build.reading"], "read_data", noted)

    def again() -> tuple[int, dict[str, object]]:
        names.clear()
        found = readings(room, room.parent / "tables")
        return len(names), dict(found)

    return again


Read = Callable[[], tuple[int, dict[str, object]]]


def found(tables: Path) -> set[str]:
    with Embedded(tables, 1) as engine:
        return {row.name for row in engine.rows("SELECT name FROM found WHERE kept", Name)}


def test_only_what_has_changed_is_read_again(room: Path, read: Read) -> None:
    first, again = read(), read()
    (room / "articles" / "Monday.txt").write_text(STORY.format("Friday"), "utf-8")

    assert (first[0], again[0], read()[0]) == (3, 0, 1)
    assert first[1] == again[1]
    assert list(first[1]) == sorted(first[1])


def test_what_is_no_longer_there_is_forgotten(room: Path, read: Read) -> None:
    read()
    (room / "articles" / "Monday.txt").unlink()
    read()

    assert found(room.parent / "tables") == {"articles/Tuesday.txt", "articles/Wednesday.txt"}


@pytest.mark.parametrize("table", ["found", "sources", "readings_made"])
def test_a_damaged_table_is_made_anew(room: Path, read: Read, table: str) -> None:
    first = read()
    [file] = (room.parent / "tables" / f"{table}.table").glob("*.parquet")
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)

    assert read() == first
    assert read() == (0, first[1])


def test_what_another_version_has_read_is_read_anew(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = read()
    monkeypatch.setattr(incoming, "__version__", "0.0.0")

    assert read() == first


def test_several_processes_read_what_one_reads(room: Path) -> None:
    for number in range(100):
        name = room / "articles" / f"{number}.txt"
        name.write_text(STORY.format(f"day {number}"), encoding="utf-8")

    one, several = (readings(room, room.parent / f"tables{jobs}", jobs) for jobs in (1, 2))
    assert one == several
    assert len(one) == 104
