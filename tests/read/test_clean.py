import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triplewire.read.clean import LINE_END, clean, one_line

ANY = st.text(alphabet=st.characters())  # lone surrogates included
MESSY = st.lists(
    st.sampled_from(
        ["word", " ", "\n", "\r", "\r\n", "\u2028", "\u200b", "\u202e", "\xad", "\ud800", "\x0c"]
    )
).map("".join)


@given(ANY | MESSY)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(ANY | MESSY)
def test_cleaning_never_adds(text: str) -> None:
    assert len(clean(text)) <= len(text)


@given(ANY | MESSY)
def test_every_line_stays_on_its_line(text: str) -> None:
    before = LINE_END.split(text)
    after = clean(text).split("\n")

    assert [clean(line) for line in before] == after


@given(ANY)
def test_a_clean_text_has_a_checksum(text: str) -> None:
    assert hashlib.sha256(clean(text).encode()).hexdigest()


@given(st.text(alphabet="abc éß“”—汉😀\n\t .,"))
def test_a_clean_text_is_left_alone(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    ("dirty", "expected"),
    [
        ("\ufeffone", "one"),
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("a\u2028b\u2029c", "a\nb\nc"),
        ("nul\x00 bell\x07 del\x7f c1\x9b", "nul bell del c1"),
        ("page one\x0cpage two\x85end", "page one page two end"),
        ("in\u200bvis\u200di\u2060ble", "invisible"),
        ("left\u202eright\u2066", "leftright"),
        ("hy\xadphen", "hyphen"),
        ("half\ud83d", "half"),
        ("hidden\U000e0041\U000e007f", "hidden"),
        ("tab\tstays", "tab\tstays"),
    ],
)
def test_what_nobody_sees_goes(dirty: str, expected: str) -> None:
    assert clean(dirty) == expected


def test_a_name_is_put_on_one_line() -> None:
    assert one_line("  Ann\n\u200b  Writer ") == "Ann Writer"
