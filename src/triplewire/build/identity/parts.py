"""Profiles in, what is compared of each article out: its actors, its events, what was decided."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Self

import msgspec

from triplewire.build.identity.rows import Part, Profiled, Published
from triplewire.build.lineages import digits_in, is_article
from triplewire.link import Authorities, Profile
from triplewire.link import actors as people
from triplewire.records import Registered
from triplewire.system.hashes import digest

# A profile is quickly taken apart: to begin a process costs as much as so many of them.
_BATCH = 1024
# Bytes of a key: two that are one by chance only make a block larger.
_KEY = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleEvents:
    """The events of a profile that has nothing else, and the IRIs of actors that they name."""

    profile: Profile
    own: dict[str, str]


@dataclass(frozen=True, slots=True)
class TakeApart:
    """Take profiles apart."""

    authorities: Authorities
    given: type[Profiled] = Profiled
    made: type[Part] = Part
    size: int = _BATCH

    def begin(self) -> Self:
        """Begin."""
        return self

    def __call__(self, rows: Sequence[Profiled]) -> Iterator[Part]:
        """Yield what is compared of each article."""
        for row in rows:
            yield from self._parts(row.key, msgspec.json.decode(row.profile, type=Profile))

    def lost(self, row: Profiled) -> Iterable[Part]:  # noqa: ARG002  a step's
        """Return nothing: what cannot be compared is by itself until the next build."""
        return []

    def _parts(self, key: str, profile: Profile) -> Iterator[Part]:
        place = f"{profile.published or '9999'} {profile.digits} {profile.sha256}"
        plain = Part(
            key=key, kind="events", sha256=profile.sha256, digits=profile.digits, place=place
        )
        if profile.events:
            yield replace(plain, content=_events(profile))
        elif not profile.actors:
            yield replace(plain, kind="none")
        for actor in profile.actors:
            if actor.type not in people.JOINABLE:
                yield replace(plain, kind="other", name=actor.name, iri=actor.iri)
        places = {actor.name: number for number, actor in enumerate(profile.actors)}
        for report in people.reports_of(profile, self.authorities):
            content = msgspec.json.encode(report)
            here = f"{place} {places[report.node[1]]:06d}"
            yield replace(
                plain,
                kind="actor",
                place=here,
                node=people.anchor_of(report),
                name=report.actor.name,
                iri=report.actor.iri,
                company=people.may_be_company(report.actor),
                keys=tuple(sorted({hashed(key) for key in people.keys_of(report)})),
                called=people.called(report),
                mark=digest(here, content),
                content=content,
            )
        yield from _rulings(plain, profile)


def _events(profile: Profile) -> bytes:
    named = {name for one in profile.events for name in (*one.participants, one.place)}
    own = {actor.name: actor.iri for actor in profile.actors if actor.name in named}
    bare = replace(profile, actors=(), claims=(), rulings=(), unmet=())
    return msgspec.json.encode(ArticleEvents(profile=bare, own=own))


def _rulings(plain: Part, profile: Profile) -> Iterator[Part]:
    """Yield what was decided about who and what is one."""
    joinable = {actor.name for actor in profile.actors if actor.type in people.JOINABLE}
    types = {event.key: event.type for event in profile.events}
    for number, ruling in enumerate(profile.rulings):
        if ruling.decision.what in {"merge", "keep-apart"}:
            made = replace(
                plain,
                kind="ruling",
                place=f"{plain.place} {number:06d}",
                name=ruling.subject,
                content=msgspec.json.encode(ruling.decision),
            )
            if ruling.subject in joinable:
                yield made
            if ruling.subject in types:
                yield replace(made, about=types[ruling.subject])


def published_rows(register: Iterable[Registered], base: str) -> Iterator[Published]:
    """Yield the rows of a register that say since when something is known, and as what."""
    for row in register:
        kind, _, _ = row.name.partition("/")
        content = msgspec.json.encode(row)
        edge = hashed(f"row {row.name}")
        made = Published(
            node=f"row {row.name}",
            kind=kind,
            name=row.name,
            digits="",
            first=row.first,
            edge=edge,
            keys=tuple(sorted({edge, hashed(base + row.name)})),
            anchors=row.known_by,
            mark=digest(content),
            content=content,
        )
        if is_article(row):
            yield replace(made, kind="article", digits=digits_in(row.name), keys=(), anchors=())
        elif row.known_by and kind in {"actor", "document", "event"}:
            yield replace(made, kind="event" if kind == "event" else "actor")


def hashed(key: str) -> str:
    """Return a short name of a key."""
    return hashlib.blake2b(key.encode(), digest_size=_KEY).hexdigest()
