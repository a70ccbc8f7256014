"""Measured values and ranks, as observations that a claim states."""

from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from triplewire import vocab
from triplewire.convert.literals import number, text
from triplewire.convert.time import when_triples
from triplewire.records import Figure, LinkedClaim, Story
from triplewire.units import units_by_word

_UNIT = vocab.PREFIXES["unit"]


def observation_triples(linked: LinkedClaim, figure: Figure, story: Story) -> Iterator[Triple]:
    """Yield the value that a claim states: of what, how much, how exactly, for when.

    Shape: shapes/statistics.ttl.
    Units: QUDT; an amount of money is in its ISO 4217 currency, a count is unit:NUM.
    """
    claim, iri = NamedNode(linked.iri), NamedNode(f"{linked.iri}#observation")
    language = story.draft.article.language
    measure = NamedNode(linked.measure or "")
    yield Triple(claim, vocab.TYPE, vocab.STATISTICAL_CLAIM)
    yield Triple(claim, vocab.OBSERVATION, iri)
    yield Triple(iri, vocab.TYPE, vocab.SCHEMA_OBSERVATION)
    yield Triple(iri, vocab.LABEL, text(_label(figure), language))
    yield Triple(iri, vocab.SCHEMA_VARIABLE_MEASURED, measure)
    yield Triple(iri, vocab.SCHEMA_VALUE, number(figure.value))
    yield Triple(iri, vocab.VALUE_QUALIFIER, vocab.concept(figure.qualifier))
    yield from when_triples(iri, figure.when)
    if figure.unit is None:
        field = NamedNode(linked.among) if linked.among else vocab.UNSTATED
        yield Triple(iri, vocab.RANKED_AMONG, field)
    else:
        yield Triple(iri, vocab.SCHEMA_UNIT_CODE, NamedNode(_UNIT + unit_code(figure.unit)))
    for about in linked.figure_about:
        yield Triple(iri, vocab.SCHEMA_OBSERVATION_ABOUT, NamedNode(about))
    if linked.counterpart:
        yield Triple(iri, vocab.COUNTERPART, NamedNode(linked.counterpart))
    if not measure.value.startswith(vocab.PREFIXES["c"]):
        yield Triple(measure, vocab.TYPE, vocab.SKOS_CONCEPT)
        yield Triple(measure, vocab.SKOS_IN_SCHEME, vocab.MEASURES)
        yield Triple(measure, vocab.SKOS_PREF_LABEL, text(figure.measure, language))
        if linked.wider_measure:
            yield Triple(measure, vocab.SKOS_BROADER, NamedNode(linked.wider_measure))


def unit_code(unit: str) -> str:
    """Return the local name of the QUDT unit for a currency code or a unit noun.

    >>> unit_code("USD"), unit_code("year"), unit_code("bank")
    ('CCY_USD', 'YR', 'NUM')
    """
    if len(unit) == 3 and unit.isupper():
        return f"CCY_{unit}"
    known = units_by_word().get(unit)
    # What is no unit of measure is counted; a count is unit:NUM of its measure.
    return (known.code if known is not None else "") or "NUM"


def _label(figure: Figure) -> str:
    amount = number(figure.value).value
    unit = figure.unit or "rank"
    period = f", {figure.when}" if figure.when else ""
    return f"{figure.measure}: {amount} ({unit}{period})"
