"""Tellings of events in, the pairs of them that are compared, and where one looks for another, out.

Only what has a type, a month and a party or place in common is compared. Acts of speech are never
joined: two parties may speak twice a day.
"""

from collections.abc import Iterable, Iterator

from triplewire.event_types import having
from triplewire.link.authorities import Authorities
from triplewire.link.events.event_reports import EventReport, Node
from triplewire.link.events.judge import judge
from triplewire.link.events.links import Pair

_MOST_PARTIES = 8
# Of many tellings in one place, those that follow each other by day are compared.
MOST_COMPARED = 40


def judged_pairs(reports: Iterable[EventReport], authorities: Authorities) -> Iterator[Pair]:
    """Yield pairs that may be one happening, and what is held of them."""
    buckets: dict[str, list[EventReport]] = {}
    for report in reports:
        for bucket in buckets_of(report):
            buckets.setdefault(bucket, []).append(report)
    seen: set[tuple[Node, Node]] = set()
    for _, those in sorted(buckets.items()):
        for one, other in _neighbours(those):
            if (one.node, other.node) not in seen and one.node[0] != other.node[0]:
                seen.add((one.node, other.node))
                verdict = judge(one, other, authorities)
                if verdict is not None:
                    yield one, other, verdict


def buckets_of(report: EventReport) -> Iterator[str]:
    """Yield where a telling is looked for: by its day, or by the day of its article."""
    day = day_of(report)
    if not day or report.event.type in having("spoken"):
        return
    exact = report.first == report.last != ""
    months = sorted({day[:7], (report.last or day)[:7]})
    for party in sorted(report.parties)[:_MOST_PARTIES]:
        for month in months:
            yield f"month {report.event.type} {month} {party}"
        if exact:
            yield f"day {report.event.type} {day} {party}"
    if exact and report.place and report.event.type in having("at-place"):
        yield f"place {report.event.type} {day} {report.place}"


def day_of(report: EventReport) -> str:
    """Return the day by which tellings follow each other, "" where nothing tells it."""
    return report.first or report.published


def _neighbours(bucket: list[EventReport]) -> Iterator[tuple[EventReport, EventReport]]:
    """Yield the pairs of a bucket; of a large one, those that follow each other by day."""
    ordered = sorted(bucket, key=lambda report: (day_of(report), report.node))
    for index, one in enumerate(ordered):
        for other in ordered[index + 1 : index + 1 + MOST_COMPARED]:
            yield one, other
