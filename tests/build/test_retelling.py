"""A graph that is changed by what is new of a table, or of a register, says what it would anew."""

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Triple

from tests.graphs import BASE
from triplewire.build.into import Into
from triplewire.build.names import register
from triplewire.build.retelling import Row, Telling, Told, retell
from triplewire.convert import name_triples
from triplewire.engines import Embedded
from triplewire.records import Registered
from triplewire.store import Store, rebuild

GRAPH = f"{BASE}graph/shared"
# Some of it twice, and some of what nothing is told.
CONTENTS = """
SELECT mark, to_binary(concat('says ', mark), 'utf-8') AS content
FROM (SELECT mark FROM now UNION ALL SELECT '4' AS mark) m
"""
ROWS = st.lists(
    st.builds(
        Told,
        one=st.sampled_from("ab"),
        other=st.sampled_from("ab"),
        kind=st.sampled_from(["identity", "external"]),
        mark=st.sampled_from("123"),
    ),
    unique=True,
    max_size=6,
)
TEXTS = ("a" * 64, "b" * 64)
NAMES = [f"claim/1/{c}" for c in "abc"] + ["actor/ada", "article/1", f"text/1/{TEXTS[0][:16]}"]
REGISTERED = st.lists(
    st.builds(
        Registered,
        name=st.sampled_from(NAMES),
        status=st.sampled_from(["current", "withdrawn", "added", "replaced"]),
        first=st.just(1),
        texts=st.sampled_from([(), TEXTS[:1], TEXTS[1:]]),
        see=st.sampled_from(["", "actor/ben"]),
        when=st.sampled_from(["2024-01-02", "2024-01-03"]),
        type=st.sampled_from(["", "https://schema.org/Person"]),
        label=st.sampled_from(["", "Ada"]),
    ),
    unique_by=lambda row: row.name,
    max_size=6,
).map(lambda rows: sorted(rows, key=lambda row: row.name))


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Embedded]:
    with Embedded(tmp_path_factory.mktemp("tables"), 1) as engine:
        yield engine


def triples(row: Row) -> Iterable[Triple]:
    return meant(row.block, row.place, row.content.decode())


def meant(block: str, kind: str, content: str) -> Iterable[Triple]:
    """Yield what is to be said of two things."""
    iri = NamedNode(f"{BASE}identity/{block.replace(' ', '-')}")
    yield Triple(iri, NamedNode(f"{BASE}is"), Literal(kind))
    yield Triple(iri, NamedNode(f"{BASE}says"), Literal(content))


@settings(max_examples=20)
@given(st.lists(st.tuples(ROWS, st.booleans()), min_size=2, max_size=5))
def test_a_graph_tells_what_its_table_does_whatever_builds_were_killed(
    engine: Embedded, states: list[tuple[list[Told], bool]]
) -> None:
    engine.drop("kept")
    telling = Telling(graph=GRAPH, kept="kept", now="now", contents=CONTENTS, triples=triples)
    with TemporaryDirectory() as folder:
        for rows, killed in states:
            engine.write("now", rows, Told)
            try:
                with rebuild(Path(folder)) as writer:
                    retell(Into(writer=writer, engine=engine, day="2026-01-01"), telling)
                    if killed:
                        raise KeyboardInterrupt
            except KeyboardInterrupt:
                continue
            assert said(Path(folder)) == {
                one
                for row in rows
                for one in meant(f"{row.one} {row.other}", row.kind, f"says {row.mark}")
            }


@settings(max_examples=25)
@given(st.lists(st.tuples(st.sampled_from("xy"), REGISTERED), min_size=2, max_size=6))
def test_a_graph_of_names_tells_what_the_registers_of_all_folders_do(
    states: list[tuple[str, list[Registered]]],
) -> None:
    registers: dict[str, list[Registered]] = {}
    with TemporaryDirectory() as folder:
        for root, rows in states:
            registers[root] = rows
            with rebuild(Path(folder)) as writer:
                register(writer, GRAPH, root, rows, BASE)
                kept = {name: [*writer.register.rows(name)] for name in writer.register}
            every = (row for those in registers.values() for row in those)

            assert said(Path(folder)) == {one for row in every for one in name_triples(row, BASE)}
            assert kept == {name: those for name, those in registers.items() if those}


def test_only_what_is_new_is_told(engine: Embedded, tmp_path: Path) -> None:
    asked: list[str] = []

    def noted(row: Row) -> Iterable[Triple]:
        asked.append(row.block)
        return triples(row)

    telling = Telling(graph=GRAPH, kept="kept", now="now", contents=CONTENTS, triples=noted)
    told = partial(Told, other="z", kind="identity", mark="1")
    engine.drop("kept")
    for ones in ("ab", "abc"):
        asked.clear()
        engine.write("now", [told(one=one) for one in ones], Told)
        with rebuild(tmp_path) as writer:
            retell(Into(writer=writer, engine=engine, day="2026-01-01"), telling)

    assert set(asked) == {"c z"}


def said(folder: Path) -> set[Triple]:
    with Store(folder) as store:
        return {quad.triple for quad in store.quads(GRAPH)}
