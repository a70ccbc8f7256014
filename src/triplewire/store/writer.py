"""The named graphs of a store's next generation in, one at a time; a new current generation out."""

import fcntl
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pyoxigraph as ox

from triplewire.errors import StoreError
from triplewire.records import Graph
from triplewire.store.content import changed_content, with_content
from triplewire.store.databases import TEXTS, Databases, is_apart
from triplewire.store.generations import (
    CURRENT,
    IN_USE,
    TEMPORARY,
    clear_leftovers,
    current_generation,
    number_of,
    sync,
    sync_tree,
)
from triplewire.store.lines import Waiting, lines_of, quads_of, triples_in
from triplewire.store.manifest import MANIFEST, Manifest, read_manifest, write_manifest
from triplewire.store.noted import Noted
from triplewire.store.private import make_private
from triplewire.store.seals import seal, verified
from triplewire.system.disk import reported

# Triples after which Oxigraph's memory is written out: it would keep several hundred MB else.
_FLUSH_AFTER = 100_000
# Triples that wait to be loaded together: more take no less time, and ten times the memory.
_BULK = 50_000
# Triples that are not loaded in bulk, which would take longer than to put them in one by one.
_FEW = 5_000


class Writer:
    """Changes to a store that become visible all at once, when the ``rebuild`` block ends."""

    def __init__(self, folder: Path, current: Path | None) -> None:
        """Start from the current generation, or from nothing.

        Raises: StoreError when a file of it is damaged.
        """
        self.folder = folder
        self._current = current
        self._before = Manifest() if current is None else read_manifest(current / MANIFEST)
        self._seals = {} if current is None else verified(current)
        self.manifest = msgspec.json.decode(msgspec.json.encode(self._before), type=Manifest)
        self._old = None if current is None else Databases(current, ox.Store.read_only)
        self._new: Databases | None = None
        self._unflushed = 0
        self._waiting = Waiting()
        self._noted = Noted(all_changed=current is None)
        self._path = folder / f"gen-{number_of(current) + 1:06d}{TEMPORARY}"

    def triples(self, graph: str) -> frozenset[ox.Triple]:
        """Return what a graph holds now, the changes made so far included."""
        if graph in self._waiting:
            self._load()
        databases = self._new or self._old
        if databases is None:
            return frozenset()
        found = self._home(databases, graph).quads_for_pattern(
            None, None, None, ox.NamedNode(graph)
        )
        return frozenset(quad.triple for quad in found)

    def database(self) -> ox.Store:
        """Return all that the store holds now but for what is kept apart; for reading only."""
        self._load()
        databases = self._new or self._old
        return ox.Store() if databases is None else databases.public

    def query(self, sparql: str) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """Run a SPARQL query over what the store holds now, the changes made so far included."""
        return self.database().query(sparql)

    def publish_texts(self, *, publish: bool) -> None:
        """Have the texts among what may be asked, or apart from it; move those that are there."""
        if publish == self.manifest.publish_text:
            return
        self._load()
        self.manifest.publish_text = publish
        self._noted.all_changed = True
        public, texts = self._begun().both()
        source, target = (texts, public) if publish else (public, texts)
        for graph in list(source.named_graphs()):
            if isinstance(graph, ox.NamedNode) and TEXTS in graph.value:
                target.extend(source.quads_for_pattern(None, None, None, graph))
                source.remove_graph(graph)

    def replace(self, graph: Graph) -> bool:
        """Make a graph equal to the given one; say whether that changed it.

        The default graph follows: it holds every triple of the named graphs once, so that a query
        over all of them meets no triple twice. Texts stay apart.
        """
        if self._has(graph.iri) and self.triples(graph.iri) == graph.triples:
            return False
        return self.put(graph.iri, *lines_of(graph))

    def put(self, graph: str, lines: bytes, content: str) -> bool:
        """Make a graph equal to what `lines_of` made of one; say whether that changed it.

        One that is new costs no more than to load its lines.
        """
        if not self._has(graph):
            return self._wait(graph, lines, content)
        before, after = self.triples(graph), triples_in(lines)
        gone, come = before - after, after - before
        if not gone and not come:
            return False
        name = ox.NamedNode(graph)
        self._take(name, gone)
        self._give(name, come)
        self.manifest.content = changed_content(self.manifest.content, name, gone, come)
        self._noted.note(gone, come)
        if not is_apart(graph):
            self._noted.miss(before, after)
        return True

    def _has(self, graph: str) -> bool:
        """Say whether there is a graph now, if only one that waits to be loaded."""
        if graph in self._waiting:
            return True
        databases = self._new or self._old
        return databases is not None and self._home(databases, graph).contains_named_graph(
            ox.NamedNode(graph)
        )

    def _wait(self, graph: str, lines: bytes, content: str) -> bool:
        """Let a new graph wait for others to be loaded with; say whether it has triples."""
        if not lines:
            return False
        self._waiting.add(graph, lines)
        self.manifest.content = with_content(self.manifest.content, content)
        if not self._noted.all_changed:
            self._noted.note((), triples_in(lines))
        if self._waiting.triples > _BULK:
            self._load()
        return True

    def _load(self) -> None:
        """Load what waits; nothing that is to be read may be left waiting."""
        triples, waiting = self._waiting.triples, self._waiting.taken()
        if not waiting:
            return
        databases = self._begun()
        for database in databases.both():
            quads = b"".join(
                quads_of(graph, lines)
                for graph, lines in waiting.items()
                if self._home(databases, graph) is database
            )
            self._add(database, quads, triples)

    def _add(self, database: ox.Store, quads: bytes, triples: int) -> None:
        """Load lines of N-Quads, of so many triples."""
        # Few of them would only make many small files.
        if triples > _FEW or self._current is None:
            database.bulk_load(quads, format=ox.RdfFormat.N_QUADS)
        else:
            database.load(quads, format=ox.RdfFormat.N_QUADS)
            self._count(triples)

    def _take(self, name: ox.NamedNode, gone: AbstractSet[ox.Triple]) -> None:
        """Take triples out of a graph, and out of the default graph unless others hold them."""
        if not gone:
            return
        steps = [f"DELETE DATA {{ GRAPH {name} {{ {_lines(gone)} }} }}"]
        if not is_apart(name.value):
            lost = {triple for triple in gone if not self._stands_elsewhere(triple, name)}
            steps.append(f"DELETE DATA {{ {_lines(lost)} }}")
        self._home(self._begun(), name.value).update(" ;\n".join(steps))
        self._count(len(gone))

    def _give(self, name: ox.NamedNode, come: AbstractSet[ox.Triple]) -> None:
        """Put triples into a graph, and into the default graph."""
        if come:
            lines = f"{_lines(come)}\n".encode()
            database = self._home(self._begun(), name.value)
            self._add(database, quads_of(name.value, lines), len(come))

    def _count(self, triples: int) -> None:
        """Write out what Oxigraph keeps in memory once it is much."""
        self._unflushed += triples
        if self._unflushed > _FLUSH_AFTER:
            self._flush()
            self._unflushed = 0

    def remove(self, graph: str) -> None:
        """Remove a graph."""
        self.replace(Graph(iri=graph, triples=frozenset()))
        self._home(self._begun(), graph).remove_graph(ox.NamedNode(graph))

    def changes(self) -> tuple[list[ox.Triple], list[ox.Triple]] | None:
        """Return the triples that were put into and taken out of graphs; None for too many."""
        return self._noted.changes()

    def vanished(self, besides: str) -> dict[str, frozenset[ox.Triple]]:
        """Return what was said of the things that only one graph speaks of now, by their IRIs."""
        gone = sorted(self._noted.gone.items())
        return {iri: said for iri, said in gone if not self.describes(iri, besides)}

    def describes(self, iri: str, besides: str) -> bool:
        """Say whether something is said of a thing in what may be asked, besides in one graph."""
        about = self.database().quads_for_pattern(ox.NamedNode(iri), None, None, None)
        apart = {ox.NamedNode(besides), ox.DefaultGraph()}
        return any(quad.graph_name not in apart for quad in about)

    def _stands_elsewhere(self, triple: ox.Triple, graph: ox.NamedNode) -> bool:
        """Say whether a named graph other than the given one holds a triple."""
        apart = (graph, ox.DefaultGraph())
        quads = self._begun().public.quads_for_pattern(
            triple.subject, triple.predicate, triple.object, None
        )
        return any(quad.graph_name not in apart for quad in quads)

    def _home(self, databases: Databases, graph: str) -> ox.Store:
        """Return the database that a graph belongs into."""
        public = self.manifest.publish_text if TEXTS in graph else not is_apart(graph)
        return databases.public if public else databases.apart

    def _begun(self) -> Databases:
        if self._new is None:
            self._path.mkdir(parents=True)
            if self._old is not None:
                self._old.copy(self._path)
            self._new = Databases(self._path, ox.Store)
            self._new.both()
        return self._new

    def _flush(self) -> None:
        for database in self._begun().both():
            database.flush()

    def commit(self) -> bool:
        """Make the changes the current generation; say whether there were any."""
        self._load()
        if self._new is None and self.manifest == self._before:
            return False
        self._flush()
        self._new = self._old = None  # closes Oxigraph before its files are synced and renamed
        write_manifest(self._path / MANIFEST, self.manifest)
        seal(self._path, self._seals)
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
        make_private(folder)
        writer = Writer(folder, current_generation(folder))
        yield writer
        if writer.commit():
            clear_leftovers(folder)
        make_private(folder)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold a folder, which is made if it is not there, against other builds."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
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
