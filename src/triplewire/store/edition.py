"""The databases of the last generation in, those of the next, which begin as a copy of them, out.

The default graph holds every triple of the named graphs once, so that a query over all of them
meets no triple twice. What is kept apart has no copy there. A thread loads what comes while the
build goes on; whoever needs what it loads waits for it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import partial
from itertools import islice
from pathlib import Path

import pyoxigraph as ox

from triplewire.store.databases import TEXTS, Databases, is_apart
from triplewire.store.lines import quads_of
from triplewire.system.aside import Aside
from triplewire.system.open_files import at_most

# Triples after which Oxigraph's memory is written out: it would keep several hundred MB else.
_FLUSH_AFTER = 100_000
# Triples that are not loaded in bulk, which would take longer than to put them in one by one.
_FEW = 5_000
# Files of a database that are open at a time: Oxigraph keeps the index of each in memory, a
# megabyte or so. About as many has a store of 100,000 articles.
_MOST_OPEN = 384
# Quads that are read of a thing for each of its triples that goes: there may be a million of it.
_LITTLE = 20
# What a triple can be about.
Node = ox.NamedNode | ox.BlankNode | ox.Triple


class Edition:
    """The databases of a generation that is being made; until then, those of the last."""

    def __init__(self, current: Path | None, path: Path, *, publish_text: bool) -> None:
        """Start from the current generation, or from nothing; ``path`` is where the next will be.

        Raises: StoreError when a database cannot be opened.
        """
        self.path = path
        self._old = None if current is None else Databases(current, _read_only)
        self._new: Databases | None = None
        self._publish_text = publish_text
        self._unflushed = 0
        self._loader = Aside()
        self._coming: frozenset[str] = frozenset()

    @property
    def begun(self) -> bool:
        """Say whether there is a next generation yet."""
        return self._new is not None

    def begin(self) -> Databases:
        """Return the databases of the next generation; make them if there are none yet."""
        if self._new is None:
            self.path.mkdir(parents=True, exist_ok=True)
            if self._old is not None:
                self._old.copy(self.path)
            self._new = Databases(self.path, _opened)
            self._new.both()
        return self._new

    def public(self) -> ox.Store:
        """Return all that there is now but for what is kept apart; for reading only."""
        self._loader.end()
        databases = self._new or self._old
        return ox.Store() if databases is None else databases.public

    def compact(self) -> None:
        """Make the parts in which what may be asked was loaded one; the caller goes on meanwhile.

        Raises: what came of the graphs that were loaded last.
        """
        if self._new is not None:
            self._loader.begin(self._new.public.optimize)

    def before(self) -> ox.Store:
        """Return what the last generation has but for what is kept apart; for reading only."""
        return ox.Store() if self._old is None else self._old.public

    def match(
        self, graph: str, subject: Node | None = None, value: Node | ox.Literal | None = None
    ) -> Iterator[ox.Triple]:
        """Yield the triples of a graph that match, as they are when the first is asked for."""
        databases = self._with(graph)
        if databases is not None:
            home, name = self._home(databases, graph), ox.NamedNode(graph)
            for quad in home.quads_for_pattern(subject, None, value, name):
                yield quad.triple

    def has(self, graph: str) -> bool:
        """Say whether there is a graph."""
        databases, name = self._with(graph), ox.NamedNode(graph)
        return databases is not None and self._home(databases, graph).contains_named_graph(name)

    def holds(self, triple: ox.Triple, name: ox.NamedNode) -> bool:
        """Say whether a graph holds a triple."""
        databases = self._with(name.value)
        quad = ox.Quad(triple.subject, triple.predicate, triple.object, name)
        return databases is not None and quad in self._home(databases, name.value)

    def load(self, graphs: Mapping[str, bytes], triples: int) -> None:
        """Put graphs in, of so many triples together, by their lines of N-Triples.

        The caller goes on meanwhile.
        Raises: what came of the graphs before them.
        """
        databases = self.begin()
        # Not a lambda, which what it raises would keep, and the databases open with it.
        self._loader.begin(partial(self._put, databases, graphs, triples))
        self._coming = frozenset(graphs)

    def _put(self, databases: Databases, graphs: Mapping[str, bytes], triples: int) -> None:
        for database in databases.both():
            quads = b"".join(
                quads_of(graph, lines)
                for graph, lines in graphs.items()
                if self._home(databases, graph) is database
            )
            # Few of them would only make many small files.
            if triples > _FEW:
                database.bulk_load(quads, format=ox.RdfFormat.N_QUADS)
            else:
                database.load(quads, format=ox.RdfFormat.N_QUADS)
                self._count(databases, triples)

    def take(self, name: ox.NamedNode, gone: AbstractSet[ox.Triple]) -> None:
        """Take triples out of a graph, and out of the default graph unless others hold them."""
        self._loader.end()
        databases = self.begin()
        steps = [f"DELETE DATA {{ GRAPH {name} {{ {_lines(gone)} }} }}"]
        if not is_apart(name.value):
            lost = gone - _elsewhere(gone, name, databases.public)
            steps.append(f"DELETE DATA {{ {_lines(lost)} }}")
        self._home(databases, name.value).update(" ;\n".join(steps))
        self._count(databases, len(gone))

    def remove(self, graph: str) -> None:
        """Remove a graph that holds nothing any more."""
        self._loader.end()
        self._home(self.begin(), graph).remove_graph(ox.NamedNode(graph))

    def publish_texts(self, *, publish: bool) -> None:
        """Have the texts among what may be asked, or apart from it; move those that are there."""
        self._loader.end()
        self._publish_text = publish
        public, texts = self.begin().both()
        source, target = (texts, public) if publish else (public, texts)
        for graph in list(source.named_graphs()):
            if isinstance(graph, ox.NamedNode) and TEXTS in graph.value:
                target.extend(source.quads_for_pattern(None, None, None, graph))
                source.remove_graph(graph)

    def close(self) -> None:
        """Write all that is in memory out, and close the databases.

        Raises: what came of the graphs that were loaded last.
        """
        self._loader.end()
        _flush(self.begin())
        self._new = self._old = None

    def let_go(self) -> None:
        """Close the databases; what was not written out does not count."""
        self._loader.close()
        self._new = self._old = None

    def _home(self, databases: Databases, graph: str) -> ox.Store:
        """Return the database that a graph belongs into."""
        public = self._publish_text if TEXTS in graph else not is_apart(graph)
        return databases.public if public else databases.apart

    def _with(self, graph: str) -> Databases | None:
        """Return the databases once a graph is not being loaded into them any more."""
        if graph in self._coming:
            self._loader.end()
        return self._new or self._old

    def _count(self, databases: Databases, triples: int) -> None:
        """Write out what Oxigraph keeps in memory once it is much."""
        self._unflushed += triples
        if self._unflushed > _FLUSH_AFTER:
            _flush(databases)
            self._unflushed = 0


def _opened(path: str) -> ox.Store:
    with at_most(_MOST_OPEN):
        return ox.Store(path)


def _read_only(path: str) -> ox.Store:
    with at_most(_MOST_OPEN):
        return ox.Store.read_only(path)


def _flush(databases: Databases) -> None:
    for database in databases.both():
        database.flush()


def _elsewhere(
    triples: AbstractSet[ox.Triple], graph: ox.NamedNode, public: ox.Store
) -> set[ox.Triple]:
    """Return those of some triples that a named graph other than the given one holds."""
    about, found = defaultdict[Node, set[ox.Triple]](set), set[ox.Triple]()
    for triple in triples:
        about[triple.subject].add(triple)
    apart = (graph, ox.DefaultGraph())
    for subject, wanted in about.items():
        quads = iter(public.quads_for_pattern(subject, None, None, None))
        said = list(islice(quads, _LITTLE * len(wanted)))
        if next(quads, None) is not None:
            said = [
                quad
                for one in wanted
                for quad in public.quads_for_pattern(subject, one.predicate, one.object, None)
            ]
        found.update(quad.triple for quad in said if quad.graph_name not in apart)
    return found & triples


def _lines(triples: Iterable[ox.Triple]) -> str:
    # Sorted, so that a store made twice from the same input is made by the same steps.
    return "\n".join(sorted(f"{triple} ." for triple in triples))
