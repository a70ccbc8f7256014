import codecs
import csv
import errno
import fcntl
import os
import stat
from collections.abc import Callable
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triplewire.decide import (
    COLUMNS,
    append,
    holds_context,
    load_decisions,
    replace_decisions,
    withdraw,
)
from triplewire.errors import LinkError
from triplewire.records import ACTIONS, Decision
from triplewire.system.durable import held

BARE = tuple(name for name in COLUMNS if name not in {"prefix", "suffix"})
HEAD = ",".join(BARE)
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
    (found,) = load_decisions(table(tmp_path, GOOD)).taken

    assert (found.line, found.what, found.quotation, found.by) == (
        2,
        "reject",
        "long overdue",
        "Ada",
    )


def test_a_newsroom_without_a_table_has_no_decisions() -> None:
    assert load_decisions(None).taken == ()


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
        (GOOD.replace("Ada", "Ben").replace("05-01", "05-02"), "same decision as line 2"),
    ],
)
def test_a_line_that_cannot_be_used_is_told_with_its_number_and_leaves_the_others(
    tmp_path: Path, line: str, message: str
) -> None:
    path = table(tmp_path, GOOD, line, line, GOOD.replace("overdue", "due"))
    found = load_decisions(path)

    assert [one.quotation for one in found.taken] == ["long overdue", "long due"]
    assert sorted(error.where for error in found.wrong) == [f"{path}:3", f"{path}:4"]
    assert all(message in error.what for error in found.wrong)


def test_a_table_in_which_a_cell_has_no_end_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LinkError, match="not a CSV table"):
        load_decisions(table(tmp_path, GOOD, 'reject,a,"b'))


def test_other_columns_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    path.write_text("what,where\n", encoding="utf-8")

    with pytest.raises(LinkError, match="first line"):
        load_decisions(path)


def test_a_decision_is_added_at_the_end_and_not_twice(tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    append(path, decision())
    append(path, decision(what="reject", quotation='she said "no, never"'))

    assert [d.what for d in load_decisions(path).taken] == ["accept", "reject"]
    with pytest.raises(LinkError, match="decided before"):
        append(path, decision(by="Ben"))
    assert list(tmp_path.iterdir()) == [path]


def test_a_decision_that_no_build_could_apply_is_not_written(tmp_path: Path) -> None:
    path = table(tmp_path, GOOD)
    before = path.read_bytes()

    with pytest.raises(LinkError, match="value is empty"):
        append(path, decision(what="correct-date"))
    assert path.read_bytes() == before


def test_the_last_decision_is_taken_back(tmp_path: Path) -> None:
    path = table(tmp_path, GOOD)
    before = path.read_bytes()
    append(path, decision(quotation="a, b"))

    assert withdraw(path) == 'accept,fish.txt,"a, b",,,Ada,2026-05-01,'
    assert path.read_bytes() == before
    assert withdraw(path) == GOOD
    assert load_decisions(path).taken == ()
    with pytest.raises(LinkError, match="no decision to take back"):
        withdraw(path)


def test_the_last_decision_about_some_words_is_taken_back(tmp_path: Path) -> None:
    long = 'reject,fish.txt,"over\nlines",,,Ada,2026-05-01,'
    path = table(tmp_path, GOOD, long, "", "wrong line", GOOD.replace("reject", "accept"))

    assert withdraw(path, "over lines") == long
    assert "wrong line" in path.read_text("utf-8")
    assert [one.what for one in load_decisions(path).taken] == ["reject", "accept"]
    assert withdraw(path, "long “overdue”".replace("“", "").replace("”", "")).startswith("accept")
    with pytest.raises(LinkError, match="no decision about 'no such words'"):
        withdraw(path, "no such words")


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

    assert load_decisions(path).taken == (made,)
    withdraw(path)
    assert load_decisions(path).taken == ()


# Several programs write at once


def _append_some(path: Path, name: str, number: int) -> None:
    for n in range(number):
        append(path, decision(quotation=f"words {n} of {name}", by=name))


def test_of_decisions_written_at_the_same_time_none_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    spawn = get_context("spawn")
    names, number = ("Ada", "Ben", "Cyd", "Dan"), 25
    writers = [spawn.Process(target=_append_some, args=(path, name, number)) for name in names]
    for writer in writers:
        writer.start()
    seen = 0
    while any(writer.is_alive() for writer in writers):
        found = load_decisions(path).taken if path.exists() else ()
        assert len(found) >= seen
        seen = len(found)
    for writer in writers:
        writer.join()

    assert [writer.exitcode for writer in writers] == [0] * len(names)
    assert sorted(d.quotation for d in load_decisions(path).taken) == sorted(
        f"words {n} of {name}" for name in names for n in range(number)
    )
    assert list(tmp_path.iterdir()) == [path]


def test_who_cannot_write_in_time_is_told(tmp_path: Path) -> None:
    path = table(tmp_path, GOOD)

    with (
        held(path),
        pytest.raises(LinkError, match="another program is writing here"),
        held(path, seconds=0.05),
    ):
        pytest.fail("held twice")


def test_where_nothing_can_be_locked_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unlockable(*_: object) -> None:
        raise OSError(errno.EBADF, "Bad file descriptor")

    monkeypatch.setattr(fcntl, "flock", unlockable)

    with pytest.raises(LinkError, match="the folder cannot be locked: Bad file"):
        append(tmp_path / "decisions.csv", decision())
    assert list(tmp_path.iterdir()) == []


def test_what_an_editor_saves_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    path = table(tmp_path, GOOD)
    with held(path) as file:
        path.write_text(f"{HEAD}\n", encoding="utf-8")
        with pytest.raises(LinkError, match="another program has changed the file meanwhile"):
            file.replace(b"mine")

    assert path.read_text(encoding="utf-8") == f"{HEAD}\n"


def test_a_line_that_is_not_there_afterwards_is_not_acknowledged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = table(tmp_path, GOOD)
    before = path.read_bytes()
    sync = os.fsync

    def overwritten(handle: int) -> None:
        sync(handle)
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            path.write_bytes(before)

    monkeypatch.setattr(os, "fsync", overwritten)

    with pytest.raises(LinkError, match="the change may be lost"):
        append(path, decision())


def test_a_full_disk_leaves_the_table_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = table(tmp_path, GOOD)
    before = path.read_bytes()

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(LinkError, match="cannot be written: No space left"):
        append(path, decision())
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_newsroom_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(LinkError, match="cannot be written: No such file"):
        append(tmp_path / "none" / "decisions.csv", decision())


# What a table looks like stays


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("cp1252", b""),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("last", ["", "\r\n"])
def test_a_table_keeps_its_bytes_and_its_style(
    tmp_path: Path, encoding: str, mark: bytes, line_end: str, last: str
) -> None:
    path = tmp_path / "decisions.csv"
    lines = [HEAD.replace(",", ";"), "reject;;“a b”;;;Renée;2026-05-01;"]
    before = mark + (line_end.join(lines) + last).encode(encoding)
    path.write_bytes(before)
    line = append(path, decision(quotation="“c; d”"))
    added = path.read_bytes().removeprefix(before).decode(encoding)

    assert line == 'accept;fish.txt;"“c; d”";;;Ada;2026-05-01;'
    assert added == ("" if last else line_end) + line + line_end
    assert [d.quotation for d in load_decisions(path).taken] == ["“a b”", "“c; d”"]


def test_what_the_encoding_of_a_table_has_not_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    path.write_bytes(f"{HEAD}\nreject,,a,,,Renée,2026-05-01,\n".encode("cp1252"))
    before = path.read_bytes()

    with pytest.raises(LinkError, match="save the table as UTF-8"):
        append(path, decision(by="Жанна"))
    assert path.read_bytes() == before


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o444])
def test_a_table_keeps_its_mode(tmp_path: Path, mode: int) -> None:
    path = table(tmp_path, GOOD)
    path.chmod(mode)
    append(path, decision())

    assert stat.S_IMODE(path.stat().st_mode) == mode


def test_a_new_table_has_the_mode_of_any_new_file(tmp_path: Path) -> None:
    append(tmp_path / "decisions.csv", decision())
    (tmp_path / "other").touch()

    assert (tmp_path / "decisions.csv").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_a_link_to_a_table_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "room").mkdir()
    real, path = table(tmp_path / "shared", GOOD), tmp_path / "room" / "decisions.csv"
    path.symlink_to(Path("..") / "shared" / "decisions.csv")
    append(path, decision())

    assert path.is_symlink()
    assert len(load_decisions(real).taken) == 2
    assert list((tmp_path / "room").iterdir()) == [path]


def test_only_a_table_is_written_through_a_link(tmp_path: Path) -> None:
    path, other = tmp_path / "decisions.csv", tmp_path / "other"
    path.symlink_to(other)

    with pytest.raises(LinkError, match="not a file"):
        append(path, decision())
    other.write_text("precious\n", encoding="utf-8")
    with pytest.raises(LinkError, match="not the columns"):
        append(path, decision())
    assert other.read_text(encoding="utf-8") == "precious\n"


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo])
def test_what_is_no_file_is_not_replaced(tmp_path: Path, make: Callable[[Path], None]) -> None:
    path = tmp_path / "decisions.csv"
    make(path)

    with pytest.raises(LinkError, match="not a file"):
        append(path, decision())
    assert not path.is_file()


def test_no_link_with_a_temporary_name_is_followed_and_what_was_left_goes(tmp_path: Path) -> None:
    path, other = table(tmp_path, GOOD), tmp_path / "other"
    other.write_text("precious\n", encoding="utf-8")
    (tmp_path / ".decisions.csv.tmp").symlink_to(other)
    (tmp_path / ".decisions.csv.0123456789abcdef.tmp").symlink_to(other)
    append(path, decision())

    assert other.read_text(encoding="utf-8") == "precious\n"
    assert {p.name for p in tmp_path.iterdir()} == {"decisions.csv", ".decisions.csv.tmp", "other"}


# What is accepted is read again


@pytest.mark.parametrize("cell", ["a\rb", "a\nb", "a\0b", "a\x1b[0m", "a\x85b", "a\tb", " a", "a "])
@pytest.mark.parametrize("name", ["article", "quotation", "target", "value", "by", "why"])
def test_a_cell_that_is_no_line_is_refused(tmp_path: Path, name: str, cell: str) -> None:
    path = table(tmp_path, GOOD)
    before = path.read_bytes()

    with pytest.raises(LinkError, match=f"{name} has a line end"):
        append(path, decision(what="correct", **({"value": "x"} | {name: cell})))
    assert path.read_bytes() == before


@pytest.mark.parametrize("words", ["a" * 200_000, "\udcff"])
def test_what_no_table_can_hold_is_refused(tmp_path: Path, words: str) -> None:
    with pytest.raises(LinkError, match=r"field larger|cannot be written in utf-8"):
        append(tmp_path / "decisions.csv", decision(why=words))
    assert list(tmp_path.iterdir()) == []


_anything = st.text(max_size=8) | st.text(",;\t\"'\r\n \0a", max_size=8)


@given(
    cells=st.tuples(_anything, _anything, _anything, _anything, _anything, _anything),
    delimiter=st.sampled_from(",;\t"),
)
def test_whatever_is_accepted_is_read_again_and_the_table_stays_one(
    tmp_path_factory: pytest.TempPathFactory, cells: tuple[str, ...], delimiter: str
) -> None:
    path = table(tmp_path_factory.mktemp("table"), GOOD)
    path.write_text(path.read_text(encoding="utf-8").replace(",", delimiter), encoding="utf-8")
    names = ("article", "quotation", "target", "value", "by", "why")
    made = replace(decision(), line=3, **dict(zip(names, cells, strict=True)))
    accepted = True
    try:
        append(path, made)
    except LinkError:
        accepted = False
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter=delimiter, strict=True))

    assert load_decisions(path).taken[1:] == ((made,) if accepted else ())
    assert {len(row) for row in rows} == {len(BARE)}


# Several at once


def test_of_several_decisions_all_are_written_or_none(tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    one, other = decision(quotation="one", prefix="a"), decision(quotation="other", suffix="b")
    lines = replace_decisions(path, [one, other])
    before = path.read_bytes()

    assert lines == ("accept,fish.txt,one,a,,,,Ada,2026-05-01,",
                     "accept,fish.txt,other,,b,,,Ada,2026-05-01,")  # fmt: skip
    for bad in (other, decision(what="correct-date"), decision(by="A\x1b")):
        with pytest.raises(LinkError):
            replace_decisions(path, [decision(quotation="third"), bad])
    with pytest.raises(LinkError, match="decided before"):
        replace_decisions(path, [decision(quotation="third"), decision(quotation="third")])
    assert path.read_bytes() == before


@pytest.mark.parametrize("columns", [COLUMNS, BARE])
def test_decisions_are_struck_out_and_others_written_in_one_step(
    tmp_path: Path, columns: tuple[str, ...]
) -> None:
    path = tmp_path / "decisions.csv"
    path.write_text(",".join(columns) + "\r\n", encoding="utf-8", newline="")
    first, second = decision(quotation="one", prefix="a"), decision(quotation="other", prefix="b")
    replace_decisions(path, [first, second])
    replace_decisions(path, [replace(first, why="so")], gone=[first])
    found = load_decisions(path).taken

    assert [(one.quotation, one.why) for one in found] == [("other", ""), ("one", "so")]
    assert [one.prefix for one in found] == (["b", "a"] if columns == COLUMNS else ["", ""])
    assert holds_context(path) == (columns == COLUMNS)
    replace_decisions(path, [], gone=[first, second])
    assert path.read_text(encoding="utf-8") == ",".join(columns) + "\n"
