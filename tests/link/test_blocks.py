"""What is told of a part, with all that a key connects to it, is what is told of it among all."""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from random import Random
from typing import TypeVar

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.build.corpus import corpus, register
from tests.link.made import BASE
from tests.link.test_people import load_once
from triplewire.link import Known, Profile, actors, events, identify
from triplewire.link.external import identify_elsewhere
from triplewire.records import Registered

Thing = TypeVar("Thing", bound=Hashable)
newsrooms = st.builds(
    lambda seed, articles: (Random(seed), corpus(seed, articles)),  # noqa: S311
    st.integers(0, 10**6),
    st.integers(1, 25),
)
many = settings(max_examples=40, deadline=None)


def blocks(random: Random, keys: Mapping[Thing, Iterable[str]]) -> list[set[Thing]]:
    """Return the things that hang together by keys; some blocks are put together by chance."""
    found: list[tuple[set[Thing], set[str]]] = []
    for thing, own in keys.items():
        things, known = {thing}, set(own)
        apart = [block for block in found if not block[1] & known]
        for others, theirs in (block for block in found if block[1] & known):
            things |= others
            known |= theirs
        found = [*apart, (things, known)]
    whole: dict[int, set[Thing]] = {}
    for things, _ in found:
        whole.setdefault(random.randrange(1 + 2 * len(found)), set()).update(things)
    return list(whole.values())


def published(random: Random, profiles: Sequence[Profile]) -> Known:
    """Return what a newsroom published when it had some of the articles, or none."""
    some = random.sample(profiles, random.randint(0, len(profiles)))
    rows = register(some, identify(some, load_once()), 2)
    since = {one.digits: 1 + index % 2 for index, one in enumerate(some)}
    return Known(rows=rows, since=since, now=3)


def part_of(known: Known, names: set[object]) -> Known:
    rows = tuple(row for row in known.rows if row.name in names)
    return Known(rows=rows, since=known.since, now=known.now)


def row_keys(rows: Iterable[Registered], kinds: set[str]) -> Iterator[tuple[str, set[str]]]:
    for row in rows:
        if row.known_by and row.name.partition("/")[0] in kinds:
            yield row.name, {BASE + row.name, *(f"anchor {anchor}" for anchor in row.known_by)}


@many
@given(newsrooms)
def test_actors_are_joined_block_by_block_as_among_all(
    newsroom: tuple[Random, list[Profile]],
) -> None:
    random, profiles = newsroom
    profiles.sort(key=lambda one: (one.published or "9999", one.digits))
    known, tables = published(random, profiles), load_once()
    names = actors.acronyms_in_names(tables)
    reports = actors.actor_reports(profiles, tables)
    by_node = {report.node: report for report in reports}
    decided = actors.decided_of(profiles, by_node)
    found, _ = actors.orders_of(decided, actors.by_name_of(by_node, known.rows), tables)
    orders, _ = actors.holding(found)
    keys: dict[object, set[str]] = {
        report.node: {*actors.keys_of(report), f"anchor {actors.anchor_of(report)}"}
        for report in reports
    }
    keys |= row_keys(known.rows, {"actor", "document"})
    for number, order in enumerate(orders):
        for node in (order.node, *order.others):
            keys[node].add(f"order {number}")
        keys[order.node].add(order.listed or "")
    whole = actors.join_actors(reports, orders, tables, known, names)
    parts = []
    for block in blocks(random, keys):
        some = [report for report in reports if report.node in block]
        theirs = [order for order in orders if order.node in block]
        part = actors.join_actors(some, theirs, tables, part_of(known, block), names)
        parts.append((part, identify_elsewhere(some, part, tables)))

    assert {node: iri for part, _ in parts for node, iri in part.iris.items()} == whole.iris
    assert {n: name for part, _ in parts for n, name in part.renamed.items()} == whole.renamed
    assert same(link for part, _ in parts for link in part.links) == same(whole.links)
    assert same(row for part, _ in parts for row in part.rows) == same(whole.rows)
    elsewhere = identify_elsewhere(reports, whole, tables)
    assert same(link for _, links in parts for link in links) == same(elsewhere)


@many
@given(newsrooms)
def test_events_are_joined_block_by_block_as_among_all(
    newsroom: tuple[Random, list[Profile]],
) -> None:
    random, profiles = newsroom
    profiles.sort(key=lambda one: (one.published or "9999", one.digits))
    known, tables = published(random, profiles), load_once()
    iris = {(one.sha256, actor.name): actor.iri for one in profiles for actor in one.actors}
    told = [report for one in profiles for report in events.event_reports(one, iris)]
    reports = {report.node: report for report in told}
    decided, _ = events.decisions_about(events.ruled_of(profiles, reports), reports)
    decisions, _ = events.holding_of(decided)
    sure = [pair for pair in events.judged_pairs(told, tables) if pair[2].sure]
    keys: dict[object, set[str]] = {
        node: {*events.keys_of(report, BASE), f"anchor {report.event.iri}"}
        for node, report in reports.items()
    }
    keys |= row_keys(known.rows, {"event"})
    for number, (one, other, _) in enumerate(decisions):
        keys[one].add(f"order {number}")
        keys[other].add(f"order {number}")
    for number, (left, right, _) in enumerate(sure):
        keys[left.node].add(f"pair {number}")
        keys[right.node].add(f"pair {number}")
    whole = events.join_events(reports, sure, decisions, tables, known)
    parts = [
        events.join_events(
            {node: report for node, report in reports.items() if node in block},
            [pair for pair in sure if pair[0].node in block],
            [decision for decision in decisions if decision[0] in block],
            tables,
            part_of(known, block),
        )
        for block in blocks(random, keys)
    ]

    assert {n: name for part in parts for n, name in part.shared.items()} == whole.shared
    assert {n: one for part in parts for n, one in part.happenings.items()} == whole.happenings
    assert same(link for part in parts for link in part.links) == same(whole.links)
    assert same(row for part in parts for row in part.rows) == same(whole.rows)


def same(things: Iterable[object]) -> list[str]:
    """Return things in one order, each as often as it is there."""
    return sorted(map(repr, things))
