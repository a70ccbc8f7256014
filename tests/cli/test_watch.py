"""Memory that grows without an end, and how that ends."""

import gc
import os
import resource
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from triplewire.cli import watch
from triplewire.cli.watch import memory
from triplewire.errors import StoreError, TriplewireError
from triplewire.ontology import vocabulary
from triplewire.records import Graph
from triplewire.store import rebuild

GROWS = """
import resource, sys, time
from pathlib import Path
from triplewire.cli.watch import watched
if "limited" in sys.argv:
    resource.setrlimit(resource.RLIMIT_AS, (1 << 31, 1 << 31))
with watched(Path(sys.argv[1])):
    held = []
    for _ in range(int(sys.argv[2])):
        held.append(b"x" * (1 << 20))
        time.sleep(0.0005)
    time.sleep(1)
print("done")
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a store."""
    with rebuild(tmp_path / "store") as writer:
        writer.replace(Graph(iri="https://example.org/graph/vocabulary", triples=vocabulary()))
    return tmp_path / "store"


def ended(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *command], check=False, capture_output=True, text=True, timeout=60
    )


def break_data(folder: Path) -> None:
    """Turn a byte of each index of the triples; the smaller files are read on opening."""
    for path in folder.glob("gen-*/db/*.sst"):
        content = bytearray(path.read_bytes())
        if len(content) > 5_000:
            content[20] ^= 90
            path.write_bytes(content)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
        "SELECT ?s { ?s ?p ?o } ORDER BY ?o",
        "SELECT ?p (MIN(?o) AS ?least) { ?s ?p ?o } GROUP BY ?p",
    ],
)
def test_a_query_that_meets_a_damaged_block_ends_with_the_name_of_its_file(
    folder: Path, query: str
) -> None:
    break_data(folder)
    done = ended("-m", "triplewire", "query", query, "--store", folder)

    assert done.returncode == 3
    assert "the store is damaged" in done.stderr
    assert f"Error: {folder}/gen-000001/db/" in done.stderr
    assert "hint: delete the store's folder and build again" in done.stderr


@pytest.mark.parametrize("name", ["store", "nothing"])
def test_memory_that_grows_over_a_sound_store_or_none_is_no_error(folder: Path, name: str) -> None:
    done = ended("-c", GROWS, folder.with_name(name), "700")

    assert (done.returncode, done.stdout) == (0, "done\n")


def test_memory_that_grows_over_a_damaged_store_is_an_error(folder: Path) -> None:
    break_data(folder)
    done = ended("-c", GROWS, folder, "700")

    assert (done.returncode, done.stdout) == (3, "")
    assert "the store is damaged" in done.stderr


def test_the_cursor_that_a_bar_of_progress_hides_is_shown_again(folder: Path) -> None:
    break_data(folder)
    ours, theirs = os.openpty()
    command = [sys.executable, "-c", GROWS, str(folder), "700"]
    done = subprocess.run(command, check=False, stderr=theirs, timeout=60)
    os.close(theirs)
    told = os.read(ours, 10_000)
    os.close(ours)

    assert done.returncode == 3
    assert told.startswith(b"\x1b[?25h")
    assert b"the store is damaged" in told


def test_memory_that_comes_near_what_there_is_ends_with_words(folder: Path) -> None:
    done = ended("-c", GROWS, folder, "1400", "limited")

    assert (done.returncode, done.stdout) == (3, "")
    assert "this needs more memory than there is for it, 1,024 MiB" in done.stderr


def test_memory_is_counted_where_there_is_no_proc(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_: Path) -> bytes:
        raise FileNotFoundError

    known = memory()
    monkeypatch.setattr(Path, "read_bytes", missing)

    assert 1 << 20 < known < 1 << 40
    assert memory() >= known * 0.5


def test_no_garbage_is_collected_by_the_watch(tmp_path: Path) -> None:
    script = """
import gc, sys, threading
from pathlib import Path
import pyoxigraph as ox
from triplewire.cli import watch
watch._PAUSE = 0.0
sys.setswitchinterval(1e-5)
threads = set()
gc.callbacks.append(lambda *_: threads.add(threading.current_thread() is threading.main_thread()))
with watch.watched(Path(".")):
    for _ in range(5_000_000):
        cycle = []
        cycle.append(cycle)
print(threads)
"""
    done = ended("-c", script)

    assert (done.stdout, done.stderr) == ("{True}\n", "")


class Ended(Exception):  # noqa: N818  no error: it stands in for the end of a process
    """Say that a process would have ended."""


@pytest.fixture
def ends(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the errors with which this process would have ended."""
    found: list[str] = []

    def end(error: TriplewireError) -> None:
        found.append(str(error))
        raise Ended

    monkeypatch.setattr(watch, "_end", end)
    return found


MIB = 1 << 20


@pytest.mark.parametrize(
    ("seen", "now", "verified"),
    [
        (0, 512 * MIB, False),
        (0, 512 * MIB + 1, True),
        (600 * MIB, 1_200 * MIB, False),  # it has to grow by as much again
        (600 * MIB, 1_200 * MIB + 1, True),
        (100 * MIB, 600 * MIB, False),
        (100 * MIB, 613 * MIB, True),
        (900 * MIB, 100 * MIB, False),
    ],
)
def test_a_store_is_looked_at_when_memory_has_grown_by_much(
    monkeypatch: pytest.MonkeyPatch, ends: list[str], seen: int, now: int, *, verified: bool
) -> None:
    looked: list[Path] = []
    monkeypatch.setattr(watch, "memory", lambda: now)
    monkeypatch.setattr(watch, "_damage", looked.append)

    assert watch._look(Path("store"), seen, now) == (now if verified else seen)
    assert looked == ([Path("store")] if verified else [])
    assert ends == []


def test_a_process_ends_above_its_limit_and_for_a_damaged_store(
    monkeypatch: pytest.MonkeyPatch, ends: list[str]
) -> None:
    monkeypatch.setattr(watch, "memory", lambda: 3_000 * MIB)
    monkeypatch.setattr(watch, "_damage", lambda _: None)
    with pytest.raises(Ended):
        watch._look(Path("store"), 3_000 * MIB, 3_000 * MIB - 1)
    assert "this needs more memory than there is for it, 2,999 MiB" in ends[0]
    assert "store" in ends[0]
    monkeypatch.setattr(watch, "_damage", lambda _: StoreError("it is damaged"))
    with pytest.raises(Ended):
        watch._look(Path("store"), 0, 9_000 * MIB)
    assert "it is damaged" in ends[1]


def test_damage_is_what_verifying_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    error = StoreError("broken")

    def broken(_: Path) -> None:
        raise error

    monkeypatch.setattr("triplewire.store.verify", lambda _: None)
    assert watch._damage(Path("store")) is None
    monkeypatch.setattr("triplewire.store.verify", broken)
    assert watch._damage(Path("store")) is error


@pytest.mark.parametrize("terminal", [True, False])
def test_a_process_that_ends_says_why_and_has_its_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *, terminal: bool
) -> None:
    codes: list[int] = []
    monkeypatch.setattr("os._exit", codes.append)
    monkeypatch.setattr("sys.stderr.isatty", lambda: terminal)
    watch._end(StoreError("it is damaged"))

    assert codes == [3]
    assert capsys.readouterr().err == f"{watch._CURSOR * terminal}Error: it is damaged\n"


@pytest.mark.parametrize(
    ("allowed", "most"),
    [(resource.RLIM_INFINITY, 750), (2_000, 750), (1_500, 750), (1_498, 749), (7, 3)],
)
def test_the_limit_is_most_of_what_there_is_or_half_of_what_may_be_had(
    monkeypatch: pytest.MonkeyPatch, allowed: int, most: int
) -> None:
    monkeypatch.setattr("os.sysconf", {"SC_PHYS_PAGES": 100}.__getitem__)
    monkeypatch.setattr(resource, "getpagesize", lambda: 10)
    monkeypatch.setattr(resource, "getrlimit", lambda _: (allowed, 0))

    assert watch._limit() == most


@pytest.mark.parametrize(("platform", "shift"), [("darwin", 0), ("linux", 10)])
def test_what_was_held_at_most_is_counted_in_the_unit_of_the_system(
    monkeypatch: pytest.MonkeyPatch, platform: str, shift: int
) -> None:
    def missing(_: Path) -> bytes:
        raise FileNotFoundError

    monkeypatch.setattr(resource, "getrusage", lambda _: SimpleNamespace(ru_maxrss=7))
    monkeypatch.setattr("sys.platform", platform)
    monkeypatch.setattr(Path, "read_bytes", lambda _: b"9 5 7 8")
    monkeypatch.setattr(resource, "getpagesize", lambda: 10)
    assert memory() == 50
    monkeypatch.setattr(Path, "read_bytes", missing)
    assert memory() == 7 << shift


@pytest.mark.parametrize("collects", [True, False])
def test_garbage_is_collected_after_a_look_as_before(
    monkeypatch: pytest.MonkeyPatch, *, collects: bool
) -> None:
    over, looks = watch._Watch(), []

    def look(_: Path, seen: int, most: int) -> int:
        looks.append((seen, most, gc.isenabled()))
        over.ended = len(looks) == 2
        return seen + 1

    monkeypatch.setattr(watch, "_look", look)
    monkeypatch.setattr("time.sleep", lambda _: None)
    was = gc.isenabled()
    try:
        gc.enable() if collects else gc.disable()
        watch._watch(over, Path("store"), 5, 9)
        left = gc.isenabled()
    finally:
        gc.enable() if was else gc.disable()

    assert looks == [(5, 9, False), (6, 9, False)]
    assert left is collects
