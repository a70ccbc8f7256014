"""A short part of the campaign of spoilt formats; benchmarks/reliability/formats.py has it all."""

import random
import sys
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("the campaign looks into /proc", allow_module_level=True)

from formats import run, spoilt
from samples import SUFFIXES, sample

from triplewire.errors import ReadError
from triplewire.read import READERS, read_file


# How long they take is for the campaign to say: measuring what is covered slows it down.
def test_no_spoilt_file_and_no_bomb_of_any_format_crashes_a_reader_or_fills_memory() -> None:
    found = run(count=6 * len({*SUFFIXES, *READERS}), seed=3)

    assert [found[fault] for fault in ("crashes", "hung", "heavy", "bombs")] == [0, 0, 0, 0]
    assert found["articles"] > 30


def test_a_number_names_the_same_spoilt_file_again() -> None:
    assert [spoilt(n, 5) for n in range(80)] == [spoilt(n, 5) for n in range(80)]
    assert spoilt(1, 5)[2] != spoilt(1, 6)[2]


@pytest.mark.parametrize(
    ("number", "seed"),
    [(328, 500001), (552, 1), (2908, 2), (2921, 3), (2242, 8), (4313, 10)],
    ids=["emoji", "letters", "lines", "paragraphs", "author", "parquet"],
)
def test_what_once_ended_a_reader_or_kept_it_is_read_or_refused(
    number: int, seed: int, tmp_path: Path
) -> None:
    _, suffix, data = spoilt(number, seed)
    path = tmp_path / f"a{suffix}"
    path.write_bytes(data)
    try:
        hints = [fault.hint for fault in read_file(path, path.name).rejected]
    except ReadError as fault:
        hints = [fault.hint]

    assert all(hints)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_sample_that_is_not_spoilt_is_read_where_its_format_is_known(
    suffix: str, tmp_path: Path
) -> None:
    path = tmp_path / f"a{suffix}"
    read = 0
    for number in range(12):
        path.write_bytes(sample(suffix, random.Random(number), bytes))  # noqa: S311
        try:
            read += len(read_file(path, path.name).articles)
        except ReadError as fault:
            if "unknown format" in str(fault) or "pip install" in str(fault):
                return

    assert read
