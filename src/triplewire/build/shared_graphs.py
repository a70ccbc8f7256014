"""The articles of a store in, the graphs they share out: vocabulary, authorities, comparisons."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet

from pyoxigraph import NamedNode, Triple

from triplewire import __version__
from triplewire.ask import statements
from triplewire.build.one_article import Bench, described
from triplewire.compare import compare, decided
from triplewire.convert import authority_graph, comparison_graph, dataset, identity_graph
from triplewire.iris import mint
from triplewire.newsroom import Settings
from triplewire.ontology import vocabulary
from triplewire.records import Decision, Graph, IdentityLink, Unmet
from triplewire.store import Writer
from triplewire.system.hashes import digest

# The graphs that articles share, in the order in which they are written.
_SHARED = ("vocabulary", "authorities", "provenance", "identities", "comparisons")
# Counts up when claims are compared in another way.
_COMPARED = 4


class SharedGraphs:
    """Writes the graphs that the articles of a store share; what stays as it was costs nothing."""

    def __init__(self, bench: Bench, settings: Settings, writer: Writer, root: str) -> None:
        """Write on behalf of the folder that the store knows as ``root``."""
        self._bench = bench
        self._settings = settings
        self._writer = writer
        self._root = root

    def move(self) -> None:
        """Remove the graphs of an earlier base."""
        manifest, base = self._writer.manifest, self._bench.base
        if manifest.base not in {"", base}:
            for name in _SHARED:
                self._writer.remove(mint("graph", name, base=manifest.base))
        manifest.base = base

    def describe(self, links: Iterable[IdentityLink]) -> None:
        """Write who is the same as who, the vocabulary, and all that is known or mentioned."""
        base = self._bench.base
        authorities = mint("graph", "authorities", base=base)
        self._writer.replace(identity_graph(links, base))
        self._writer.replace(
            Graph(iri=mint("graph", "vocabulary", base=base), triples=vocabulary())
        )
        self._writer.replace(Graph(iri=authorities, triples=self._authorities(authorities)))

    def account(self, born: AbstractSet[Triple], dead: AbstractSet[str]) -> None:
        """Write which run made which graph: what is new, without the runs and graphs that died."""
        base, settings = self._bench.base, self._settings
        iri = mint("graph", "provenance", base=base)
        about = frozenset(dataset(settings.title, settings.licence, settings.publisher, base))
        titled = {triple.subject for triple in about}
        kept = {
            triple
            for triple in self._writer.triples(iri)
            if triple.subject not in titled and not _is_about(triple, dead)
        }
        self._writer.replace(Graph(iri=iri, triples=frozenset(kept | born | about)))

    def _authorities(self, graph: str) -> frozenset[Triple]:
        """Return the descriptions of all that is listed or mentioned.

        What articles of other folders mention stays described as it was, because their tables are
        not at hand; only what this folder's table lists is written anew.
        """
        manifest, listed = self._writer.manifest, self._bench.authorities.listed
        manifest.listed[self._root] = tuple(authority.iri for authority in listed)
        others = {
            iri for root, iris in manifest.listed.items() if root != self._root for iri in iris
        }
        used: set[str] = set()
        for entry in self._writer.manifest.articles.values():
            (used if entry.root == self._root else others).update(entry.authorities)
        others.difference_update(manifest.listed[self._root])
        kept = {t for t in self._writer.triples(graph) if _subject(t) in others}
        known = {_subject(triple) for triple in kept}
        fresh = authority_graph(described((used | others) - known, self._bench), self._bench.base)
        return fresh.triples | kept

    def compare(
        self, related: Mapping[str, tuple[Decision, ...]], *, changed: bool
    ) -> tuple[Unmet, ...]:
        """Compare all claims, unless nothing is new; what a curator says goes first.

        Return the decisions about two claims that found none.
        """
        manifest, base = self._writer.manifest, self._bench.base
        keys = sorted(decision.key for those in related.values() for decision in those)
        stamp = digest(__version__, str(_COMPARED), *keys)
        if not changed and manifest.compared == stamp:
            return ()
        told = list(statements(self._writer))
        ours, unmet = decided(
            {mint("claim", key, base=base): those for key, those in related.items()}, told
        )
        pairs = {frozenset((one.one, one.other)) for one in ours}
        found = (c for c in compare(told) if frozenset((c.one, c.other)) not in pairs)
        self._writer.replace(comparison_graph((*ours, *found), base))
        lost = {one.decision.key for one in unmet}
        applied = manifest.decided[self._root]
        manifest.decided[self._root] = tuple(key for key in applied if key not in lost)
        # What found nothing is said again by every build.
        manifest.compared = "" if unmet else stamp
        return unmet


def _is_about(triple: Triple, dead: AbstractSet[str]) -> bool:
    """Say whether a statement of provenance is about a run or a graph that has gone."""
    ends = (triple.subject, triple.object)
    return any(isinstance(end, NamedNode) and end.value in dead for end in ends)


def _subject(triple: Triple) -> str:
    return triple.subject.value if isinstance(triple.subject, NamedNode) else ""
