"""An event of the store in, its page's view out."""

from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from triplewire import vocab
from triplewire.publish.web.pages.graph import (
    Facts,
    Ground,
    Identity,
    Ref,
    Rule,
    Ruled,
    Site,
    Walk,
    added_by,
    asked,
    grounds_of,
    identities_of,
    rule_of,
    rulings_of,
)
from triplewire.store import Store

_VERBATIM = vocab.concept("direct-quotation").value
# So many claims, the latest, are listed of what was said at an event, in doing it or of it.
_MOST_CLAIMS = 100
_FIRST = ("initiator", "recipient")
_STATUS = {
    vocab.SCHEMA_CANCELLED.value: "cancelled",
    vocab.SCHEMA_POSTPONED.value: "postponed",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A claim by its words, with the names of who makes it."""

    ref: Ref
    verbatim: bool
    voices: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """Who took part in an event, in which roles and offices.

    Who has no name has no page: ``actor`` has but the article's words, and is not ``named``.
    """

    actor: Ref
    named: bool
    roles: tuple[str, ...]
    offices: tuple[Ref, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView:
    """An event as its page shows it."""

    facts: Facts
    type: str | None
    types: tuple[Ref, ...]
    when: str | None
    place: tuple[Ref, ...]
    status: str | None
    modality: tuple[Ref, ...]
    participants: tuple[Participant, ...]
    whole: tuple[Ref, ...]
    parts: tuple[Ref, ...]
    claims: tuple[Said, ...]
    performing: tuple[Said, ...]
    about: tuple[Said, ...]
    article: tuple[Ref, ...]
    reported: tuple[str, ...]
    grounds: tuple[Ground, ...]
    rule: Rule | None
    confidence: str | None
    rulings: tuple[Ruled, ...]
    identities: tuple[Identity, ...]
    added_by: tuple[Ref, ...]
    parted_from: tuple[Ref, ...]


def event_view(store: Store, site: Site, facts: Facts) -> EventView:
    """Return the view of an event."""
    walk = Walk(store)
    return EventView(
        facts=facts,
        type=facts.labels(vocab.EVENT_TYPE),
        types=facts.refs(vocab.EVENT_TYPE),
        when=facts.text(vocab.WHEN),
        place=facts.refs(vocab.SCHEMA_LOCATION),
        status=_STATUS.get(facts.text(vocab.SCHEMA_EVENT_STATUS) or ""),
        modality=facts.refs(vocab.MODALITY),
        participants=_participants(store, site, facts.iri),
        whole=facts.refs(vocab.SCHEMA_SUPER_EVENT),
        parts=_named(walk, site, walk.into(facts.iri, vocab.SCHEMA_SUPER_EVENT)),
        claims=_said(walk, site, facts.iri, vocab.MADE_DURING),
        performing=_said(walk, site, facts.iri, vocab.PERFORMS),
        about=_said(walk, site, facts.iri, vocab.SCHEMA_ABOUT),
        article=facts.refs(vocab.REPORTED_IN),
        reported=tuple(facts.texts(vocab.REPORTED_ON)),
        grounds=grounds_of(store, facts.iri),
        rule=rule_of(store, site, facts),
        confidence=facts.text(vocab.CONFIDENCE),
        rulings=rulings_of(store, facts.iri),
        identities=identities_of(store, site, facts.iri),
        added_by=added_by(site, facts),
        parted_from=facts.refs(vocab.PROV_WAS_DERIVED_FROM),
    )


def _named(walk: Walk, site: Site, iris: list[str]) -> tuple[Ref, ...]:
    return tuple(site.ref(iri, walk.label(iri)) for iri in iris)


def _said(walk: Walk, site: Site, iri: str, name: ox.NamedNode) -> tuple[Said, ...]:
    """Return the claims that a property joins to an event, the latest first."""
    claims = walk.latest(walk.into(iri, name), _MOST_CLAIMS)
    return tuple(
        Said(
            ref=site.ref(claim, walk.one(claim, vocab.SCHEMA_TEXT) or walk.label(claim)),
            verbatim=walk.one(claim, vocab.ATTRIBUTION_MODE) == _VERBATIM,
            voices=tuple(
                walk.labels(walk.out(claim, vocab.SPEAKER, vocab.PROV_HAD_PRIMARY_SOURCE))
            ),
        )
        for _, claim in claims
    )


def _participants(store: Store, site: Site, iri: str) -> tuple[Participant, ...]:
    found: dict[str, tuple[Ref, dict[str, None], dict[Ref, None]]] = {}
    unnamed: set[str] = set()
    for row in asked(store, "participants", "event", iri):
        name = row["name"].value
        if row["unnamed"] is not None:
            actor = Ref(iri=row["unnamed"].value, label=name, href=None)
            unnamed.add(actor.iri)
        else:
            actor = site.ref(row["actor"].value, name)
        _, roles, offices = found.setdefault(actor.iri, (actor, {}, {}))
        roles[row["role"].value] = None
        if row["office"] is not None and row["officeLabel"] is not None:
            offices[site.ref(row["office"].value, row["officeLabel"].value)] = None
    return tuple(
        Participant(
            actor=actor,
            named=actor.iri not in unnamed,
            roles=tuple(roles),
            offices=tuple(offices),
        )
        for actor, roles, offices in sorted(found.values(), key=lambda one: _rank(one[1]))
    )


def _rank(roles: Iterable[str]) -> int:
    """Return where somebody stands in the list: who begins something, then whom it meets."""
    return min((_FIRST.index(role) for role in roles if role in _FIRST), default=len(_FIRST))
