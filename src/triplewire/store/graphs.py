"""The named graphs of a store, read from its current generation."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Self

import pyoxigraph as ox

from triplewire import vocab
from triplewire.errors import StoreError
from triplewire.store.articles import Articles, Registers
from triplewire.store.book import Book
from triplewire.store.databases import REVIEW, TEXTS, Databases, is_apart
from triplewire.store.generations import pin, pin_current
from triplewire.store.manifest import MANIFEST, read_manifest
from triplewire.store.warned import Warnings


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs that a query looks into."""

    default: list[ox.NamedNode]
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
            manifest = read_manifest(self.path / MANIFEST)
            self._databases = Databases(self.path, ox.Store.read_only)
            self._book = Book(self.path)
        except StoreError:
            self._pin.close()
            raise
        self.articles, self.warned = Articles(self._book), Warnings(self._book)
        register = Registers(self._book)
        self.manifest = replace(manifest, articles=self.articles, register=register)

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
        self._book.close()
        self._pin.close()

    def public(self) -> ox.Store:
        """Return the database of all that may be asked; for reading only."""
        return self._databases.public

    @contextmanager
    def whole(self) -> Iterator[ox.Store]:
        """Yield one database of everything, texts that are kept apart too, for what judges it all.

        What is proposed is no part of it. The default graph has all of it.

        Unless nothing is kept apart, it is a copy for the length of the block, by hard links beside
        the original where that can be written to. Let go of it before the block ends.
        """
        public, apart = self._databases.both()
        if not apart:
            yield public
            return
        beside = self.path if os.access(self.path, os.W_OK) else None
        # What a late writer of Oxigraph's leaves there goes with the generation.
        with TemporaryDirectory(dir=beside, prefix="whole-", ignore_cleanup_errors=True) as folder:
            public.backup(f"{folder}/db")
            both = ox.Store(f"{folder}/db")
            both.bulk_extend(
                one
                for quad in apart
                if REVIEW not in str(quad.graph_name)
                for one in (quad, ox.Quad(quad.subject, quad.predicate, quad.object))
            )
            yield both
            del both

    def graphs(self) -> list[str]:
        """Return the IRIs of the named graphs, those kept apart too, sorted."""
        return sorted(self.each_graph())

    def each_graph(self) -> Iterator[str]:
        """Yield the same in no particular order; none of those before is in memory."""
        for database in self._databases.both():
            for graph in database.named_graphs():
                if isinstance(graph, ox.NamedNode):
                    yield graph.value

    def hides(self, graph: str) -> bool:
        """Say whether a graph is kept apart from what others may see."""
        return is_apart(graph) and not (TEXTS in graph and self.manifest.publish_text)

    def has_graph(self, iri: str) -> bool:
        """Say whether there is a named graph of an IRI."""
        try:
            name = ox.NamedNode(iri)
        except ValueError:
            return False
        return any(database.contains_named_graph(name) for database in self._databases.both())

    def quads(
        self, graph: str | None = None, value: ox.NamedNode | None = None
    ) -> Iterator[ox.Quad]:
        """Yield the quads of one named graph, or of all of them, in no particular order.

        ``value`` is the only object that is looked for; None is any.
        """
        names = self.graphs() if graph is None else [graph]
        for name in names:
            for database in self._databases.both():
                yield from database.quads_for_pattern(None, None, value, ox.NamedNode(name))

    def text(self, node: ox.NamedNode) -> str | None:
        """Return the text that is kept of an article, published or not, by the text's node."""
        for database in self._databases.both():
            for quad in database.quads_for_pattern(node, vocab.SCHEMA_TEXT, None, None):
                if isinstance(quad.object, ox.Literal):
                    return quad.object.value
        return None

    def triples(
        self,
        subject: ox.NamedNode | None = None,
        predicate: ox.NamedNode | None = None,
        value: ox.NamedNode | ox.Literal | None = None,
    ) -> Iterator[ox.Triple]:
        """Yield the triples of the default graph that match, in no particular order."""
        public = self._databases.public
        for quad in public.quads_for_pattern(subject, predicate, value, ox.DefaultGraph()):
            yield quad.triple

    def write_triples(self, path: Path) -> None:
        """Write the default graph as N-Triples, far faster than triple by triple."""
        ntriples = ox.RdfFormat.N_TRIPLES
        self._databases.public.dump(str(path), format=ntriples, from_graph=ox.DefaultGraph())

    def about(self, iri: str) -> Iterator[ox.Quad]:
        """Yield the quads whose subject is a thing, those of the default graph among them."""
        for database in self._databases.both():
            yield from database.quads_for_pattern(ox.NamedNode(iri), None, None, None)

    def query(
        self,
        sparql: str,
        substitutions: Mapping[ox.Variable, ox.NamedNode | ox.Literal] | None = None,
        prefixes: Mapping[str, str] | None = None,
        dataset: Dataset | None = None,
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """Run a SPARQL query; its default graph is the union of all graphs but those kept apart.

        Those are in another database, where no query comes. A dataset takes the place of the one
        that the query names. Relative IRIs are below the base of the data.
        Raises: SyntaxError when the query is not SPARQL, RuntimeError when a substituted variable
        is not projected.
        """
        return self._databases.public.query(
            sparql,
            base_iri=self.manifest.base or None,
            substitutions=dict(substitutions) if substitutions else None,
            prefixes=dict(prefixes) if prefixes else None,
            default_graph=None if dataset is None else [*dataset.default],
            named_graphs=None if dataset is None else [*dataset.named],
        )
