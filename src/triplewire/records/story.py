"""What an article says, with IRIs in the place of names."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from triplewire.records.article import Passage
from triplewire.records.draft import Actor, ActorType, Claim, Draft, Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ExternalLink:
    """What is held of a thing and its name in another dataset: joined or likely, and why.

    ``iri`` is ours, ``identifier`` theirs, ``labels`` are both names in words, ``source`` is the
    address of the table that pairs them. What is joined is published as schema:sameAs.
    """

    iri: str
    identifier: str
    labels: tuple[str, str]
    status: Literal["joined", "likely"]
    reason: str
    confidence: Decimal
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """An actor, place or document of the authority file (actors.csv) or of the gazetteer.

    ``types`` are full class IRIs; ``identifiers`` are entity IRIs for schema:sameAs, ``external``
    says of the gazetteer's where they come from; ``within`` is the IRI of the authority that
    contains it.
    """

    iri: str
    name: str
    type: ActorType
    types: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    within: str | None = None
    external: tuple[ExternalLink, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedActor:
    """An actor of a draft with its IRI; ``listed`` is its type in the authority that describes it.

    None says that only the article does. ``label`` is the name that articles share where it is not
    this article's own.
    """

    iri: str
    actor: Actor
    listed: ActorType | None
    label: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An office that an actor holds by the words of the article.

    ``wider_role`` is the listed office that a role of the article's own is a kind of.
    """

    iri: str
    label: str
    member: str
    organization: str | None
    role: str
    role_label: str
    evidence: tuple[Passage, ...]
    rule: str
    confidence: Decimal
    decided: tuple[str, ...] = ()
    wider_role: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Participation:
    """A participant with IRIs: its own, the actor's and the office's.

    ``unnamed`` is the article's wording for a party that it does not name, who is no actor.
    ``evidence`` are the passages that say so.
    """

    iri: str
    actor: str | None
    role: str
    office: str | None
    evidence: tuple[Passage, ...]
    unnamed: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedEvent:
    """An event with IRIs."""

    iri: str
    event: Event
    place: str | None
    whole: str | None
    participations: tuple[Participation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedClaim:
    """A claim with IRIs. ``sources`` are documents that the claim is taken from.

    ``quotations`` are the words given verbatim: the claim's own, or those inside reported speech.
    ``during`` is the event at which it was made, ``performs`` the one that is done in saying it;
    ``event_when`` is the time of the former. ``about_events`` are the events that a sentence in the
    article's own voice tells. ``wider_measure`` is the listed measure that one of the article's own
    is a kind of.
    """

    iri: str
    claim: Claim
    quotations: tuple[Passage, ...]
    speakers: tuple[str, ...]
    alternatives: tuple[str, ...]
    sources: tuple[str, ...]
    addressees: tuple[str, ...]
    relayed_by: tuple[str, ...]
    offices: tuple[str, ...]
    about: tuple[str, ...]
    figure_about: tuple[str, ...]
    counterpart: str | None
    among: str | None
    measure: str | None
    wider_measure: str | None = None
    during: str | None = None
    performs: str | None = None
    about_events: tuple[str, ...] = ()
    event_when: str | None = None

    @property
    def when(self) -> str | None:
        """Return the time of the saying, in EDTF: by its own words, else by the event."""
        return self.claim.when or self.event_when


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A draft with IRIs in the place of names."""

    draft: Draft
    iri: str
    graph: str
    text_iri: str
    publisher: str | None
    credited_source: str | None
    location_created: str | None
    actors: tuple[LinkedActor, ...]
    offices: tuple[Office, ...]
    events: tuple[LinkedEvent, ...]
    claims: tuple[LinkedClaim, ...]
    proposed: tuple[LinkedEvent, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityLink:
    """What is held of two names of articles, with IRIs: joined, likely or kept-apart, and why.

    ``labels`` are their names in words; ``decided`` is the key of the decision that says so.
    """

    one: str
    other: str
    labels: tuple[str, str]
    status: Literal["joined", "likely", "kept-apart"]
    reason: str
    confidence: Decimal
    decided: str | None = None
