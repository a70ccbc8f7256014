import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from triplewire.errors import ValidateError
from triplewire.shacl.graph.regex import matcher, python_pattern

_PATTERNS = [
    "^a+$", "b$", "a.b", "[a-c]{2}", "^(a|b)c?$", r"\d\.", r"\p{Lu}", "(a+)+b", "a|b|cd", "x*",
    "[^a]", r"[\]a]", "^$",
]  # fmt: skip


@given(st.sampled_from(_PATTERNS), st.text("abcdx1.\n]É", max_size=6), st.sampled_from(["", "i"]))
def test_a_pattern_is_found_where_oxigraph_finds_it(pattern: str, text: str, flags: str) -> None:
    asked = f'ASK {{ FILTER(REGEX({ox.Literal(text)}, {ox.Literal(pattern)}, "{flags}")) }}'

    assert matcher(pattern, flags)(text) == bool(ox.Store().query(asked))


@pytest.mark.parametrize("pattern", ["^(a+)+$", "^(a|aa)*$", "(a*)*b", "a*a*a*a*a*a*b"])
def test_a_pattern_that_could_run_away_does_not(pattern: str) -> None:
    found = matcher(pattern, "")("a" * 5000 + "!")  # in exponential time this would not end

    assert python_pattern(pattern, "") is None
    assert found is (pattern[0] == "(" and pattern[-1] == "*")


def test_a_long_text_is_matched_in_linear_time_too() -> None:
    assert matcher("a+b+c", "")("a" * 100_000 + "bc")


@pytest.mark.parametrize(("pattern", "flags"), [("(", ""), ("[", ""), ("a", "g")])
def test_what_is_no_pattern_is_refused(pattern: str, flags: str) -> None:
    with pytest.raises(ValidateError, match="not"):
        matcher(pattern, flags)


@pytest.mark.parametrize(
    ("pattern", "flags", "text", "found"),
    [
        ("a.b", "q", "a.b", True),
        ("a.b", "q", "axb", False),
        ("A.B", "qi", "xa.bx", True),
        ("a.b", "s", "a\nb", True),
        ("^b", "m", "a\nb", True),
        ("a b", "x", "ab", True),
    ],
)
def test_flags_mean_what_xpath_says(pattern: str, flags: str, text: str, found: bool) -> None:
    assert matcher(pattern, flags)(text) is found
