"""A thing of the gazetteer in, what it is called elsewhere and who says so out."""

from collections.abc import Iterator
from decimal import Decimal

from triplewire import open_tables
from triplewire.records import ExternalLink

# Counted by benchmarks/external, by Laplace's rule of succession: names whose links agree, of all.
_BY_CODE = Decimal("0.98")
_CITY = Decimal("0.96")
_BY_NAME = Decimal("0.93")


def country(iri: str, name: str, code: str, geonames: int) -> Iterator[ExternalLink]:
    """Yield what GeoNames and Wikidata call a country."""
    reason = f"the country or territory of the code {code}"
    yield _link(iri, name, open_tables.geonames(geonames), reason, _BY_CODE)
    yield _link(iri, name, open_tables.listed()["country", code], reason, _BY_CODE)


def city(iri: str, name: str, geonames: int) -> Iterator[ExternalLink]:
    """Yield what GeoNames calls a city."""
    reason = "the largest city of this name"
    yield _link(iri, name, open_tables.geonames(geonames), reason, _CITY)


def named(iri: str, name: str, kind: str) -> Iterator[ExternalLink]:
    """Yield what Wikidata calls a region or an organisation, if a source has it."""
    known = open_tables.listed().get((kind, name))
    if known is not None:
        reason = f"the {kind} of this name in the gazetteer and in the source"
        yield _link(iri, name, known, reason, _BY_NAME)


def _link(
    iri: str, name: str, known: open_tables.Listed, reason: str, confidence: Decimal
) -> ExternalLink:
    return ExternalLink(
        iri=iri,
        identifier=known.identifier,
        labels=(name, name),
        status="joined",
        reason=f"{reason}: {known.source.name}, {known.source.version}",
        confidence=confidence,
        source=known.source.address,
    )
