"""Tellings, and what is held of them, in tables in, which are of one event, by blocks, out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Self

import msgspec

from triplewire.build.identity.blocks_of_actors import decoded, whole_blocks
from triplewire.build.identity.rows import Joined, Linked, MayBe, Member
from triplewire.build.identity.tellings import JudgedPair
from triplewire.build.kept import grow_blocks
from triplewire.engines import Engine, blocks
from triplewire.iris import mint
from triplewire.link import Authorities, Known, events
from triplewire.records import Decision, Registered

_BATCH, _PAIRS = 8192, 16384


@dataclass(frozen=True, slots=True, kw_only=True)
class EventOrder:
    """A decision about two events."""

    one: tuple[str, str]
    other: tuple[str, str]
    decision: Decision


def join_blocks(engine: Engine, authorities: Authorities, now: int) -> None:
    """Make the table ``events_joined``, and ``event_keys`` of those of its rows that hold.

    An event that nothing is held of is in no block: it is what it is alone.
    """
    engine.sql(
        "sure_pairs",
        """
        SELECT p.one, p.other, p.key FROM event_pairs p JOIN judged_events j ON j.key = p.key
        WHERE j.may_be AND j.sure
        """,
    )
    blocks(
        engine,
        "event_blocks",
        """
        SELECT node FROM tellings_now UNION ALL SELECT node FROM register_rows WHERE kind = 'event'
        """,
        """
        SELECT node, explode(keys) AS key FROM tellings_now
        UNION ALL SELECT node, explode(keys) AS key FROM register_rows WHERE kind = 'event'
        UNION ALL
        SELECT explode(anchors) AS node, edge AS key FROM register_rows WHERE kind = 'event'
        UNION ALL SELECT node, edge AS key FROM event_orders
        UNION ALL SELECT one AS node, key FROM sure_pairs
        UNION ALL SELECT other AS node, key FROM sure_pairs
        """,
    )
    engine.sql(
        "event_members",
        """
        SELECT b.block, t.key AS source, t.node, t.place, 'event' AS kind, t.since,
               concat_ws('|', t.mark, coalesce(CAST(t.since AS STRING), concat('new ', s.now)))
                   AS mark,
               t.folded AS alone
        FROM tellings_now t JOIN event_blocks b ON b.node = t.node CROSS JOIN identity_stamp s
        UNION ALL
        SELECT b.block, 'row' AS source, p.node, p.node AS place, 'row' AS kind,
               CAST(NULL AS BIGINT) AS since, p.mark, TRUE AS alone
        FROM register_rows p JOIN event_blocks b ON b.node = p.node
        UNION ALL
        SELECT b.block, o.place AS source, o.node, o.place, 'order' AS kind,
               CAST(NULL AS BIGINT) AS since, o.mark, FALSE AS alone
        FROM event_orders o JOIN event_blocks b ON b.node = o.node
        WHERE o.kind = 'event'
        UNION ALL
        SELECT b.block, e.key AS source, '' AS node, e.key AS place, 'pair' AS kind,
               CAST(NULL AS BIGINT) AS since, e.key AS mark, FALSE AS alone
        FROM sure_pairs e JOIN event_blocks b ON b.node = e.one
        """,
    )
    engine.sql(
        "event_keys",
        """
        SELECT m.block, count(*) AS size, sha2(concat_ws(
            '|', max(s.stamp), array_join(sort_array(collect_list(m.mark)), '|')), 256) AS key
        FROM event_members m CROSS JOIN identity_stamp s GROUP BY m.block
        HAVING count(*) > 1 OR max(CASE WHEN m.alone THEN 1 ELSE 0 END) = 1
        """,
    )
    grow_blocks(
        engine,
        "events_joined",
        "event_keys",
        """
        SELECT w.key AS block, w.size, m.place, m.kind, m.since,
               coalesce(e.content, t.content) AS content,
               '' AS beside
        FROM missing w JOIN event_members m ON m.block = w.block
        LEFT JOIN told_events e ON e.key = m.source AND e.node = m.node
        LEFT JOIN (
            SELECT 'row' AS source, node, content FROM register_rows
            UNION ALL SELECT place AS source, node, content FROM event_orders WHERE kind = 'event'
            UNION ALL SELECT j.key AS source, '' AS node, j.content FROM judged_events j
            JOIN sure_pairs k ON k.key = j.key
        ) t ON t.source = m.source AND t.node = m.node
        """,
        JoinEvents(authorities, now),
    )


@dataclass(frozen=True, slots=True)
class JoinEvents:
    """Tell what is one in each block."""

    authorities: Authorities
    now: int
    given: type[Member] = Member
    made: type[Joined] = Joined
    size: int = _BATCH

    def begin(self) -> Self:
        """Begin."""
        return self

    def __call__(self, rows: Sequence[Member]) -> Iterator[Joined]:
        """Yield what is found of some blocks."""
        for key, members in whole_blocks(rows):
            found = list(self._joined(key, members))
            yield from found or [Joined(key=key, kind="none")]

    def lost(self, row: Member) -> Iterable[Joined]:  # noqa: ARG002  a step's
        """Return nothing: what cannot be compared is by itself until the next build."""
        return []

    def _joined(self, key: str, members: list[Member]) -> Iterator[Joined]:
        reports: dict[tuple[str, str], events.EventReport] = {}
        since = {}
        for member in members:
            if member.kind == "event":
                report = msgspec.json.decode(member.content, type=events.EventReport)
                reports[report.node] = report
                if member.since is not None:
                    since[report.event.iri.partition("/")[0]] = member.since
        sure = [
            (reports[pair.one], reports[pair.other], pair.verdict)
            for pair in decoded(members, "pair", JudgedPair)
        ]
        orders = [
            (order.one, order.other, order.decision)
            for order in decoded(members, "order", EventOrder)
        ]
        published = Known(
            rows=tuple(decoded(members, "row", Registered)), since=since, now=self.now
        )
        found = events.join_events(reports, sure, orders, self.authorities, published)
        for node, happening in found.happenings.items():
            _, label = found.shared.get(node, ("", ""))
            yield Joined(
                key=key,
                kind="name",
                node=reports[node].event.iri,
                sha256=node[0],
                name=node[1],
                iri=happening.name,
                label=label,
                renamed=node in found.shared,
                content=msgspec.json.encode(happening),
            )
        for link in found.links:
            yield Joined(
                key=key,
                kind="link",
                iri=link.one,
                name=link.other,
                content=msgspec.json.encode(link),
            )
        for row in found.rows:
            yield Joined(key=key, kind="row", name=row.name, content=msgspec.json.encode(row))


def link_likely(engine: Engine, authorities: Authorities) -> None:
    """Make the table ``likely_links`` of the links of events that may be one."""
    engine.map(
        "likely_links",
        """
        SELECT p.one AS one_node, p.other AS other_node, j.content AS verdict,
               x.label AS one_label, y.label AS other_label,
               coalesce(a.content, CAST('' AS BINARY)) AS one,
               coalesce(b.content, CAST('' AS BINARY)) AS other
        FROM event_pairs p JOIN judged_events j ON j.key = p.key
        JOIN tellings_now v ON v.node = p.one
        JOIN told_events x ON x.key = v.key AND x.node = v.node
        JOIN tellings_now w ON w.node = p.other
        JOIN told_events y ON y.key = w.key AND y.node = w.node
        LEFT JOIN happenings a ON a.node = p.one
        LEFT JOIN happenings b ON b.node = p.other
        WHERE j.may_be AND NOT j.sure
        """,
        LinkLikely(authorities.base),
    )


@dataclass(frozen=True, slots=True)
class LinkLikely:
    """Say of two tellings that they may be of one happening, where nothing speaks against it."""

    base: str
    given: type[MayBe] = MayBe
    made: type[Linked] = Linked
    size: int = _PAIRS

    def begin(self) -> Self:
        """Begin."""
        return self

    def __call__(self, rows: Sequence[MayBe]) -> Iterator[Linked]:
        """Yield the links of pairs."""
        for row in rows:
            pair = msgspec.json.decode(row.verdict, type=JudgedPair)
            happenings = (
                self._happening(row.one, row.one_node, pair.one[0]),
                self._happening(row.other, row.other_node, pair.other[0]),
            )
            link = events.likely_link(happenings, (row.one_label, row.other_label), pair.verdict)
            if link is not None:
                rank = " ".join(" ".join(node) for node in sorted((pair.one, pair.other)))
                yield Linked(
                    one=link.one, other=link.other, rank=rank, link=msgspec.json.encode(link)
                )

    def lost(self, row: MayBe) -> Iterable[Linked]:  # noqa: ARG002  a step's
        """Return no link of two that cannot be looked at."""
        return []

    def _happening(self, content: bytes, node: str, sha256: str) -> events.Happening:
        if content:
            return msgspec.json.decode(content, type=events.Happening)
        return events.Happening(name=mint("event", node, base=self.base), articles=(sha256,))
