"""What goes wrong with tables says what to do; what a killed process left does no harm."""

import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.engines.steps import Failing, Word
from triplewire.engines import Embedded
from triplewire.errors import DiskError, EngineError

WORDS = [Word(name=f"{n:04d}") for n in range(1000)]


def names(engine: Embedded) -> list[str]:
    return [row.name for row in engine.rows("SELECT * FROM words ORDER BY name", Word)]


@pytest.mark.parametrize("table", ["", "Words", "a b", "a-b", "../a", 'a"b', "1a", "wörter", "a\n"])
def test_a_name_that_is_no_plain_word_is_refused(tmp_path: Path, table: str) -> None:
    with Embedded(tmp_path, 1) as engine:
        for refuse in (
            lambda: engine.write(table, [], Word),
            lambda: engine.sql(table, "SELECT 1 AS number"),
            lambda: engine.drop(table),
            lambda: engine.has(table),
        ):
            with pytest.raises(ValueError, match="no name"):
                refuse()


def test_a_folder_of_any_name_holds_tables(tmp_path: Path) -> None:
    for _ in range(2):
        with Embedded(tmp_path / "it's [1]*? {a,b}", 1) as engine:
            if not engine.has("words"):
                engine.write("words", WORDS, Word)
            assert names(engine) == [row.name for row in WORDS]


@pytest.mark.parametrize("cut", [0, 3, 100, 600])
def test_a_damaged_file_says_to_build_again(tmp_path: Path, cut: int) -> None:
    with Embedded(tmp_path, 1) as engine:
        engine.write("words", WORDS, Word)
        [file] = (tmp_path / "words.table").glob("*.parquet")
        file.write_bytes(file.read_bytes()[:cut])

        with pytest.raises(EngineError, match="cannot be read") as caught:
            names(engine)
    assert "build again" in caught.value.hint
    assert caught.value.where == str(tmp_path)


@pytest.mark.parametrize("place", [0, 20, 3000, -3])
def test_a_table_that_is_not_as_it_was_written_is_none_any_more(tmp_path: Path, place: int) -> None:
    with Embedded(tmp_path, 1) as engine:
        engine.write("words", WORDS, Word)
        engine.write("others", WORDS, Word)
    [file] = (tmp_path / "words.table").glob("*.parquet")
    data = bytearray(file.read_bytes())
    data[place] ^= 4
    file.write_bytes(data)

    with Embedded(tmp_path, 1) as engine:
        assert not engine.has("words")
        assert engine.has("others")
        engine.write("words", WORDS, Word)
        assert names(engine) == [row.name for row in WORDS]


def test_a_file_whose_middle_is_overwritten_says_to_build_again(tmp_path: Path) -> None:
    with Embedded(tmp_path, 1) as engine:
        engine.write("words", WORDS, Word)
        [file] = (tmp_path / "words.table").glob("*.parquet")
        data = file.read_bytes()
        file.write_bytes(data[:20] + b"\xff" * (len(data) - 40) + data[-20:])

        with pytest.raises(EngineError, match="cannot be read"):
            names(engine)


def test_a_disk_that_is_full_says_so(tmp_path: Path) -> None:
    with Embedded(tmp_path, 1) as engine:
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (2000, before[1]))
        try:
            with pytest.raises(DiskError) as caught:
                engine.write("words", WORDS, Word)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
        assert not engine.has("words")

    assert "ulimit" in caught.value.hint
    assert not list(tmp_path.iterdir())


def test_a_place_that_is_no_folder_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(DiskError, match=r"(?i)exists|directory"):
        Embedded(tmp_path / "file", 1)


def test_too_little_memory_says_so(tmp_path: Path) -> None:
    with Embedded(tmp_path, 1, memory=10) as engine:
        engine.write("words", WORDS, Word)
        with pytest.raises(EngineError, match="more memory"):
            engine.sql(
                "all",
                "SELECT collect_list(one.name || other.name) AS names FROM words one, words other",
            )


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM read_parquet('https://example.org/words.parquet')",
        "SELECT getenv('HOME')",
    ],
)
def test_a_query_sees_nothing_but_the_tables(tmp_path: Path, query: str) -> None:
    with Embedded(tmp_path, 1) as engine, pytest.raises(Exception, match=r"disabled|getenv"):
        engine.sql("seen", query)


def test_what_a_killed_process_left_is_removed(tmp_path: Path) -> None:
    with Embedded(tmp_path, 1) as engine:
        engine.write("words", WORDS, Word)
    for left in ("words.tmp", "others.tmp", "words.old", "spill"):
        (tmp_path / left).mkdir()
        (tmp_path / left / "part-000000.parquet").write_bytes(b"half")
    with Embedded(tmp_path, 1) as engine:
        assert names(engine) == [row.name for row in WORDS]
        assert not engine.has("others")

    assert [path.name for path in tmp_path.iterdir()] == ["words.table"]


def test_a_table_whose_place_was_being_taken_is_kept(tmp_path: Path) -> None:
    with Embedded(tmp_path, 1) as engine:
        engine.write("words", WORDS, Word)
    (tmp_path / "words.table").rename(tmp_path / "words.old")

    with Embedded(tmp_path, 1) as engine:
        assert names(engine) == [row.name for row in WORDS]


ALONE = """
import sys
from pathlib import Path
from tests.engines.steps import Doubling, Word
from triplewire.engines import Embedded
if __name__ == "__main__":
    with Embedded(Path(sys.argv[1]), 1) as engine:
        engine.write("words", [Word(name=name) for name in ("a", "poison")], Word)
        engine.map("twice", "SELECT * FROM words", Doubling())
        print(*sorted(row.name for row in engine.rows("SELECT * FROM twice", Word)), sep=", ")
"""


def test_what_one_process_died_over_is_done_by_others_the_next_time(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(ALONE)
    ended = [
        subprocess.run(
            [sys.executable, str(program), str(tmp_path / "tables")],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
            stdout=subprocess.PIPE,
            text=True,
            check=False,
        )
        for _ in range(3)
    ]

    assert [one.returncode for one in ended] == [9, 0, 0]
    assert ended[1].stdout == ended[2].stdout == "aa, poison is lost\n"


INTERRUPTED = """
import sys
from pathlib import Path
from tests.engines.steps import Sleeping, Word
from triplewire.engines import Embedded
if __name__ == "__main__":
    with Embedded(Path(sys.argv[1]), 2) as engine:
        engine.write("words", [Word(name=str(n)) for n in range(100)], Word)
        print("begun", flush=True)
        if sys.argv[2] == "map":
            engine.map("slept", "SELECT * FROM words", Sleeping(note=sys.argv[1]))
        else:
            many = "range(100000000) a(i), range(1000) b(j) WHERE hash(i * j) % 7 = 1"
            list(engine.rows(f"SELECT CAST(count(*) AS STRING) AS name FROM {many}", Word))
"""


@pytest.mark.parametrize("at", ["map", "rows"])
def test_an_interrupt_ends_everything_within_a_second(tmp_path: Path, at: str) -> None:
    program = tmp_path / "program.py"
    program.write_text(INTERRUPTED)
    process = subprocess.Popen(
        [sys.executable, str(program), str(tmp_path / "tables"), at],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert process.stdout is not None
    process.stdout.readline()
    notes = tmp_path / "tables" / "notes"
    begun = time.monotonic()
    while at == "map" and time.monotonic() < begun + 60 and len(list(notes.glob("*"))) < 2:
        time.sleep(0.05)
    time.sleep(0.2)
    begun = time.monotonic()
    process.send_signal(signal.SIGINT)
    process.wait(60)
    took = time.monotonic() - begun
    process.stdout.close()

    assert process.returncode != 0
    assert took < 3  # a second, on a busy machine
    for note in notes.glob("*"):
        with pytest.raises(ProcessLookupError):
            os.kill(int(note.name), 0)


def test_nothing_is_made_when_a_step_fails(tmp_path: Path) -> None:
    with Embedded(tmp_path, 2) as engine:
        engine.write("words", WORDS[:20], Word)
        with pytest.raises(ValueError, match="cannot be done"):
            engine.map("failed", "SELECT * FROM words", Failing())
        assert not engine.has("failed")
