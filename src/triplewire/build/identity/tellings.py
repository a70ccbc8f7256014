"""Articles' events and who their actors are in, the tellings, and what is held of each two, out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Self

import msgspec

from triplewire.build.identity.parts import ArticleEvents, hashed
from triplewire.build.identity.rows import Judged, ToJudge, Told, ToTell
from triplewire.build.kept import grow
from triplewire.engines import Engine
from triplewire.link import Authorities, events
from triplewire.system.hashes import digest

# To begin a process costs as much as so many articles, or pairs.
_BATCH, _PAIRS = 1024, 8192
_NEAR = events.MOST_COMPARED
# What stands between the names of an article in a cell, and in none of them.
_BETWEEN = "\x1f"
# Sets are written in one order, so that equal tellings have equal bytes.
_encode = msgspec.json.Encoder(order="deterministic").encode


def tell(engine: Engine, authorities: Authorities) -> None:
    """Make the tables of the wanted articles' tellings, of their pairs, and what is held of these.

    ``told_events`` and ``judged_events`` keep their rows; ``tellings_now`` and ``event_pairs`` have
    those of this build.
    """
    engine.sql(
        "tellings_wanted",
        """
        SELECT sha2(concat_ws('|', s.stamp, p.key, coalesce(r.names, '')), 256) AS key,
               p.key AS source, coalesce(r.names, '') AS names
        FROM profile_parts p JOIN identity_wanted w ON w.key = p.key
        CROSS JOIN identity_stamp s LEFT JOIN (
            SELECT sha256, array_join(
                sort_array(collect_list(concat(iri, ' ', name))), chr(31)) AS names
            FROM renamed_actors GROUP BY sha256
        ) r ON r.sha256 = p.sha256
        WHERE p.kind = 'events'
        """,
    )
    grow(
        engine,
        "told_events",
        "tellings_wanted",
        """
        SELECT w.key, w.names, p.content FROM missing w
        JOIN profile_parts p ON p.key = w.source AND p.kind = 'events'
        """,
        Tell(authorities.base),
    )
    engine.sql(
        "tellings_now",
        """
        SELECT t.key, t.node, t.sha256, t.name, t.place, t.day, t.buckets, t.keys, t.mark, t.folded,
               f.first AS since
        FROM told_events t JOIN tellings_wanted w ON w.key = t.key LEFT JOIN (
            SELECT digits, max(first) AS first FROM register_rows
            WHERE kind = 'article' GROUP BY digits
        ) f ON f.digits = t.digits
        """,
    )
    engine.sql("event_pairs", _PAIRED)
    grow(
        engine,
        "judged_events",
        "event_pairs",
        """
        SELECT w.key, a.content AS one, b.content AS other FROM missing w
        JOIN tellings_now x ON x.node = w.one
        JOIN told_events a ON a.key = x.key AND a.node = x.node
        JOIN tellings_now y ON y.node = w.other
        JOIN told_events b ON b.key = y.key AND b.node = y.node
        """,
        Judge(authorities),
    )


# Those that follow each other in a bucket; a bucket is cut so that none is compared with all.
_PAIRED = f"""
    WITH numbered AS (
        SELECT node, sha256, mark, buckets, row_number() OVER (ORDER BY day, sha256, name) AS number
        FROM tellings_now
    ), ranked AS (
        SELECT number, bucket, row_number() OVER (PARTITION BY bucket ORDER BY number) AS rank
        FROM (SELECT number, explode(buckets) AS bucket FROM numbered) b
    ), cut AS (
        SELECT *, CAST(floor(rank / {_NEAR}) AS BIGINT) AS part FROM ranked
    ), pairs AS (
        SELECT DISTINCT a.number AS one, b.number AS other
        FROM (SELECT * FROM cut UNION ALL
              SELECT number, bucket, rank, part + 1 AS part FROM cut) a
        JOIN cut b ON b.bucket = a.bucket AND b.part = a.part
        WHERE b.rank > a.rank AND b.rank <= a.rank + {_NEAR}
    )
    SELECT a.node AS one, b.node AS other,
           sha2(concat_ws('|', s.stamp, a.mark, b.mark), 256) AS key
    FROM pairs p JOIN numbered a ON a.number = p.one JOIN numbered b ON b.number = p.other
    CROSS JOIN identity_stamp s
    WHERE b.sha256 <> a.sha256
"""


@dataclass(frozen=True, slots=True)
class Tell:
    """Say what articles tell of events, with the IRIs of those who take part."""

    base: str
    given: type[ToTell] = ToTell
    made: type[Told] = Told
    size: int = _BATCH

    def begin(self) -> Self:
        """Begin."""
        return self

    def __call__(self, rows: Sequence[ToTell]) -> Iterator[Told]:
        """Yield the tellings of articles."""
        for row in rows:
            yield from self._told(row)

    def lost(self, row: ToTell) -> Iterable[Told]:  # noqa: ARG002  a step's
        """Return nothing: what cannot be compared is by itself until the next build."""
        return []

    def _told(self, row: ToTell) -> Iterator[Told]:
        given = msgspec.json.decode(row.content, type=ArticleEvents)
        profile = given.profile
        own = {(profile.sha256, name): iri for name, iri in given.own.items()}
        for pair in filter(None, row.names.split(_BETWEEN)):
            iri, _, name = pair.partition(" ")
            own[profile.sha256, name] = iri
        place = f"{profile.published or '9999'} {profile.digits} {profile.sha256}"
        for number, report in enumerate(events.event_reports(profile, own)):
            content = _encode(report)
            here = f"{place} {number:06d}"
            yield Told(
                key=row.key,
                node=report.event.iri,
                sha256=profile.sha256,
                digits=profile.digits,
                place=here,
                name=report.event.key,
                type=report.event.type,
                day=events.day_of(report),
                label=report.event.label,
                words=events.told_in(report.event),
                first_words=next(iter(report.event.words), ""),
                buckets=tuple(events.buckets_of(report)),
                keys=tuple(sorted({hashed(key) for key in events.keys_of(report, self.base)})),
                folded=bool(report.folds),
                mark=digest(here, content),
                content=content,
            )


@dataclass(frozen=True, slots=True)
class Judge:
    """Judge whether two tellings are of one happening."""

    authorities: Authorities
    given: type[ToJudge] = ToJudge
    made: type[Judged] = Judged
    size: int = _PAIRS

    def begin(self) -> Self:
        """Begin."""
        return self

    def __call__(self, rows: Sequence[ToJudge]) -> Iterator[Judged]:
        """Yield what is held of each two."""
        for row in rows:
            one = msgspec.json.decode(row.one, type=events.EventReport)
            other = msgspec.json.decode(row.other, type=events.EventReport)
            verdict = events.judge(one, other, self.authorities)
            if verdict is None:
                yield Judged(key=row.key, may_be=False)
            else:
                content = msgspec.json.encode(
                    JudgedPair(one=one.node, other=other.node, verdict=verdict)
                )
                yield Judged(key=row.key, may_be=True, sure=verdict.sure, content=content)

    def lost(self, row: ToJudge) -> Iterable[Judged]:  # noqa: ARG002  a step's
        """Return nothing: nothing is held of two that cannot be judged until the next build."""
        return []


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedPair:
    """Two tellings and what is held of them."""

    one: tuple[str, str]
    other: tuple[str, str]
    verdict: events.Verdict
