"""An event of the store in, its page's view out."""

from dataclasses import dataclass

from triplewire import vocab
from triplewire.publish.web.pages.graph import (
    Facts,
    Ground,
    Identity,
    Ref,
    Ruled,
    Site,
    Walk,
    added_by,
    asked,
    grounds_of,
    identities_of,
    rulings_of,
)
from triplewire.store import Store

_STATUS = {
    vocab.SCHEMA_CANCELLED.value: "cancelled",
    vocab.SCHEMA_POSTPONED.value: "postponed",
}


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
    when: str | None
    place: tuple[Ref, ...]
    status: str | None
    modality: str | None
    participants: tuple[Participant, ...]
    whole: tuple[Ref, ...]
    parts: tuple[Ref, ...]
    claims: tuple[Ref, ...]
    article: tuple[Ref, ...]
    grounds: tuple[Ground, ...]
    rule: str | None
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
        when=facts.text(vocab.WHEN),
        place=facts.refs(vocab.SCHEMA_LOCATION),
        status=_STATUS.get(facts.text(vocab.SCHEMA_EVENT_STATUS) or ""),
        modality=facts.labels(vocab.MODALITY),
        participants=_participants(store, site, facts.iri),
        whole=facts.refs(vocab.SCHEMA_SUPER_EVENT),
        parts=_named(walk, site, walk.into(facts.iri, vocab.SCHEMA_SUPER_EVENT)),
        claims=_named(walk, site, walk.into(facts.iri, vocab.MADE_DURING)),
        article=facts.refs(vocab.REPORTED_IN),
        grounds=grounds_of(store, facts.iri),
        rule=facts.labels(vocab.RULE),
        confidence=facts.text(vocab.CONFIDENCE),
        rulings=rulings_of(store, facts.iri),
        identities=identities_of(store, site, facts.iri),
        added_by=added_by(site, facts),
        parted_from=facts.refs(vocab.PROV_WAS_DERIVED_FROM),
    )


def _named(walk: Walk, site: Site, iris: list[str]) -> tuple[Ref, ...]:
    return tuple(site.ref(iri, walk.label(iri)) for iri in iris)


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
        for actor, roles, offices in found.values()
    )
