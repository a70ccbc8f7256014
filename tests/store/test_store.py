"""The store keeps complete generations and nothing else."""

import errno
import multiprocessing
import os
import signal
from multiprocessing.synchronize import Event
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from triplewire.errors import DiskError, StoreError
from triplewire.records import Graph
from triplewire.store import Entry, Store, edition, generations, rebuild, verify, writer
from triplewire.store.content import changed_content

G = "https://example.org/graph/a"
P = ox.NamedNode("https://example.org/p")
S = ox.NamedNode("https://example.org/s")


def graph(*values: str, iri: str = G) -> Graph:
    return Graph(iri=iri, triples=frozenset(ox.Triple(S, P, ox.Literal(v)) for v in values))


def build(folder: Path, *graphs: Graph) -> None:
    with rebuild(folder) as writer:
        for each in graphs:
            writer.replace(each)


def contents(folder: Path, iri: str = G) -> set[str]:
    with Store(folder) as store:
        return {
            quad.object.value for quad in store.quads(iri) if isinstance(quad.object, ox.Literal)
        }


def test_what_was_written_is_read_back(tmp_path: Path) -> None:
    build(tmp_path, graph("one", "two"))

    assert contents(tmp_path) == {"one", "two"}


def test_replacing_a_graph_leaves_the_others_alone(tmp_path: Path) -> None:
    other = "https://example.org/graph/b"
    build(tmp_path, graph("one"), graph("kept", iri=other))
    build(tmp_path, graph("two"))

    assert contents(tmp_path) == {"two"}
    assert contents(tmp_path, other) == {"kept"}


MANY = [f"https://example.org/graph/{number}" for number in range(7)]


@pytest.mark.parametrize("bulk", [0, 1, 3, 100])
def test_a_store_is_the_same_however_much_of_it_is_loaded_in_bulk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bulk: int
) -> None:
    monkeypatch.setattr(writer, "_BULK", bulk)
    monkeypatch.setattr(edition, "_FEW", 0)
    texts = "https://example.org/graph/text/a"
    with rebuild(tmp_path) as writing:
        for number, iri in enumerate(MANY):
            writing.replace(graph(str(number), "shared", iri=iri))
        assert len(writing.triples(MANY[-1])) == 2
        writing.replace(graph("words", iri=texts))
        writing.replace(graph("other", iri=MANY[0]))
        writing.remove(MANY[1])
        assert (
            len(list(writing.database().quads_for_pattern(None, None, None, ox.DefaultGraph())))
            == 7
        )
        content = ""
        for iri in (*MANY, texts):
            content = changed_content(content, ox.NamedNode(iri), (), writing.triples(iri))
        assert writing.manifest.content == content
    build(tmp_path, graph("7", "8", "9", iri=MANY[1]))

    assert contents(tmp_path, MANY[0]) == {"other"}
    assert contents(tmp_path, MANY[1]) == {"7", "8", "9"}
    assert contents(tmp_path, MANY[6]) == {"6", "shared"}
    assert contents(tmp_path, texts) == {"words"}


def test_replacing_a_graph_by_itself_makes_no_new_generation(tmp_path: Path) -> None:
    build(tmp_path, graph("one"))
    before = (tmp_path / "current").read_text()
    build(tmp_path, graph("one"))

    assert (tmp_path / "current").read_text() == before


def test_a_removed_graph_is_gone(tmp_path: Path) -> None:
    build(tmp_path, graph("one"))
    with rebuild(tmp_path) as writer:
        writer.remove(G)

    with Store(tmp_path) as store:
        assert store.graphs() == []


def test_a_writer_sees_its_own_changes(tmp_path: Path) -> None:
    with rebuild(tmp_path) as writer:
        assert writer.triples(G) == frozenset()
        assert writer.replace(graph("one"))
        assert not writer.replace(graph("one"))
        assert writer.triples(G) == graph("one").triples


def test_a_reader_keeps_its_generation_while_a_build_switches(tmp_path: Path) -> None:
    build(tmp_path, graph("old"))
    with Store(tmp_path) as reader:
        build(tmp_path, graph("new"))
        seen = [quad.object for quad in reader.quads(G)]

        assert seen == [ox.Literal("old")]
        assert reader.path.is_dir()
    build(tmp_path, graph("newer"))

    assert not reader.path.exists()
    assert contents(tmp_path) == {"newer"}


def test_an_interrupted_build_leaves_the_last_complete_state(tmp_path: Path) -> None:
    build(tmp_path, graph("complete"))

    def interrupt() -> None:
        with rebuild(tmp_path) as writer:
            writer.replace(graph("half"))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupt()

    assert contents(tmp_path) == {"complete"}


def test_what_cannot_be_loaded_beside_the_build_ends_it_and_leaves_the_last_complete_state(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(tmp_path, graph("complete"))
    monkeypatch.setattr(writer, "_BULK", 0)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(edition.Edition, "_put", full)
    with pytest.raises(DiskError, match="No space left"):
        build(tmp_path, graph("half", iri=MANY[0]))
    monkeypatch.undo()

    assert contents(tmp_path) == {"complete"}
    build(tmp_path, graph("after"))
    assert contents(tmp_path) == {"after"}


def _half_a_build(folder: Path, ready: Event) -> None:
    with rebuild(folder) as writer:
        writer.replace(graph("half"))
        ready.set()
        signal.pause()


def test_a_killed_build_leaves_the_last_complete_state(tmp_path: Path) -> None:
    build(tmp_path, graph("complete"))
    context = multiprocessing.get_context("spawn")
    ready = context.Event()
    process = context.Process(target=_half_a_build, args=(tmp_path, ready))
    process.start()
    assert ready.wait(60)
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    process.join()

    assert contents(tmp_path) == {"complete"}
    build(tmp_path, graph("after"))
    assert contents(tmp_path) == {"after"}
    assert [path.name for path in tmp_path.glob("gen-*.tmp")] == []


def test_two_builds_at_once_are_refused(tmp_path: Path) -> None:
    with rebuild(tmp_path), pytest.raises(StoreError, match="another build"), rebuild(tmp_path):
        pass


def test_a_folder_without_a_store_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="triplewire build"):
        Store(tmp_path)


def test_a_damaged_manifest_is_named(tmp_path: Path) -> None:
    build(tmp_path, graph("one"))
    generation = tmp_path / (tmp_path / "current").read_text()
    (generation / "manifest.json").write_text("{", encoding="utf-8")

    with pytest.raises(StoreError, match=r"manifest\.json"):
        Store(tmp_path)


def test_a_store_of_another_format_is_refused(tmp_path: Path) -> None:
    build(tmp_path, graph("one"))
    generation = tmp_path / (tmp_path / "current").read_text()
    (generation / "manifest.json").write_text('{"version": 99}', encoding="utf-8")

    with pytest.raises(StoreError, match="format 99"):
        Store(tmp_path)


def test_a_pointer_to_nowhere_is_refused(tmp_path: Path) -> None:
    build(tmp_path, graph("one"))
    (tmp_path / "current").write_text("../elsewhere", encoding="utf-8")

    with pytest.raises(StoreError, match="not there"):
        Store(tmp_path)


def test_a_generation_that_goes_while_the_pointer_is_read_is_looked_up_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(tmp_path, graph("one"))
    pointers = iter(["gen-000000", *[(tmp_path / "current").read_text()] * 9])
    monkeypatch.setattr(generations, "_pointer", lambda _: next(pointers))

    assert contents(tmp_path) == {"one"}


def test_a_generation_without_its_database_is_refused(tmp_path: Path) -> None:
    build(tmp_path, graph("one"))
    generation = tmp_path / (tmp_path / "current").read_text()
    (generation / "db" / "CURRENT").unlink()

    with pytest.raises(StoreError, match="build again"):
        Store(tmp_path)


def test_a_change_of_the_manifest_alone_is_kept(tmp_path: Path) -> None:
    build(tmp_path, graph("one"))
    entry = Entry(
        root="r", name="n", digits="d", graph=G, text_graph="t", run="x", authorities=("a",)
    )
    with rebuild(tmp_path) as writer:
        writer.manifest.articles["sha"] = entry

    with Store(tmp_path) as store:
        assert dict(store.manifest.articles) == {"sha": entry}
    assert contents(tmp_path) == {"one"}


def test_queries_see_the_union_of_all_graphs(tmp_path: Path) -> None:
    build(tmp_path, graph("one"), graph("two", iri="https://example.org/graph/b"))
    with Store(tmp_path) as store:
        found = store.query(
            "SELECT ?s ?o WHERE { ?s e:p ?o } ORDER BY ?o",
            substitutions={ox.Variable("s"): S},
            prefixes={"e": "https://example.org/"},
        )

        assert isinstance(found, ox.QuerySolutions)
        assert [row["o"] for row in found] == [ox.Literal("one"), ox.Literal("two")]


@pytest.mark.parametrize("besides", [0, 500])
def test_what_goes_out_of_a_graph_stays_in_the_union_while_another_says_it(
    tmp_path: Path, besides: int
) -> None:
    other = "https://example.org/graph/b"
    build(tmp_path, graph("one", "two"), graph("two", *map(str, range(besides)), iri=other))
    build(tmp_path, graph("three"))

    with Store(tmp_path) as store:
        found = store.query("SELECT ?o { ?s ?p ?o }")
        assert isinstance(found, ox.QuerySolutions)
        assert {row["o"].value for row in found} == {"two", "three", *map(str, range(besides))}


T = "https://example.org/graph/text/a"
EVERYWHERE = "SELECT ?o { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"


def asked(folder: Path) -> set[str]:
    """Return what a query finds in all graphs."""
    with Store(folder) as store:
        found = store.query(EVERYWHERE)
        assert isinstance(found, ox.QuerySolutions)
        return {row["o"].value for row in found}


def publish(folder: Path, *, yes: bool) -> None:
    with rebuild(folder) as writer:
        writer.publish_texts(publish=yes)


def test_a_text_is_in_a_database_where_no_query_comes(tmp_path: Path) -> None:
    build(tmp_path, graph("said"), graph("the whole text", iri=T))
    with Store(tmp_path) as store, store.whole() as everything:
        seen = {quad.object.value for quad in store.quads() if isinstance(quad.object, ox.Literal)}
        about = {quad.graph_name for quad in store.about(S.value)}

        assert asked(tmp_path) == {"said"}
        assert seen == {"said", "the whole text"}
        assert about == {ox.NamedNode(G), ox.NamedNode(T), ox.DefaultGraph()}
        assert store.graphs() == [G, T]
        assert store.has_graph(T)
        assert len(list(everything.quads_for_pattern(S, None, None, ox.NamedNode(T)))) == 1


def test_who_asks_what_changed_is_told_that_all_did_when_texts_move(tmp_path: Path) -> None:
    build(tmp_path, graph("said"))
    with rebuild(tmp_path) as writer:
        before = writer.changes()
        assert before is not None
        assert len(before) == 0
        writer.publish_texts(publish=True)

        assert writer.changes() is None


def test_texts_move_when_they_are_published_and_when_they_no_longer_are(tmp_path: Path) -> None:
    build(tmp_path, graph("said"), graph("the whole text", iri=T))
    first = content(tmp_path)
    publish(tmp_path, yes=True)
    assert asked(tmp_path) == {"said", "the whole text"}
    assert contents(tmp_path, T) == {"the whole text"}
    build(tmp_path, graph("another text", iri=T))
    assert asked(tmp_path) == {"said", "another text"}
    build(tmp_path, graph("the whole text", iri=T))
    publish(tmp_path, yes=False)

    assert asked(tmp_path) == {"said"}
    assert contents(tmp_path, T) == {"the whole text"}
    assert content(tmp_path) == first


def test_a_text_that_goes_is_gone_from_both_databases(tmp_path: Path) -> None:
    build(tmp_path, graph("the whole text", iri=T))
    with rebuild(tmp_path) as writer:
        writer.remove(T)

    with Store(tmp_path) as store:
        assert store.graphs() == []
        assert store.text(S) is None
    assert content(tmp_path) == ""


@pytest.mark.parametrize("writable", [True, False])
def test_a_copy_to_be_judged_lies_beside_the_store_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, writable: bool
) -> None:
    build(tmp_path, graph("said"), graph("the whole text", iri=T))
    monkeypatch.setattr("os.access", lambda *_: writable)
    beside = []
    with Store(tmp_path) as store:
        for _ in range(5):
            with store.whole() as everything:
                beside.append(len(list(store.path.glob("whole-*"))))
                del everything
        left = sorted(path.name for path in store.path.iterdir())

    assert beside == [int(writable)] * 5
    assert left == [
        "articles.sqlite",
        "db",
        "files.json",
        "in-use",
        "manifest.json",
        "manifest.sha256",
        "texts",
    ]


@pytest.mark.parametrize("database", ["db", "texts"])
@pytest.mark.parametrize("gone", [True, False])
def test_nothing_is_built_on_a_damaged_file_even_if_nobody_looks_there(
    tmp_path: Path, database: str, *, gone: bool
) -> None:
    build(tmp_path, graph("said"), graph("the whole text", iri=T))
    build(tmp_path, graph("said again"))
    with Store(tmp_path) as store:
        file = min((store.path / database).glob("*.sst"))
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.unlink()
    if not gone:
        file.write_bytes(content)

    with pytest.raises(StoreError, match="the store is damaged"):
        build(tmp_path, graph("said"))


def test_what_a_disk_does_to_a_file_without_a_trace_is_found_when_all_is_verified(
    tmp_path: Path,
) -> None:
    build(tmp_path, graph("said"))
    with Store(tmp_path) as store:
        file = min((store.path / "db").glob("*.sst"))
    before, content = file.stat(), bytearray(file.read_bytes())
    verify(tmp_path)
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))

    with pytest.raises(StoreError, match="the store is damaged"):
        verify(tmp_path)


def test_a_published_text_needs_no_copy_to_be_judged(tmp_path: Path) -> None:
    build(tmp_path, graph("the whole text", iri=T))
    publish(tmp_path, yes=True)
    with Store(tmp_path) as store, store.whole() as everything:
        assert len(list(everything)) == 1


def open_to_others(folder: Path) -> list[str]:
    """Return what is below a folder, and the folder, that others than its owner may use."""
    return sorted(path.name for path in (folder, *folder.rglob("*")) if path.stat().st_mode & 0o077)


def test_nobody_else_may_read_a_store_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        build(tmp_path / "new" / "store", graph("said"), graph("the whole text", iri=T))
    finally:
        os.umask(before)

    assert open_to_others(tmp_path / "new" / "store") == []


def test_a_build_closes_a_store_that_was_open_and_nothing_that_lies_beside(tmp_path: Path) -> None:
    build(tmp_path, graph("said"))
    others = tmp_path / "notes.txt"
    for path in (others, tmp_path / "memo.sqlite"):
        path.touch()
    for path in (tmp_path, *tmp_path.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    build(tmp_path, graph("said"))

    assert open_to_others(tmp_path) == ["notes.txt"]


def content(folder: Path) -> str:
    with Store(folder) as store:
        return store.manifest.content


@settings(
    max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(
    st.lists(st.sets(st.sampled_from("abcd")), min_size=1, max_size=3),
    st.sets(st.sampled_from("abcd")),
)
def test_a_store_is_named_by_its_quads_and_by_nothing_on_the_way(
    tmp_path_factory: pytest.TempPathFactory, earlier: list[set[str]], last: set[str]
) -> None:
    one, other = tmp_path_factory.mktemp("one"), tmp_path_factory.mktemp("other")
    second = "https://example.org/graph/b"
    for values in earlier:
        build(one, graph(*values), graph("x", *values, iri=second))
    build(one, graph(*last), graph("y", *last, iri=second))
    build(other, graph("y", *last, iri=second), graph(*last))
    before = content(one)
    build(one, graph("z", *last))

    assert before == content(other) != content(one)


def test_a_literal_that_the_store_writes_otherwise_counts_once(tmp_path: Path) -> None:
    decimal = ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal")
    odd = Graph(iri=G, triples=frozenset({ox.Triple(S, P, ox.Literal("0.50", datatype=decimal))}))
    build(tmp_path, odd)
    first = content(tmp_path)
    build(tmp_path, odd)

    assert content(tmp_path) == first


def test_a_triple_counts_in_the_graph_that_holds_it(tmp_path: Path) -> None:
    build(tmp_path / "one", graph("x"))
    build(tmp_path / "two", graph("x", iri="https://example.org/graph/b"))
    with rebuild(tmp_path / "two") as writer:
        writer.remove("https://example.org/graph/b")

    assert content(tmp_path / "two") == ""
    build(tmp_path / "two", graph("x", iri="https://example.org/graph/b"))
    assert content(tmp_path / "one") != content(tmp_path / "two")


@settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=30), max_size=5))
def test_any_words_survive_the_store(tmp_path: Path, values: list[str]) -> None:
    with rebuild(tmp_path) as writer:
        writer.replace(graph(*values))

        assert writer.triples(G) == graph(*values).triples
