from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triplewire.decide import COLUMNS, append, load_decisions
from triplewire.errors import LinkError
from triplewire.records import ACTIONS, Decision

HEAD = ",".join(COLUMNS)
GOOD = "reject,fish.txt,long overdue,quote,,Ada,2026-05-01,a title"


def decision(**changes: str) -> Decision:
    cells = {
        "what": "accept",
        "article": "fish.txt",
        "quotation": "long overdue",
        "target": "",
        "value": "",
        "by": "Ada",
        "when": "2026-05-01",
        "why": "",
    }
    return Decision(line=2, **(cells | changes))


def table(folder: Path, *lines: str) -> Path:
    path = folder / "decisions.csv"
    path.write_text("\n".join([HEAD, *lines, ""]), encoding="utf-8")
    return path


def test_a_line_is_a_decision_with_its_place(tmp_path: Path) -> None:
    (found,) = load_decisions(table(tmp_path, GOOD))

    assert (found.line, found.what, found.quotation, found.by) == (
        2,
        "reject",
        "long overdue",
        "Ada",
    )


def test_a_newsroom_without_a_table_has_no_decisions() -> None:
    assert load_decisions(None) == ()


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("refuse,a,b,,,Ada,2026-05-01,", "no such decision"),
        ("reject,a,,,,Ada,2026-05-01,", "quotation is empty"),
        ("reject,a,b,,,,2026-05-01,", "by is empty"),
        ("correct-date,a,b,,,Ada,2026-05-01,", "value is empty"),
        ("reject,a,b,,,Ada,yesterday,", "not a day"),
        ("reject,a,b,,,Ada,2026-02-30,", "not a day"),
        ("reject,a,b", "cells"),
        ("reject,a,b,,,Ada,2026-05-01,why,more", "cells"),
        ('reject,a,"b', "CSV"),
    ],
)
def test_a_line_that_cannot_be_used_is_refused_with_its_number(
    tmp_path: Path, line: str, message: str
) -> None:
    with pytest.raises(LinkError, match=message):
        load_decisions(table(tmp_path, GOOD, line))


def test_other_columns_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    path.write_text("what,where\n", encoding="utf-8")

    with pytest.raises(LinkError, match="first line"):
        load_decisions(path)


def test_one_decision_twice_is_refused_whoever_takes_it(tmp_path: Path) -> None:
    again = GOOD.replace("Ada", "Ben").replace("05-01", "05-02")

    with pytest.raises(LinkError, match="same decision as line 2"):
        load_decisions(table(tmp_path, GOOD, again))


def test_a_decision_is_added_at_the_end_and_not_twice(tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    append(path, decision())
    append(path, decision(what="reject", quotation='she said "no, never"'))

    assert [d.what for d in load_decisions(path)] == ["accept", "reject"]
    with pytest.raises(LinkError, match="decided before"):
        append(path, decision(by="Ben"))
    assert list(tmp_path.iterdir()) == [path]


def test_a_decision_that_no_build_could_apply_is_not_written(tmp_path: Path) -> None:
    path = table(tmp_path, GOOD)
    before = path.read_bytes()

    with pytest.raises(LinkError, match="value is empty"):
        append(path, decision(what="correct-date"))
    assert path.read_bytes() == before


_cells = (
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).map(str.strip).filter(bool)
)


@given(
    what=st.sampled_from(ACTIONS),
    quotation=_cells,
    value=_cells,
    by=_cells,
    why=st.just("") | _cells,
)
def test_whatever_is_written_is_read_again(
    tmp_path_factory: pytest.TempPathFactory,
    what: str,
    quotation: str,
    value: str,
    by: str,
    why: str,
) -> None:
    path = tmp_path_factory.mktemp("table") / "decisions.csv"
    made = decision(what=what, quotation=quotation, value=value, by=by, why=why)
    append(path, made)

    assert load_decisions(path) == (made,)
