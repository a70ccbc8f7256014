"""A build is the same on one machine and on a cluster, whatever the order and whoever dies."""

import gzip
import hashlib
import os
import signal
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.decide.test_decisions import FISH, Room
from tests.engines.test_equal import MUST, SETTINGS, SPARK
from triplewire.build import tables
from triplewire.engines import Embedded, Far, Step
from triplewire.engines.engine import Work
from triplewire.pipeline import Options, run
from triplewire.publish.dump.shards import dump_shards
from triplewire.store import Store

DAY = "2026-01-02"
# Each engine, whether a worker is killed in each map, and how many builds there are: with Spark one
# takes a minute, whatever it builds.
WAYS = (
    ("embedded 2", False, 2),
    ("embedded 2", True, 2),
    ("local[2]", True, 1),
    ("local-cluster[2,1,1024]", False, 2),
)


@dataclass(frozen=True, slots=True)
class Dying:
    """A step that kills, once, the process that begins on it, unless that is the test's own."""

    step: Any
    mark: Path
    parent: int

    @property
    def given(self) -> Any:
        return self.step.given

    @property
    def made(self) -> Any:
        return self.step.made

    @property
    def size(self) -> int:
        return int(self.step.size)

    def begin(self) -> Work[Any, Any]:
        work: Work[Any, Any] = self.step.begin()

        def dying(rows: Sequence[Any]) -> Iterable[Any]:
            if os.getpid() != self.parent and not self.mark.exists():
                self.mark.touch()
                os.kill(os.getpid(), signal.SIGKILL)
            return work(rows)

        return dying

    def lost(self, row: Any) -> Iterable[Any]:
        lost: Iterable[Any] = self.step.lost(row)
        return lost


class Otherwise:
    """An engine that does each step on one row, or one block, at a time, in another order."""

    kills: Path | None = None

    def map(
        self,
        table: str,
        query: str,
        step: Step[Any, Any],
        far: Far | None = None,
        seen: Callable[[Any], None] | None = None,
    ) -> None:
        self._done(super().map, table, shuffled(query), step, far, seen)  # type: ignore[misc]

    def groups(self, table: str, query: str, step: Step[Any, Any]) -> None:
        self._done(super().groups, table, query, step)  # type: ignore[misc]

    def _done(
        self, do: Callable[..., None], table: str, query: str, step: Any, *more: object
    ) -> None:
        step = replace(step, size=1)
        if self.kills is not None:
            step = Dying(step, self.kills / f"{table} {os.urandom(4).hex()}", os.getpid())
        do(table, query, step, *more)


def shuffled(query: str) -> str:
    return f"SELECT * FROM ({query}) q ORDER BY random()"  # noqa: S608  ours


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Return what one process writes."""
    found = build(tmp_path_factory.mktemp("alone"), "embedded 1", 2, kills=False)
    assert len(set(found)) == len(found) == 2
    return found


@pytest.mark.parametrize(("engine", "kills", "builds"), WAYS)
def test_a_build_writes_the_same_bytes_on_each_engine(
    engine: str, kills: bool, builds: int, alone: list[str], tmp_path: Path
) -> None:
    if not (engine.startswith("embedded") or SPARK or MUST):
        pytest.skip("no pyspark, or no java")

    assert build(tmp_path, engine, builds, kills=kills) == alone[:builds]


def build(folder: Path, name: str, builds: int, *, kills: bool) -> list[str]:
    """Return the digests of a decided newsroom's graph before a text changes, and after."""
    room, marks = Room(folder), folder / "marks"
    marks.mkdir()
    found: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tables, "_opened", partial(opened, name, marks if kills else None, patch))
        options = Options(day=DAY, jobs=int(name[-1]) if "embedded" in name else 2)
        for text in (FISH, FISH.replace("Tuesday", "Friday"))[:builds]:
            room.write("fish.txt", text)
            run(room.root, room.store, options)
            found.append(digest(room.store, folder / f"parts {len(found)}"))
    assert bool(list(marks.iterdir())) == kills
    return found


def opened(name: str, kills: Path | None, patch: pytest.MonkeyPatch, *given: Any) -> Any:
    """Return an engine in the place of a build's own."""
    folder, jobs, _, tell, _ = given
    if name.startswith("embedded"):
        kind = type("Odd", (Otherwise, Embedded), {"kills": kills})
        return kind(folder, jobs, kept=tables.KEPT, tell=tell)
    from triplewire.engines.spark import Spark  # noqa: PLC0415  needs an extra

    settings = folder.parent / "settings"
    settings.mkdir(exist_ok=True, parents=True)
    (settings / "spark-defaults.conf").write_text(SETTINGS)
    patch.setenv("SPARK_CONF_DIR", str(settings))
    patch.setenv("PYTHONPATH", os.pathsep.join(sys.path))
    kind = type("Odd", (Otherwise, Spark), {"kills": kills})
    return kind(folder, master=name, kept=tables.KEPT, tell=tell)


def digest(store: Path, folder: Path) -> str:
    """Return the digest of the merged parts of a dump."""
    with Store(store) as opened:
        dump_shards(opened, folder, 3)
    merged = hashlib.sha256()
    for part in sorted(folder.glob("part-*.nq.gz")):
        merged.update(gzip.decompress(part.read_bytes()))
    return merged.hexdigest()
