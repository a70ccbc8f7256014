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
    identities,
    name_triples,
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
class Into:
    """A store and its tables that a build writes into; ``day`` is when names are withdrawn.

    ``jobs`` is how many processes may work for it.
    """

    writer: Writer
    engine: Engine
    day: str
    jobs: int = 1


def move_base(writer: Writer, base: str) -> None:
    """Have the graphs that articles share below a base; those below another are removed."""
    manifest = writer.manifest
    if manifest.base not in {"", base}:
        for name in _SHARED:
            writer.remove(mint("graph", name, base=manifest.base))
    manifest.base = base


def write_shared(
    known: Identified, setup: Setup, settings: Settings, into: Into, *, anew: bool
) -> tuple[Unmet, ...]:
    """Write the graphs that the articles of a store share; what stays as it was costs little.

    ``anew`` says that an article has changed. Return the decisions about two claims that found
    none.
    """
    base, root, writer = setup.base, known.gathered.root, into.writer
    writer.manifest.listed[root] = tuple(one.iri for one in setup.authorities.listed)
    links = identities(known.links, base, known.external)
    writer.become(mint("graph", "identities", base=base), links)
    writer.replace(Graph(iri=mint("graph", "vocabulary", base=base), triples=vocabulary()))
    writer.replace(_authorities(root, setup, writer))
    unmet = write_comparisons(known, base, writer, into.engine, anew=anew)
    about = frozenset(dataset(settings.title, settings.licence, settings.publisher, base))
    provenance = mint("graph", "provenance", base=base)
    gone = {t for one in about for t in writer.match(provenance, subject=one.subject)} - about
    writer.change(provenance, gone, about)
    return unmet


def write_provenance(born: AbstractSet[Triple], dead: AbstractSet[str], writer: Writer) -> None:
    """Write which run made which graph, and strike out the runs and graphs that have gone."""
    iri = mint("graph", "provenance", base=writer.manifest.base)
    nodes = [NamedNode(one) for one in sorted(dead)]
    said = (
        triple
        for node in nodes
        for triple in (*writer.match(iri, subject=node), *writer.match(iri, value=node))
    )
    writer.change(iri, (triple for triple in said if triple not in born), born)


def write_names(
    known: Identified, corrections: Iterable[Correction], day: str, base: str, writer: Writer
) -> None:
    """Write what became of published names, and keep the register that says so.

    It comes last: only then is it known what is not described any more.
    """
    graph, root = mint("graph", "names", base=base), known.gathered.root
    gone = (row.name for row in known.gathered.register if is_gone(row))
    published = Published(
        has_graphs=lambda digits: writer.articles.text_of(root, digits) is not None,
        corrections=tuple(corrections),
        vanished=writer.vanished(graph),
        alive=frozenset(name for name in gone if writer.describes(base + name, graph)),
        day=day,
    )
    with registered(known, published, base) as made:
        writer.register[root] = made
    rows = (row for name in writer.register for row in writer.register.rows(name))
    writer.become(graph, (triple for row in rows for triple in name_triples(row, base)))


def _authorities(root: str, setup: Setup, writer: Writer) -> Graph:
    """Return the descriptions of all that is listed or mentioned.

    What articles of other folders mention stays described as it was, because their tables are
    not at hand; only what this folder's table lists is written anew.
    """
    manifest, iri = writer.manifest, mint("graph", "authorities", base=setup.base)
    others = {iri for name, iris in manifest.listed.items() if name != root for iri in iris}
    used: set[str] = set()
    for _, entry in writer.articles.pairs():
        (used if entry.root == root else others).update(entry.authorities)
    others.difference_update(manifest.listed[root])
    before = list(writer.triples(iri))
    links = {_subject(t) for t in before if t.predicate == vocab.ONE and _object(t) in others}
    kept = {triple for triple in before if _subject(triple) in others | links}
    known = {_subject(triple) for triple in kept}
    fresh = authority_graph(described((used | others) - known, setup), setup.base)
    return Graph(iri=iri, triples=fresh.triples | kept)


def _subject(triple: Triple) -> str:
    return triple.subject.value if isinstance(triple.subject, NamedNode) else ""


def _object(triple: Triple) -> str:
    return triple.object.value if isinstance(triple.object, NamedNode) else ""
