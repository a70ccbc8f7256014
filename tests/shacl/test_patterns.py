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


@pytest.mark.parametrize(
    "pattern",
    [
        *("a", "^a$", "a.b", r"\d+\.\d+", "a*b*c*d*", "(ab)+", "(?:a|b)c", "(a|b)?", "a{1000}"),
        *("a{2,1000}", "[a-z]+", "[^a-z]", r"[\]a]", "a+?b", "a??", "(a?)+", "(a+)(b+)", "a|b|c"),
        *(r"\(\)\[\]\{\}\\\|\.\-\^\?\*\+\$", "(a|b)(c)+", "a{2,}b{3,}", "[.*+?]", r"\n\r\t\D"),
        *("((a)b)+", "a'b\"c/d"),
    ],
)
def test_patterns_that_mean_the_same_in_python_go_there(pattern: str) -> None:
    assert python_pattern(pattern, "") is not None
    assert python_pattern(pattern, "i") is not None


@pytest.mark.parametrize(
    "pattern",
    [
        # They could run away, or take long to compile.
        *("a*b*c*d*e*", "(a+)+", "(a|b)*", "((a|b)c)+", "(a{2,})+", "a{1001}", "a{1,1001}"),
        *("(a*)*", "((a)+)+", "(?:a|b)+", "(a|b){2,}"),
        # Python has no such thing, or means another.
        *(r"\p{Lu}", r"\w", r"\i", r"\c", "[a-z-[aeiou]]", r"[\p{Lu}]", "[a&&b]", "[]a]", "[a[b]"),
        *("a{", "}", "]", "(", ")", "a)b", "[a", "a{,3}", "*a", "a**", "\\"),
    ],
)
def test_any_other_pattern_does_not(pattern: str) -> None:
    assert python_pattern(pattern, "") is None


@pytest.mark.parametrize(
    ("pattern", "flags", "there"),
    [
        *(("a", "", True), ("a", "i", True), ("é", "", True), ("é", "i", False), ("a", "s", False)),
        *(("a", "m", False), ("a", "x", False), ("a", "is", False)),
    ],
)
def test_flags_and_letters_decide_where_a_pattern_goes(
    pattern: str, flags: str, there: bool
) -> None:
    assert (python_pattern(pattern, flags) is not None) is there


def test_the_end_is_the_end_and_a_dot_is_no_line_break() -> None:
    for pattern, text in (("a$", "a\n"), ("a.", "a\n"), ("^b", "a\nb")):
        expression = python_pattern(pattern, "")

        assert expression is not None
        assert expression.search(text) is None
        assert not matcher(pattern, "")(text)


@pytest.mark.parametrize("length", [119, 120, 121, 400])
def test_a_pattern_is_found_in_a_text_of_any_length(length: int) -> None:
    found = matcher("^a+b$", "")

    assert found("a" * (length - 1) + "b")
    assert not found("a" * (length - 1) + "c")


def test_literal_flags_take_a_pattern_as_it_is() -> None:
    assert matcher("a.b", "q")("xa.bx")
    assert not matcher("A.B", "q")("a.b")
    assert not matcher("a.b", "qi")("axb")
