"""Sorting gives the same lines in memory and by way of files."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triplewire.publish.dump.order import ordered

lines = st.lists(st.text(max_size=5).map(lambda text: text.replace("\n", "").encode() + b"\n"))


@given(lines=lines, run_lines=st.integers(min_value=1, max_value=5))
def test_lines_come_out_sorted_and_once_however_short_the_runs(
    lines: list[bytes], run_lines: int
) -> None:
    with ordered(lines, run_lines) as found:
        result = list(found)

    assert result == sorted(set(lines))


def test_every_line_has_been_read_when_the_block_begins() -> None:
    source = iter([b"b\n", b"a\n", b"c\n"])

    with ordered(source, 1) as found:
        assert next(source, None) is None
        assert list(found) == [b"a\n", b"b\n", b"c\n"]


def test_an_error_in_the_source_is_passed_on() -> None:
    with pytest.raises(ZeroDivisionError), ordered(b"%d\n" % (1 // n) for n in (2, 1, 0)):
        pass
