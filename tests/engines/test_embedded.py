"""Tables of one machine: what is written is read, mapped and grouped, whatever dies on the way."""

import os
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.engines.steps import DEADLY, POISON, Adding, Doubling, Placed, Total, Word
from triplewire.engines import Embedded, blocks


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    node: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    node: str
    block: str


texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"))
words = st.builds(
    Word,
    name=texts,
    data=st.binary(),
    number=st.none() | st.integers(-(2**63), 2**63 - 1),
    share=st.floats(allow_nan=False),
    known=st.booleans(),
    others=st.lists(texts).map(tuple),
)
within = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)


@within
@given(rows=st.lists(words))
def test_rows_come_back_as_they_were_written(tmp_path: Path, rows: list[Word]) -> None:
    with Embedded(tmp_path, 1) as engine:
        engine.write("words", rows, Word)
        assert sorted(engine.rows("SELECT * FROM words", Word), key=repr) == sorted(rows, key=repr)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_step_is_done_on_every_row_in_order(tmp_path: Path, jobs: int) -> None:
    told: list[tuple[str, int, int, int]] = []
    with Embedded(tmp_path, jobs, tell=lambda *far: told.append(far)) as engine:
        engine.write("words", [Word(name=f"{n:03d}") for n in range(20)], Word)
        engine.map("twice", "SELECT * FROM words ORDER BY name", Doubling())
        found = [row.name for row in engine.rows("SELECT * FROM twice ORDER BY name", Word)]

    assert found == [2 * f"{n:03d}" for n in range(20)]
    assert told[-1] == ("twice", 20, 20, 0)


def test_a_row_that_kills_every_process_costs_itself_alone(tmp_path: Path) -> None:
    names = ["a", "b", "c", "d", POISON, "e", "f"]
    with Embedded(tmp_path, 2) as engine:
        engine.write("words", [Word(name=name) for name in names], Word)
        engine.map("twice", "SELECT * FROM words", Doubling())
        found = {row.name for row in engine.rows("SELECT * FROM twice", Word)}

    assert found == {2 * name for name in names if name != POISON} | {"poison is lost"}


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_block_is_whole_and_in_order(tmp_path: Path, jobs: int) -> None:
    rows = [Placed(block=f"b{n % 7}", place=n) for n in range(60)]
    with Embedded(tmp_path, jobs) as engine:
        engine.write("rows", reversed(rows), Placed)
        engine.groups("totals", "SELECT * FROM rows", Adding())
        found = {row.block: row.places for row in engine.rows("SELECT * FROM totals", Total)}

    assert found == {f"b{k}": " ".join(str(n) for n in range(60) if n % 7 == k) for k in range(7)}


def test_a_block_that_kills_every_process_costs_itself_alone_and_no_block_is_divided(
    tmp_path: Path,
) -> None:
    rows = [Placed(block=f"b{n % 7}", place=n) for n in range(60)]
    with Embedded(tmp_path, 2) as engine:
        engine.write("rows", [*rows, Placed(block="b3", place=DEADLY)], Placed)
        engine.groups("totals", "SELECT * FROM rows", Adding())
        found = sorted(
            (row.block, row.places) for row in engine.rows("SELECT * FROM totals", Total)
        )

    by_block = {f"b{k}": [n for n in range(60) if n % 7 == k] for k in range(7)}
    lost = [("b3", f"lost {n}") for n in (DEADLY, *by_block.pop("b3"))]
    assert found == sorted(lost + [(k, " ".join(map(str, v))) for k, v in by_block.items()])


def test_tables_are_there_when_the_folder_is_opened_again(tmp_path: Path) -> None:
    with Embedded(tmp_path, 1) as engine:
        engine.write("words", [Word(name="a")], Word)
    with Embedded(tmp_path, 1) as engine:
        assert engine.has("words")
        assert [row.name for row in engine.rows("SELECT * FROM words", Word)] == ["a"]
        engine.drop("words")
        assert not engine.has("words")


def test_a_table_that_is_not_finished_leaves_the_one_before(tmp_path: Path) -> None:
    def broken() -> "list[Word]":
        raise ValueError("no more")

    with Embedded(tmp_path, 1) as engine:
        engine.write("words", [Word(name="a")], Word)
        with pytest.raises(ValueError, match="no more"):
            engine.write("words", (row for make in [broken] for row in make()), Word)
        assert [row.name for row in engine.rows("SELECT * FROM words", Word)] == ["a"]


@within
@given(pairs=st.lists(st.tuples(st.integers(0, 30), st.integers(0, 12)), max_size=40))
def test_things_hang_together_where_a_way_of_keys_leads(
    tmp_path: Path, pairs: list[tuple[int, int]]
) -> None:
    with Embedded(tmp_path, 1) as engine:
        engine.write("keyed", [Edge(node=f"n{n:02d}", key=f"k{k}") for n, k in pairs], Edge)
        blocks(engine, "found", "SELECT node FROM keyed", "SELECT node, key FROM keyed")
        found = {row.node: row.block for row in engine.rows("SELECT * FROM found", Labelled)}

    assert found == _components(pairs)


def _components(pairs: list[tuple[int, int]]) -> dict[str, str]:
    """Return the smallest node of each node's component, slowly."""
    label = {node: node for node, _ in pairs}
    for _ in pairs:
        for node, key in pairs:
            for other, shared in pairs:
                if shared == key:
                    label[node] = label[other] = min(label[node], label[other])
    return {f"n{node:02d}": f"n{least:02d}" for node, least in label.items()}


def test_rows_are_put_to_those_of_another_table(tmp_path: Path) -> None:
    with Embedded(tmp_path, 1) as engine:
        for name in ("words", "more", "most"):
            engine.write(name, [Word(name=name)], Word)
        engine.add("words", "more")
        engine.add("words", "most")
        assert not engine.has("more")
    with Embedded(tmp_path, 1) as engine:
        found = {row.name for row in engine.rows("SELECT * FROM words", Word)}

    assert found == {"words", "more", "most"}


def test_rows_that_were_not_wholly_put_to_others_do_not_count(tmp_path: Path) -> None:
    with Embedded(tmp_path, 1) as engine:
        engine.write("words", [Word(name="a")], Word)
        engine.write("more", [Word(name="b")], Word)
    (part,) = (tmp_path / "more.table").glob("*.parquet")
    part.rename(tmp_path / "words.table" / "part-000001.parquet")
    with Embedded(tmp_path, 1) as engine:
        assert [row.name for row in engine.rows("SELECT * FROM words", Word)] == ["a"]
        assert not engine.has("more")


def test_small_files_become_one_and_large_ones_stay(tmp_path: Path) -> None:
    large = Word(name="large", data=os.urandom(2 << 20))
    with Embedded(tmp_path, 1) as engine:
        engine.write("words", [large], Word)
        for number in range(70):
            engine.write("more", [Word(name=f"{number:02}")], Word)
            engine.add("words", "more")
        found = sorted(row.name for row in engine.rows("SELECT * FROM words", Word))
    files = {path.name: path.stat().st_size > 1 << 20 for path in tmp_path.glob("words.table/*.p*")}
    with Embedded(tmp_path, 1) as engine:
        again = sorted(row.name for row in engine.rows("SELECT * FROM words", Word))

    assert again == found == [*(f"{number:02}" for number in range(70)), "large"]
    assert files["part-000000.parquet"]
    assert len(files) < 10


def test_long_rows_are_written_with_little_memory(tmp_path: Path) -> None:
    names = [f"{number:03}" for number in range(400)]
    with Embedded(tmp_path, 2, memory=300) as engine:
        engine.write("words", (Word(name=n, data=os.urandom(1 << 20)) for n in names), Word)
        engine.sql("same", "SELECT * FROM words")
        found = engine.rows("SELECT name FROM same WHERE octet_length(data) = 1048576", Name)

        assert sorted(row.name for row in found) == names
