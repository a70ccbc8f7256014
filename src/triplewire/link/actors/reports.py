"""Profiles in, what each article says of each actor, with what stands beside it, out."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from triplewire.link.authorities import Authorities
from triplewire.link.countries import codes_of
from triplewire.link.profiles import ActorProfile, Profile

Node = tuple[str, str]  # the hash of an article's text, a name of its draft

JOINABLE = frozenset({"person", "org", "group", "document"})
# To be named with somebody whom more articles name says nothing of who one is.
MOST_ARTICLES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorReport:
    """One article's actor that may be one with others, and what the article has beside it.

    ``lands`` are the IRIs of the countries that it names, ``codes`` those of the countries that it
    names or a place of, ``company`` the IRIs of those named with the actor.
    """

    node: Node
    digits: str
    published: str
    actor: ActorProfile
    lands: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    company: tuple[str, ...] = ()


def actor_reports(profiles: Sequence[Profile], authorities: Authorities) -> list[ActorReport]:
    """Return what articles say of the actors that may be one, in their order."""
    named = Counter(actor.iri for profile in profiles for actor in profile.actors)
    return [
        beside(report, company)
        for profile in profiles
        for company in [
            tuple(
                actor.iri
                for actor in profile.actors
                if may_be_company(actor) and named[actor.iri] <= MOST_ARTICLES
            )
        ]
        for report in reports_of(profile, authorities)
    ]


def beside(report: ActorReport, company: Iterable[str]) -> ActorReport:
    """Return a report with those who are named in the article and in few others."""
    return replace(report, company=tuple(sorted({*company} - {report.actor.iri})))


def reports_of(profile: Profile, authorities: Authorities) -> Iterator[ActorReport]:
    """Yield what an article says of its actors by itself."""
    lands = lands_of(profile)
    codes = codes_in(profile, authorities)
    for actor in profile.actors:
        if actor.type in JOINABLE:
            yield ActorReport(
                node=(profile.sha256, actor.name),
                digits=profile.digits,
                published=profile.published,
                actor=actor,
                lands=lands,
                codes=codes,
            )


def lands_of(profile: Profile) -> tuple[str, ...]:
    """Return the IRIs of the countries that an article names."""
    return tuple(sorted({actor.iri for actor in profile.actors if actor.type == "country"}))


def codes_in(profile: Profile, authorities: Authorities) -> tuple[str, ...]:
    """Return the codes of the countries that an article names, or a place of."""
    places = (actor.iri for actor in profile.actors if actor.listed)
    return tuple(sorted(codes_of(places, authorities)))


def may_be_company(actor: ActorProfile) -> bool:
    """Say whether to be named with an actor may tell who one is."""
    return not actor.listed and actor.type in {"person", "org"}
