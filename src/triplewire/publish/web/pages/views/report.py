"""A store in, what SHACL finds in it out, by severity and shape."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

import pyoxigraph as ox

from triplewire import assets, vocab
from triplewire.check import check_store
from triplewire.publish.web.pages.graph import Ref, Site
from triplewire.records import Result
from triplewire.shacl import load_shapes
from triplewire.store import Store

_SEVERITIES = ("Violation", "Warning", "Info")
_MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """A shape with the results that it gave.

    ``message`` is None where each node has its own.
    """

    shape: str
    severity: str
    message: str | None
    nodes: tuple[tuple[Ref, str | None, str], ...]
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    """All that SHACL found in a store."""

    articles: int
    broken: tuple[Broken, ...]
    counts: tuple[tuple[str, int], ...]


def report_of(store: Store, site: Site) -> ReportView:
    """Validate every graph of a store."""
    shapes = load_shapes(assets.shapes())
    reports = check_store(store, shapes, "fast")
    results = {result for report in reports for result in report.results}
    broken = tuple(_broken(store, site, results))
    return ReportView(
        articles=len(store.articles),
        broken=broken,
        counts=tuple((s, sum(b.count for b in broken if b.severity == s)) for s in _SEVERITIES),
    )


def _broken(store: Store, site: Site, results: Iterable[Result]) -> Iterator[Broken]:
    def key(result: Result) -> tuple[int, str]:
        return _SEVERITIES.index(result.severity), result.shape

    for (severity, shape), group in groupby(sorted(results, key=key), key=key):
        nodes = sorted({(r.focus.strip("<>"), r.value or "", r.message) for r in group})
        messages = {message for _, _, message in nodes}
        yield Broken(
            shape=re.split(r"[#/]", shape)[-1],
            severity=_SEVERITIES[severity],
            message=messages.pop() if len(messages) == 1 else None,
            nodes=tuple(
                (_named(store, site, iri), None if value == f"<{iri}>" else value or None, message)
                for iri, value, message in nodes[:_MOST]
            ),
            count=len(nodes),
        )


def _named(store: Store, site: Site, iri: str) -> Ref:
    labels = store.triples(ox.NamedNode(iri), vocab.LABEL)
    named = sorted(t.object.value for t in labels if isinstance(t.object, ox.Literal))
    return site.ref(iri, named[0] if named else None)
