"""A folder of dumps: versions named by their data, and a latest one that is always complete."""

import fcntl
import gzip
import hashlib
import io
import multiprocessing
import os
import shutil
import signal
import subprocess
from collections.abc import Callable
from multiprocessing.synchronize import Event
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from click.testing import CliRunner

from tests.graphs import BASE, invented, store_of
from triplewire import assets, vocab
from triplewire.cli import main
from triplewire.errors import DiskError, StoreError
from triplewire.publish.dump import contents, release
from triplewire.publish.dump import dump as dump_all
from triplewire.publish.dump.release import Dump, latest_dump, version_of, write_dump
from triplewire.store import Store

RDF = ["triplewire.jsonld", "triplewire.nq", "triplewire.trig", "triplewire.ttl"]
LINKS = ["complete.nq.gz", *RDF, "vocabulary.jsonld", "vocabulary.ttl"]
TABLES = ["actors", "articles", "claims", "comparisons", "events", "participations", "statistics"]
ARTICLE = ox.NamedNode(f"{BASE}article/bridge")
GRAPH = ox.NamedNode(f"{BASE}graph/article/bridge")


def titled(*titles: str) -> list[ox.Quad]:
    """Return the invented graph with more titles: other data."""
    more = [ox.Quad(ARTICLE, vocab.SCHEMA_HEADLINE, ox.Literal(title), GRAPH) for title in titles]
    return [*invented(), *more]


def dumped(folder: Path, *titles: str, keep: int | None = None, url: str | None = None) -> Dump:
    with store_of(titled(*titles), folder / "store") as store:
        return write_dump(store, folder / "dumps", keep=keep, url=url)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def relative(folder: Path) -> list[str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return sorted(path.relative_to(folder).as_posix() for path in files)


def whole(path: Path) -> bool:
    """Say whether every file of a version but SHA256SUMS is there as it was written."""
    lines = (path / "SHA256SUMS").read_text().splitlines()
    sums = {name: digits for digits, _, name in (line.partition("  ") for line in lines)}
    found = {
        name: hashlib.sha256((path / name).read_bytes()).hexdigest()
        for name in relative(path)
        if name != "SHA256SUMS"
    }
    return sums == found


def test_a_dump_holds_everything(tmp_path: Path) -> None:
    dump = dumped(tmp_path)
    expected = [*LINKS, *(f"{name}.gz" for name in RDF), *(f"{name}.csv" for name in TABLES)]
    more = ["README.md", "SHA256SUMS", "csv-metadata.json", "vocabulary", "void.jsonld", "void.ttl"]

    assert dump.fresh
    assert names(dump.path) == sorted([*expected, *more])
    assert [file.name for file in dump.files if file.media_type != "text/csv"] == [
        *(
            f"{name}{suffix}"
            for suffix in ("", ".gz")
            for name in (f"triplewire.{end}" for end in ("ttl", "trig", "nq", "jsonld"))
        ),
        *("vocabulary.ttl", "vocabulary.jsonld", "complete.nq.gz"),
    ]
    assert whole(dump.path)


def test_the_latest_version_is_reached_by_its_link_and_by_the_old_names(tmp_path: Path) -> None:
    dump = dumped(tmp_path)
    folder = tmp_path / "dumps"

    assert names(folder) == sorted([dump.version, "latest", *LINKS])
    assert (folder / "latest").resolve() == dump.path
    assert (folder / "triplewire.ttl").read_bytes() == (dump.path / "triplewire.ttl").read_bytes()
    assert latest_dump(folder) == Dump(version=dump.version, path=dump.path, files=dump.files)
    assert latest_dump(tmp_path) is None
    shutil.rmtree(dump.path)
    assert latest_dump(folder) is None


def test_a_store_tells_which_version_a_dump_of_it_would_be(tmp_path: Path) -> None:
    dump = dumped(tmp_path)
    with Store(tmp_path / "store") as store:
        assert version_of(store) == dump.version
        store.manifest.publish_text = True
        assert version_of(store) != dump.version
    with store_of(titled("Other"), tmp_path / "store") as store:
        assert version_of(store) != dump.version


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="needs sha256sum")
def test_the_checksums_are_those_that_sha256sum_checks(tmp_path: Path) -> None:
    dump = dumped(tmp_path)
    command = ["sha256sum", "--strict", "-c", "SHA256SUMS"]
    done = subprocess.run(command, cwd=dump.path, capture_output=True, text=True, check=True)

    assert done.stdout.count(": OK\n") == len(relative(dump.path)) - 1


def test_gzip_has_neither_time_nor_name_and_unpacks_to_the_same_bytes(tmp_path: Path) -> None:
    dump = dumped(tmp_path)
    for name in RDF:
        packed = (dump.path / f"{name}.gz").read_bytes()

        # RFC 1952: no flags, so no name; time 0; an unknown system.
        assert packed[:8] == b"\x1f\x8b\x08\x00\x00\x00\x00\x00"
        assert packed[9] == 255
        assert gzip.decompress(packed) == (dump.path / name).read_bytes()


@pytest.mark.filterwarnings("ignore:::rdflib")
@pytest.mark.parametrize("name", ["void.ttl", "void.jsonld"])
def test_the_catalogue_names_every_file_with_its_size_and_checksum(
    name: str, tmp_path: Path
) -> None:
    dump = dumped(tmp_path, url="https://example.org/data/")
    graph = rdflib.Graph().parse(dump.path / name)
    form = ox.RdfFormat.from_extension(name.partition(".")[2])
    quads = set(ox.parse(path=dump.path / name, format=form))
    found = {
        (
            str(row["url"]).removeprefix(f"https://example.org/data/{dump.version}/"),
            int(row["size"]),
            str(row["sum"]),
        )
        for row in graph.query(
            "SELECT ?url ?size ?sum { ?file dcat:downloadURL ?url ; dcat:byteSize ?size ;"
            " spdx:checksum/spdx:checksumValue ?sum }",
            initNs={
                "dcat": "http://www.w3.org/ns/dcat#",
                "spdx": "http://spdx.org/rdf/terms#",
            },
        )
        if isinstance(row, rdflib.query.ResultRow)
    }

    assert len(graph) == len(quads)
    assert found == {(file.name, file.size, file.sha256) for file in dump.files}
    assert {(dump.path / file.name).stat().st_size == file.size for file in dump.files} == {True}


def test_the_addresses_are_those_of_the_newsroom_unless_told_otherwise(tmp_path: Path) -> None:
    dump = dumped(tmp_path)
    url = f"<{BASE}dumps/{dump.version}/triplewire.ttl>"

    assert url in (dump.path / "void.ttl").read_text(encoding="utf-8")


def test_a_second_dump_of_the_same_data_writes_nothing(tmp_path: Path) -> None:
    first = dumped(tmp_path)
    before = {path: path.stat() for path in first.path.iterdir()}
    second = dumped(tmp_path)

    assert (first.fresh, second.fresh) == (True, False)
    assert (first.version, first.files) == (second.version, second.files)
    assert {path: path.stat() for path in first.path.iterdir()} == before


def test_other_data_become_the_latest_version_and_the_old_one_stays(tmp_path: Path) -> None:
    one, other = dumped(tmp_path), dumped(tmp_path, "Other")

    assert one.version != other.version
    assert (tmp_path / "dumps" / "latest").resolve() == other.path
    assert whole(one.path)


def test_the_version_depends_on_the_data_and_the_address_alone(tmp_path: Path) -> None:
    for name in ("one", "two", "three"):
        (tmp_path / name).mkdir()
    one = dumped(tmp_path / "one", "A", "B")
    (tmp_path / "two" / "store").mkdir()
    dumped(tmp_path / "two", "Before")
    two = dumped(tmp_path / "two", "B", "A")
    three = dumped(tmp_path / "three", "A", "B", url="https://example.org/data/")

    assert one.version == two.version
    assert one.version != three.version


def test_going_back_makes_an_old_version_the_latest_again(tmp_path: Path) -> None:
    one = dumped(tmp_path)
    dumped(tmp_path, "Other")
    back = dumped(tmp_path)

    assert not back.fresh
    assert (tmp_path / "dumps" / "latest").resolve() == one.path


def test_only_the_last_versions_are_kept_when_told_so(tmp_path: Path) -> None:
    folder = tmp_path / "dumps"
    folder.mkdir()
    (folder / "0123456789abcdef").mkdir()
    versions = [dumped(tmp_path, *titles).version for titles in ([], ["B"], ["C"])]
    for age, version in enumerate(reversed(versions)):
        os.utime(folder / version, (1e9 - age, 1e9 - age))
    last = dumped(tmp_path, "D", keep=2)
    kept = {path.name for path in folder.iterdir() if path.is_dir() and path.name != "latest"}

    # What is no dump of ours is nobody's to remove.
    assert kept == {versions[2], last.version, "0123456789abcdef"}


def test_files_of_an_earlier_program_give_way_to_links(tmp_path: Path) -> None:
    (tmp_path / "dumps").mkdir()
    (tmp_path / "dumps" / "triplewire.ttl").write_text("old")
    dump = dumped(tmp_path)
    link = tmp_path / "dumps" / "triplewire.ttl"

    assert link.is_symlink()
    assert link.resolve() == dump.path / "triplewire.ttl"


def test_a_folder_in_the_place_of_a_link_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "dumps" / "latest").mkdir(parents=True)

    with pytest.raises(StoreError, match="latest is a folder"):
        dumped(tmp_path)
    assert (tmp_path / "dumps" / "latest").is_dir()


def test_two_dumps_at_once_are_refused(tmp_path: Path) -> None:
    (tmp_path / "dumps").mkdir()
    handle = os.open(tmp_path / "dumps", os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        with pytest.raises(StoreError, match="another dump"):
            dumped(tmp_path)
    finally:
        os.close(handle)
    assert dumped(tmp_path).fresh


def test_an_error_leaves_the_folder_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError("no space left")

    before = dumped(tmp_path)
    monkeypatch.setattr(release, "write_contents", fail)
    with pytest.raises(DiskError, match="no space"):
        dumped(tmp_path, "Other")

    assert (tmp_path / "dumps" / "latest").resolve() == before.path
    assert names(tmp_path / "dumps") == sorted([before.version, "latest", *LINKS])


def _dump_until(step: str, folder: Path, ready: Event) -> None:
    """Dump, but stop for ever before a step of it."""

    def stop(*_: object, **__: object) -> None:
        ready.set()
        signal.pause()

    setattr(release, step, stop)
    with Store(folder / "store") as store:
        write_dump(store, folder / "dumps")


@pytest.mark.parametrize("step", ["write_contents", "sync_tree", "sync", "_switch"])
def test_a_killed_dump_leaves_the_last_complete_one(step: str, tmp_path: Path) -> None:
    before = dumped(tmp_path)
    store_of(titled("Other"), tmp_path / "store").close()
    context = multiprocessing.get_context("spawn")
    ready = context.Event()
    process = context.Process(target=_dump_until, args=(step, tmp_path, ready))
    process.start()
    assert ready.wait(60)
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    process.join()

    assert (tmp_path / "dumps" / "latest").resolve() == before.path
    assert whole(before.path)
    after = dumped(tmp_path, "Other")
    assert (tmp_path / "dumps" / "latest").resolve() == after.path
    assert whole(after.path)
    assert names(tmp_path / "dumps") == sorted([before.version, after.version, "latest", *LINKS])


def test_a_link_left_half_switched_is_cleared(tmp_path: Path) -> None:
    before = dumped(tmp_path)
    (tmp_path / "dumps" / ".triplewire-latest.tmp").symlink_to("nowhere")

    assert dumped(tmp_path).version == before.version
    assert ".triplewire-latest.tmp" not in names(tmp_path / "dumps")


def test_what_others_have_in_the_folder_stays(tmp_path: Path) -> None:
    dumps = tmp_path / "dumps"
    for folder in (".work.tmp", ".0123456789abcdef.tmp", ".triplewire-notes.tmp"):
        (dumps / folder).mkdir(parents=True)
        (dumps / folder / "note").touch()
    for file in (".x.tmp", ".latest.tmp", ".triplewire.ttl.tmp", ".triplewire-list.tmp"):
        (dumps / file).touch()
    before = {*dumps.rglob("*")}
    dumped(tmp_path)
    dumped(tmp_path, "Other", keep=1)

    assert before <= {*dumps.rglob("*")}


def snippet(readme: Path, starts: str) -> str:
    """Return an indented block of a README by how its first line starts."""
    blocks = readme.read_text(encoding="utf-8").split("\n\n")
    return next(
        "\n".join(line.removeprefix("    ") for line in block.splitlines())
        for block in blocks
        if block.startswith(f"    {starts}")
    )


def test_the_readme_loads_the_graph_as_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dump = dumped(tmp_path)
    monkeypatch.chdir(dump.path)
    found: dict[str, rdflib.Graph] = {}
    exec(snippet(dump.path / "README.md", "from rdflib"), found)  # noqa: S102 - what readers run
    rows = list(found["graph"].query(snippet(dump.path / "README.md", "PREFIX")))

    assert [[str(value) for value in row] for row in rows] == [  # type: ignore[union-attr]
        ["Ada Moor", "The bridge is safe.", f"{BASE}article/bridge"]
    ]
    assert "1 articles, 4 actors, 1 events, 2 claims, 1 statistics." in (
        dump.path / "README.md"
    ).read_text(encoding="utf-8")


def test_every_format_holds_the_same_quads(tmp_path: Path) -> None:
    dump = dumped(tmp_path)
    read: Callable[[str], set[ox.Quad]] = lambda name: set(  # noqa: E731
        ox.parse(
            gzip.decompress((dump.path / name).read_bytes()),
            format=ox.RdfFormat.from_extension(name.split(".")[1]),
        )
    )
    quads = read("triplewire.nq.gz")

    assert quads == read("triplewire.trig.gz") == read("triplewire.jsonld.gz")
    assert {quad.triple for quad in quads} == {q.triple for q in read("triplewire.ttl.gz")}


def test_the_vocabulary_is_beside_the_data_and_with_them_in_one_file(tmp_path: Path) -> None:
    dump = dumped(tmp_path)
    graph = ox.NamedNode(f"{BASE}graph/vocabulary")
    data = (dump.path / "triplewire.nq").read_bytes()
    complete = gzip.decompress((dump.path / "complete.nq.gz").read_bytes())
    everything = set(ox.parse(complete, format=ox.RdfFormat.N_QUADS))
    vocabulary = {quad.triple for quad in everything if quad.graph_name == graph}
    turtle, jsonld = (
        set(ox.parse(path=dump.path / f"vocabulary.{end}")) for end in ("ttl", "jsonld")
    )
    both = b"".join(
        (dump.path / name).read_bytes() for name in ("triplewire.ttl", "vocabulary.ttl")
    )
    out = io.BytesIO()
    with Store(tmp_path / "store") as store:
        dump_all(store, out, "nquads", vocabulary=True)

    assert vocabulary
    assert complete == out.getvalue()
    assert graph.value.encode() not in data
    assert {quad for quad in everything if quad.graph_name != graph} == set(
        ox.parse(data, format=ox.RdfFormat.N_QUADS)
    )
    assert vocabulary == {quad.triple for quad in turtle} == {quad.triple for quad in jsonld}
    assert {quad.triple for quad in everything} == {
        quad.triple for quad in ox.parse(both, format=ox.RdfFormat.TURTLE)
    }
    subset = ox.NamedNode(f"{BASE}dataset#graphs-vocabulary")
    (file,) = (
        quad.object
        for quad in ox.parse(path=dump.path / "void.ttl")
        if quad.subject == subset
        and quad.predicate == vocab.term("void", "dataDump")
        and str(quad.object).endswith(".ttl>")
    )
    assert file == ox.NamedNode(f"{BASE}dumps/{dump.version}/vocabulary.ttl")


def test_one_format_has_the_vocabulary_when_asked_for_and_a_folder_needs_no_asking(
    tmp_path: Path,
) -> None:
    store_of(invented(), tmp_path / "store").close()
    command = ["dump", "--with-vocabulary", "--store", str(tmp_path / "store")]
    asked = CliRunner().invoke(main, [*command, "--format", "turtle"])
    alone = CliRunner().invoke(main, [command[0], *command[2:], "--format", "turtle"])
    folder = CliRunner().invoke(main, [*command, "-o", str(tmp_path / "dumps")])

    assert 'skos:prefLabel "exports"@en' in asked.stdout
    assert "skos:prefLabel" not in alone.stdout
    assert folder.exit_code == 2
    assert "--with-vocabulary is for one --format" in folder.output


def test_a_version_of_an_earlier_program_has_the_files_that_it_had(tmp_path: Path) -> None:
    dump = dumped(tmp_path)
    sums = (dump.path / "SHA256SUMS").read_text().splitlines(keepends=True)
    older = [line for line in sums if "vocabulary" not in line and "complete" not in line]
    (dump.path / "SHA256SUMS").write_text("".join(older))
    found = latest_dump(tmp_path / "dumps")

    assert found is not None
    assert [file.name for file in found.files] == [
        file.name for file in dump.files if file.name not in LINKS or file.name in RDF
    ]


def test_other_files_of_the_same_data_are_another_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with store_of(invented(), tmp_path) as store:
        before = version_of(store)
        monkeypatch.setattr(contents, "_LAYOUT", "other")
        layout = version_of(store)
        (tmp_path / "ontology").mkdir()
        (tmp_path / "ontology" / "context.jsonld").write_text("{}")
        monkeypatch.setattr(assets, "ontology", lambda: tmp_path / "ontology")
        context = version_of(store)

    assert len({before, layout, context}) == 3
