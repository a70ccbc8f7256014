"""Lines of a report are cut to the cell, and say where and about what."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.report.samples import DESCRIBED, EX, FINDINGS, QUOTED, RUN, result, written
from triplewire.report import Finding, Place
from triplewire.report.writers.text import _clipped, _excerpt, _further, _head, _tail

# Letters of one cell and of two.
TEXT = st.text(alphabet="ab東", max_size=12)


@given(TEXT, st.integers(-1, 14))
def test_a_head_is_the_longest_beginning_that_fits_with_its_ellipsis(text: str, room: int) -> None:
    parts = [f"{text[:end]}…" for end in range(len(text))]
    fits = [text, *reversed(parts)]

    assert _head(text, room) == next((one for one in fits if cell_len(one) <= room), "")


@given(TEXT, st.integers(-1, 14))
def test_a_tail_is_the_longest_end_that_fits_with_its_ellipsis(text: str, room: int) -> None:
    fits = [text, *(f"…{text[start:]}" for start in range(1, len(text) + 1))]

    assert _tail(text, room) == next((one for one in fits if cell_len(one) <= room), "")


@pytest.mark.parametrize(("width", "kept"), [(39, 40), (40, 40), (41, 41), (60, 60)])
def test_no_line_is_cut_to_less_than_the_narrowest(width: int, kept: int) -> None:
    assert _clipped("x" * 99, width) == "x" * (kept - 1) + "…"
    assert _clipped("x" * kept, width) == "x" * kept


@pytest.mark.parametrize(
    ("before", "words", "after", "line"),
    [
        # 36 cells are left of 40.
        ("b" * 10, "words", "a" * 21, "b" * 10 + "words" + "a" * 21),
        ("b" * 10, "words", "a" * 22, "b" * 10 + "words" + "a" * 20 + "…"),
        ("b" * 40, "words", "a" * 40, "…" + "b" * 14 + "words" + "a" * 15 + "…"),
        ("b" * 15, "words", "a" * 40, "b" * 15 + "words" + "a" * 15 + "…"),
        ("b" * 40, "words", "a" * 5, "…" + "b" * 25 + "words" + "a" * 5),
        ("b" * 40, "words", "", "…" + "b" * 30 + "words"),
        ("b" * 9, "w" * 36, "a", "w" * 36),
        ("b" * 9, "w" * 37, "a", "w" * 35 + "…"),
        ("b" * 9, "w" * 33, "a", "…b" + "w" * 33 + "a"),
        ("  ", "one\ntwo", "after", "  one …"),
        ("", "one", "  ", "one"),
    ],
)
def test_an_excerpt_shows_the_words_and_what_there_is_room_for(
    before: str, words: str, after: str, line: str
) -> None:
    place = replace(QUOTED, before=before, words=words, after=after)
    shown, marks = _excerpt(place, replace(RUN, width=0))

    assert shown == f"    {line}"
    first = _head(words.partition("\n")[0], 36)
    assert marks == " " * shown.index(first) + "^" * len(first)


def test_an_excerpt_marks_words_in_colour() -> None:
    place = replace(QUOTED, before="b ", words="w", after=" a")

    assert list(_excerpt(place, replace(RUN, color=True))) == [
        "    b \x1b[1;31mw\x1b[0m a",
        "      \x1b[1;31m^\x1b[0m",
    ]


@pytest.mark.parametrize(
    ("place", "told"),
    [
        (Place(file="a.txt", words="Ada\u202e"), "rests on “Ada\\u202e” of a.txt"),
        (Place(file="a.txt", line=3, words="Ada"), "also a.txt:3"),
        (Place(file="a.txt", line=3, column=7, words="Ada"), "also a.txt:3:7"),
        (Place(file="a\u202e.txt", line=1, column=1), "also a\\u202e.txt:1:1"),
    ],
)
def test_a_further_place_is_told_in_a_line(place: Place, told: str) -> None:
    assert _further(place) == told


def test_a_name_that_does_not_fit_beside_its_place_has_a_line_of_its_own() -> None:
    place = Place(file="a.ttl", line=1, column=1)
    # Two spaces, nine cells of the place, two spaces, and the name in the rest of 60.
    names = [f"{EX}{'n' * 44}", f"{EX}{'n' * 45}", f"{EX}{'n' * 99}"]
    findings = tuple(
        Finding(result=result(focus=name), graph="g", places=(place,)) for name in names
    )
    lines = written("text", findings, replace(RUN, width=60, elsewhere=())).splitlines()

    assert lines[3] == "  a.ttl:1:1  ex:" + "n" * 44
    assert lines[5:7] == ["  a.ttl:1:1", "    ex:" + "n" * 45]
    assert lines[8:10] == ["  a.ttl:1:1", "    ex:" + "n" * 52 + "…"]


def test_a_report_is_painted_by_severity() -> None:
    def painted(severity: str, **changes: str | None) -> list[str]:
        found = Finding(result=result(severity=severity, **changes), graph="g", label="Ada")
        run = replace(RUN, color=True, elsewhere=())
        return written("text", (found,), run).splitlines()

    shown = painted("Violation")
    assert shown == [
        "\x1b[1;31mViolation\x1b[0m  \x1b[1mClaim-attributed\x1b[0m  (1)",
        "  Mend it.",
        "",
        "  \x1b[2mclaim:0123456789abcdef/quote-25-44\x1b[0m",
        "    Ada",
        "",
        "1 violation",
    ]
    assert painted("Warning")[0].startswith("\x1b[1;33mWarning\x1b[0m")
    assert painted("Info")[0].startswith("\x1b[1;34mInfo\x1b[0m")
    assert painted("Odd", custom_severity=f"{EX}Odd")[0].startswith("\x1b[1mOdd, ex:Odd\x1b[0m")
    about = painted("Info", path=f"{EX}age", value='"old"')
    assert about[-3] == '\x1b[2m    ex:age = "old"\x1b[0m'


def test_what_is_not_shown_is_counted_with_thousands() -> None:
    one = FINDINGS[2]
    text = written("text", (replace(one, places=()),) * 1_235, replace(RUN, limit=1, width=40))

    assert "(1,235)" in text
    assert "  and 1,234 more; --all shows them\n" in text
    assert text.endswith("\n1,235 violations\n")


def test_paragraphs_are_wrapped_without_breaking_words() -> None:
    long, hyphened = "w" * 50, "half-" * 8 + "end"
    finding = Finding(result=result(message=f"A {long} and {hyphened} b."), graph="g")
    lines = written("text", (finding,), replace(RUN, width=30, elsewhere=())).splitlines()

    assert lines[1:6] == ["  A", f"  {long}", "  and", f"  {hyphened}", "  b."]


def test_the_first_place_alone_has_an_excerpt() -> None:
    finding = Finding(
        result=result(), graph="g", places=(replace(DESCRIBED, words=""), QUOTED, DESCRIBED)
    )
    text = written("text", (finding,), replace(RUN, elsewhere=()))

    assert "^" not in text
    assert "    also desk/articles/bridge.txt:3:27\n    also data/people.ttl:7:1\n" in text
