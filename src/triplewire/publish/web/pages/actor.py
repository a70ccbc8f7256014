"""An actor, place or document of the store in, its page's view out."""

from dataclasses import dataclass

from triplewire import vocab
from triplewire.publish.web.pages.facts import Facts, Identity, identities_of
from triplewire.publish.web.pages.links import Ref
from triplewire.publish.web.pages.site import Row, Site, asked, value_of
from triplewire.publish.web.pages.words import safe_href
from triplewire.store import Store

_MOST = 600  # as the queries claims-of and events-of have it
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
    claims = [_claim(site, row) for row in asked(store, "claims-of", "actor", iri)]
    events = _events(site, asked(store, "events-of", "actor", iri))
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


def _claim(site: Site, row: Row) -> ClaimLine:
    return ClaimLine(
        ref=site.ref(row["claim"].value, row["label"].value),
        words=row["words"].value,
        verbatim=row["mode"] == _DIRECT,
        act=row["act"].value,
        part=row["part"].value,
        article=site.ref(row["article"].value, row["headline"].value),
        day=(value_of(row, "published") or "")[:10],
        when=value_of(row, "when"),
        confidence=value_of(row, "confidence"),
    )


def _events(site: Site, found: list[Row]) -> tuple[EventLine, ...]:
    """Return each event once, with all the roles that the actor has in it."""
    roles: dict[str, list[str]] = {}
    first: dict[str, Row] = {}
    for row in found:
        roles.setdefault(row["event"].value, []).append(row["role"].value)
        first.setdefault(row["event"].value, row)
    return tuple(
        EventLine(
            ref=site.ref(iri, row["label"].value),
            type=row["type"].value,
            role=", ".join(dict.fromkeys(roles[iri])),
            when=value_of(row, "when"),
            day=value_of(row, "from") or "",
            place=site.ref(row["place"].value, value_of(row, "placeName"))
            if row["place"]
            else None,
            article=site.ref(row["article"].value, row["headline"].value),
            confidence=value_of(row, "confidence"),
        )
        for iri, row in first.items()
    )


def _timeline(events: tuple[EventLine, ...], claims: tuple[ClaimLine, ...]) -> tuple[Moment, ...]:
    """Return the days on which something happened or was said, the latest first."""
    days = sorted({e.day for e in events} | {c.day for c in claims if c.day}, reverse=True)
    return tuple(
        Moment(
            day=day,
            events=tuple(event for event in events if event.day == day),
            claims=tuple(claim for claim in claims if claim.day == day),
        )
        for day in days
        if day
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
