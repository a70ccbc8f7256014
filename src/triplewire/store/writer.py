"""The named graphs of a store's next generation in, one at a time; a new current generation out."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pyoxigraph as ox

from triplewire.errors import StoreError
from triplewire.records import Graph
from triplewire.store.content import changed_content
from triplewire.store.databases import TEXTS, Databases, is_apart
from triplewire.store.generations import (
    IN_USE,
    TEMPORARY,
    clear_leftovers,
    current_generation,
    locked,
    number_of,
    switch,
)
from triplewire.store.manifest import MANIFEST, Manifest, read_manifest, write_manifest
from triplewire.store.private import make_private
from triplewire.store.seals import seal, verified
from triplewire.system.disk import reported
from triplewire.system.folders import sync_tree

# Changed triples that are kept in mind: those of a good hundred articles.
_MOST_CHANGED = 50_000
# Triples after which Oxigraph's memory is written out: it would keep several hundred MB else.
_FLUSH_AFTER = 100_000
# Triples that are loaded in bulk, which takes half the time and a third of the space; few of them
# would only make many small files.
_BULK = 50_000


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
        self._waiting: dict[str, Graph] = {}
        self._waiting_triples = 0
        self._added: list[ox.Triple] = []
        self._removed: list[ox.Triple] = []
        self._all_changed = current is None
        self._gone: dict[str, frozenset[ox.Triple]] = {}
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
        self._all_changed = True
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
        before = self.triples(graph.iri)
        gone, come = before - graph.triples, graph.triples - before
        if not gone and not come:
            return False
        if not before and self._current is None:
            self._wait(graph)
            return True
        database, name = self._home(self._begun(), graph.iri), ox.NamedNode(graph.iri)
        in_bulk = len(come) > _BULK
        new = "" if in_bulk else _lines(come)
        steps = [f"DELETE DATA {{ GRAPH {name} {{ {_lines(gone)} }} }}"]
        steps.append(f"INSERT DATA {{ GRAPH {name} {{ {new} }} }}")
        if not is_apart(graph.iri):
            lost = {triple for triple in gone if not self._stands_elsewhere(triple, name)}
            steps.append(f"DELETE DATA {{ {_lines(lost)} }}")
            steps.append(f"INSERT DATA {{ {new} }}")
        database.update(" ;\n".join(steps))
        if in_bulk:
            database.bulk_extend(_quads(Graph(iri=graph.iri, triples=come)))
        # Read back, because Oxigraph may keep a literal in another form than it was given.
        after = self.triples(graph.iri)
        self.manifest.content = changed_content(
            self.manifest.content, name, before - after, after - before
        )
        self._note(before - after, after - before)
        if not is_apart(graph.iri):
            self._miss(before, after)
        self._unflushed += len(gone) + len(come)
        if self._unflushed > _FLUSH_AFTER:
            self._flush()
            self._unflushed = 0
        return True

    def _wait(self, graph: Graph) -> None:
        """Let a graph of a first build wait for others, to be loaded with them."""
        self._waiting[graph.iri] = graph
        self._waiting_triples += len(graph.triples)
        if self._waiting_triples > _BULK:
            self._load()

    def _load(self) -> None:
        """Load what waits; nothing that is to be read may be left waiting."""
        if not self._waiting:
            return
        waiting, databases = self._waiting, self._begun()
        self._waiting, self._waiting_triples = {}, 0
        for database in databases.both():
            database.bulk_extend(
                quad
                for graph in waiting.values()
                if self._home(databases, graph.iri) is database
                for quad in _quads(graph)
            )
        for iri in waiting:
            # Read back, because Oxigraph may keep a literal in another form than it was given.
            name, found = ox.NamedNode(iri), self.triples(iri)
            self.manifest.content = changed_content(self.manifest.content, name, frozenset(), found)

    def remove(self, graph: str) -> None:
        """Remove a graph."""
        self.replace(Graph(iri=graph, triples=frozenset()))
        self._home(self._begun(), graph).remove_graph(ox.NamedNode(graph))

    def changes(self) -> tuple[list[ox.Triple], list[ox.Triple]] | None:
        """Return the triples that were put into and taken out of graphs; None for too many."""
        return None if self._all_changed else (self._added, self._removed)

    def vanished(self, besides: str) -> dict[str, frozenset[ox.Triple]]:
        """Return what was said of the things that only one graph speaks of now, by their IRIs."""
        gone = sorted(self._gone.items())
        return {iri: said for iri, said in gone if not self.describes(iri, besides)}

    def describes(self, iri: str, besides: str) -> bool:
        """Say whether something is said of a thing in what may be asked, besides in one graph."""
        about = self.database().quads_for_pattern(ox.NamedNode(iri), None, None, None)
        apart = {ox.NamedNode(besides), ox.DefaultGraph()}
        return any(quad.graph_name not in apart for quad in about)

    def _miss(self, before: Iterable[ox.Triple], after: Iterable[ox.Triple]) -> None:
        """Note what a graph does not describe any more."""
        left = {triple.subject for triple in after}
        lost: dict[str, set[ox.Triple]] = {}
        for triple in before:
            if isinstance(triple.subject, ox.NamedNode) and triple.subject not in left:
                lost.setdefault(triple.subject.value, set()).add(triple)
        for iri, said in lost.items():
            self._gone[iri] = frozenset(said) | self._gone.get(iri, frozenset())

    def _note(self, gone: Iterable[ox.Triple], come: Iterable[ox.Triple]) -> None:
        if not self._all_changed:
            self._added += come
            self._removed += gone
            self._all_changed = len(self._added) + len(self._removed) > _MOST_CHANGED
            if self._all_changed:
                self._added, self._removed = [], []

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
        switch(self.folder, self._path)
        return True


@contextmanager
def rebuild(folder: Path) -> Iterator[Writer]:
    """Yield a writer on a store, alone; on a normal exit its changes become the current state.

    Raises: StoreError when another build holds the store, or it was loaded from a dump.
    """
    with reported(folder), locked(folder):
        clear_leftovers(folder)
        make_private(folder)
        writer = Writer(folder, current_generation(folder))
        if writer.manifest.loaded:
            raise StoreError(
                "the store was loaded from a dump, and knows no newsroom that could be built",
                where=str(folder),
                hint="give the newsroom a store of its own with --store",
            )
        yield writer
        if writer.commit():
            clear_leftovers(folder)
        make_private(folder)


def _quads(graph: Graph) -> Iterator[ox.Quad]:
    """Yield what a graph brings to a store, the default graph's copies included."""
    name = ox.NamedNode(graph.iri)
    for triple in graph.triples:
        yield ox.Quad(triple.subject, triple.predicate, triple.object, name)
        if not is_apart(graph.iri):
            yield ox.Quad(triple.subject, triple.predicate, triple.object)


def _lines(triples: Iterable[ox.Triple]) -> str:
    # Sorted, so that a store made twice from the same input is made by the same steps.
    return "\n".join(sorted(f"{triple} ." for triple in triples))
