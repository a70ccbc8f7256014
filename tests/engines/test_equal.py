"""One machine or a cluster: the same rows of everything, whatever the order and whatever dies."""

import os
import random
import shutil
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, make_dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, get_type_hints

import pytest

from tests.engines.steps import (
    DEADLY,
    POISON,
    Adding,
    Doubling,
    Failing,
    KilledOnce,
    Modelled,
    Placed,
    Total,
    Word,
)
from triplewire.engines import Embedded, Engine, blocks
from triplewire.errors import EngineError

ENGINES = ("embedded 1", "embedded 2", "local[2]", "local-cluster[2,1,1024]")
SPARK = find_spec("pyspark") is not None and shutil.which("java") is not None
# The gate has both, and there nothing is skipped.
MUST = "TRIPLEWIRE_SPARK" in os.environ


# For little work: half the time goes to a compiler that pays off after minutes.
SETTINGS = """
spark.driver.extraJavaOptions -XX:TieredStopAtLevel=1 -XX:+UseSerialGC
spark.executor.extraJavaOptions -XX:TieredStopAtLevel=1 -XX:+UseSerialGC
spark.sql.shuffle.partitions 2
spark.sql.codegen.wholeStage false
spark.sql.codegen.factoryMode NO_CODEGEN
spark.sql.adaptive.enabled false
spark.sql.parquet.compression.codec uncompressed
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    node: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    node: str
    block: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What queries answer of a few words, as text."""

    name: str
    text: str | None = None
    whole: int | None = None
    part: float | None = None
    yes: bool | None = None
    several: tuple[str, ...] = ()


@pytest.fixture(scope="module", params=ENGINES)
def engine(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    folder = tmp_path_factory.mktemp("tables")
    with ExitStack() as stack:
        if request.param.startswith("embedded"):
            yield stack.enter_context(Embedded(folder, int(request.param[-1])))
            return
        if not (SPARK or MUST):
            pytest.skip("no pyspark, or no java")
        # Workers import the steps of these tests.
        patch = stack.enter_context(pytest.MonkeyPatch.context())
        patch.setenv("PYTHONPATH", os.pathsep.join(sys.path))
        settings = tmp_path_factory.mktemp("settings")
        (settings / "spark-defaults.conf").write_text(SETTINGS)
        patch.setenv("SPARK_CONF_DIR", str(settings))
        yield stack.enter_context(spark(folder, request.param))


def spark(folder: Path, master: str) -> Any:
    from triplewire.engines.spark import Spark  # noqa: PLC0415  needs an extra

    return Spark(folder, master=master)


@pytest.fixture
def kills(engine: Engine) -> None:
    if isinstance(engine, Embedded) and engine._jobs == 1:
        pytest.skip("one process does the work itself")


@pytest.fixture
def not_twice(request: pytest.FixtureRequest) -> None:
    if "cluster" in request.node.name:
        pytest.skip("it takes long, and is the same with Spark in one process")


WORDS = [
    Word(
        name=f"{n:02d}é\U0001f600",
        data=bytes(range(n)),
        number=None if n % 3 else n - 2**62,
        share=n / 7,
        known=n % 2 > 0,
        others=tuple("ab\uffff"[: n % 4]),
    )
    for n in range(40)
]
ROWS = [Placed(block=f"b{n % 7}", place=n) for n in range(60)]
SPREAD = "SELECT * FROM words"


def shuffled(rows: list[Any]) -> list[Any]:
    return random.Random(1).sample(rows, len(rows))  # noqa: S311


def everything(engine: Engine, table: str, kind: type[Any]) -> list[str]:
    return sorted(map(repr, engine.rows(f"SELECT * FROM {table}", kind)))  # noqa: S608


def test_rows_come_back_and_steps_are_done_on_each(engine: Engine) -> None:
    engine.write("words", shuffled(WORDS), Word)
    engine.map("twice", SPREAD, Doubling())
    engine.write("none", [], Word)
    engine.map("of_none", "SELECT * FROM none", Doubling())

    assert everything(engine, "words", Word) == sorted(map(repr, WORDS))
    assert everything(engine, "twice", Word) == sorted(map(repr, Doubling()(WORDS)))
    assert everything(engine, "of_none", Word) == []
    by_name = engine.rows("SELECT * FROM twice ORDER BY name DESC", Word)
    assert [row.name for row in by_name] == [2 * word.name for word in reversed(WORDS)]


def test_blocks_are_whole_and_in_order(engine: Engine) -> None:
    # One block is larger than what any engine hands over together.
    rows = [*ROWS, *(Placed(block="large", place=n) for n in range(1000))]
    engine.write("rows", shuffled(rows), Placed)
    engine.groups("totals", "SELECT * FROM rows", Adding())

    names = sorted({row.block for row in rows})
    assert everything(engine, "totals", Total) == [
        repr(Total(block=name, places=" ".join(str(r.place) for r in rows if r.block == name)))
        for name in names
    ]


@pytest.mark.usefixtures("kills")
def test_a_row_that_kills_its_workers_costs_itself_alone(engine: Engine) -> None:
    engine.write("words", [*WORDS[:20], Word(name=POISON), *WORDS[20:]], Word)
    engine.map("twice", SPREAD, Doubling())

    lost = Word(name=f"{POISON} is lost", known=False)
    assert everything(engine, "twice", Word) == sorted(map(repr, [*Doubling()(WORDS), lost]))


@pytest.mark.usefixtures("kills")
def test_a_block_that_kills_its_workers_costs_itself_alone(engine: Engine) -> None:
    engine.write("rows", [*ROWS, Placed(block="b8", place=DEADLY)], Placed)
    engine.groups("totals", "SELECT * FROM rows", Adding())

    lost = Total(block="b8", places=f"lost {DEADLY}")
    made = Adding()(sorted(ROWS, key=lambda row: row.block))
    assert everything(engine, "totals", Total) == sorted(map(repr, [*made, lost]))


@pytest.mark.usefixtures("kills")
def test_a_worker_that_is_killed_costs_nothing(engine: Engine, tmp_path: Path) -> None:
    engine.write("words", WORDS, Word)
    engine.write("rows", ROWS, Placed)
    engine.map("twice", SPREAD, KilledOnce(str(tmp_path / "one"), Doubling()))
    engine.groups("totals", "SELECT * FROM rows", KilledOnce(str(tmp_path / "two"), Adding()))

    assert everything(engine, "twice", Word) == sorted(map(repr, Doubling()(WORDS)))
    made = Adding()(sorted(ROWS, key=lambda row: row.block))
    assert everything(engine, "totals", Total) == sorted(map(repr, made))
    assert len(list(tmp_path.iterdir())) == 2


def test_things_hang_together_in_the_same_way(engine: Engine) -> None:
    chance = random.Random(3)  # noqa: S311
    nodes = [
        Node(node=f"n{chance.randrange(90):02d}", key=f"k{chance.randrange(60)}") for _ in range(90)
    ]
    engine.write("nodes", shuffled(nodes), Node)
    blocks(engine, "labels", "SELECT node FROM nodes", "SELECT node, key FROM nodes")

    label = {one.node: one.node for one in nodes}
    for _ in nodes:
        for key in {one.key for one in nodes}:
            those = [one.node for one in nodes if one.key == key]
            least = min(label[node] for node in those)
            label.update(dict.fromkeys(those, least))
    found = {row.node: row.block for row in engine.rows("SELECT * FROM labels", Label)}
    assert len(set(label.values())) > 5
    assert found == label


def test_lines_are_written_to_the_same_bytes(engine: Engine, tmp_path: Path) -> None:
    texts = [
        "",
        "a",
        "\U0001f600",
        "\uffff",
        "é",
        "Z",
        "_",
        "ab",
        "a b",
        *(f"{n}" for n in range(90)),
    ]
    engine.write("words", [Word(name=text) for text in shuffled(texts * 2)], Word)
    parts = engine.sorted_lines("SELECT name AS line FROM words", tmp_path / "here", 4)
    with Embedded(tmp_path / "tables", 1) as other:
        other.write("words", [Word(name=text) for text in texts], Word)
        same = other.sorted_lines("SELECT name AS line FROM words", tmp_path / "there", 4)

    assert parts == same
    for part in parts.parts:
        here, there = (tmp_path / name / part.name for name in ("here", "there"))
        assert here.read_bytes() == there.read_bytes()


# What both say, one row each: query, then the values of its row.
SAYINGS: list[tuple[str, dict[str, Any]]] = [
    ("SELECT 7 / 2 AS part", {"part": 3.5}),
    ("SELECT 'a' || CAST(NULL AS STRING) AS text", {"text": None}),
    ("SELECT least('b', CAST(NULL AS STRING), 'a') AS text", {"text": "a"}),
    ("SELECT greatest(1, CAST(NULL AS BIGINT), 3) AS whole", {"whole": 3}),
    ("SELECT least(CAST(NULL AS BIGINT), CAST(NULL AS BIGINT)) AS whole", {"whole": None}),
    (
        "SELECT sha2('é', 256) AS text",
        {"text": "4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c"},
    ),
    ("SELECT sort_array(collect_list(name)) AS several FROM few", {"several": ("a", "a", "é")}),
    ("SELECT sort_array(collect_set(name)) AS several FROM few", {"several": ("a", "é")}),
    ("SELECT collect_list(name) AS several FROM few WHERE name = 'z'", {"several": ()}),
    ("SELECT array_join(sort_array(collect_set(name)), '+') AS text FROM few", {"text": "a+é"}),
    ("SELECT size(collect_list(name)) AS whole FROM few", {"whole": 3}),
    ("SELECT sum(whole) AS whole FROM few", {"whole": 3}),
    ("SELECT avg(whole) AS part FROM few", {"part": 1.5}),
    ("SELECT count(whole) AS whole FROM few", {"whole": 2}),
    ("SELECT max(one) AS text FROM (SELECT explode(several) AS one FROM few)", {"text": "y"}),
    ("SELECT 'Z' < 'a' AND '\uffff' < '\U0001f600' AS yes", {"yes": True}),
    ("SELECT substring('héé', 2, 1) AS text", {"text": "é"}),
    ("SELECT length('h\U0001f600') AS whole", {"whole": 2}),
    (
        (
            "SELECT text FROM (SELECT name AS text, row_number() OVER (PARTITION BY yes"
            " ORDER BY name DESC, whole) AS place FROM few) WHERE place = 1"
        ),
        {"text": "é"},
    ),
    (
        "SELECT one.name AS text FROM few one ANTI JOIN few other ON one.name = other.text",
        {"text": "é"},
    ),
]
FEW = [
    Said(name="a", text="a", whole=1, yes=True, several=("x", "y")),
    Said(name="a", text="b", whole=2, yes=True),
    Said(name="é", text=None, yes=True),
]


@pytest.mark.parametrize("column", ["text", "whole", "part", "yes", "several"])
def test_queries_mean_the_same(engine: Engine, column: str, request: pytest.FixtureRequest) -> None:
    if "cluster" in request.node.name:
        pytest.skip("Spark's SQL is the same there")
    kind: type[Any] = make_dataclass(
        "Answer", [(column, get_type_hints(Said)[column])], frozen=True, slots=True
    )
    engine.write("few", FEW, Said)
    for query, values in SAYINGS:
        if column in values:
            [row] = engine.rows(query, kind)
            assert getattr(row, column) == values[column], query


def test_a_table_is_replaced_by_what_is_made_of_it(engine: Engine) -> None:
    engine.write("few", FEW, Said)
    for _ in range(3):
        engine.sql("few", "SELECT * FROM few WHERE name = 'a'")

    assert everything(engine, "few", Said) == sorted(map(repr, FEW[:2]))
    assert engine.has("few")
    engine.drop("few")
    engine.drop("few")
    assert not engine.has("few")


def test_another_model_is_refused_in_words(engine: Engine) -> None:
    engine.write("words", WORDS, Word)
    with pytest.raises(EngineError, match="a worker has model 2; the build has model 1") as caught:
        engine.map("modelled", SPREAD, Modelled())

    assert "same versions" in caught.value.hint
    assert not engine.has("modelled")


def test_another_version_is_refused_in_words(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    if isinstance(engine, Embedded):
        pytest.skip("its processes are this program's")
    from triplewire.engines import spark  # noqa: PLC0415  needs an extra

    monkeypatch.setattr(spark, "fingerprint", lambda: ("triplewire 9",))
    engine.write("words", WORDS, Word)
    with pytest.raises(EngineError, match="the build has triplewire 9"):
        engine.map("twice", SPREAD, Doubling())


@pytest.mark.usefixtures("not_twice")
def test_a_bug_of_a_step_is_shown_as_it_is(engine: Engine) -> None:
    engine.write("words", WORDS, Word)
    with pytest.raises(Exception, match="rows cannot be done") as caught:
        engine.map("failed", SPREAD, Failing())

    assert not isinstance(caught.value, EngineError)
    assert not engine.has("failed")


def test_no_engine_takes_a_name_that_is_no_word(engine: Engine) -> None:
    with pytest.raises(ValueError, match="no name"):
        engine.write("../a", [], Word)
