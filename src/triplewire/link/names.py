"""Which IRI each name of one draft stands for."""

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from triplewire.gazetteer import is_one_of
from triplewire.iris import mint, slug
from triplewire.link.authorities import Authorities, normal
from triplewire.records import Actor, ActorType, Authority, Draft, LinkedActor

# Of these a name without a capital is a word for some one: "the rebels", "the central bank".
_UNNAMED = frozenset({"group", "document", "org"})
_KINDS: dict[ActorType, str] = {"place": "place", "document": "document"}


class Names:
    """Answers, for one draft, which IRI a name stands for, and collects who was named."""

    def __init__(
        self,
        draft: Draft,
        authorities: Authorities,
        shared: Mapping[str, tuple[str, str]] = MappingProxyType({}),
    ) -> None:
        """Give every actor of the draft its IRI.

        ``shared`` has the IRI and label of those that other articles know by another name.
        """
        self.base = authorities.base
        self._authorities = authorities
        self._digits = draft.article.digits
        self._shared = shared
        self._linked: dict[str, LinkedActor] = {}
        for actor in draft.actors:
            self._linked[actor.name] = self._link(actor)

    def actors(self) -> tuple[LinkedActor, ...]:
        """Return every actor that was named, the publisher and source included."""
        return tuple(self._linked.values())

    def iri(self, name: str) -> str | None:
        """Return the IRI of an actor of the draft by its name there."""
        linked = self._linked.get(name)
        return linked.iri if linked else None

    def iris(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return the IRIs of those names that are actors, each once."""
        return tuple(dict.fromkeys(iri for name in names if (iri := self.iri(name))))

    def party(self, name: str) -> str | None:
        """Return the IRI of what can act by its name, None for a document: it cannot."""
        return None if self.is_document(name) else self.iri(name)

    def parties(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return the IRIs of those names that can act, each once."""
        return tuple(dict.fromkeys(iri for name in names if (iri := self.party(name))))

    def place(self, name: str) -> str | None:
        """Return the IRI of a place by its name, None for what the tables list as no place."""
        linked = self._linked.get(name)
        kind = linked and (linked.listed or linked.actor.type)
        return linked.iri if linked and kind in {"place", "country"} else None

    def label(self, name: str) -> str:
        """Return the label of an actor: the authority's, else its name."""
        linked = self._linked[name]
        authority = self._authorities.by_iri.get(linked.iri)
        return authority.name if authority else linked.label or name

    def is_listed(self, name: str) -> bool:
        """Say whether a table describes the actor of a name."""
        linked = self._linked.get(name)
        return linked is not None and linked.listed is not None

    def is_document(self, name: str) -> bool:
        """Say whether the name is that of a document, which is a source and no speaker."""
        linked = self._linked.get(name)
        return linked is not None and linked.actor.type == "document"

    def field(self, name: str) -> str | None:
        """Return the IRI of what a rank is taken over."""
        known = self._authorities.find(name, "place") if name else None
        return self.iri(name) or (known.iri if known else None)

    def organisation(self, name: str | None) -> str | None:
        """Return the IRI of a publisher or credited source, which the text need not mention."""
        if not name:
            return None
        for linked in self._linked.values():
            called = {normal(alias) for alias in (linked.actor.name, *linked.actor.aliases)}
            if normal(name) in called and linked.actor.type in {"org", "group"}:
                return linked.iri
        actor = Actor(name=name, type="org", aliases=(), mentions=(), roles=())
        return self._linked.setdefault(name, self._link(actor)).iri

    def _link(self, actor: Actor) -> LinkedActor:
        if actor.name in self._shared:
            iri, label = self._shared[actor.name]
            known = self._authorities.by_iri.get(iri)
            return LinkedActor(
                iri=iri, actor=actor, listed=known.type if known else None, label=label
            )
        for name in (actor.name, *filter(_distinctive, actor.aliases)):
            authority = self._authorities.find(name, actor.type)
            if authority is None or not _may_be_called(actor, name, authority):
                continue
            if _distinctive(name) or normal(name) == normal(authority.name):
                return LinkedActor(iri=authority.iri, actor=actor, listed=authority.type)
        return LinkedActor(iri=self.unlisted(actor), actor=actor, listed=None)

    def unlisted(self, actor: Actor) -> str:
        """Return the IRI that an actor of the draft has by its name alone, whatever tables say."""
        tail = slug(actor.name)[:80].strip("-")
        nobody = actor.type in _UNNAMED and actor.name == actor.name.lower()
        if nobody or (actor.type == "person" and "-" not in tail):
            tail = f"{tail}-{self._digits}"
        iri = mint(_KINDS.get(actor.type, "actor"), tail, base=self.base)
        taken = iri in self._authorities.by_iri or any(
            linked.iri == iri and linked.actor.type != actor.type
            for linked in self._linked.values()
        )
        return f"{iri}-{actor.type}" if taken else iri


def _may_be_called(actor: Actor, name: str, authority: Authority) -> bool:
    """Say whether a name of an actor leads to an entry of the tables.

    What an article introduces by its full name is not what the tables know by its acronym, unless
    the full names are one but for their spelling. A place is known by its whole name alone.
    """
    if name == actor.name:
        return True
    if actor.type == "place":
        return False
    if " " in name.strip() or " " not in actor.name.strip():
        return True
    return is_one_of(actor.name, (authority.name, *authority.aliases))


def _distinctive(name: str) -> bool:
    """Say whether a name can stand for one thing alone: several words, or an acronym."""
    return " " in name.strip() or re.fullmatch(r"[A-Z][A-Z0-9&.]+", name) is not None
