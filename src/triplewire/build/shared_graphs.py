"""The articles of a store in, the graphs they share out: vocabulary, authorities, comparisons."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from functools import partial

import msgspec
from pyoxigraph import NamedNode, Triple

from triplewire import vocab
from triplewire.build.comparison import write_comparisons
from triplewire.build.corrections import Correction
from triplewire.build.gather import registered_in
from triplewire.build.identify import Identified
from triplewire.build.into import Into
from triplewire.build.ledger import Published, is_gone, registered
from triplewire.build.names import register
from triplewire.build.one_article import Setup, described
from triplewire.build.retelling import Row, Telling, retell
from triplewire.convert import (
    authority_graph,
    dataset,
    external_triples,
    identity_triples,
)
from triplewire.iris import mint
from triplewire.newsroom import Settings
from triplewire.ontology import vocabulary
from triplewire.records import ExternalLink, Graph, IdentityLink, Unmet
from triplewire.store import Writer, as_told

# The graphs that articles share, in the order in which they are written.
_SHARED = ("vocabulary", "authorities", "provenance", "identities", "comparisons", "names")
_LINKED = """
    SELECT *, sha2(content, 256) AS mark FROM (
        SELECT least(one, other) AS one, greatest(one, other) AS other, 'identity' AS kind,
            link AS content
        FROM links
        UNION ALL
        SELECT iri AS one, identifier AS other, 'external' AS kind, external AS content
        FROM external
    ) told
"""

_identity = msgspec.json.Decoder(IdentityLink).decode
_external = msgspec.json.Decoder(ExternalLink).decode


def move_base(writer: Writer, base: str) -> None:
    """Have the graphs that articles share below a base; those below another are removed."""
    manifest = writer.manifest
    if manifest.base not in {"", base}:
        for name in _SHARED:
            writer.remove(mint("graph", name, base=manifest.base))
        manifest.told.clear()
    manifest.base = base


def write_shared(
    known: Identified, setup: Setup, settings: Settings, into: Into, *, anew: bool
) -> tuple[Unmet, ...]:
    """Write the graphs that the articles of a store share; what stays as it was costs little.

    ``anew`` says that an article has changed. Return the decisions about two claims that found
    none.
    """
    base, root = setup.base, known.gathered.root
    writer, engine = into.writer, into.engine
    writer.manifest.listed[root] = tuple(one.iri for one in setup.authorities.listed)
    engine.sql("linked", _LINKED)
    iri, triples = mint("graph", "identities", base=base), partial(_linked, base=base)
    contents = "SELECT mark, content FROM linked"
    told = Telling(graph=iri, kept="identities", now="linked", contents=contents, triples=triples)
    retell(into, told)
    writer.replace(Graph(iri=mint("graph", "vocabulary", base=base), triples=vocabulary()))
    writer.replace(_authorities(root, setup, writer))
    unmet = write_comparisons(known, base, into, anew=anew)
    about = frozenset(dataset(settings.title, settings.licence, settings.publisher, base))
    provenance = mint("graph", "provenance", base=base)
    gone = {t for one in about for t in writer.match(provenance, subject=one.subject)} - about
    writer.change(provenance, as_told(gone), as_told(about))
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
    writer.change(iri, as_told(triple for triple in said if triple not in born), as_told(born))


def write_names(
    known: Identified, corrections: Iterable[Correction], base: str, into: Into
) -> None:
    """Write what became of published names, and keep the register that says so.

    It comes last: only then is it known what is not described any more.
    """
    graph, root, writer = mint("graph", "names", base=base), known.gathered.root, into.writer
    into.at("naming")
    gone = (row.name for row in registered_in(into.engine) if is_gone(row))
    published = Published(
        has_graphs=lambda digits: writer.articles.text_of(root, digits) is not None,
        corrections=tuple(corrections),
        vanished=lambda: writer.vanished(graph),
        alive=frozenset(name for name in gone if writer.describes(base + name, graph)),
        day=into.day,
    )
    with registered(into.engine, known.gathered.now, published, base) as made:
        register(writer, graph, root, made, base)


def _linked(told: Row, base: str) -> Iterable[Triple]:
    if told.place == "identity":
        return identity_triples(_identity(told.content), base)
    return external_triples(_external(told.content), base)


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
