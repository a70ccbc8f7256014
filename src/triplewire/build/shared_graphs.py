"""The articles of a store in, the graphs they share out: vocabulary, authorities, comparisons."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from pyoxigraph import NamedNode, Triple

from triplewire import vocab
from triplewire.build.comparison import write_comparisons
from triplewire.build.corrections import Correction
from triplewire.build.identify import Identified
from triplewire.build.ledger import Published, is_gone, registered
from triplewire.build.one_article import Setup, described
from triplewire.convert import (
    authority_graph,
    dataset,
    identity_graph,
    names_graph,
)
from triplewire.engines import Engine
from triplewire.iris import mint
from triplewire.newsroom import Settings
from triplewire.ontology import vocabulary
from triplewire.records import Graph, Unmet
from triplewire.store import Writer

# The graphs that articles share, in the order in which they are written.
_SHARED = ("vocabulary", "authorities", "provenance", "identities", "comparisons", "names")


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What is new of the articles' provenance, which runs and graphs have gone, if ``any``."""

    born: frozenset[Triple]
    dead: frozenset[str]
    any: bool


def write_shared(
    known: Identified,
    changes: Changes,
    setup: Setup,
    settings: Settings,
    writer: Writer,
    engine: Engine,
) -> tuple[Unmet, ...]:
    """Write the graphs that the articles of a store share; what stays as it was costs nothing.

    Return the decisions about two claims that found none.
    """
    manifest, base, root = writer.manifest, setup.base, known.gathered.root
    if manifest.base not in {"", base}:
        for name in _SHARED:
            writer.remove(mint("graph", name, base=manifest.base))
    manifest.base = base
    manifest.listed[root] = tuple(authority.iri for authority in setup.authorities.listed)
    writer.replace(identity_graph(known.links, base, known.external))
    writer.replace(Graph(iri=mint("graph", "vocabulary", base=base), triples=vocabulary()))
    writer.replace(_authorities(root, setup, writer))
    unmet = write_comparisons(known, base, writer, engine, anew=changes.any)
    writer.replace(_provenance(changes, settings, writer))
    return unmet


def write_names(
    known: Identified, corrections: Iterable[Correction], day: str, base: str, writer: Writer
) -> None:
    """Write what became of published names, and keep the register that says so.

    It comes last: only then is it known what is not described any more.
    """
    manifest, graph = writer.manifest, mint("graph", "names", base=base)
    root = known.gathered.root
    gone = (row.name for row in known.gathered.register if is_gone(row))
    published = Published(
        articles=frozenset(e.digits for e in manifest.articles.values() if e.root == root),
        corrections=tuple(corrections),
        vanished=writer.vanished(graph),
        alive=frozenset(name for name in gone if writer.describes(base + name, graph)),
        day=day,
    )
    manifest.register[root] = registered(known, published, base)
    rows = (row for name in sorted(manifest.register) for row in manifest.register[name])
    writer.replace(names_graph(rows, base))


def _authorities(root: str, setup: Setup, writer: Writer) -> Graph:
    """Return the descriptions of all that is listed or mentioned.

    What articles of other folders mention stays described as it was, because their tables are
    not at hand; only what this folder's table lists is written anew.
    """
    manifest, iri = writer.manifest, mint("graph", "authorities", base=setup.base)
    others = {iri for name, iris in manifest.listed.items() if name != root for iri in iris}
    used: set[str] = set()
    for entry in manifest.articles.values():
        (used if entry.root == root else others).update(entry.authorities)
    others.difference_update(manifest.listed[root])
    before = list(writer.triples(iri))
    links = {_subject(t) for t in before if t.predicate == vocab.ONE and _object(t) in others}
    kept = {triple for triple in before if _subject(triple) in others | links}
    known = {_subject(triple) for triple in kept}
    fresh = authority_graph(described((used | others) - known, setup), setup.base)
    return Graph(iri=iri, triples=fresh.triples | kept)


def _provenance(changes: Changes, settings: Settings, writer: Writer) -> Graph:
    """Return which run made which graph: what is new, without the runs and graphs that died."""
    base = writer.manifest.base
    iri = mint("graph", "provenance", base=base)
    about = frozenset(dataset(settings.title, settings.licence, settings.publisher, base))
    titled = {triple.subject for triple in about}
    kept = {
        triple
        for triple in writer.triples(iri)
        if triple.subject not in titled and not _is_about(triple, changes.dead)
    }
    return Graph(iri=iri, triples=frozenset(kept | changes.born | about))


def _is_about(triple: Triple, dead: AbstractSet[str]) -> bool:
    """Say whether a statement of provenance is about a run or a graph that has gone."""
    ends = (triple.subject, triple.object)
    return any(isinstance(end, NamedNode) and end.value in dead for end in ends)


def _subject(triple: Triple) -> str:
    return triple.subject.value if isinstance(triple.subject, NamedNode) else ""


def _object(triple: Triple) -> str:
    return triple.object.value if isinstance(triple.object, NamedNode) else ""
