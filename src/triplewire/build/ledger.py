"""The reduce of a build: what has to be made anew, what replaces what, and what articles share."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import msgspec
from pyoxigraph import Triple

from triplewire import __version__, assets
from triplewire.build.faults import Fault
from triplewire.build.one_article import Bench, Case, Made, own_shapes
from triplewire.build.roots import recognise
from triplewire.build.shared_graphs import SharedGraphs
from triplewire.convert import provenance
from triplewire.errors import StoreError
from triplewire.iris import mint
from triplewire.newsroom import Newsroom
from triplewire.read import Reading
from triplewire.records import Article, Decision, IdentityLink, Omission, Unmet
from triplewire.store import Entry, Writer
from triplewire.system.hashes import digest
from triplewire.validate import count_warnings


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a build did. ``duplicates`` pairs a source with the earlier one of the same text.

    ``omitted`` is what the folder's stored articles had to leave out, by this build or an earlier.
    ``decided`` counts the decisions that were applied; ``unmet`` are those that were not, and
    ``disappeared`` those that the table had at the last build and has no more.
    """

    articles: int
    added: int
    replaced: int
    unchanged: int
    removed: int
    warnings: int
    duplicates: tuple[tuple[str, str], ...]
    faults: tuple[Fault, ...]
    omitted: tuple[Omission, ...]
    decided: int
    unmet: tuple[Unmet, ...]
    disappeared: tuple[Decision, ...]


# Of the decisions about findings that were applied once, the share that may get lost in silence.
_MAY_GET_LOST = 0.1


class Ledger:
    """Keeps the books of one build of one newsroom into one store."""

    def __init__(self, newsroom: Newsroom, bench: Bench, writer: Writer) -> None:
        """Open the books where the last build closed them."""
        self._newsroom = newsroom
        self._root = ""
        self._bench = bench
        self._writer = writer
        self._entries = writer.manifest.articles
        self._by_name: dict[str, str] = {}
        self._texts: dict[str, Article] = {}
        self._faulty: set[str] = set()
        self._duplicates: list[tuple[str, str]] = []
        self._faults: list[Fault] = []
        self._born: set[Triple] = set()
        self._dead: set[str] = set()
        self._unmet: tuple[Unmet, ...] = ()
        self._disappeared: tuple[Decision, ...] = ()
        self._count = {"added": 0, "replaced": 0, "unchanged": 0, "removed": 0}

    def _recognise(self) -> None:
        """Find the folder among those of the store, wherever it was when it was last built.

        Folders whose IRIs begin differently are not mixed: they share graphs in a store.
        """
        manifest, folder = self._writer.manifest, self._newsroom.root
        self._root = recognise(folder, self._writer.folder, manifest, self._texts)
        self._by_name = {e.name: sha for sha, e in self._entries.items() if e.root == self._root}
        others = any(entry.root != self._root for entry in self._entries.values())
        if others and manifest.base not in {"", self._bench.base}:
            raise StoreError(
                f"the store holds articles of another folder under another base, {manifest.base}",
                where=str(folder),
                hint="give this folder a store of its own with --store",
            )

    def gather(self, readings: Iterable[tuple[str, Reading | Fault]]) -> list[Article]:
        """Return the articles of the folder, each text once; note duplicates and rejections.

        Raises: StoreError when the store holds another folder under another base, or one that may
        be this or not.
        """
        alike: dict[str, Article] = {}
        for name, reading in readings:
            if isinstance(reading, Fault):
                self.reject([reading])
                continue
            self.reject(
                Fault(name=error.where or name, reason=error.what, hint=error.hint)
                for error in reading.rejected
            )
            for article in reading.articles:
                first = alike.setdefault(digest(_bare(article.text)), article)
                if first is article:
                    self._texts[article.sha256] = article
                else:
                    self._duplicates.append((article.name, first.name))
        self._recognise()
        self._writer.publish_texts(publish=self._newsroom.settings.publish_text)
        own = []
        for sha256, article in self._texts.items():
            entry = self._entries.get(sha256)
            if entry is not None and entry.root != self._root:
                self._duplicates.append((article.name, entry.name))
            else:
                own.append(article)
        return own

    def settle(self, unmet: tuple[Unmet, ...], *, allow_shrink: bool) -> None:
        """Note which decisions could not be applied, and which are no longer there.

        Raises: StoreError when too many of those that once could be are among them.
        """
        lost = {one.decision.key for one in unmet}
        before = set(self._writer.manifest.decided.get(self._root, ()))
        gone = [one for one in unmet if one.decision.key in before and one.overruled_by is None]
        if len(gone) > _MAY_GET_LOST * len(before) and not allow_shrink:
            first = gone[0].decision
            raise StoreError(
                f"{len(gone)} of {len(before)} decisions that were applied before find nothing now,"
                f" such as that on {first.quotation[:60]!r}",
                where=f"{self._newsroom.decisions}:{first.line}",
                hint="mend the articles or the decisions, or build with --allow-shrink",
            )
        self._unmet = unmet
        manifest, decisions = self._writer.manifest, self._bench.decisions
        there = {decision.key for decision in decisions}
        earlier = manifest.decisions.get(self._root, ())
        self._disappeared = tuple(one for one in earlier if one.key not in there)
        manifest.decisions[self._root] = decisions
        manifest.decided[self._root] = tuple(d.key for d in decisions if d.key not in lost)

    def sort_out(self, cases: Iterable[Case]) -> list[Case]:
        """Return the cases whose graphs have to be made anew."""
        todo = []
        for case in cases:
            entry = self._entries.get(case.article.sha256)
            if entry is not None and entry.run == self._run(case):
                self._count["unchanged"] += 1
            else:
                todo.append(case)
        return todo

    def reject(self, faults: Iterable[Fault]) -> None:
        """Note what stays out; what was stored of it before stays in."""
        for fault in faults:
            self._faulty.add(fault.name)
            self._faults.append(fault)

    def enter(self, case: Case, made: Made | Fault) -> None:
        """Store an article's graphs in the place of the earlier ones, or note why they stay out."""
        if isinstance(made, Fault):
            self.reject([made])
            return
        article = case.article
        earlier = self._earlier(article)
        for sha256 in earlier:
            self._forget(sha256, keep=(made.graph.iri, made.texts.iri))
        self._count["replaced" if earlier else "added"] += 1
        self._writer.replace(made.graph)
        self._writer.replace(made.texts)
        run = self._run(case)
        self._born |= set(provenance(made.story, run))
        self._entries[article.sha256] = Entry(
            root=self._root,
            name=article.name,
            graph=made.graph.iri,
            text_graph=made.texts.iri,
            run=run,
            authorities=made.used,
            omitted=made.omitted,
        )

    def finish(
        self, links: Iterable[IdentityLink], related: Mapping[str, tuple[Decision, ...]]
    ) -> Outcome:
        """Remove what has gone, write the graphs that articles share, and say what was done."""
        for sha256, entry in sorted(self._entries.items()):
            if entry.root == self._root and self._gone(sha256, entry):
                self._forget(sha256)
                self._count["removed"] += 1
        shared = SharedGraphs(self._bench, self._newsroom.settings, self._writer, self._root)
        shared.move()
        shared.describe(links)
        self._unmet += shared.compare(related, changed=self._changed())
        shared.account(self._born, self._dead)
        self._writer.manifest.unmet[self._root] = self._unmet
        return Outcome(
            articles=len(self._entries),
            warnings=self._warnings(),
            duplicates=tuple(self._duplicates),
            faults=tuple(self._faults),
            omitted=tuple(
                omission
                for entry in sorted(self._entries.values(), key=lambda entry: entry.name)
                if entry.root == self._root
                for omission in entry.omitted
            ),
            decided=len(self._writer.manifest.decided[self._root]),
            unmet=self._unmet,
            disappeared=self._disappeared,
            **self._count,
        )

    def _warnings(self) -> int:
        """Return how often a check of the store will warn, counted anew when anything changed."""
        manifest = self._writer.manifest
        shapes = sorted(assets.shapes().glob("*.ttl"))
        stamp = digest(manifest.content, *(path.read_bytes() for path in shapes))
        if manifest.judged != stamp:
            manifest.warnings = count_warnings(self._writer.database(), own_shapes())
            manifest.judged = stamp
        return manifest.warnings

    def _run(self, case: Case) -> str:
        """Return the IRI of the run that makes an article's graph: the hash of all that goes in."""
        # A line above that says nothing of an article changes nothing of it.
        numberless = tuple(replace(decision, line=0) for decision in case.decisions)
        told = msgspec.json.encode(replace(case, decisions=numberless))
        inputs = digest(self._bench.fingerprint, told)
        return mint("run", f"{__version__}-{inputs[:16]}", base=self._bench.base)

    def _earlier(self, article: Article) -> set[str]:
        """Return the texts that an article takes the place of: its own, and its name's old one."""
        earlier = {article.sha256} & self._entries.keys()
        named = self._by_name.get(article.name)
        if named in self._entries and named not in self._texts:
            earlier.add(named)
        return earlier

    def _forget(self, sha256: str, keep: tuple[str, ...] = ()) -> None:
        """Strike out an entry, and remove its graphs but for those about to be replaced."""
        entry = self._entries.pop(sha256)
        self._dead |= {entry.run, entry.graph}
        for graph in (entry.graph, entry.text_graph):
            if graph not in keep:
                self._writer.remove(graph)

    def _gone(self, sha256: str, entry: Entry) -> bool:
        """Say whether an entry's source is no longer there; a rejected source still is."""
        if sha256 in self._texts:
            return False
        # "wire.jsonl:12:7" is gone unless it, or the line, or the whole file was rejected.
        parts = entry.name.split(":")
        return not any(":".join(parts[:n]) in self._faulty for n in range(1, len(parts) + 1))

    def _changed(self) -> bool:
        return any(count for name, count in self._count.items() if name != "unchanged")


def _bare(text: str) -> str:
    """Return text without the spaces at the ends of lines that editors and senders add or drop."""
    return "\n".join(map(str.rstrip, text.strip().split("\n")))
