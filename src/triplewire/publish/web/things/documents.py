"""A thing of the store in, the document about it out: Turtle, N-Triples, JSON-LD or RDF/XML."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO

import pyoxigraph as ox

from triplewire import vocab
from triplewire.iris import BASE
from triplewire.publish.dump import write_quads
from triplewire.publish.web.things.description import described, links_to
from triplewire.publish.web.things.pointing import MOST, Days, in_order, joined, named
from triplewire.store import Store
from triplewire.vocab import PREFIXES

# Media types by file suffix, in the order of preference among equals.
SUFFIXES = {
    "html": "text/html",
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document, or one page of it, and whether there is another."""

    content: bytes
    more: bool


def document(
    store: Store,
    iri: str,
    suffix: str,
    page: int = 1,
    days: Days | None = None,
) -> Document | None:
    """Return what a store says of a thing, and what points at it, with the names of all of these.

    Of what points at it, each page has so much as fits, what is reported last first; what is said
    of the thing itself is on the first page. A named graph is described by what it holds. None says
    that the store knows nothing of the thing, or not enough for so many pages. The same store gives
    the same bytes; ``days`` knows those of many things at once, where there is an index.
    """
    if store.has_graph(iri):
        content = description(store, iri, suffix) if page == 1 else None
        return None if content is None else Document(content=content, more=False)
    links = links_to(store, iri)
    own = set(described(store, iri, links))
    if not own:
        return None
    of_it = {triple.subject for triple in own}
    others = in_order(
        store,
        (link for link in links if link.subject not in of_it),
        days,
    )
    shown = others[(page - 1) * MOST : page * MOST]
    if page > 1 and not shown:
        return None
    more = page * MOST < len(others)
    pointing = set(joined(store, (link for one in shown for link in one)))
    told = pointing if page > 1 else own | pointing
    names = named(store, told, () if page > 1 else of_it)
    triples = {*told, *names, *_of_itself(store, iri, suffix, page, more=more)}
    return Document(content=written(triples, suffix, store.manifest.base or BASE), more=more)


def description(store: Store, iri: str, suffix: str) -> bytes | None:
    """Return what a store says of a thing and of its parts, and nothing else."""
    triples = set(described(store, iri))
    return written(triples, suffix, store.manifest.base or BASE) if triples else None


def written(triples: Iterable[ox.Triple], suffix: str, base: str) -> bytes:
    """Return triples in the format of a suffix; the same triples give the same bytes.

    In Turtle the things at ``base`` have short names.
    """
    in_order = sorted(triples, key=str)
    if suffix in {"rdf", "nt"}:
        form = ox.RdfFormat.RDF_XML if suffix == "rdf" else ox.RdfFormat.N_TRIPLES
        prefixes = PREFIXES if suffix == "rdf" else None
        return ox.serialize(in_order, format=form, prefixes=prefixes) or b""
    out = BytesIO()
    write_quads(map(_quad, in_order), out, "turtle" if suffix == "ttl" else "jsonld", base)
    return out.getvalue()


def with_charset(kind: str) -> str:
    """Return a media type with the encoding of its bytes where it is a text."""
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


def types_of(store: Store, iri: str) -> list[str]:
    """Return the classes of a thing, sorted."""
    return sorted(
        triple.object.value
        for triple in store.triples(ox.NamedNode(iri), vocab.TYPE)
        if isinstance(triple.object, ox.NamedNode)
    )


def licence_of(store: Store) -> ox.NamedNode | None:
    """Return the licence of the dataset, None where it has none that is an IRI."""
    dataset = ox.NamedNode(f"{store.manifest.base}dataset")
    found = (triple.object for triple in store.triples(dataset, vocab.DCTERMS_LICENSE))
    return next((value for value in found if isinstance(value, ox.NamedNode)), None)


def _of_itself(
    store: Store, iri: str, suffix: str, page: int, *, more: bool
) -> Iterator[ox.Triple]:
    """Yield what a document says of itself: its topic, its licence, and where there is more."""
    name = f"{iri}.{suffix}"
    node = ox.NamedNode(name if page == 1 else f"{name}?page={page}")
    yield ox.Triple(node, vocab.TYPE, vocab.FOAF_DOCUMENT)
    yield ox.Triple(node, vocab.FOAF_PRIMARY_TOPIC, ox.NamedNode(iri))
    licence = licence_of(store)
    if licence is not None:
        yield ox.Triple(node, vocab.DCTERMS_LICENSE, licence)
    if more:
        yield ox.Triple(node, vocab.SEE_ALSO, ox.NamedNode(f"{name}?page={page + 1}"))


def _quad(triple: ox.Triple) -> ox.Quad:
    return ox.Quad(triple.subject, triple.predicate, triple.object, ox.DefaultGraph())
