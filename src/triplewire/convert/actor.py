"""Actors, places and documents: those that a table lists, and those that only an article names."""

from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from triplewire import vocab
from triplewire.convert.literals import plain, text
from triplewire.records import ActorType, Authority, LinkedActor, Story

_TYPES: dict[ActorType, tuple[NamedNode, ...]] = {
    "person": (vocab.SCHEMA_PERSON,),
    "org": (vocab.SCHEMA_ORGANIZATION,),
    "country": (vocab.SCHEMA_COUNTRY, vocab.SCHEMA_PLACE),
    "place": (vocab.SCHEMA_PLACE,),
    "group": (vocab.FOAF_GROUP,),
    "document": (vocab.SCHEMA_CREATIVE_WORK,),
}
_ACTING: frozenset[ActorType] = frozenset({"person", "org", "country", "group"})


def actor_triples(linked: LinkedActor, language: str, *, acts: bool) -> Iterator[Triple]:
    """Yield an actor that no table lists, by the words of the article that names it.

    A place is an actor only in an article in which it ``acts``: a listed one is said to be so here.
    Shape: shapes/actor.ttl.
    """
    iri = NamedNode(linked.iri)
    if acts and linked.listed not in _ACTING:
        yield Triple(iri, vocab.TYPE, vocab.ACTOR)
    if linked.listed:
        return
    for kind in _TYPES[linked.actor.type]:
        yield Triple(iri, vocab.TYPE, kind)
    if acts and linked.actor.type == "place":
        yield Triple(iri, vocab.TYPE, vocab.SCHEMA_ADMINISTRATIVE_AREA)
    label = linked.label or linked.actor.name
    yield from _named(iri, label, language)
    for alias in dict.fromkeys((linked.actor.name, *linked.actor.aliases)):
        if (" " in alias or alias == linked.actor.name) and alias.removeprefix("the ") != label:
            yield Triple(iri, vocab.SCHEMA_ALTERNATE_NAME, text(alias, language))


def authority_triples(authority: Authority) -> Iterator[Triple]:
    """Yield a listed actor, place or document: names, kind and identity links.

    Shape: shapes/actor.ttl.
    """
    iri = NamedNode(authority.iri)
    if authority.type in _ACTING:
        yield Triple(iri, vocab.TYPE, vocab.ACTOR)
    for kind in authority.types:
        yield Triple(iri, vocab.TYPE, NamedNode(kind))
    yield from _named(iri, authority.name, "en")
    for alias in authority.aliases:
        yield Triple(iri, vocab.SCHEMA_ALTERNATE_NAME, text(alias, "en"))
    for identifier in authority.identifiers:
        yield Triple(iri, vocab.SCHEMA_SAME_AS, NamedNode(identifier))
    if authority.within:
        yield Triple(iri, vocab.SCHEMA_CONTAINED_IN_PLACE, NamedNode(authority.within))


def acting(story: Story) -> frozenset[str]:
    """Return the IRIs of all that speak or may have, are spoken to or take part in the story."""
    return frozenset(
        [iri for claim in story.claims for iri in (*claim.speakers, *claim.alternatives)]
        + [iri for claim in story.claims for iri in (*claim.addressees, *claim.relayed_by)]
        + [part.actor for event in story.events for part in event.participations if part.actor]
        + [office.member for office in story.offices]
        + [office.organization for office in story.offices if office.organization]
        + [iri for iri in (story.publisher,) if iri]
    )


def _named(iri: NamedNode, name: str, language: str) -> Iterator[Triple]:
    """Yield a name as it is read in a language, and as a string that is the same in all of them."""
    yield Triple(iri, vocab.LABEL, text(name, language))
    yield Triple(iri, vocab.SCHEMA_NAME, plain(name))
