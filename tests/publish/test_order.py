"""Sorting gives the same lines in memory and by way of files."""

import resource

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triplewire.publish.dump import order
from triplewire.publish.dump.order import ordered

lines = st.lists(st.text(max_size=5).map(lambda text: text.replace("\n", "").encode() + b"\n"))


@given(lines=lines, run_lines=st.integers(min_value=1, max_value=5))
def test_lines_come_out_sorted_and_once_however_short_the_runs(
    lines: list[bytes], run_lines: int
) -> None:
    with ordered(lines, run_lines) as found:
        result = list(found)

    assert result == sorted(set(lines))


@given(lines=lines, most=st.integers(min_value=2, max_value=3))
def test_lines_come_out_the_same_whatever_may_be_open_at_once(
    lines: list[bytes], most: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(order, "MOST_OPEN", most)
        with ordered(lines, 1) as found:
            result = list(found)

    assert result == sorted(set(lines))


def test_however_many_runs_there_are_few_files_are_open() -> None:
    limits = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (order.MOST_OPEN + 400, limits[1]))
    try:
        with ordered((b"%d\n" % (n * 7919 % 3001) for n in range(3001)), 1) as found:
            result = list(found)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, limits)

    assert result == sorted(b"%d\n" % n for n in range(3001))


def test_every_line_has_been_read_when_the_block_begins() -> None:
    source = iter([b"b\n", b"a\n", b"c\n"])

    with ordered(source, 1) as found:
        assert next(source, None) is None
        assert list(found) == [b"a\n", b"b\n", b"c\n"]


def test_an_error_in_the_source_is_passed_on() -> None:
    with pytest.raises(ZeroDivisionError), ordered(b"%d\n" % (1 // n) for n in (2, 1, 0)):
        pass
