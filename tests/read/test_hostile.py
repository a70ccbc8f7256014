"""A short part of the campaign of hostile files; benchmarks/reliability/files.py has the whole."""

import json
from pathlib import Path

import pytest
from files import hostile, run
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from triplewire.errors import ReadError
from triplewire.read import READERS, read_file


def test_no_hostile_file_crashes_a_reader_or_takes_long() -> None:
    found = run(count=1500, seed=11)

    assert (found["crashes"], found["slow"], found["hung"]) == (0, 0, 0)
    assert found["articles"] > 100
    assert found["rejected"] > 100


def test_a_number_names_the_same_file_again() -> None:
    assert [hostile(number, 5) for number in range(50)] == [hostile(n, 5) for n in range(50)]
    assert hostile(1, 5) != hostile(1, 6)


TAGS = st.sampled_from(["svg", "p", "object", "b", "html", "script", "table", "td", "!--", "a"])
PAGES = st.recursive(
    st.text(max_size=30) | st.just("The mayor said that the harbour would be rebuilt. " * 3),
    lambda inner: st.builds(
        "<{0} {1}>{2}{3}</{0}>".format, TAGS, st.text(max_size=10), inner, inner
    ),
    max_leaves=12,
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["text", "title", "author", "date", "name", "url"]), inner
        )
    ),
    max_leaves=12,
)
CONTENTS = (
    PAGES
    | VALUES.map(json.dumps)
    | st.builds("---\n{}: {}\n---\n{}".format, st.text(max_size=9), st.text(max_size=30), PAGES)
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@pytest.mark.parametrize("suffix", sorted(READERS))
@given(content=CONTENTS)
def test_anything_like_its_format_is_read_or_refused_with_a_hint(
    content: str, suffix: str, tmp_path: Path
) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_text(content, encoding="utf-8", errors="surrogatepass")
    try:
        rejected = read_file(path, "a").rejected
    except ReadError as fault:
        rejected = (fault,)

    assert all(fault.hint for fault in rejected)
