"""An article's graphs in, in the place of what a store had of it; what became of the others out."""

from collections import Counter
from collections.abc import Iterable
from collections.abc import Set as AbstractSet

import msgspec
from pyoxigraph import Triple

from triplewire.build.corrections import Correction, correction
from triplewire.build.gather import places_of
from triplewire.build.making import Made
from triplewire.build.shared_graphs import write_provenance
from triplewire.records import Omission
from triplewire.store import Entry, Writer, triples_in

# Triples of provenance that are kept until they are written together.
_MOST_BORN = 20_000


class Changes:
    """What a build changes of the articles of one folder, in the store and in its manifest."""

    def __init__(self, root: str, writer: Writer) -> None:
        """Begin with nothing; ``root`` is the folder's."""
        self._root = root
        self._writer = writer
        self._entries = writer.articles
        self.corrections: list[Correction] = []
        self._born: set[Triple] = set()
        self._dead: set[str] = set()
        self.count = Counter[str]()

    def enter(self, made: Made) -> None:
        """Store an article's graphs in the place of those that it had, with whatever text.

        One that has a fault, or whose graphs are there, stays as it is.
        """
        if made.fault is not None or self.has(made.sha256, made.run):
            return
        earlier = self._entries.text_of(self._root, made.digits)
        self.count["added" if earlier is None else "replaced"] += 1
        if earlier is None:
            self._writer.put(made.graph, made.lines, made.content)
        else:
            self._replace(self._entries[earlier].graph, made, corrected=earlier != made.sha256)
            self._forget(earlier, keep=(made.graph, made.text_graph, made.review_graph))
        self._writer.put(made.text_graph, made.text_lines, made.text_content)
        self._writer.put(made.review_graph, made.review_lines, made.review_content)
        self._born |= triples_in(made.provenance)
        if len(self._born) > _MOST_BORN:
            self._write_provenance()
        self._entries[made.sha256] = Entry(
            root=self._root,
            name=made.name,
            digits=made.digits,
            graph=made.graph,
            text_graph=made.text_graph,
            review_graph=made.review_graph,
            run=made.run,
            authorities=made.used,
            omitted=msgspec.json.decode(made.omitted, type=tuple[Omission, ...]),
        )

    def has(self, sha256: str, run: str) -> bool:
        """Say whether the store has the graphs of an article that were made in a run."""
        entry = self._entries.get(sha256)
        return entry is not None and entry.run == run

    def remove_gone(
        self, gone: Iterable[str], faulty: AbstractSet[str], kept: AbstractSet[str]
    ) -> None:
        """Remove the articles whose texts have gone; of a rejected source nothing has.

        ``kept`` are the digits of those that have another text now, which has a fault.
        """
        for sha256 in gone:
            entry = self._entries.get(sha256)
            # "wire.jsonl:12:7" is gone unless it, or the line, or the whole file was rejected.
            if (
                entry is None
                or entry.digits in kept
                or not faulty.isdisjoint(places_of(entry.name))
            ):
                continue
            self._forget(sha256)
            self.count["removed"] += 1
        self._write_provenance()

    def _replace(self, graph: str, made: Made, *, corrected: bool) -> None:
        """Put an article's graph in the place of the one that it had, and note what it corrects."""
        before, after = self._writer.triples(graph), triples_in(made.lines)
        if corrected:
            self.corrections.append(correction(before, after, made.sha256))
        if graph == made.graph:
            self._writer.exchange(graph, before, after)
        else:
            self._writer.put(made.graph, made.lines, made.content)

    def _write_provenance(self) -> None:
        write_provenance(self._born, self._dead, self._writer)
        self._born, self._dead = set(), set()

    def _forget(self, sha256: str, keep: tuple[str, ...] = ()) -> None:
        """Strike out an entry, and remove its graphs but for those about to be replaced."""
        entry = self._entries.pop(sha256)
        self._dead |= {entry.run, entry.graph}
        for graph in (entry.graph, entry.text_graph, entry.review_graph):
            if graph and graph not in keep:
                self._writer.remove(graph)
