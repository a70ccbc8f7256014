"""The profiles of all articles in, which of their actors and events are one thing out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from triplewire.link.actors import (
    acronyms_in_names,
    actor_reports,
    by_name_of,
    decided_of,
    holding,
    join_actors,
    orders_of,
    unmet_of,
)
from triplewire.link.authorities import Authorities
from triplewire.link.events import identify_events
from triplewire.link.external import identify_elsewhere
from triplewire.link.naming import Known
from triplewire.link.profiles import Profile
from triplewire.link.slices import Slice
from triplewire.records import ExternalLink, IdentityLink, Registered, Unmet


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What is one across articles: a slice for each, by the hash of its text, and why.

    ``rows`` are what a register must keep of the IRIs of actors and events,
    ``external`` says what those actors are called elsewhere that no table lists.
    """

    slices: Mapping[str, Slice]
    links: tuple[IdentityLink, ...]
    external: tuple[ExternalLink, ...]
    unmet: tuple[Unmet, ...]
    rows: tuple[Registered, ...]


def identify(
    profiles: Iterable[Profile], authorities: Authorities, published: Known | None = None
) -> Identity:
    """Return which actors and events of several articles are one, which may be, which are not.

    ``published`` None says that nothing was published before.

    Only what is certain is joined. The result depends on the set of profiles, not on their order;
    the cost grows with their number.
    """
    ordered = sorted(profiles, key=lambda p: (p.published or "9999", p.digits, p.sha256))
    published = published or Known()
    reports = actor_reports(ordered, authorities)
    known_as = {report.node: report for report in reports}
    by_name = by_name_of(known_as, published.rows)
    orders, in_vain = orders_of(decided_of(ordered, known_as), by_name, authorities)
    held, overruled = holding(orders)
    people = join_actors(reports, held, authorities, published, acronyms_in_names(authorities))
    iris = {(p.sha256, actor.name): actor.iri for p in ordered for actor in p.actors}
    events, unmet = identify_events(ordered, {**iris, **people.iris}, authorities, published)
    actors = _by_article(people.renamed)
    shared = _by_article(events.shared)
    return Identity(
        slices={
            sha: Slice(actors=tuple(actors.get(sha, ())), events=tuple(shared.get(sha, ())))
            for sha in sorted(actors.keys() | shared.keys())
        },
        links=(*people.links, *events.links),
        external=identify_elsewhere(reports, people, authorities),
        unmet=(*unmet_of(in_vain, by_name), *overruled, *unmet),
        rows=(*people.rows, *events.rows),
    )


def _by_article(
    rows: Mapping[tuple[str, str], tuple[str, str]],
) -> dict[str, list[tuple[str, str, str]]]:
    found: dict[str, list[tuple[str, str, str]]] = {}
    for (sha, key), (iri, label) in sorted(rows.items()):
        found.setdefault(sha, []).append((key, iri, label))
    return found
