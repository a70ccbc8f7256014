"""The rate of a build, its time left, and the line that tells them: all without a clock."""

from hypothesis import given
from hypothesis import strategies as st

from triplewire.cli.pace import Pace, onward, rate, seconds_left, told


def after(*steps: tuple[float, int], total: int = 1_000, faults: int = 0) -> Pace:
    """Return the pace after a stage has told what is done, at some seconds."""
    pace = None
    for now, done in steps:
        pace = onward(pace, "extracting", done, total, faults, now)
    assert pace is not None
    return pace


def test_a_rate_is_told_after_a_second() -> None:
    pace = after((10.0, 1), (10.9, 5))

    assert rate(pace, 10.9) is None
    assert seconds_left(pace, 10.9) is None
    assert rate(pace, 12.0) == 2.0
    assert seconds_left(pace, 12.0) == 497.5


def test_a_rate_is_that_of_the_last_minute() -> None:
    steps = [(float(second), 100 * second) for second in range(5)]
    slower = [(float(second), 400 + second) for second in range(5, 100)]

    assert rate(after(*steps, *slower), 99.0) == 1.0


def test_a_stage_that_is_silent_becomes_slower() -> None:
    pace = after((0.0, 0), (10.0, 100))

    assert rate(pace, 10.0) == 10.0
    assert rate(pace, 100.0) == 1.0


def test_what_was_known_before_makes_no_rate_of_the_next_stage() -> None:
    pace = onward(after((0.0, 0), (10.0, 1_000)), "linking", 1, 50, 0, 11.0)

    assert rate(pace, 11.5) is None
    assert rate(onward(pace, "linking", 3, 50, 0, 13.0), 13.0) == 1.0


def test_nothing_is_left_to_tell_of_a_stage_that_nobody_has_counted() -> None:
    pace = onward(None, "reading", 0, 0, 0, 0.0)

    assert seconds_left(pace, 100.0) is None
    assert told(pace, 100.0, (1 << 29, 0), 80) == "reading, 0.5 GB"


def test_a_line_tells_everything() -> None:
    pace = after((0.0, 0), (10.0, 125), total=20_000, faults=2)

    line = told(pace, 10.0, (3 << 29, 1 << 30), 80)

    assert line == "extracting 125/20,000, 12/s, 26 min left, 2 faults, 1.5 + 1.0 GB"


def test_one_fault_is_one_and_few_are_done_by_the_tenth() -> None:
    pace = after((0.0, 0), (10.0, 5), total=10, faults=1)

    line = told(pace, 10.0, (3 << 29, 0), 80)

    assert line == "extracting 5/10, 0.5/s, 10 s left, 1 fault, 1.5 GB"


def test_hours_are_told_with_minutes_while_they_are_few() -> None:
    few, many = (after((0.0, 0), (10.0, 10), total=total) for total in (8_110, 80_010))

    assert ", 2 h 15 min left, " in told(few, 10.0, (1, 0), 80)
    assert ", 22 h left, " in told(many, 10.0, (1, 0), 80)


def test_a_line_that_is_too_wide_tells_the_share_instead_of_the_counts() -> None:
    pace = after((0.0, 0), (10.0, 90_000_000), total=100_000_000, faults=1_234)

    line = told(pace, 10.0, (24 << 30, 24 << 30), 79)

    assert line == "extracting 90 %, 9,000,000/s, 1 s left, 1,234 faults, 24.0 + 24.0 GB"


_COUNT = st.integers(0, 10**9)


@given(st.lists(st.tuples(st.floats(0, 10**6), _COUNT), min_size=1, max_size=90), _COUNT, _COUNT)
def test_no_line_is_too_wide_and_few_marks_are_kept(
    steps: list[tuple[float, int]], total: int, faults: int
) -> None:
    pace = after(*sorted(steps), total=total, faults=faults)

    line = told(pace, max(steps)[0], (1 << 40, 1 << 40), 79)

    assert len(line) <= 79
    assert line.startswith("extracting")
    assert line.endswith("GB") or len(line) == 79
    assert len(pace.marks) <= 62
