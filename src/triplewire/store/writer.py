"""The named graphs of a store's next generation in, one at a time; a new current generation out."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph as ox

from triplewire.records import Graph
from triplewire.store.articles import Articles, Registers
from triplewire.store.book import BOOK, Book
from triplewire.store.content import changed_content, with_content
from triplewire.store.databases import is_apart
from triplewire.store.edition import Edition, Node
from triplewire.store.generations import IN_USE, TEMPORARY, number_of, switch
from triplewire.store.lines import Waiting, as_told, lines_in, lines_of, triples_in
from triplewire.store.manifest import MANIFEST, Manifest, encoded, read_manifest, write_manifest
from triplewire.store.noted import Changes, Noted
from triplewire.store.seals import digest_of, seal, verified
from triplewire.store.warned import Warnings
from triplewire.system.folders import sync_tree
from triplewire.system.hashes import digest
from triplewire.system.passing import passing

# Triples that wait to be loaded together: more take no less time, and ten times the memory.
_BULK = 50_000
# Changed triples that are told apart from all: those of many articles, or of a third of them all.
_MOST_CHANGED, _EACH_CHANGED = 50_000, 100
# Triples that are taken out of a graph, and put in, at a time.
_PART = 20_000


class Writer:
    """Changes to a store that become visible all at once, when the ``rebuild`` block ends."""

    def __init__(self, folder: Path, current: Path | None) -> None:
        """Start from the current generation, or from nothing.

        Raises: StoreError when a file of it is damaged.
        """
        self.folder = folder
        self.current = current
        self._path = folder / f"gen-{number_of(current) + 1:06d}{TEMPORARY}"
        manifest = Manifest() if current is None else read_manifest(current / MANIFEST)
        self._seals = {} if current is None else verified(current)
        self._book = Book(current, self.begin)
        self.warned = Warnings(self._book)
        self.articles, self.register = Articles(self._book), Registers(self._book)
        self.manifest = replace(manifest, articles=self.articles, register=self.register)
        self._before = encoded(self.manifest)
        self._edition = Edition(current, self._path, publish_text=self.manifest.publish_text)
        self._waiting = Waiting()
        most = 0 if current is None else max(_MOST_CHANGED, _EACH_CHANGED * len(self.articles))
        self._noted = Noted(most=most)

    def begin(self) -> Path:
        """Return the folder of the next generation, which is made if it is not there."""
        self._path.mkdir(parents=True, exist_ok=True)
        return self._path

    def triples(self, graph: str) -> frozenset[ox.Triple]:
        """Return what a graph holds now, the changes made so far included."""
        return frozenset(self.match(graph))

    def match(
        self,
        graph: str,
        subject: Node | None = None,
        value: Node | ox.Literal | None = None,
    ) -> Iterator[ox.Triple]:
        """Yield what a graph holds now that has a subject or an object, in no particular order."""
        if graph in self._waiting:
            self._load()
        return self._edition.match(graph, subject, value)

    def database(self) -> ox.Store:
        """Return all that the store holds now but for what is kept apart; for reading only."""
        self._load()
        return self._edition.public()

    def compact(self) -> None:
        """Begin to make the parts in which it was loaded one; what reads all of it ends that."""
        self._load()
        self._edition.compact()

    def before(self) -> ox.Store:
        """Return all that the current generation holds but for what is kept apart, for reading."""
        return self._edition.before()

    @contextmanager
    def snapshot(self) -> Iterator[Path]:
        """Yield where other processes can read what `database` has now, as long as the block lasts.

        It is a copy by hard links: Oxigraph may remove what it reads itself.
        """
        # What a late writer of Oxigraph's leaves there goes with the generation.
        with TemporaryDirectory(dir=self.begin(), ignore_cleanup_errors=True) as folder:
            self.database().backup(f"{folder}/db")
            yield Path(folder) / "db"

    def query(self, sparql: str) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """Run a SPARQL query over what the store holds now, the changes made so far included."""
        return self.database().query(sparql)

    def publish_texts(self, *, publish: bool) -> None:
        """Have the texts among what may be asked, or apart from it; move those that are there."""
        if publish != self.manifest.publish_text:
            self._load()
            self.manifest.publish_text = publish
            self._noted.all_changed = True
            self._edition.publish_texts(publish=publish)

    def replace(self, graph: Graph) -> bool:
        """Make a graph equal to the given one; say whether that changed it."""
        if self._has(graph.iri) and self.triples(graph.iri) == graph.triples:
            return False
        return self.put(graph.iri, *lines_of(graph))

    def put(self, graph: str, lines: bytes, content: str) -> bool:
        """Make a graph equal to what `lines_of` made of one; say whether that changed it.

        One that is new costs no more than to load its lines.
        """
        if not self._has(graph):
            return self._wait(graph, lines, content)
        return self.exchange(graph, self.triples(graph), triples_in(lines))

    def exchange(
        self, graph: str, before: frozenset[ox.Triple], after: frozenset[ox.Triple]
    ) -> bool:
        """Make a graph that holds some triples hold others; say whether that changed it."""
        return self._differ(graph, before - after, after - before)

    def become(self, graph: str, lines: Iterable[bytes], *, content: str | None = None) -> bool:
        """Make a graph equal to what is told in lines, as for `change`; say if that changed it.

        Where no line comes twice, and ``content`` is the name of all their quads, a graph that is
        new costs no more than to load.
        """
        if not self._has(graph):
            if content is None:
                return self.change(graph, (), lines)
            return self._fill(graph, lines, content)
        with closing(passing("there (triple BLOB PRIMARY KEY) WITHOUT ROWID")) as there:
            changed = self.change(graph, (), _noting(lines, there))
            asked = "SELECT 1 FROM there WHERE triple = ?"
            gone = (
                triple
                for triple in self.match(graph)
                if there.execute(asked, (_key(f"{triple} .".encode()),)).fetchone() is None
            )
            return self.change(graph, as_told(gone)) or changed

    def change(self, graph: str, gone: Iterable[bytes], come: Iterable[bytes] = ()) -> bool:
        """Take triples out of a graph and put others in; say whether that changed it.

        They are told in lines of N-Triples as a store keeps them (`as_told`), some at a time; never
        more than a part of them is in memory, and nothing of what else the graph holds. What is not
        there need not go, and what is there need not come.
        """
        if graph in self._waiting:
            self._load()
        name, holds, changed = ox.NamedNode(graph), self._edition.holds, False
        for lines in _parts(gone, _PART):
            there = frozenset(triple for triple in triples_in(lines) if holds(triple, name))
            changed |= self._differ(graph, there, frozenset())
        for lines in _parts(come, _PART):
            new = frozenset(triple for triple in triples_in(lines) if not holds(triple, name))
            changed |= self._differ(graph, frozenset(), new)
        return changed

    def _fill(self, graph: str, told: Iterable[bytes], content: str) -> bool:
        """Load a new graph, of lines that come once each; say whether it has triples."""
        self.manifest.content = with_content(self.manifest.content, content)
        for lines in _parts(told, _BULK):
            if not self._noted.all_changed:
                self._noted.note((), triples_in(lines))
            self._edition.load({graph: lines}, lines.count(b"\n"))
        return bool(content)

    def _differ(self, graph: str, gone: frozenset[ox.Triple], come: frozenset[ox.Triple]) -> bool:
        """Take triples that it holds out of a graph, and put some in that it does not hold."""
        name = ox.NamedNode(graph)
        if gone:
            self._edition.take(name, gone)
        if come:
            lines = lines_in(f"{triple} .".encode() for triple in come)
            self._edition.load({graph: lines}, len(come))
        self.manifest.content = changed_content(self.manifest.content, name, gone, come)
        self._noted.note(gone, come)
        if not is_apart(graph):
            self._noted.miss(gone)
        return bool(gone or come)

    def _has(self, graph: str) -> bool:
        """Say whether there is a graph now, if only one that waits to be loaded."""
        return graph in self._waiting or self._edition.has(graph)

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
        triples = self._waiting.triples
        if triples:
            self._edition.load(self._waiting.taken(), triples)

    def remove(self, graph: str) -> None:
        """Remove a graph."""
        if self._has(graph):
            self.replace(Graph(iri=graph, triples=frozenset()))
            self._edition.remove(graph)

    def changes(self) -> Changes | None:
        """Return what was put into and taken out of graphs; None for too many triples."""
        return self._noted.changes()

    def vanished(self, besides: str) -> Iterator[tuple[str, frozenset[ox.Triple]]]:
        """Yield what was said of the things that only one graph speaks of now, by their IRIs."""
        for iri, said in self._noted.missed():
            if not self.describes(iri, besides):
                yield iri, said

    def describes(self, iri: str, besides: str) -> bool:
        """Say whether something is said of a thing in what may be asked, besides in one graph."""
        about = self.database().quads_for_pattern(ox.NamedNode(iri), None, None, None)
        apart = {ox.NamedNode(besides), ox.DefaultGraph()}
        return any(quad.graph_name not in apart for quad in about)

    def close(self) -> None:
        """Let go of the databases, and of what a build needed beside them."""
        self._edition.let_go()
        self._noted.close()
        self._book.close()

    def changed(self) -> bool:
        """Say whether the next generation is another than the current one."""
        self._load()
        begun = self._edition.begun or self._book.changed
        return begun or encoded(self.manifest) != self._before

    def commit(self) -> None:
        """Make the changes the current generation."""
        self._load()
        self._edition.close()  # before its files are synced and renamed
        self._book.finish(self._path)
        self.manifest.book = digest_of(self._path / BOOK)
        write_manifest(self._path / MANIFEST, self.manifest)
        seal(self._path, self._seals, self.manifest.book)
        (self._path / IN_USE).touch()
        sync_tree(self._path)
        switch(self.folder, self._path)


def _noting(told: Iterable[bytes], there: sqlite3.Connection) -> Iterator[bytes]:
    """Yield lines, and note each of them."""
    for lines in told:
        keys = ((_key(line),) for line in lines.splitlines())
        there.executemany("INSERT OR IGNORE INTO there VALUES (?)", keys)
        yield lines


def _key(line: bytes) -> bytes:
    return bytes.fromhex(digest(line))


def _parts(told: Iterable[bytes], most: int) -> Iterator[bytes]:
    """Yield lines, about so many together."""
    some: list[bytes] = []
    held = 0
    for lines in told:
        some.append(lines)
        held += lines.count(b"\n")
        if held > most:
            yield b"".join(some)
            some, held = [], 0
    if some:
        yield b"".join(some)
