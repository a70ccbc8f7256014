"""An actor, place or document of the store in, its page's view out."""

from collections.abc import Iterator
from dataclasses import dataclass

from triplewire import vocab
from triplewire.publish.web.pages.graph import (
    Days,
    Facts,
    Identity,
    Ref,
    Site,
    Walk,
    asked,
    identities_of,
)
from triplewire.publish.web.pages.words import safe_href
from triplewire.store import Store

# So many claims, events and articles, the latest, are listed of an actor.
MOST_LINES = 150
_MOST_OFFICES = 60
_PARTS = (
    ("speaker", vocab.SPEAKER),
    ("source", vocab.PROV_HAD_PRIMARY_SOURCE),
    ("addressee", vocab.ADDRESSEE),
    ("relayed", vocab.RELAYED_BY),
    ("possible", vocab.POSSIBLE_SPEAKER),
    ("behalf", vocab.ON_BEHALF_OF),
)
_DIRECT = vocab.concept("direct-quotation")
_KINDS = (
    (vocab.SCHEMA_PERSON, "Person"),
    (vocab.SCHEMA_COUNTRY, "Country"),
    (vocab.FOAF_GROUP, "Group"),
    (vocab.SCHEMA_ORGANIZATION, "Organisation"),
    (vocab.SCHEMA_PLACE, "Place"),
    (vocab.SCHEMA_CREATIVE_WORK, "Document"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLine:
    """A claim in a list: its words, what they do, where they stand; ``part`` is the actor's."""

    ref: Ref
    words: str
    verbatim: bool
    act: str
    part: str
    during: Ref | None
    article: Ref
    day: str
    when: str | None
    confidence: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLine:
    """An event in a list; ``day`` is the first that its date allows."""

    ref: Ref
    type: str
    role: str
    when: str | None
    day: str
    place: Ref | None
    article: Ref
    confidence: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An office with its holder and body, the first words that give it, and how many do.

    ``reported`` is the last day on which an article says so.
    """

    ref: Ref
    role: str
    member: Ref
    body: Ref | None
    words: tuple[tuple[str, Ref, str | None], ...]
    passages: int
    reported: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A day of the timeline: what happened, and what was said in the articles of that day."""

    day: str
    events: tuple[EventLine, ...]
    claims: tuple[ClaimLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorView:
    """An actor as its page shows it; ``totals`` count what its lists are cut out of."""

    facts: Facts
    kind: str
    names: tuple[str, ...]
    known_as: tuple[tuple[str, str | None], ...]
    within: tuple[Ref, ...]
    said: tuple[ClaimLine, ...]
    heard: tuple[ClaimLine, ...]
    for_it: tuple[ClaimLine, ...]
    events: tuple[EventLine, ...]
    undated: tuple[EventLine, ...]
    timeline: tuple[Moment, ...]
    co_actors: tuple[tuple[Ref, int], ...]
    held: tuple[Office, ...]
    given: tuple[Office, ...]
    articles: tuple[tuple[Ref, str | None], ...]
    identities: tuple[Identity, ...]
    parted_from: tuple[Ref, ...]
    totals: dict[str, int]


def actor_view(store: Store, site: Site, facts: Facts, days: Days | None = None) -> ActorView:
    """Return the view of an actor, place or document."""
    iri = facts.iri
    walk = Walk(store, days)
    (claims, told), (events, happened) = _claims(walk, site, iri), _events(walk, site, iri)
    said = tuple(claim for claim in claims if claim.part in {"speaker", "source", "possible"})
    articles = walk.into(iri, vocab.SCHEMA_MENTIONS)
    return ActorView(
        facts=facts,
        kind=kind_of(facts),
        names=tuple(facts.texts(vocab.SCHEMA_ALTERNATE_NAME)),
        known_as=tuple((a, safe_href(a)) for a in facts.texts(vocab.SCHEMA_SAME_AS)),
        within=facts.refs(vocab.SCHEMA_CONTAINED_IN_PLACE),
        said=said,
        heard=tuple(claim for claim in claims if claim.part in {"addressee", "relayed"}),
        for_it=tuple(claim for claim in claims if claim.part == "behalf"),
        events=events,
        undated=tuple(event for event in events if not event.day),
        timeline=_timeline(events, said),
        co_actors=tuple(
            (site.ref(row["other"].value, row["name"].value), int(row["events"].value))
            for row in asked(store, "co-actors", "actor", iri)
        ),
        held=_offices(walk, site, walk.into(iri, vocab.ORG_MEMBER)),
        given=_offices(walk, site, walk.into(iri, vocab.ORG_ORGANIZATION)),
        articles=tuple(
            (site.ref(article, walk.label(article)), day or None)
            for day, article in walk.latest(articles, MOST_LINES)
        ),
        identities=identities_of(store, site, iri),
        parted_from=facts.refs(vocab.PROV_WAS_DERIVED_FROM),
        totals={"claims": told, "events": happened, "articles": len(articles)},
    )


def kind_of(facts: Facts) -> str:
    """Return in one word what kind of thing an actor is."""
    return next((name for kind, name in _KINDS if facts.is_a(kind)), "Actor")


def _claims(walk: Walk, site: Site, iri: str) -> tuple[list[ClaimLine], int]:
    """Return the claims that an actor has a part in, the latest first, and how many there are."""
    parts: dict[str, str] = {}
    for part, name in _PARTS:
        for claim in walk.into(iri, name):
            parts.setdefault(claim, part)
    found = []
    for day, claim in walk.latest(list(parts), MOST_LINES):
        article = walk.one(claim, vocab.REPORTED_IN) or ""
        during = walk.one(claim, vocab.MADE_DURING)
        line = ClaimLine(
            ref=site.ref(claim, walk.label(claim)),
            words=walk.one(claim, vocab.SCHEMA_TEXT) or walk.label(claim) or claim,
            verbatim=walk.one(claim, vocab.ATTRIBUTION_MODE) == _DIRECT.value,
            act=", ".join(walk.labels(walk.out(claim, vocab.SPEECH_ACT))),
            part=parts[claim],
            during=site.ref(during, walk.label(during)) if during else None,
            article=site.ref(article, walk.label(article)),
            day=day,
            when=walk.one(claim, vocab.WHEN),
            confidence=walk.one(claim, vocab.CONFIDENCE),
        )
        found.append(line)
    return found, len(parts)


def _events(walk: Walk, site: Site, iri: str) -> tuple[tuple[EventLine, ...], int]:
    """Return the events with an actor or at a place, the latest first, and how many there are."""
    events = walk.into(iri, vocab.PARTICIPANT, vocab.SCHEMA_LOCATION)
    found = []
    for day, event in walk.latest(events, MOST_LINES):
        place = walk.one(event, vocab.SCHEMA_LOCATION)
        article = walk.one(event, vocab.REPORTED_IN) or ""
        line = EventLine(
            ref=site.ref(event, walk.label(event)),
            type=", ".join(walk.labels(walk.out(event, vocab.EVENT_TYPE))),
            role=", ".join(_roles(walk, event, iri)) or "place",
            when=walk.one(event, vocab.WHEN),
            day=day,
            place=site.ref(place, walk.label(place)) if place else None,
            article=site.ref(article, walk.label(article)),
            confidence=walk.one(event, vocab.CONFIDENCE),
        )
        found.append(line)
    return tuple(found), len(events)


def _roles(walk: Walk, event: str, actor: str) -> list[str]:
    return [
        role
        for node in walk.out(event, vocab.HAS_PARTICIPATION)
        if walk.one(node, vocab.HAS_ACTOR) == actor
        for role in walk.labels(walk.out(node, vocab.PARTICIPATION_ROLE))
    ]


def _timeline(events: tuple[EventLine, ...], claims: tuple[ClaimLine, ...]) -> tuple[Moment, ...]:
    """Return the days on which something happened or was said, the latest first."""
    happened: dict[str, list[EventLine]] = {}
    said: dict[str, list[ClaimLine]] = {}
    for event in events:
        happened.setdefault(event.day, []).append(event)
    for claim in claims:
        said.setdefault(claim.day, []).append(claim)
    days = sorted({*happened, *said} - {""}, reverse=True)
    return tuple(
        Moment(day=day, events=tuple(happened.get(day, ())), claims=tuple(said.get(day, ())))
        for day in days
    )


def _offices(walk: Walk, site: Site, iris: list[str]) -> tuple[Office, ...]:
    found = []
    for iri in iris[:_MOST_OFFICES]:
        member = walk.one(iri, vocab.ORG_MEMBER) or ""
        body = walk.one(iri, vocab.ORG_ORGANIZATION)
        evidence = walk.out(iri, vocab.EVIDENCE)
        office = Office(
            ref=site.ref(iri),
            role=", ".join(walk.labels(walk.out(iri, vocab.ORG_ROLE))),
            member=site.ref(member, walk.label(member)),
            body=site.ref(body, walk.label(body)) if body else None,
            words=tuple(_words(walk, site, evidence[0])) if evidence else (),
            passages=len(evidence),
            reported=max(walk.out(iri, vocab.REPORTED_ON), default=None),
        )
        found.append(office)
    return tuple(sorted(found, key=lambda o: (o.role, o.member.label, o.ref.iri)))


def _words(walk: Walk, site: Site, passage: str) -> Iterator[tuple[str, Ref, str | None]]:
    """Yield the words of a passage with the article that has them and its day."""
    found = walk.evidence.passage(passage)
    if found is not None:
        article = walk.evidence.source(found.text).article or ""
        published = walk.one(article, vocab.SCHEMA_DATE_PUBLISHED)
        yield found.words, site.ref(article, walk.label(article)), published
