"""A small sample of benchmarks/validation/fuzz.py, on what pySHACL is known to get right."""

import fuzz
import pytest


@pytest.mark.parametrize("number", range(60))
def test_random_shapes_give_what_pyshacl_finds(number: int) -> None:
    case = fuzz.Case(20, number, tame=True)

    ours, theirs = fuzz.ours(case), fuzz.ours(case, "pyshacl")

    assert ours.error == theirs.error == ""
    assert ours.rows == theirs.rows


def test_the_sample_finds_something() -> None:
    cases = [fuzz.ours(fuzz.Case(20, number, tame=True)) for number in range(60)]

    assert sum(bool(verdict.rows) for verdict in cases) > 30
