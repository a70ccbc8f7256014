"""A draft in, what its actors and events can be recognised by in other articles out."""

from collections.abc import Iterable
from dataclasses import dataclass

from triplewire.iris import first_words
from triplewire.link.authorities import Authorities
from triplewire.link.beside import born_of, has_namesake, writings_of
from triplewire.link.findings import finding_names
from triplewire.link.names import Names
from triplewire.link.nations import nations_of, state_of
from triplewire.link.story import first_path
from triplewire.link.tellings import Fold, fold_events
from triplewire.records import Actor, ActorType, Draft, Event, Ruling, Unmet

_SHORT = {"fm": "foreign-minister", "pm": "prime-minister"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorProfile:
    """What one article says of an actor that speaks for who it is.

    ``iri`` is the one that its name and the tables give, ``unlisted`` that of the name alone;
    ``listed`` says that a table describes it.
    ``offices`` pairs each office with the IRI of its body ("" where none is said), ``countries``
    are those of the bodies, ``nations`` those that a person is said to be of. ``born`` are the
    earliest and latest year of birth, ``written`` the name in its own script; ``namesake`` says
    that the article speaks of somebody else with the name.
    """

    name: str
    type: ActorType
    iri: str
    unlisted: str
    listed: bool
    aliases: tuple[str, ...]
    offices: tuple[tuple[str, str], ...]
    countries: tuple[str, ...]
    nations: tuple[str, ...] = ()
    born: tuple[int, int] | None = None
    written: tuple[str, ...] = ()
    namesake: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EventProfile:
    """What one article says of an event that speaks for which it is; actors by name.

    ``key`` names it within its article, ``iri`` is the end of the IRI that it has by itself,
    ``words`` are those of each passage that tells it.
    """

    key: str
    iri: str
    type: str
    label: str
    when: str | None
    place: str | None
    participants: tuple[str, ...]
    factual: bool
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What one article can be compared with others by, and what became of its decisions.

    ``path`` is the IRI behind the base that the article gets first, ``digits`` name it in others.
    ``claims`` are the ends of the IRIs of the claims that decisions are about, by their keys,
    ``folds`` say why several of its passages tell one event.
    """

    sha256: str
    digits: str
    path: str
    name: str
    published: str
    actors: tuple[ActorProfile, ...]
    events: tuple[EventProfile, ...]
    claims: tuple[tuple[str, str], ...]
    rulings: tuple[Ruling, ...]
    unmet: tuple[Unmet, ...]
    folds: tuple[Fold, ...] = ()


def profile(draft: Draft, authorities: Authorities, unmet: Iterable[Unmet] = ()) -> Profile:
    """Return what a draft's actors and events can be recognised by."""
    digits, findings = draft.article.digits, finding_names(draft)
    folded = fold_events(draft, findings)
    draft = folded.draft
    ruled = {ruling.subject for ruling in draft.rulings}
    names = Names(draft, authorities)
    return Profile(
        sha256=draft.article.sha256,
        digits=digits,
        path=first_path(draft),
        name=draft.article.name,
        published=(draft.metadata.published or "")[:10],
        actors=tuple(_actor(actor, draft, names, authorities) for actor in draft.actors),
        events=tuple(
            _event(event, f"{digits}/{findings[event.key]}")
            for event in draft.events
            if event.published
        ),
        claims=tuple(
            (claim.key, f"{digits}/{findings[claim.key]}")
            for claim in draft.claims
            if claim.key in ruled
        ),
        rulings=tuple(r for r in draft.rulings if r.decision.key not in folded.settled),
        unmet=(*unmet, *folded.unmet),
        folds=folded.folds,
    )


def _actor(actor: Actor, draft: Draft, names: Names, authorities: Authorities) -> ActorProfile:
    lands = {a.name: names.iri(a.name) or "" for a in draft.actors if a.type == "country"}
    offices: set[tuple[str, str]] = set()
    countries: set[str] = set()
    nations: set[str] = set()
    for role in actor.roles:
        said = {iri for name, iri in lands.items() if name in role.text or name == role.body}
        body = names.iri(role.body or "")
        # "The central bank" of one article is not that of another.
        own = body is not None and role.body is not None and role.body != role.body.lower()
        state = state_of(role, body, authorities)
        of_state = state is not None and not _is_place(body, authorities)
        bodies = {state} if of_state else {body} if own else said or {""}
        office = first_words(role.office)
        offices.update((_SHORT.get(office, office), of) for of in bodies if of is not None)
        countries |= said
        nations |= nations_of(role, body, authorities)
    person = actor.type == "person"
    return ActorProfile(
        name=actor.name,
        type=actor.type,
        iri=names.iri(actor.name) or "",
        unlisted=names.unlisted(actor),
        listed=names.is_listed(actor.name),
        aliases=actor.aliases,
        offices=tuple(sorted(offices)),
        countries=tuple(sorted(countries)),
        nations=tuple(sorted(nations)) if person else (),
        born=born_of(actor, draft) if person else None,
        written=writings_of(actor, draft) if person else (),
        namesake=person and has_namesake(actor, draft),
    )


def _is_place(iri: str | None, authorities: Authorities) -> bool:
    known = authorities.by_iri.get(iri or "")
    return known is not None and known.type == "place"


def _event(event: Event, iri: str) -> EventProfile:
    return EventProfile(
        key=event.key,
        iri=iri,
        type=event.type,
        label=event.label,
        when=event.when,
        place=event.place,
        participants=event.named,
        factual=event.modality == "factual" and event.status is None,
        words=tuple(" ".join(passage.text.split()) for passage in event.passages),
    )
