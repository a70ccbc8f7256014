"""A folder of shards in, a store of just what they hold out."""

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from triplewire import vocab
from triplewire.errors import StoreError
from triplewire.iris import mint
from triplewire.ontology import vocabulary
from triplewire.store.articles import Articles, Entry
from triplewire.store.book import BOOK, Book
from triplewire.store.content import changed_content
from triplewire.store.databases import REVIEW, TEXTS, Databases
from triplewire.store.generations import (
    IN_USE,
    TEMPORARY,
    clear_leftovers,
    current_generation,
    locked,
    number_of,
    switch,
)
from triplewire.store.manifest import (
    MANIFEST,
    Folder,
    Manifest,
    read_manifest,
    write_manifest,
)
from triplewire.store.private import make_private
from triplewire.store.seals import digest_of, seal
from triplewire.store.shards import Shards, Sum, blocks_of, read_shards, verify_shards
from triplewire.system.disk import reported
from triplewire.system.folders import sync_tree

# Quads that are loaded at once, with the copies in the default graph: twice as many take twice the
# memory, and hardly less time.
_TOGETHER = 250_000
_BLANK = re.compile(rb" _:\S+\Z")
_TEXTS, _REVIEW = TEXTS.encode(), REVIEW.encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What was loaded: how many quads, and how many articles they speak of."""

    quads: int
    articles: int


def load(parts: Path, folder: Path) -> Loaded:
    """Make a store hold what a folder of shards holds, and nothing else.

    What the shards lack is not there: the articles' texts, what is proposed for a curator, the
    register, decisions. The vocabulary is this program's, unless they bring theirs.
    Raises: StoreError when the shards are damaged, or the store was built.
    """
    shards = read_shards(parts)
    with reported(folder), locked(folder):
        clear_leftovers(folder)
        make_private(folder)
        current = current_generation(folder)
        if current is not None and not read_manifest(current / MANIFEST).loaded:
            raise StoreError(
                "the store was built from a newsroom, which a load would put away",
                where=str(folder),
                hint="name another store with --store",
            )
        verify_shards(parts, shards)
        path = folder / f"gen-{number_of(current) + 1:06d}{TEMPORARY}"
        path.mkdir()
        manifest, articles = _written(path, parts, shards)
        # Where the shards are says where a file of an article is not: beside no store.
        manifest.folders = {"": Folder(near="", path=parts.absolute().as_posix())}
        manifest.book = digest_of(path / BOOK)
        write_manifest(path / MANIFEST, manifest)
        seal(path, {}, manifest.book)
        (path / IN_USE).touch()
        sync_tree(path)
        switch(folder, path)
        clear_leftovers(folder)
        make_private(folder)
    return Loaded(quads=shards.lines, articles=articles)


def _written(path: Path, parts: Path, shards: Shards) -> tuple[Manifest, int]:
    """Load the shards into a new generation; return its manifest and how many articles it has."""
    databases, found = Databases(path, ox.Store), Sum()
    databases.both()
    waiting = _Waiting(databases)
    try:
        for lines in blocks_of(parts, shards):
            found.add(lines)
            waiting.take(lines)
        waiting.load()
        if found.content != shards.content:
            raise ValueError("they are not the quads that the manifest names")
    except (ValueError, SyntaxError) as error:
        raise StoreError(f"the shards cannot be loaded: {error}", where=str(parts)) from error
    manifest = Manifest(
        base=shards.base,
        publish_text=waiting.texts,
        content=_with_vocabulary(databases.public, shards),
        loaded=True,
    )
    with closing(Book(None, lambda: path)) as book:
        articles = Articles(book)
        articles.update(_articles(databases, shards.base))
        number = len(articles)
        book.finish(path)
    manifest.book = digest_of(path / BOOK)
    for database in databases.both():
        database.flush()
    return manifest, number


class _Waiting:
    """Lines of N-Quads, until there are enough to load at once."""

    def __init__(self, databases: Databases) -> None:
        self._databases = databases
        self._public: list[bytes] = []
        self._apart: list[bytes] = []
        # Whether texts are among them, which then are published.
        self.texts = False

    def take(self, lines: list[bytes]) -> None:
        """Take lines without their ends."""
        for line in lines:
            triple, _, graph = line.removesuffix(b" .").rpartition(b" ")
            if not line.endswith(b"> .") or not graph.startswith(b"<"):
                raise ValueError("a line is no quad of a named graph")
            if line.startswith(b"_:") or _BLANK.search(triple):
                # Each time that one is read it is another node.
                raise ValueError("a blank node is in a line")
            if _REVIEW in graph:
                self._apart.append(line)
                continue
            self._public.append(line)
            if _TEXTS in graph:
                self.texts = True
            else:
                # The default graph holds every triple of the others, once.
                self._public.append(triple + b" .")
        if len(self._public) + len(self._apart) > _TOGETHER:
            self.load()

    def load(self) -> None:
        """Load what waits."""
        for database, waiting in zip(
            self._databases.both(), (self._public, self._apart), strict=True
        ):
            if waiting:
                data = b"\n".join((*waiting, b""))
                waiting.clear()
                database.bulk_load(data, format=ox.RdfFormat.N_QUADS)


def _with_vocabulary(public: ox.Store, shards: Shards) -> str:
    """Load the vocabulary where the shards did not bring it; return the name of all quads."""
    graph = ox.NamedNode(mint("graph", "vocabulary", base=shards.base))
    if public.contains_named_graph(graph):
        return shards.content
    triples = vocabulary()
    public.bulk_extend(
        ox.Quad(triple.subject, triple.predicate, triple.object, home)
        for triple in triples
        for home in (graph, ox.DefaultGraph())
    )
    # Read back, because Oxigraph may keep a literal in another form than it was given.
    come = (quad.triple for quad in public.quads_for_pattern(None, None, None, graph))
    return changed_content(shards.content, graph, (), come)


def _articles(databases: Databases, base: str) -> Iterator[tuple[str, Entry]]:
    """Yield what the graphs of articles say of their texts, by the SHA-256 of each."""
    public, articles = databases.public, f"{base}graph/article/"
    for quad in public.quads_for_pattern(None, vocab.SCHEMA_ENCODING, None, None):
        text, graph = quad.object, quad.graph_name
        if (
            isinstance(text, ox.NamedNode)
            and isinstance(graph, ox.NamedNode)
            and graph.value.startswith(articles)
        ):
            tail = text.value.rpartition("/")[2]
            review = mint("graph", "review", tail, base=base)
            proposed = databases.apart.contains_named_graph(ox.NamedNode(review))
            yield (
                _value(public, text, vocab.SCHEMA_SHA256),
                Entry(
                    root="",
                    name=_value(public, text, vocab.SCHEMA_NAME),
                    digits=graph.value.removeprefix(articles),
                    graph=graph.value,
                    text_graph=mint("graph", "text", tail, base=base),
                    run=_value(public, graph, vocab.PROV_WAS_GENERATED_BY),
                    authorities=(),
                    review_graph=review if proposed else "",
                ),
            )


def _value(public: ox.Store, subject: ox.NamedNode, predicate: ox.NamedNode) -> str:
    """Return the first value of a property, "" where there is none."""
    found = public.quads_for_pattern(subject, predicate, None, ox.DefaultGraph())
    return min((getattr(quad.object, "value", "") for quad in found), default="")
