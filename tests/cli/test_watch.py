"""Memory that grows without an end, and how that ends."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from triplewire.cli.watch import memory
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
