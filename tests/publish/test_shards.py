"""A dump in parts is the dump, and a store loaded from it says what the first one said."""

import gzip
import hashlib
import io
import json
import multiprocessing
import os
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cli.test_cli import call
from tests.graphs import BASE, SHA, invented, store_of
from tests.publish.strategies import quads as odd_quads
from triplewire import assets
from triplewire.ask import ask
from triplewire.check import check_store
from triplewire.engines import Embedded
from triplewire.errors import DiskError, StoreError
from triplewire.publish.dump import dump
from triplewire.publish.dump.shards import dump_shards
from triplewire.records import Graph
from triplewire.shacl import load_shapes
from triplewire.store import Store, load, loading, rebuild, shards

REVIEW = f"<{BASE}event/x> <{BASE}p> <{BASE}o> <{BASE}graph/review/{SHA[:16]}> ."
OPTIONS = ("texts", "review", "vocabulary")


@dataclass(frozen=True, slots=True)
class Line:
    line: str


def proposed() -> list[ox.Quad]:
    """Return the invented graph with something that waits for a curator."""
    return [*invented(), *ox.parse(REVIEW, format=ox.RdfFormat.N_QUADS)]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with store_of(proposed(), tmp_path / "store") as store:
        yield store


@pytest.fixture
def parts(store: Store, tmp_path: Path) -> Path:
    dump_shards(store, tmp_path / "parts", 3)
    return tmp_path / "parts"


def nquads(store: Store, **options: bool) -> bytes:
    out = io.BytesIO()
    dump(store, out, "nquads", **options)
    return out.getvalue()


def unpacked(folder: Path) -> list[bytes]:
    return [gzip.decompress(path.read_bytes()) for path in sorted(folder.glob("part-*.nq.gz"))]


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("chosen", list(product([True, False], repeat=3)))
def test_parts_one_after_another_are_the_dump(
    chosen: tuple[bool, ...], store: Store, tmp_path: Path
) -> None:
    options = dict(zip(OPTIONS, chosen, strict=True))
    for number in (1, 2, 7, 500):
        found = dump_shards(store, tmp_path / "parts", number, **options)

        assert b"".join(unpacked(tmp_path / "parts")) == nquads(store, **options)
        assert len(found.parts) == number
        assert max(p.lines for p in found.parts) - min(p.lines for p in found.parts) <= 1


def test_the_manifest_tells_what_each_part_is(store: Store, tmp_path: Path) -> None:
    dump_shards(store, tmp_path / "parts", 4)
    manifest = json.loads((tmp_path / "parts" / "manifest.json").read_text())

    assert manifest["base"] == BASE
    assert manifest["lines"] == nquads(store).count(b"\n")
    assert manifest["size"] == len(nquads(store))
    for part, data in zip(manifest["parts"], unpacked(tmp_path / "parts"), strict=True):
        file = (tmp_path / "parts" / part["name"]).read_bytes()
        assert (part["lines"], part["size"]) == (data.count(b"\n"), len(data))
        assert part["sha256"] == hashlib.sha256(data).hexdigest()
        assert part["packed_size"] == len(file)
        assert part["packed_sha256"] == hashlib.sha256(file).hexdigest()


def test_the_same_quads_give_the_same_files_whatever_their_order(tmp_path: Path) -> None:
    for name, quads in (("a", proposed()), ("b", proposed()[::-1])):
        with store_of(quads, tmp_path / f"store-{name}") as store:
            dump_shards(store, tmp_path / name, 3)

    assert files(tmp_path / "a") == files(tmp_path / "b")


def test_an_engine_writes_the_same_parts_of_a_table_of_lines(
    store: Store, parts: Path, tmp_path: Path
) -> None:
    lines = [Line(line.decode()) for line in nquads(store).splitlines()]
    with Embedded(tmp_path / "tables", 1) as engine:
        engine.write("lines", lines[::-1], Line)
        engine.sorted_lines("SELECT line FROM lines", tmp_path / "out", 3)

    found = files(parts)
    assert files(tmp_path / "out") == {n: found[n] for n in found if n != "manifest.json"}


def test_shards_take_the_place_of_earlier_ones_and_of_nothing_else(
    store: Store, parts: Path, tmp_path: Path
) -> None:
    dump_shards(store, parts, 2)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "manifest.json").write_text('{"format": "theirs"}')

    assert sorted(files(parts)) == ["manifest.json", "part-00000.nq.gz", "part-00001.nq.gz"]
    with pytest.raises(DiskError, match="something else"):
        dump_shards(store, tmp_path / "other", 2)


def test_a_killed_dump_leaves_the_shards_that_were_there(
    store: Store, parts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files(parts)
    child = os.fork()
    if not child:
        monkeypatch.setattr(
            "triplewire.publish.dump.shards.write_shards",
            lambda *_: os.kill(os.getpid(), signal.SIGKILL),
        )
        dump_shards(store, parts, 5)
    os.waitpid(child, 0)

    assert files(parts) == before
    dump_shards(store, parts, 5)
    assert len(files(parts)) == 6
    assert sorted(path.name for path in tmp_path.iterdir()) == ["parts", "store"]


@settings(max_examples=25)
@given(quads=st.lists(odd_quads, min_size=1, max_size=12), number=st.integers(1, 4))
def test_a_loaded_store_dumps_the_same_bytes(quads: list[ox.Quad], number: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with store_of(quads, folder / "store") as store:
            dump_shards(store, folder / "parts", number)
            expected = nquads(store)
        load(folder / "parts", folder / "mirror")
        with Store(folder / "mirror") as mirror:
            assert nquads(mirror) == expected
            dump_shards(mirror, folder / "again", number)
        assert files(folder / "again") == files(folder / "parts")


@pytest.mark.parametrize("together", [1, 50, 10**6])
def test_a_loaded_store_is_one_that_was_written_graph_by_graph(
    together: int, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "_TOGETHER", together)
    dump_shards(store, tmp_path / "parts", 3, review=True, vocabulary=True)
    found = load(tmp_path / "parts", tmp_path / "mirror")
    with Store(tmp_path / "mirror") as mirror:
        (entry,) = mirror.articles.values()

        assert (found.quads, found.articles) == (nquads(mirror, **MORE).count(b"\n"), 1)
        assert nquads(mirror, **MORE) == nquads(store, **MORE)
        # The texts, which are not published, are all that it lacks.
        assert set(store.graphs()) - set(mirror.graphs()) == {entry.text_graph}
        assert set(mirror.triples()) == set(store.triples())
        assert list(mirror.articles) == [SHA]
        assert entry.name == "articles/bridge.txt"
        assert mirror.hides(entry.review_graph)


MORE = {"review": True, "vocabulary": True}


def test_texts_that_are_in_the_shards_are_published_by_the_store(
    store: Store, tmp_path: Path
) -> None:
    dump_shards(store, tmp_path / "parts", 3, **dict.fromkeys(OPTIONS, True))
    load(tmp_path / "parts", tmp_path / "mirror")
    with Store(tmp_path / "mirror") as mirror:
        assert mirror.manifest.publish_text
        assert mirror.manifest.content == store.manifest.content
        assert set(mirror.triples()) == set(store.triples())


def test_shards_without_the_vocabulary_are_given_ours(parts: Path, tmp_path: Path) -> None:
    load(parts, tmp_path / "mirror")
    with Store(tmp_path / "mirror") as mirror:
        labels = ask(mirror, "SELECT ?l { c:direct-quotation skos:prefLabel ?l }")
        assert [row["l"].value for row in labels] == ["direct quotation"]  # type: ignore[union-attr]
        with rebuild(tmp_path / "twin") as writer:
            for graph in mirror.graphs():
                triples = frozenset(quad.triple for quad in mirror.quads(graph))
                writer.replace(Graph(iri=graph, triples=triples))
        with Store(tmp_path / "twin") as twin:
            assert mirror.manifest.content == twin.manifest.content


def test_a_loaded_store_is_asked_and_checked_like_the_first(store: Store, tmp_path: Path) -> None:
    dump_shards(store, tmp_path / "parts", 2, vocabulary=True)
    load(tmp_path / "parts", tmp_path / "mirror")
    shapes = load_shapes(assets.shapes())
    for question in ("who-said", "timeline"):
        first, second = (
            call("query", question, store=folder).stdout
            for folder in (store.folder, tmp_path / "mirror")
        )
        assert first == second
    with Store(tmp_path / "mirror") as mirror:
        first_found, found = (
            {(r.shape, r.focus) for report in reports for r in report.results}
            for reports in (check_store(store, shapes), check_store(mirror, shapes))
        )
        assert found == first_found != set()


def test_another_load_replaces_what_was_loaded_and_readers_keep_what_they_opened(
    parts: Path, tmp_path: Path
) -> None:
    load(parts, tmp_path / "mirror")
    with Store(tmp_path / "mirror") as reader, store_of(invented()[:20], tmp_path / "two") as other:
        before = nquads(reader)
        dump_shards(other, tmp_path / "parts-2", 1)
        load(tmp_path / "parts-2", tmp_path / "mirror")
        with Store(tmp_path / "mirror") as after:
            assert nquads(after) == nquads(other)
        assert nquads(reader) == before


def test_nothing_is_built_in_a_loaded_store_nor_loaded_into_a_built_one(
    store: Store, parts: Path, tmp_path: Path
) -> None:
    load(parts, tmp_path / "mirror")
    before = nquads(store)
    with pytest.raises(StoreError, match="loaded from a dump"), rebuild(tmp_path / "mirror"):
        pass
    with pytest.raises(StoreError, match="built from a newsroom"):
        load(parts, tmp_path / "store")

    with Store(tmp_path / "store") as same:
        assert nquads(same) == before


def flip(folder: Path) -> None:
    data = bytearray((folder / "part-00001.nq.gz").read_bytes())
    data[len(data) // 2] ^= 1
    (folder / "part-00001.nq.gz").write_bytes(data)


def lose(folder: Path) -> None:
    (folder / "part-00002.nq.gz").unlink()


def pipe(folder: Path) -> None:
    lose(folder)
    os.mkfifo(folder / "part-00002.nq.gz")


def change(folder: Path, **values: object) -> None:
    manifest = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps(manifest | values))


def change_part(folder: Path, **values: object) -> None:
    first, *others = json.loads((folder / "manifest.json").read_text())["parts"]
    change(folder, parts=[first | values, *others])


def swap(folder: Path) -> None:
    manifest = json.loads((folder / "manifest.json").read_text())
    change(folder, parts=manifest["parts"][::-1])


def put(folder: Path, data: bytes) -> None:
    """Put other lines into the only part of shards, and let the manifest fit them."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    path = folder / "part-00000.nq.gz"
    path.write_bytes(gzip.compress(data, mtime=0))
    part = shards.Part(
        name=path.name,
        lines=data.count(b"\n"),
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        packed_size=0,
        packed_sha256="",
    )
    named = shards.Sum()
    named.add(data.splitlines())
    shards.write_shards(folder, [part], BASE, named.content)


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (flip, "part-00001.nq.gz: a part is damaged: it is not as it was written"),
        (lose, "part-00002.nq.gz: a part is damaged: No such file"),
        (pipe, "not a regular file"),
        (lambda f: (f / "manifest.json").unlink(), "no shards of this version"),
        (lambda f: (f / "manifest.json").write_text("{"), "no shards of this version"),
        (lambda f: change(f, version=2), "format 'triplewire-shards' 2"),
        (lambda f: change(f, base="x"), "the base is no web address"),
        (lambda f: change(f, content="1f"), "not the quads that the manifest names"),
        (lambda f: change_part(f, name="../x.nq.gz"), "no name of a part"),
        (lambda f: change_part(f, lines=1), "does not hold what the manifest says"),
        (lambda f: change_part(f, sha256="0"), "does not hold what the manifest says"),
        (lambda f: change_part(f, size=9), "holds more than it should"),
        (swap, "not in order"),
        (lambda f: put(f, b"<x:a> <x:b> <x:c> <x:g> .\n<x:a> <x:b>"), "does not hold"),
        (lambda f: put(f, b"<x:a> <x:b> <x:c> .\n"), "cannot be loaded"),
        (lambda f: put(f, b'<x:a> <x:b> "c" .\n'), "no quad of a named graph"),
        (lambda f: put(f, b'<x:a> <x:b> "c" <x:g>.\n'), "no quad of a named graph"),
        (lambda f: put(f, b"<x:a> <x:b> <x y> <x:g> .\n"), "cannot be loaded"),
        (lambda f: put(f, b"_:a <x:b> <x:c> <x:g> .\n"), "a blank node"),
        (lambda f: put(f, b"<x:a> <x:b> _:c <x:g> .\n"), "a blank node"),
        (lambda f: put(f, b"\n<x:a> <x:b> <x:c> <x:g> .\n"), "not in order"),
    ],
)
def test_damaged_shards_are_refused_and_leave_the_store_as_it_was(
    harm: Callable[[Path], object], words: str, parts: Path, tmp_path: Path
) -> None:
    load(parts, tmp_path / "mirror")
    with Store(tmp_path / "mirror") as mirror:
        before = nquads(mirror)
    harm(parts)
    with pytest.raises(StoreError) as refused:
        load(parts, tmp_path / "mirror")

    assert words in str(refused.value)
    with Store(tmp_path / "mirror") as mirror:
        assert nquads(mirror) == before


def test_words_that_look_like_the_end_of_a_line_are_words(tmp_path: Path) -> None:
    put(tmp_path / "parts", rb'<x:a> <x:b> "_:c <x:g> ." <x:h> .' + b"\n")
    load(tmp_path / "parts", tmp_path / "mirror")
    with Store(tmp_path / "mirror") as mirror:
        assert [quad.object for quad in mirror.quads("x:h")] == [ox.Literal("_:c <x:g> .")]


def load_and_die(parts: Path, folder: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loading, "seal", lambda *_: os.kill(os.getpid(), signal.SIGKILL))
        load(parts, folder)


def test_a_killed_load_leaves_the_store_as_it_was(parts: Path, tmp_path: Path) -> None:
    load(parts, tmp_path / "mirror")
    # Forked, it would wait for threads of Oxigraph's that are not there.
    context = multiprocessing.get_context("spawn")
    process = context.Process(target=load_and_die, args=(parts, tmp_path / "mirror"))
    process.start()
    process.join()

    assert process.exitcode == -signal.SIGKILL
    with Store(tmp_path / "mirror") as mirror:
        assert mirror.path.name == "gen-000001"
    load(parts, tmp_path / "mirror")
    with Store(tmp_path / "mirror") as mirror:
        assert mirror.path.name == "gen-000002"
    assert [path.name for path in sorted((tmp_path / "mirror").glob("gen-*"))] == ["gen-000002"]


def test_the_commands_dump_load_and_say_what_they_did(store: Store, tmp_path: Path) -> None:
    parts, mirror = tmp_path / "parts", tmp_path / "mirror"
    command = ("dump", "--format", "nquads", "--shards", "2", "-o", str(parts))
    dumped = call(*command, store=store.folder)
    loaded = call("load", str(parts), store=mirror)
    built = call("build", str(tmp_path), store=mirror)

    quads = len(nquads(store).splitlines())
    assert dumped.stderr.endswith(f"{parts}: {quads} quads in 2 parts\n")
    assert loaded.stderr == f"{parts} → {mirror}: {quads} quads, 1 articles\n"
    assert built.exit_code == 3
    assert "knows no newsroom" in built.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("--shards", "2", "-o", "parts"),
        ("--shards", "2", "--format", "turtle", "-o", "parts"),
        ("--shards", "2", "--format", "nquads"),
        ("--shards", "0", "--format", "nquads", "-o", "parts"),
        ("--shards", "2", "--vocabulary-only", "-o", "parts"),
    ],
)
def test_parts_are_of_nquads_and_in_a_folder(arguments: tuple[str, ...], store: Store) -> None:
    assert call("dump", *arguments, store=store.folder).exit_code == 2
