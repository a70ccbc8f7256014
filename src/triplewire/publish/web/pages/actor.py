"""An actor, place or document of the store in, its page's view out."""

from dataclasses import dataclass

from triplewire import vocab
from triplewire.publish.web.pages.facts import Facts, Identity, identities_of
from triplewire.publish.web.pages.links import Ref
from triplewire.publish.web.pages.site import Row, Site, asked, value_of
from triplewire.publish.web.pages.walk import Walk
from triplewire.publish.web.pages.words import safe_href
from triplewire.store import Store

_MOST = 600
_PARTS = (
    ("speaker", vocab.SPEAKER),
    ("source", vocab.PROV_HAD_PRIMARY_SOURCE),
    ("addressee", vocab.ADDRESSEE),
    ("relayed", vocab.RELAYED_BY),
    ("possible", vocab.POSSIBLE_SPEAKER),
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
    """An office with its holder and body, and the words of each article that gives it."""

    ref: Ref
    role: str
    member: Ref
    body: Ref | None
    words: tuple[tuple[str, Ref, str | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A day of the timeline: what happened, and what was said in the articles of that day."""

    day: str
    events: tuple[EventLine, ...]
    claims: tuple[ClaimLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorView:
    """An actor as its page shows it; ``cut`` says that lists end before all was told."""

    facts: Facts
    kind: str
    names: tuple[str, ...]
    known_as: tuple[tuple[str, str | None], ...]
    within: tuple[Ref, ...]
    said: tuple[ClaimLine, ...]
    heard: tuple[ClaimLine, ...]
    events: tuple[EventLine, ...]
    undated: tuple[EventLine, ...]
    timeline: tuple[Moment, ...]
    co_actors: tuple[tuple[Ref, int], ...]
    held: tuple[Office, ...]
    given: tuple[Office, ...]
    articles: tuple[tuple[Ref, str | None], ...]
    identities: tuple[Identity, ...]
    cut: bool


def actor_view(store: Store, site: Site, facts: Facts) -> ActorView:
    """Return the view of an actor, place or document."""
    iri = facts.iri
    walk = Walk(store)
    claims, events = _claims(walk, site, iri), _events(walk, site, iri)
    said = tuple(claim for claim in claims if claim.part in {"speaker", "source", "possible"})
    offices = _offices(site, asked(store, "offices-of", "actor", iri))
    return ActorView(
        facts=facts,
        kind=kind_of(facts),
        names=tuple(facts.texts(vocab.SCHEMA_ALTERNATE_NAME)),
        known_as=tuple((a, safe_href(a)) for a in facts.texts(vocab.SCHEMA_SAME_AS)),
        within=facts.refs(vocab.SCHEMA_CONTAINED_IN_PLACE),
        said=said,
        heard=tuple(claim for claim in claims if claim.part in {"addressee", "relayed"}),
        events=events,
        undated=tuple(event for event in events if not event.day),
        timeline=_timeline(events, said),
        co_actors=tuple(
            (site.ref(row["other"].value, row["name"].value), int(row["events"].value))
            for row in asked(store, "co-actors", "actor", iri)
        ),
        held=tuple(office for office in offices if office.member.iri == iri),
        given=tuple(office for office in offices if office.member.iri != iri),
        articles=tuple(
            (site.ref(row["article"].value, row["headline"].value), value_of(row, "published"))
            for row in asked(store, "articles-of", "actor", iri)
        ),
        identities=identities_of(store, site, iri),
        cut=len(claims) >= _MOST or len(events) >= _MOST,
    )


def kind_of(facts: Facts) -> str:
    """Return in one word what kind of thing an actor is."""
    return next((name for kind, name in _KINDS if facts.is_a(kind)), "Actor")


def _claims(walk: Walk, site: Site, iri: str) -> list[ClaimLine]:
    """Return the claims that an actor has a part in, those of the latest articles first."""
    parts = [(claim, part) for part, name in _PARTS for claim in walk.into(iri, name)]
    dated = [(_day(walk, claim), claim, part) for claim, part in parts]
    dated.sort(key=lambda one: one[1:])
    dated.sort(key=lambda one: one[0], reverse=True)
    found = []
    for day, claim, part in dated[:_MOST]:
        article = walk.one(claim, vocab.REPORTED_IN) or ""
        line = ClaimLine(
            ref=site.ref(claim, walk.label(claim)),
            words=walk.one(claim, vocab.SCHEMA_TEXT) or walk.label(claim) or claim,
            verbatim=walk.one(claim, vocab.ATTRIBUTION_MODE) == _DIRECT.value,
            act=", ".join(walk.labels(walk.out(claim, vocab.SPEECH_ACT))),
            part=part,
            article=site.ref(article, walk.label(article)),
            day=day,
            when=walk.one(claim, vocab.WHEN),
            confidence=walk.one(claim, vocab.CONFIDENCE),
        )
        found.append(line)
    return found


def _day(walk: Walk, claim: str) -> str:
    """Return the day of the article that reports a claim, "" where it gives none."""
    article = walk.one(claim, vocab.REPORTED_IN)
    return (walk.one(article, vocab.SCHEMA_DATE_PUBLISHED) or "")[:10]


def _events(walk: Walk, site: Site, iri: str) -> tuple[EventLine, ...]:
    """Return the events that an actor took part in or that took place there, the latest first."""
    roles: dict[str, list[str]] = {}
    for node in walk.into(iri, vocab.HAS_ACTOR):
        role = ", ".join(walk.labels(walk.out(node, vocab.PARTICIPATION_ROLE)))
        for event in walk.into(node, vocab.HAS_PARTICIPATION):
            roles.setdefault(event, []).append(role)
    for event in walk.into(iri, vocab.SCHEMA_LOCATION):
        roles.setdefault(event, []).append("place")
    dated = [(walk.one(event, vocab.NOT_BEFORE) or "", event) for event in sorted(roles)]
    dated.sort(key=lambda one: one[0], reverse=True)
    found = []
    for day, event in dated[:_MOST]:
        place = walk.one(event, vocab.SCHEMA_LOCATION)
        article = walk.one(event, vocab.REPORTED_IN) or ""
        line = EventLine(
            ref=site.ref(event, walk.label(event)),
            type=", ".join(walk.labels(walk.out(event, vocab.EVENT_TYPE))),
            role=", ".join(dict.fromkeys(roles[event])),
            when=walk.one(event, vocab.WHEN),
            day=day,
            place=site.ref(place, walk.label(place)) if place else None,
            article=site.ref(article, walk.label(article)),
            confidence=walk.one(event, vocab.CONFIDENCE),
        )
        found.append(line)
    return tuple(found)


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


def _offices(site: Site, found: list[Row]) -> tuple[Office, ...]:
    words: dict[str, dict[tuple[str, Ref, str | None], None]] = {}
    first: dict[str, Row] = {}
    for row in found:
        iri = row["office"].value
        first.setdefault(iri, row)
        article = site.ref(row["article"].value, row["headline"].value)
        told = (row["words"].value, article, value_of(row, "published"))
        words.setdefault(iri, {})[told] = None
    return tuple(
        Office(
            ref=site.ref(iri),
            role=row["role"].value,
            member=site.ref(row["member"].value, row["memberName"].value),
            body=site.ref(row["body"].value, value_of(row, "bodyName")) if row["body"] else None,
            words=tuple(words[iri]),
        )
        for iri, row in first.items()
    )
