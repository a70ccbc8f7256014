"""Profiles and a register in tables in, who and what is one in all of them, in tables, out.

Actors come first, for events are told by who takes part. What is kept from build to build is kept
by what it was made of, so that only the blocks are joined in which something has changed.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Self

import msgspec

from triplewire.build.identity import blocks_of_actors, blocks_of_events
from triplewire.build.identity.decided_actors import order_actors
from triplewire.build.identity.decided_events import order_events
from triplewire.build.identity.parts import TakeApart, published_rows
from triplewire.build.identity.rows import Called, Published, Sliced, Stamp, Vain
from triplewire.build.identity.tellings import tell
from triplewire.build.kept import grow, lasting
from triplewire.engines import Engine
from triplewire.link import Authorities, Slice
from triplewire.records import Registered, Unmet

# Counts up when something is told in another way of what is the same.
_VERSION = 1
_BATCH = 8192
# What the next build goes on from.
_KEPT = ("profile_parts", "actors_joined", "told_events", "events_joined", "judged_events")


def identify_all(
    engine: Engine,
    given: str,
    register: Iterable[Registered],
    authorities: Authorities,
    fingerprint: str,
    now: int,
) -> None:
    """Tell who and what is one in the articles of a query for ``key``, ``sha256`` and ``profile``.

    ``fingerprint`` names the authorities and this program, ``now`` is the number of the build.
    Tables: ``slices`` has what each article must know (of those that must know something);
    ``links``, ``external`` and ``named`` what is held of names, and what a register must keep;
    ``unmet`` the decisions in vain. Each has its rows in order.
    Raises: EngineError when no process can do anything.
    """
    stamp = Stamp(stamp=f"identity {_VERSION} {fingerprint}", now=now)
    with lasting(engine, *_KEPT, "slices", "links", "external", "named", "unmet"):
        engine.write("identity_stamp", [stamp], Stamp)
        engine.write("register_rows", published_rows(register, authorities.base), Published)
        engine.sql(
            "identity_wanted",
            f"""
            SELECT sha2(concat_ws('|', s.stamp, g.key), 256) AS key, g.key AS source
            FROM ({given}) g CROSS JOIN identity_stamp s
            """,
        )
        grow(
            engine,
            "profile_parts",
            "identity_wanted",
            f"""
            SELECT w.key, g.sha256, g.profile
            FROM missing w JOIN ({given}) g ON g.key = w.source
            """,
            TakeApart(authorities),
        )
        with lasting(engine, *_KEPT, "actor_keys", "renamed_actors"):
            unmet = _actors(engine, authorities, now)
        with lasting(engine, *_KEPT, "event_keys", "happenings", "likely_links"):
            unmet += _events(engine, authorities, now)
        _results(engine)
        rows = (Vain(place=n, unmet=msgspec.json.encode(one)) for n, one in enumerate(unmet))
        engine.write("unmet", rows, Vain)


def _actors(engine: Engine, authorities: Authorities, now: int) -> list[Unmet]:
    blocks_of_actors.report_actors(engine)
    unmet = order_actors(engine, authorities)
    blocks_of_actors.join_blocks(engine, authorities, now)
    engine.sql(
        "renamed_actors",
        """
        SELECT j.sha256, j.name, j.iri, j.label FROM actors_joined j
        JOIN actor_keys k ON k.key = j.key WHERE j.kind = 'name'
        """,
    )
    return unmet


def _events(engine: Engine, authorities: Authorities, now: int) -> list[Unmet]:
    tell(engine, authorities)
    unmet = order_events(engine)
    blocks_of_events.join_blocks(engine, authorities, now)
    engine.sql(
        "happenings",
        """
        SELECT j.sha256, j.name, j.node, j.iri, j.label, j.renamed, j.content FROM events_joined j
        JOIN event_keys k ON k.key = j.key WHERE j.kind = 'name'
        """,
    )
    blocks_of_events.link_likely(engine, authorities)
    return unmet


def _results(engine: Engine) -> None:
    engine.sql(
        "identity_found",
        """
        SELECT 'actor' AS about, j.kind, j.iri, j.name, j.content FROM actors_joined j
        JOIN actor_keys k ON k.key = j.key WHERE j.kind IN ('link', 'external', 'row')
        UNION ALL
        SELECT 'event' AS about, j.kind, j.iri, j.name, j.content FROM events_joined j
        JOIN event_keys k ON k.key = j.key WHERE j.kind IN ('link', 'row')
        """,
    )
    engine.sql(
        "links",
        """
        SELECT about, iri AS one, name AS other, content AS link FROM identity_found
        WHERE kind = 'link' AND about = 'actor'
        UNION ALL
        SELECT about, one, other, link FROM (
            SELECT 'event' AS about, one, other, link, row_number() OVER (
                PARTITION BY least(one, other), greatest(one, other) ORDER BY rank, link
            ) AS place FROM (
                SELECT one, other, rank, link FROM likely_links
                UNION ALL
                SELECT iri AS one, name AS other, '' AS rank, content AS link FROM identity_found
                WHERE kind = 'link' AND about = 'event'
            ) told
        ) ranked WHERE place = 1
        ORDER BY about, one, other, link
        """,
    )
    engine.sql(
        "external",
        """
        SELECT iri, name AS identifier, content AS external FROM identity_found
        WHERE kind = 'external' ORDER BY iri, identifier
        """,
    )
    engine.sql(
        "named",
        "SELECT name, content AS row FROM identity_found WHERE kind = 'row' ORDER BY name",
    )
    engine.groups(
        "slices",
        """
        SELECT sha256 AS block, concat('a', name) AS place, name, iri, label FROM renamed_actors
        UNION ALL
        SELECT sha256 AS block, concat('e', name) AS place, name, iri, label FROM happenings
        WHERE renamed
        """,
        Slices(),
    )


@dataclass(frozen=True, slots=True)
class Slices:
    """Put together what each article must know of the others."""

    given: type[Called] = Called
    made: type[Sliced] = Sliced
    size: int = _BATCH

    def begin(self) -> Self:
        """Begin."""
        return self

    def __call__(self, rows: Sequence[Called]) -> Iterator[Sliced]:
        """Yield the slice of each article."""
        for sha256, those in groupby(rows, key=attrgetter("block")):
            told = [(row.place[0], (row.name, row.iri, row.label)) for row in those]
            known = Slice(
                actors=tuple(one for kind, one in told if kind == "a"),
                events=tuple(one for kind, one in told if kind == "e"),
            )
            yield Sliced(sha256=sha256, slice=msgspec.json.encode(known))

    def lost(self, row: Called) -> Iterable[Sliced]:  # noqa: ARG002  a step's
        """Return nothing: what cannot be put together is not known."""
        return []
