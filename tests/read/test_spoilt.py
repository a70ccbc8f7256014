"""A short part of the campaign of spoilt formats; benchmarks/reliability/formats.py has it all."""

from formats import run, spoilt
from samples import SUFFIXES

from triplewire.read import READERS


def test_no_spoilt_file_and_no_bomb_of_any_format_crashes_a_reader_takes_long_or_fills_memory() -> (
    None
):
    found = run(count=6 * len({*SUFFIXES, *READERS}), seed=3)

    never = ("crashes", "slow", "hung", "heavy", "bombs")
    assert [found[fault] for fault in never] == [0, 0, 0, 0, 0]
    assert found["articles"] > 30


def test_a_number_names_the_same_spoilt_file_again() -> None:
    assert [spoilt(n, 5) for n in range(80)] == [spoilt(n, 5) for n in range(80)]
    assert spoilt(1, 5)[2] != spoilt(1, 6)[2]
