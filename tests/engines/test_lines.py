"""Lines in any order, the same sorted files out, which any gzip reads."""

import gzip
import hashlib
import random
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from triplewire.engines import Embedded, lines


@dataclass(frozen=True, slots=True)
class Line:
    line: str


texts = st.text(st.characters(codec="utf-8", exclude_characters="\0\n"))
within = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)


def written(folder: Path, some: list[str], shards: int, jobs: int = 1) -> tuple[bytes, ...]:
    with Embedded(folder / "tables", jobs) as engine:
        engine.write("lines", map(Line, some), Line)
        parts = engine.sorted_lines("SELECT line FROM lines", folder / "out", shards)
    files = [(folder / "out" / part.name).read_bytes() for part in parts.parts]
    raw = [gzip.decompress(data) for data in files]
    for part, data in zip(parts.parts, raw, strict=True):
        assert (part.lines, part.size) == (data.count(b"\n"), len(data))
        assert part.sha256 == hashlib.sha256(data).hexdigest()
    assert parts.sha256 == hashlib.sha256(b"".join(raw)).hexdigest()
    return tuple(files)


@within
@given(some=st.lists(texts, max_size=30), shards=st.integers(1, 5))
def test_lines_are_sorted_by_their_bytes_and_each_is_there_once(
    tmp_path: Path, some: list[str], shards: int
) -> None:
    parts = [gzip.decompress(data) for data in written(tmp_path, some, shards)]

    sorted_lines = sorted({line.encode() for line in some})
    assert b"".join(parts) == b"".join(line + b"\n" for line in sorted_lines)
    assert [data.count(b"\n") for data in parts] == [
        (i + 1) * len(sorted_lines) // shards - i * len(sorted_lines) // shards
        for i in range(shards)
    ]


def test_the_files_are_the_same_whatever_the_order_and_the_processes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "_TOGETHER", 7)
    some = [f'<urn:x:{n}> <urn:y> "é{n % 13}" .' for n in range(300)] * 2
    first = written(tmp_path / "a", some, 3)
    random.Random(1).shuffle(some)  # noqa: S311

    assert written(tmp_path / "b", some, 3, jobs=2) == first


def test_a_part_that_is_not_finished_is_not_there(tmp_path: Path) -> None:
    def some() -> "list[str]":
        raise OSError("no more")

    with pytest.raises(OSError, match="no more"):
        lines.write_parts((line for make in [some] for line in make()), 2, tmp_path / "out", 1)

    assert list((tmp_path / "out").iterdir()) == []
