"""Who is one is told over tables as it is of all at once, again only where something changed."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import pytest

from tests.build.corpus import corpus, register
from tests.link.made import BASE, article, org, person
from tests.link.test_people import load_once
from triplewire.build.identity import (
    Profiled,
    external_in,
    identify_all,
    links_in,
    rows_in,
    slices_in,
    unmet_in,
)
from triplewire.build.lineages import digits_in, is_article
from triplewire.engines import Embedded, Far, Step
from triplewire.link import Identity, Known, Profile, identify
from triplewire.records import Registered
from triplewire.system.hashes import digest


class Watched(Embedded):
    """An engine that counts what steps are given."""

    given: dict[str, int]
    # Those that go in batches of a few rows, so that several processes have work.
    small: frozenset[str] = frozenset()

    def map(
        self,
        table: str,
        query: str,
        step: Step[Any, Any],
        far: Far | None = None,
        seen: Callable[[Any], None] | None = None,
    ) -> None:
        super().map(table, query, self._counted(table, query, step), far, seen)

    def groups(self, table: str, query: str, step: Step[Any, Any]) -> None:
        super().groups(table, query, self._counted(table, query, step))

    def _counted(self, table: str, query: str, step: Step[Any, Any]) -> Any:
        self.given[table] = sum(1 for _ in self.rows(query, step.given))
        return replace(step, size=5) if table in self.small else step  # type: ignore[type-var]


def told(
    engine: Watched,
    profiles: Sequence[Profile],
    rows: tuple[Registered, ...] = (),
    now: int = 1,
) -> Identity:
    """Return what the tables say of some profiles."""
    engine.given = {}
    given = [
        Profiled(key=digest(encoded), sha256=profile.sha256, profile=encoded)
        for profile in profiles
        for encoded in [msgspec.json.encode(profile)]
    ]
    engine.write("profiles", given, Profiled)
    identify_all(engine, "SELECT * FROM profiles", rows, load_once(), "tables", now)
    return Identity(
        slices=dict(slices_in(engine)),
        links=tuple(links_in(engine, "(SELECT DISTINCT other AS name FROM links)")),
        external=tuple(external_in(engine)),
        unmet=tuple(unmet_in(engine)),
        rows=tuple(rows_in(engine)),
    )


def at_once(
    profiles: Sequence[Profile], rows: tuple[Registered, ...] = (), now: int = 1
) -> Identity:
    """Return what is said of all profiles together."""
    since = {digits_in(row.name): row.first for row in filter(is_article, rows)}
    return identify(profiles, load_once(), Known(rows=rows, since=since, now=now))


@pytest.mark.parametrize(("seed", "articles"), [(1, 4), (2, 30), (3, 60)])
def test_tables_say_what_is_said_of_all_at_once_build_after_build(
    tmp_path: Path, seed: int, articles: int
) -> None:
    random = Random(seed)  # noqa: S311
    everything = corpus(seed, articles)
    profiles = everything[: articles * 2 // 3]
    rows: tuple[Registered, ...] = ()
    with Watched(tmp_path, 1) as engine:
        for now in (1, 2, 3):
            random.shuffle(profiles)
            found = at_once(profiles, rows, now)

            assert told(engine, profiles, rows, now) == found

            rows = register(profiles, found, now)
            # Some go, some come, and of some something else was decided.
            profiles = random.sample(everything, articles * 4 // 5)
            profiles += corpus(100 * seed + now, articles // 10)
    assert any(link.decided for link in found.links) or articles < 30


def test_several_processes_say_what_one_says(tmp_path: Path) -> None:
    profiles = corpus(4, 20)
    with Watched(tmp_path, 2) as engine:
        engine.small = frozenset({"actors_joined", "judged_events"})

        assert told(engine, profiles) == at_once(profiles)


def test_what_is_as_it_was_is_not_told_again(tmp_path: Path) -> None:
    profiles = corpus(5, 30)
    with Watched(tmp_path, 1) as engine:
        rows = register(profiles, told(engine, profiles), 1)
        first = told(engine, profiles, rows, 2)
        again = told(engine, profiles[::-1], rows, 2)

        assert again == first
        assert engine.given.keys() == {"likely_links", "slices"}


def test_of_what_is_new_only_the_blocks_are_joined_that_it_belongs_to(tmp_path: Path) -> None:
    others = [article(f"{n}", person(f"Ana Family{chr(97 + n)}")) for n in range(20)]
    pair = [article(name, person("Ben Lind"), org("Orla Foods")) for name in ("one", "other")]
    new = article("new", person("Carla Lind"), person("Li Newman"))
    with Watched(tmp_path, 1) as engine:
        told(engine, [*others, *pair])
        found = told(engine, [*others, *pair, new])

        assert engine.given["profile_parts_new"] == 1
        # Both of the name Lind, the one that is new with them, and the other that is.
        assert engine.given["actors_joined_new"] == 4
        assert found == at_once([*others, *pair, new])


def test_rows_that_nobody_asks_for_any_more_are_dropped_in_the_end(tmp_path: Path) -> None:
    with Watched(tmp_path, 1) as engine:
        told(engine, corpus(6, 30))
        found = told(engine, corpus(7, 3))
        kept = sum(
            1
            for _ in engine.rows(
                "SELECT key, sha256, content AS profile FROM profile_parts", Profiled
            )
        )

        assert found == at_once(corpus(7, 3))
        assert kept < 60


def test_a_newsroom_without_articles_has_no_identities(tmp_path: Path) -> None:
    gone = Registered(name="actor/ana-ruiz", known_by=("0123456789abcdef Ana Ruiz",))
    with Watched(tmp_path, 1) as engine:
        found = told(engine, [], (gone,), 2)

    assert found.rows == (replace(gone, status="withdrawn"),)
    assert (found.slices, found.links, found.external, found.unmet) == ({}, (), (), ())


def test_an_iri_that_somebody_was_told_apart_by_stays_his(tmp_path: Path) -> None:
    """A name may be taken by a row whose own actor is in another block but for that."""
    one = article("one", person("Ana Ruiz"))
    taken = f"actor/ana-ruiz-{one.digits[:8]}"
    rows = (
        Registered(name="actor/ana-ruiz", known_by=("0123456789abcdef X",)),
        Registered(name=taken, known_by=("fedcba9876543210 Y",)),
    )
    with Watched(tmp_path, 1) as engine:
        found = told(engine, [one], rows, 2)

    assert found == at_once([one], rows, 2)
    assert found.slices[one.sha256].actors[0][1] not in {f"{BASE}actor/ana-ruiz", f"{BASE}{taken}"}
