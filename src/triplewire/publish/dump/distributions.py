"""The files of a dump and an endpoint in, what a catalogue says of them out."""

from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from triplewire import vocab
from triplewire.vocab import term

_IANA = "https://www.iana.org/assignments/media-types/"
_SPDX = "http://spdx.org/rdf/terms#"
_GZIP = "application/gzip"
_PROTOCOL = ox.NamedNode("http://www.w3.org/TR/sparql11-protocol/")


@dataclass(frozen=True, slots=True, kw_only=True)
class DumpFile:
    """A file of a dump: its name in the folder, its size, and what is in it.

    Units: ``size`` is in bytes. ``media_type`` is that of the unpacked content; ``packed`` says
    that the file is its gzip. ``form`` is the IRI of an RDF format in the W3C's list. ``subset`` is
    the part of the dataset, by its name in the catalogue, that the file alone holds.
    """

    name: str
    size: int
    sha256: str
    title: str
    media_type: str
    packed: bool = False
    form: str | None = None
    subset: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """Where a dataset can be had: the address of a SPARQL endpoint, and a dump's files.

    ``folder`` is the web address of the folder of the files and ends in a slash; ``version`` names
    the dump.
    """

    endpoint: str | None = None
    folder: str = ""
    files: tuple[DumpFile, ...] = ()
    version: str | None = None


def part(dataset: ox.NamedNode, name: str) -> ox.NamedNode:
    """Return the IRI of something that only the dataset's own description speaks of."""
    return ox.NamedNode(f"{dataset.value}#{name}")


def number(value: int, kind: str = "integer") -> ox.Literal:
    """Return a count as a number of XML Schema."""
    return ox.Literal(str(value), datatype=term("xsd", kind))


def distributions(
    dataset: ox.NamedNode, served: Served, licence: ox.NamedNode | None
) -> Iterator[ox.Triple]:
    """Yield the files of a dump with all that is needed to fetch and to check them."""
    if served.version:
        yield ox.Triple(dataset, term("dcat", "version"), ox.Literal(served.version))
    for file in served.files:
        node, checksum = part(dataset, file.name), part(dataset, f"{file.name}-sha256")
        address = ox.NamedNode(f"{served.folder}{file.name}")
        media_type = ox.NamedNode(f"{_IANA}{file.media_type}")
        yield ox.Triple(dataset, term("dcat", "distribution"), node)
        yield ox.Triple(node, vocab.TYPE, term("dcat", "Distribution"))
        yield ox.Triple(node, vocab.DCTERMS_TITLE, ox.Literal(file.title, language="en"))
        yield ox.Triple(node, term("dcat", "downloadURL"), address)
        yield ox.Triple(node, term("dcat", "accessURL"), address)
        yield ox.Triple(node, term("dcat", "mediaType"), media_type)
        yield ox.Triple(node, term("dcat", "byteSize"), number(file.size, "nonNegativeInteger"))
        if licence is not None:
            yield ox.Triple(node, vocab.DCTERMS_LICENSE, licence)
        if file.packed:
            packing = ox.NamedNode(f"{_IANA}{_GZIP}")
            yield ox.Triple(node, term("dcat", "compressFormat"), packing)
        if file.form:
            yield ox.Triple(node, term("dcterms", "format"), ox.NamedNode(file.form))
            yield ox.Triple(dataset, term("void", "feature"), ox.NamedNode(file.form))
            whole = part(dataset, file.subset) if file.subset else dataset
            yield ox.Triple(whole, term("void", "dataDump"), address)
        yield ox.Triple(node, _spdx("checksum"), checksum)
        yield ox.Triple(checksum, vocab.TYPE, _spdx("Checksum"))
        algorithm = _spdx("checksumAlgorithm_sha256")
        yield ox.Triple(checksum, _spdx("algorithm"), algorithm)
        value = ox.Literal(file.sha256, datatype=term("xsd", "hexBinary"))
        yield ox.Triple(checksum, _spdx("checksumValue"), value)


def service(dataset: ox.NamedNode, endpoint: str | None) -> Iterator[ox.Triple]:
    """Yield the SPARQL endpoint, if there is one."""
    if endpoint is None:
        return
    node, address = part(dataset, "sparql"), ox.NamedNode(endpoint)
    yield ox.Triple(dataset, term("void", "sparqlEndpoint"), address)
    yield ox.Triple(node, vocab.TYPE, term("dcat", "DataService"))
    yield ox.Triple(node, vocab.DCTERMS_TITLE, ox.Literal("SPARQL endpoint", language="en"))
    yield ox.Triple(node, term("dcat", "endpointURL"), address)
    yield ox.Triple(node, term("dcat", "servesDataset"), dataset)
    yield ox.Triple(node, term("dcterms", "conformsTo"), _PROTOCOL)


def _spdx(name: str) -> ox.NamedNode:
    return ox.NamedNode(_SPDX + name)
