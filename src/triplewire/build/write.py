"""The graphs of the changed articles in; a store that says what a folder says now out."""

from collections import Counter
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import msgspec
from pyoxigraph import Triple

from triplewire import __version__, assets
from triplewire.build.corrections import Correction, correction
from triplewire.build.faults import Fault
from triplewire.build.gather import places_of
from triplewire.build.identify import Identified
from triplewire.build.into import Into
from triplewire.build.judged import all_warnings
from triplewire.build.making import Made, changed, heads, number_of
from triplewire.build.one_article import Setup, own_shapes
from triplewire.build.shared_graphs import move_base, write_names, write_provenance, write_shared
from triplewire.errors import LinkError
from triplewire.newsroom import Newsroom
from triplewire.records import Asked, Decision, Omission, Unmet
from triplewire.store import Entry, Writer, triples_in
from triplewire.system.hashes import digest
from triplewire.validate import Warner

# Changed triples from which it is found what is to be judged again: they are in memory then.
_MOST_JUDGED = 500_000
# Triples of provenance that are kept until they are written together.
_MOST_BORN = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a build did.

    ``duplicates`` pairs a source with another of the same text, ``superseded`` one with that of a
    later version of its article.
    ``wrong`` are lines of the newsroom's tables that cannot be used, or not wholly.
    ``omitted`` is what the folder's stored articles had to leave out, by this build or an earlier.
    ``decided`` counts the decisions that were applied; ``unmet`` are those that were not, and
    ``disappeared`` those that the table had at the last build and has no more. ``asked`` is what
    was asked of an endpoint, None where none extracts.
    """

    articles: int
    added: int
    replaced: int
    unchanged: int
    removed: int
    warnings: int
    duplicates: tuple[tuple[str, str], ...]
    superseded: tuple[tuple[str, str], ...]
    faults: tuple[Fault, ...]
    omitted: tuple[Omission, ...]
    decided: int
    unmet: tuple[Unmet, ...]
    disappeared: tuple[Decision, ...]
    asked: Asked | None = None
    wrong: tuple[LinkError, ...] = ()


def write(known: Identified, setup: Setup, newsroom: Newsroom, into: Into) -> Outcome:
    """Store the graphs of a folder's changed articles and what all share; remove what has gone.

    What was stored of an article that now has a fault stays.
    """
    writer, engine = into.writer, into.engine
    manifest, root = writer.manifest, known.gathered.root
    writer.publish_texts(publish=newsroom.settings.publish_text)
    move_base(writer, setup.base)
    changes = _Changes(root, writer)
    faults = list(known.faults)
    kept: set[str] = set()
    unchanged = number_of(engine)
    found: dict[str, Fault] = {}
    for made in changed(engine):
        unchanged -= 1
        if made.fault is not None:
            found[made.sha256] = msgspec.json.decode(made.fault, type=Fault)
            kept.add(made.digits)
        else:
            changes.enter(made)
    if found:
        faults += (found[head.sha256] for head in heads(engine) if head.sha256 in found)
    changes.remove_gone(known.gathered.gone(engine), {fault.name for fault in faults}, kept)
    lost = {one.decision.key for one in known.unmet}
    there = {decision.key for decision in setup.decisions}
    earlier = manifest.decisions.get(root, ())
    manifest.decisions[root] = setup.decisions
    manifest.decided[root] = tuple(d.key for d in setup.decisions if d.key not in lost)
    anew = bool(changes.count)
    unmet = known.unmet + write_shared(known, setup, newsroom.settings, into, anew=anew)
    manifest.unmet[root] = unmet
    corrections = sorted(changes.corrections, key=lambda one: one.sha256)
    write_names(known, corrections, setup.base, into)
    return Outcome(
        articles=len(writer.articles),
        added=changes.count["added"],
        replaced=changes.count["replaced"],
        unchanged=unchanged,
        removed=changes.count["removed"],
        warnings=_warnings(into),
        duplicates=known.gathered.duplicates,
        superseded=known.gathered.superseded,
        faults=tuple(faults),
        omitted=tuple(
            omission
            for entry in writer.articles.omitting()
            if entry.root == root
            for omission in entry.omitted
        ),
        decided=len(manifest.decided[root]),
        unmet=unmet,
        disappeared=tuple(decision for decision in earlier if decision.key not in there),
        wrong=setup.wrong,
    )


def _warnings(into: Into) -> int:
    """Return how often a check of the store will warn; only what changed is judged again."""
    writer = into.writer
    manifest, changes = writer.manifest, writer.changes()
    stamp = digest(
        __version__, *(path.read_bytes() for path in sorted(assets.shapes().glob("*.ttl")))
    )
    touched: set[str] | None = None
    if changes is not None and len(changes) <= _MOST_JUDGED and manifest.judged == stamp:
        warner = Warner(writer.database(), own_shapes())
        touched = warner.touched(changes.added(), changes.removed()) if len(changes) else set()
        if touched:
            writer.warned.renew(touched, warner.at(touched))
    if touched is None:
        writer.warned.fill(all_warnings(writer, into.jobs))
    manifest.judged = stamp
    return writer.warned.number()


class _Changes:
    """What a build changes of the articles of one folder, in the store and in its manifest."""

    def __init__(self, root: str, writer: Writer) -> None:
        self._root = root
        self._writer = writer
        self._entries = writer.articles
        self.corrections: list[Correction] = []
        self._born: set[Triple] = set()
        self._dead: set[str] = set()
        self.count = Counter[str]()

    def enter(self, made: Made) -> None:
        """Store an article's graphs in the place of those that it had, with whatever text."""
        earlier = self._entries.text_of(self._root, made.digits)
        self.count["added" if earlier is None else "replaced"] += 1
        if earlier is not None:
            if earlier != made.sha256:
                before = self._writer.triples(self._entries[earlier].graph)
                self.corrections.append(correction(before, triples_in(made.lines), made.sha256))
            self._forget(earlier, keep=(made.graph, made.text_graph, made.review_graph))
        self._writer.put(made.graph, made.lines, made.content)
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
