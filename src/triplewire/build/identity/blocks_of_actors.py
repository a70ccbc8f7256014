"""Parts of profiles, and decisions, in tables in, which actors are one, block by block, out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import TypeVar

import msgspec

from triplewire.build.identity.rows import Joined, Member
from triplewire.build.kept import grow_blocks
from triplewire.engines import Engine, blocks
from triplewire.link import Authorities, Known
from triplewire.link import actors as people
from triplewire.link.external import identify_elsewhere
from triplewire.records import Registered

Row = TypeVar("Row")
# Members of blocks that are worked on together.
_BATCH = 8192
_MOST = people.MOST_ARTICLES


def report_actors(engine: Engine) -> None:
    """Make the table of the actors of the wanted articles, and that of whom each is named with."""
    engine.sql(
        "reported_actors",
        """
        SELECT p.key, p.kind, p.node, p.sha256, p.name, p.place, p.iri, p.company, p.keys, p.mark,
               s.first AS since
        FROM profile_parts p JOIN identity_wanted w ON w.key = p.key LEFT JOIN (
            SELECT digits, max(first) AS first FROM register_rows
            WHERE kind = 'article' GROUP BY digits
        ) s ON s.digits = p.digits
        WHERE p.kind IN ('actor', 'other')
        """,
    )
    engine.sql(
        "actor_company",
        f"""
        SELECT c.sha256, array_join(sort_array(collect_set(c.iri)), ' ') AS iris
        FROM reported_actors c JOIN (
            SELECT iri FROM reported_actors GROUP BY iri HAVING count(*) <= {_MOST}
        ) few ON few.iri = c.iri
        WHERE c.company GROUP BY c.sha256
        """,
    )


def join_blocks(engine: Engine, authorities: Authorities, now: int) -> None:
    """Make the table ``actors_joined``, and ``actor_keys`` of those of its rows that hold."""
    blocks(
        engine,
        "actor_blocks",
        """
        SELECT node FROM reported_actors WHERE kind = 'actor'
        UNION ALL SELECT node FROM register_rows WHERE kind = 'actor'
        """,
        """
        SELECT node, explode(keys) AS key FROM reported_actors WHERE kind = 'actor'
        UNION ALL SELECT node, explode(keys) AS key FROM register_rows WHERE kind = 'actor'
        UNION ALL
        SELECT explode(anchors) AS node, edge AS key FROM register_rows WHERE kind = 'actor'
        UNION ALL SELECT node, edge AS key FROM actor_orders
        """,
    )
    engine.sql(
        "actor_members",
        """
        SELECT b.block, r.key AS source, r.node, r.place, 'actor' AS kind, r.since,
               concat_ws('|', r.mark, coalesce(CAST(r.since AS STRING), concat('new ', s.now)),
                         coalesce(c.iris, '')) AS mark
        FROM reported_actors r JOIN actor_blocks b ON b.node = r.node CROSS JOIN identity_stamp s
        LEFT JOIN actor_company c ON c.sha256 = r.sha256
        WHERE r.kind = 'actor'
        UNION ALL
        SELECT b.block, 'row' AS source, p.node, p.node AS place, 'row' AS kind,
               CAST(NULL AS BIGINT) AS since, p.mark
        FROM register_rows p JOIN actor_blocks b ON b.node = p.node
        UNION ALL
        SELECT b.block, o.place AS source, o.node, o.place, 'order' AS kind,
               CAST(NULL AS BIGINT) AS since, o.mark
        FROM actor_orders o JOIN actor_blocks b ON b.node = o.node
        WHERE o.kind = 'actor'
        """,
    )
    engine.sql(
        "actor_keys",
        """
        SELECT m.block, count(*) AS size, sha2(concat_ws(
            '|', max(s.stamp), array_join(sort_array(collect_list(m.mark)), '|')), 256) AS key
        FROM actor_members m CROSS JOIN identity_stamp s GROUP BY m.block
        """,
    )
    grow_blocks(
        engine,
        "actors_joined",
        "actor_keys",
        """
        SELECT w.key AS block, w.size, m.place, m.kind, m.since,
               coalesce(p.content, t.content) AS content,
               coalesce(c.iris, '') AS beside
        FROM missing w JOIN actor_members m ON m.block = w.block
        LEFT JOIN profile_parts p ON p.key = m.source AND p.node = m.node AND m.kind = 'actor'
        LEFT JOIN actor_company c ON c.sha256 = p.sha256
        LEFT JOIN (
            SELECT 'row' AS source, node, content FROM register_rows
            UNION ALL SELECT place AS source, node, content FROM actor_orders WHERE kind = 'actor'
        ) t ON t.source = m.source AND t.node = m.node
        """,
        JoinActors(authorities, now),
    )


@dataclass(frozen=True, slots=True)
class JoinActors:
    """Tell who is one in each block."""

    authorities: Authorities
    now: int
    given: type[Member] = Member
    made: type[Joined] = Joined
    size: int = _BATCH

    def begin(self) -> "_Work":
        """Begin."""
        return _Work(self.authorities, self.now, people.acronyms_in_names(self.authorities))

    def lost(self, row: Member) -> Iterable[Joined]:  # noqa: ARG002  a step's
        """Return nothing: who cannot be compared is by himself until the next build."""
        return []


@dataclass(frozen=True, slots=True)
class _Work:
    authorities: Authorities
    now: int
    in_names: frozenset[str]

    def __call__(self, rows: Sequence[Member]) -> Iterator[Joined]:
        """Yield what is found of some blocks."""
        for key, members in whole_blocks(rows):
            found = list(self._joined(key, members))
            yield from found or [Joined(key=key, kind="none")]

    def _joined(self, key: str, members: list[Member]) -> Iterator[Joined]:
        reports, since = [], {}
        for member in members:
            if member.kind == "actor":
                report = msgspec.json.decode(member.content, type=people.ActorReport)
                reports.append(people.beside(report, member.beside.split()))
                if member.since is not None:
                    since[report.digits] = member.since
        published = Known(
            rows=tuple(decoded(members, "row", Registered)), since=since, now=self.now
        )
        orders = list(decoded(members, "order", people.Order))
        found = people.join_actors(reports, orders, self.authorities, published, self.in_names)
        for (sha256, name), (iri, label) in found.renamed.items():
            yield Joined(
                key=key,
                kind="name",
                sha256=sha256,
                name=name,
                iri=iri,
                label=label,
                renamed=True,
            )
        for link in found.links:
            yield Joined(
                key=key,
                kind="link",
                iri=link.one,
                name=link.other,
                content=msgspec.json.encode(link),
            )
        for external in identify_elsewhere(reports, found, self.authorities):
            yield Joined(
                key=key,
                kind="external",
                iri=external.iri,
                name=external.identifier,
                content=msgspec.json.encode(external),
            )
        for row in found.rows:
            yield Joined(key=key, kind="row", name=row.name, content=msgspec.json.encode(row))


def whole_blocks(rows: Iterable[Member]) -> Iterator[tuple[str, list[Member]]]:
    """Yield blocks by their keys; of one over which a process was killed only parts may be there.

    Those are left out: what is told of a part of a block may not be so.
    """
    for key, those in groupby(rows, key=attrgetter("block")):
        members = list(those)
        if len(members) == members[0].size:
            yield key, members


def decoded(members: Iterable[Member], kind: str, of: type[Row]) -> Iterator[Row]:
    """Yield the members of a kind as what they are."""
    return (msgspec.json.decode(one.content, type=of) for one in members if one.kind == kind)
