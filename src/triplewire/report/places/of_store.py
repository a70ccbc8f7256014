"""Reports of a store in, findings out: each result once, pointing at the article's words."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox

from triplewire import vocab
from triplewire.ask.evidence import Cited, Passage, Texts, place_of
from triplewire.build import place
from triplewire.records import Report, Result
from triplewire.report.findings import Finding, Place, Proposal
from triplewire.report.labels import steady
from triplewire.report.places.known import Known
from triplewire.report.places.source_lines import Sources, place_in_text
from triplewire.report.proposals import proposal_of
from triplewire.store import Entry, Store

# Nodes of which is kept in mind what the store says: those of a few articles.
_MOST_SAID = 2_000


def store_findings(store: Store, reports: Iterable[Report], here: Path) -> Iterator[Finding]:
    """Yield the results for a store, each once, with places as seen from the folder ``here``.

    A thing that several articles mention is reported with each of them: the first one shows it.
    """
    finder = _Finder(store, here)
    seen: set[int] = set()
    done: set[str] = set()
    for report in map(steady, reports):
        done.add(report.graph)
        for result in report.results:
            finding, own_graph = finder.finding(report.graph, result)
            # What rests on one article is reported with its graph, and most results are: they need
            # not be kept in mind to be told from those of other graphs that mention it.
            if own_graph != report.graph:
                key = hash((result.shape, result.focus, result.path, result.value, result.message))
                if own_graph in done or key in seen:
                    continue
                seen.add(key)
            yield finding


class _Finder:
    """Finds where results point; what was asked for last is kept."""

    def __init__(self, store: Store, here: Path) -> None:
        self._store = store
        self._sources = Sources(here)
        self._mentions: tuple[str, dict[str, tuple[ox.Triple, ...]]] = ("", {})
        self._texts = Texts(store)
        self._said: dict[str, tuple[ox.Triple, ...]] = {}

    def finding(self, graph: str, result: Result) -> tuple[Finding, str | None]:
        """Return a result with its places, and the graph of the article if it rests on one."""
        known = Known(of=self._of, mentioning=lambda node: self._mentioning(graph, node))
        cited = known.cited(result.focus)
        places = [self._quoted(known, one.passage) for one in cited] or [
            self._beginning(known, result.focus)
        ]
        found = Finding(
            result=result,
            graph=graph,
            label=known.label(result.focus),
            places=tuple(dict.fromkeys(place for place in places if place is not None)),
            proposal=self._proposal(known, result, cited),
        )
        alone = len({one.passage.text for one in cited}) == 1
        own = alone and all(result.focus.startswith(one.bearer) for one in cited)
        entry = self._entry(known, cited[0].passage.text) if own else None
        return found, entry.graph if entry else None

    def _proposal(self, known: Known, result: Result, cited: list[Cited]) -> Proposal | None:
        entry = self._entry(known, cited[0].passage.text) if cited else None
        if entry is None:
            return None
        root = self._root(entry)
        holder = known.evidence.value(cited[0].bearer, vocab.ORG_MEMBER)
        found = proposal_of(result, cited[0], holder and known.label(holder))
        folder = self._sources.shown(root.parent if root.is_file() else root)
        return found and replace(found, article=entry.name, newsroom=folder)

    def _quoted(self, known: Known, passage: Passage) -> Place | None:
        entry = self._entry(known, passage.text)
        if entry is None:
            return None
        text = self._texts.of(passage.text) or ""
        first = known.evidence.source(passage.text).first_line
        start = place_of(passage, text, first)
        if start is not None:
            place = place_in_text(text, start, start + len(passage.words), first)
        else:
            # The words are not where the graph says, which is what some shapes find.
            place = Place(file="", line=passage.line, column=1, words=passage.words)
        return self._placed(known, place, passage.text, entry)

    def _beginning(self, known: Known, node: str) -> Place | None:
        """Return the first line of an article for the article itself and for its text."""
        text = known.evidence.text_of(node)
        entry = None if text is None else self._entry(known, text)
        if text is None or entry is None:
            return None
        content = self._texts.of(text) or ""
        opening = re.search(r"\S.*", content)
        start, end = opening.span() if opening else (0, 0)
        place = place_in_text(content, start, end, known.evidence.source(text).first_line)
        return self._placed(known, place, text, entry)

    def _placed(self, known: Known, place: Place, text: str, entry: Entry) -> Place:
        article = known.evidence.source(text).article
        found = self._sources.find(place, self._root(entry), entry.name)
        return replace(found, article=known.label(article) if article else None)

    def _root(self, entry: Entry) -> Path:
        """Return the newsroom that an article was read from."""
        return place(self._store.folder, self._store.manifest, entry.root)

    def _entry(self, known: Known, text: str) -> Entry | None:
        sha256 = known.evidence.value(text, vocab.SCHEMA_SHA256)
        return self._store.articles.get(sha256 or "")

    def _of(self, node: str) -> tuple[ox.Triple, ...]:
        return _kept(node, self._said, self._store.about)

    def _mentioning(self, graph: str, node: str) -> tuple[ox.Triple, ...]:
        if self._mentions[0] != graph:
            self._mentions = (graph, {})
        return _kept(
            node, self._mentions[1], lambda iri: self._store.quads(graph, ox.NamedNode(iri))
        )


def _kept(
    node: str,
    kept: dict[str, tuple[ox.Triple, ...]],
    asked: Callable[[str], Iterable[ox.Quad]],
) -> tuple[ox.Triple, ...]:
    """Return what is found of a node that is an IRI, and keep that of some of them."""
    if node.startswith(("_:", '"', "<")):
        return ()
    known = kept.get(node)
    if known is None:
        if len(kept) >= _MOST_SAID:
            kept.clear()
        known = kept[node] = tuple(dict.fromkeys(quad.triple for quad in asked(node)))
    return known
