"""The graph of an article in, its claims as they are compared out."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

import pyoxigraph as ox

from triplewire import vocab
from triplewire.records import Measured, Statement

_VOICES = (vocab.SPEAKER, vocab.PROV_HAD_PRIMARY_SOURCE)
_WORDS = (vocab.CONTENT, vocab.QUOTATION)

# The places that lie in others, with these.
Areas = Mapping[str, Iterable[str]]


def statements_of(triples: Iterable[ox.Triple], within: Areas) -> tuple[Statement, ...]:
    """Return every claim of an article's graph with all that it is compared by, by their IRIs.

    ``within`` says of places in what they lie, which no article's graph does.
    """
    graph = _Graph(triples)
    found = (_statement(claim, graph, within) for claim in graph.claims)
    return tuple(sorted(filter(None, found), key=lambda statement: statement.iri))


def enclosing(triples: Iterable[ox.Triple]) -> dict[str, set[str]]:
    """Return in what each place lies at once, by what a graph of authorities says."""
    found: dict[str, set[str]] = {}
    for triple in triples:
        if triple.predicate == vocab.SCHEMA_CONTAINED_IN_PLACE:
            found.setdefault(_value(triple.subject), set()).add(_value(triple.object))
    return found


class _Graph:
    """What is said of each thing, by property."""

    def __init__(self, triples: Iterable[ox.Triple]) -> None:
        self._said: dict[str, dict[ox.NamedNode, list[str]]] = {}
        self.claims: list[str] = []
        for triple in triples:
            subject, value = _value(triple.subject), _value(triple.object)
            self._said.setdefault(subject, {}).setdefault(triple.predicate, []).append(value)
            if triple.object == vocab.CLAIM and triple.predicate == vocab.TYPE:
                self.claims.append(subject)

    def all(self, node: str, *names: ox.NamedNode) -> Iterator[str]:
        """Yield the values of properties."""
        said = self._said.get(node, {})
        for name in names:
            yield from said.get(name, ())

    def way(self, node: str, first: ox.NamedNode, second: ox.NamedNode) -> Iterator[str]:
        """Yield what two properties, one after the other, lead to."""
        for between in self.all(node, first):
            yield from self.all(between, second)

    def one(self, node: str, name: ox.NamedNode) -> str | None:
        """Return the least value of a property."""
        return min(self.all(node, name), default=None)


def _statement(iri: str, graph: _Graph, within: Areas) -> Statement | None:
    """Return a claim as it is compared; None where the graph does not show its words."""
    passages = list(graph.all(iri, *_WORDS))
    whole = {
        passage
        for start in passages
        for passage in (start, *graph.all(start, vocab.OA_HAS_SOURCE))
        if vocab.OA_RESOURCE_SELECTION.value in graph.all(passage, vocab.TYPE)
        and graph.one(passage, vocab.SCHEMA_POSITION) is not None
    }
    words, article = graph.one(iri, vocab.SCHEMA_TEXT), graph.one(iri, vocab.REPORTED_IN)
    if not whole or words is None or article is None:
        return None
    figure = graph.one(iri, vocab.OBSERVATION)
    first = (graph.way(one, vocab.OA_HAS_SOURCE, vocab.SCHEMA_POSITION) for one in whole)
    line = min(int(at) for one in whole for at in graph.all(one, vocab.SCHEMA_POSITION))
    return Statement(
        iri=iri,
        label=graph.one(iri, vocab.LABEL) or "",
        words=words,
        article=article,
        published=(graph.one(article, vocab.SCHEMA_DATE_PUBLISHED) or "")[:10],
        evidence=min(whole),
        start=min(_start(passage, graph) for passage in passages),
        line=line - min((int(at) for found in first for at in found), default=1) + 1,
        headline=words in (graph.one(article, vocab.SCHEMA_HEADLINE) or ""),
        quotations=tuple(
            sorted(
                {
                    exact
                    for passage in graph.all(iri, vocab.QUOTATION)
                    for exact in graph.way(passage, vocab.OA_HAS_SELECTOR, vocab.OA_EXACT)
                }
            )
        ),
        voices=frozenset(graph.all(iri, *_VOICES)),
        denied=vocab.concept("denied").value in graph.all(iri, vocab.POLARITY),
        measured=None if figure is None else _measured(figure, graph, within),
        modality=(graph.one(iri, vocab.MODALITY) or "").removeprefix(vocab.PREFIXES["c"]),
    )


def _start(passage: str, graph: _Graph) -> int:
    """Return where a passage begins in its evidence: that which is evidence begins at 0."""
    return min(
        (int(at) for at in graph.way(passage, vocab.OA_HAS_SELECTOR, vocab.OA_START)), default=0
    )


def _measured(figure: str, graph: _Graph, within: Areas) -> Measured:
    unit, among = graph.one(figure, vocab.SCHEMA_UNIT_CODE), graph.one(figure, vocab.RANKED_AMONG)
    about = frozenset(graph.all(figure, vocab.SCHEMA_OBSERVATION_ABOUT))
    return Measured(
        measure=graph.one(figure, vocab.SCHEMA_VARIABLE_MEASURED) or "",
        value=Decimal(graph.one(figure, vocab.SCHEMA_VALUE) or ""),
        unit=unit.rsplit("/", 1)[-1] if unit else None,
        qualifier=(graph.one(figure, vocab.VALUE_QUALIFIER) or "").removeprefix(
            vocab.PREFIXES["c"]
        ),
        when=graph.one(figure, vocab.WHEN),
        first=graph.one(figure, vocab.NOT_BEFORE) or "",
        last=graph.one(figure, vocab.NOT_AFTER) or "",
        about=about,
        counterpart=graph.one(figure, vocab.COUNTERPART),
        among=None if among == vocab.UNSTATED.value else among,
        areas=frozenset((party, area) for party in about for area in _around(party, within)),
    )


def _around(place: str, within: Areas) -> set[str]:
    """Return the areas that a place lies in, and those that they lie in."""
    found: set[str] = set()
    pending = [*within.get(place, ())]
    while pending:
        area = pending.pop()
        if area not in found:
            found.add(area)
            pending += within.get(area, ())
    return found


def _value(term: object) -> str:
    """Return what an IRI or a literal says."""
    return str(getattr(term, "value", ""))
