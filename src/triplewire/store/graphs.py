"""The named graphs of a store: read from its current generation, written into its next one."""

import fcntl
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec
import pyoxigraph as ox

from triplewire.disk import reported
from triplewire.errors import StoreError
from triplewire.records import Graph
from triplewire.store.content import changed_content
from triplewire.store.generations import (
    CURRENT,
    IN_USE,
    TEMPORARY,
    clear_leftovers,
    current_generation,
    number_of,
    pin,
    pin_current,
    sync,
    sync_tree,
)
from triplewire.store.manifest import MANIFEST, Manifest, read_manifest

# Triples after which Oxigraph's memory is written out: it would keep several hundred MB else.
_FLUSH_AFTER = 100_000
# Graphs of kept texts are for display and checking, and no part of what is asked or published.
TEXTS = "/graph/text/"


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs that a query may look into; ``default`` None stands for the store's own."""

    default: list[ox.NamedNode] | None
    named: list[ox.NamedNode]


class Store:
    """One complete generation, opened for reading; it stays as it was while it is open."""

    def __init__(self, folder: Path, generation: str | None = None) -> None:
        """Open the current generation, or one that somebody else holds, by its name.

        Raises: StoreError when the folder holds no store or one of another version.
        """
        self.folder = folder
        self.path, self._pin = (
            pin_current(folder) if generation is None else pin(folder, generation)
        )
        try:
            self.manifest = read_manifest(self.path / MANIFEST)
            self._db = opened(self.path / "db")
        except StoreError:
            self._pin.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the generation, so that a later build may remove it."""
        self._pin.close()

    @property
    def database(self) -> ox.Store:
        """Return Oxigraph's store, for what looks at single triples in great number."""
        return self._db

    def graphs(self) -> list[str]:
        """Return the IRIs of the named graphs, sorted."""
        return sorted(
            graph.value for graph in self._db.named_graphs() if isinstance(graph, ox.NamedNode)
        )

    def has_graph(self, iri: str) -> bool:
        """Say whether there is a named graph of an IRI."""
        try:
            return self._db.contains_named_graph(ox.NamedNode(iri))
        except ValueError:
            return False

    def quads(self, graph: str | None = None) -> Iterator[ox.Quad]:
        """Yield the quads of one named graph, or of all of them, in no particular order."""
        names = self.graphs() if graph is None else [graph]
        for name in names:
            yield from self._db.quads_for_pattern(None, None, None, ox.NamedNode(name))

    def triples(
        self,
        subject: ox.NamedNode | None = None,
        predicate: ox.NamedNode | None = None,
        value: ox.NamedNode | ox.Literal | None = None,
    ) -> Iterator[ox.Triple]:
        """Yield the triples of the default graph that match, in no particular order."""
        for quad in self._db.quads_for_pattern(subject, predicate, value, ox.DefaultGraph()):
            yield quad.triple

    def about(self, iri: str) -> Iterator[ox.Quad]:
        """Yield the quads whose subject is a thing, those of the default graph among them."""
        return self._db.quads_for_pattern(ox.NamedNode(iri), None, None, None)

    def query(
        self,
        sparql: str,
        substitutions: Mapping[ox.Variable, ox.NamedNode | ox.Literal] | None = None,
        prefixes: Mapping[str, str] | None = None,
        dataset: Dataset | None = None,
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """Run a SPARQL query; its default graph is the union of all graphs but the texts'.

        A dataset takes the place of that, and of the one that the query names. Relative IRIs are
        below the base of the data.
        Raises: SyntaxError when the query is not SPARQL, RuntimeError when a substituted variable
        is not projected.
        """
        return self._db.query(
            sparql,
            base_iri=self.manifest.base or None,
            substitutions=dict(substitutions) if substitutions else None,
            prefixes=dict(prefixes) if prefixes else None,
            default_graph=None
            if dataset is None or dataset.default is None
            else [*dataset.default],
            named_graphs=None if dataset is None else [*dataset.named],
        )


class Writer:
    """Changes to a store that become visible all at once, when the ``rebuild`` block ends."""

    def __init__(self, folder: Path, current: Path | None) -> None:
        """Start from the current generation, or from nothing."""
        self.folder = folder
        self._current = current
        self._before = Manifest() if current is None else read_manifest(current / MANIFEST)
        self.manifest = msgspec.json.decode(msgspec.json.encode(self._before), type=Manifest)
        self._old = None if current is None else opened(current / "db")
        self._new: ox.Store | None = None
        self._unflushed = 0
        self._path = folder / f"gen-{number_of(current) + 1:06d}{TEMPORARY}"

    def triples(self, graph: str) -> frozenset[ox.Triple]:
        """Return what a graph holds now, the changes made so far included."""
        # An empty database counts as false, and is not the old one for that.
        db = self._old if self._new is None else self._new
        if db is None:
            return frozenset()
        found = db.quads_for_pattern(None, None, None, ox.NamedNode(graph))
        return frozenset(quad.triple for quad in found)

    def query(self, sparql: str) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """Run a SPARQL query over what the store holds now, the changes made so far included."""
        db = self._old if self._new is None else self._new
        return (ox.Store() if db is None else db).query(sparql)

    def replace(self, graph: Graph) -> bool:
        """Make a graph equal to the given one in one transaction; say whether that changed it.

        The default graph follows: it holds every triple of the named graphs once, so that a query
        over all of them meets no triple twice. Texts stay apart.
        """
        before = self.triples(graph.iri)
        gone, come = before - graph.triples, graph.triples - before
        if not gone and not come:
            return False
        database, name = self._database(), ox.NamedNode(graph.iri)
        new = _lines(come)
        steps = [f"DELETE DATA {{ GRAPH {name} {{ {_lines(gone)} }} }}"]
        steps.append(f"INSERT DATA {{ GRAPH {name} {{ {new} }} }}")
        if TEXTS not in graph.iri:
            lost = {triple for triple in gone if not self._stands_elsewhere(triple, name)}
            steps.append(f"DELETE DATA {{ {_lines(lost)} }}")
            steps.append(f"INSERT DATA {{ {new} }}")
        database.update(" ;\n".join(steps))
        # Read back, because Oxigraph may keep a literal in another form than it was given.
        after = self.triples(graph.iri)
        self.manifest.content = changed_content(
            self.manifest.content, name, before - after, after - before
        )
        self._unflushed += len(gone) + len(come)
        if self._unflushed > _FLUSH_AFTER:
            database.flush()
            self._unflushed = 0
        return True

    def remove(self, graph: str) -> None:
        """Remove a graph."""
        self.replace(Graph(iri=graph, triples=frozenset()))
        self._database().update(f"DROP SILENT GRAPH {ox.NamedNode(graph)}")

    def _stands_elsewhere(self, triple: ox.Triple, graph: ox.NamedNode) -> bool:
        """Say whether a named graph other than the given one holds a triple."""
        apart = (graph, ox.DefaultGraph())
        quads = self._database().quads_for_pattern(
            triple.subject, triple.predicate, triple.object, None
        )
        return any(quad.graph_name not in apart for quad in quads)

    def _database(self) -> ox.Store:
        if self._new is None:
            self._path.mkdir(parents=True)
            if self._old is not None:
                self._old.backup(str(self._path / "db"))
            self._new = ox.Store(str(self._path / "db"))
        return self._new

    def commit(self) -> bool:
        """Make the changes the current generation; say whether there were any."""
        if self._new is None and self.manifest == self._before:
            return False
        database = self._database()
        database.flush()
        self._new = self._old = None
        del database  # closes Oxigraph before its files are synced and renamed
        manifest = msgspec.json.format(msgspec.json.encode(self.manifest, order="deterministic"))
        (self._path / MANIFEST).write_bytes(manifest)
        (self._path / IN_USE).touch()
        sync_tree(self._path)
        final = self._path.with_suffix("")
        self._path.rename(final)
        pointer = self.folder / f"{CURRENT}{TEMPORARY}"
        pointer.write_text(final.name, encoding="utf-8")
        sync(pointer)
        pointer.replace(self.folder / CURRENT)
        sync(self.folder)
        return True


@contextmanager
def rebuild(folder: Path) -> Iterator[Writer]:
    """Yield a writer on a store, alone; on a normal exit its changes become the current state.

    Raises: StoreError when another build holds the store.
    """
    with reported(folder), _locked(folder):
        clear_leftovers(folder)
        writer = Writer(folder, current_generation(folder))
        yield writer
        if writer.commit():
            clear_leftovers(folder)


def opened(database: Path) -> ox.Store:
    """Return a database for reading.

    Raises: StoreError when it is not there or damaged.
    """
    try:
        return ox.Store.read_only(str(database))
    except (OSError, RuntimeError) as error:
        raise StoreError(
            f"the store cannot be opened: {error}",
            where=str(database),
            hint="delete the store's folder and build again; everything in it can be rebuilt",
        ) from error


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold a folder, which is made if it is not there, against other builds."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise StoreError(
                "another build is writing to this store",
                where=str(folder),
                hint="wait for it to end, or give this one its own --store",
            ) from error
        yield


def _lines(triples: Iterable[ox.Triple]) -> str:
    # Sorted, so that a store made twice from the same input is made by the same steps.
    return "\n".join(sorted(f"{triple} ." for triple in triples))
