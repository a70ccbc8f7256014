"""A telling of an event in, the keys that it has in common with what its name depends on, out."""

from collections.abc import Iterator

from triplewire.iris import mint
from triplewire.link.events.event_reports import EventReport
from triplewire.link.naming import told_apart


def keys_of(report: EventReport, base: str) -> Iterator[str]:
    """Yield the keys of a telling: IRIs that it has or may get, and its folds."""
    iri = mint("event", report.event.iri, base=base)
    yield iri
    yield from told_apart(iri, report.event.iri)
    for key in (report.node[1], *(fold.told for fold in report.folds)):
        yield f"fold {report.node[0]} {key}"
