"""What an article says, by name only, each finding with its evidence."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from triplewire.records.article import Article, Metadata, Passage
from triplewire.records.decision import Ruling

ActorType = Literal["person", "org", "country", "place", "group", "document"]
MentionKind = Literal["name", "nominal", "pronoun", "adj", "in_name"]
ClaimKind = Literal["quote", "indirect", "statistic", "rank", "assertion"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One place where an article names an actor or refers to it."""

    passage: Passage
    kind: MentionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """An office or description that the article gives an actor.

    ``text`` is the article's wording ("China's Foreign Minister"), ``office`` its plain lower-case
    form without the body ("foreign minister"), ``body`` the name of the actor that the office
    belongs to ("China") where the text says so, ``held`` whether it is an office somebody holds
    (and not a description such as "district of ..."). ``rule`` names the rule that found it,
    ``confidence`` how sure that rule is, from 0 to 1.
    """

    text: str
    office: str
    body: str | None
    held: bool
    evidence: Passage
    rule: str = ""
    confidence: Decimal = Decimal(1)
    decided: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """An actor, place or document that the article mentions; ``name`` is unique in its draft.

    ``rule`` names the rule that found its first mention, ``confidence`` how sure that rule is.
    ``decided`` are the keys of the decisions that made it what it is, here and elsewhere.
    """

    name: str
    type: ActorType
    aliases: tuple[str, ...]
    mentions: tuple[Mention, ...]
    roles: tuple[Role, ...]
    geonames: int | None = None
    rule: str = ""
    confidence: Decimal = Decimal(1)
    decided: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """The part that somebody played in an event.

    ``name`` is that of an actor of the draft, ``unnamed`` the article's wording for who has no name
    ("gunmen"); one of the two is set. Two with the same wording need not be the same. ``told_in``
    are the passages that say so where that is not the event's evidence alone.
    """

    name: str | None = None
    unnamed: str | None = None
    role: str
    told_in: tuple[Passage, ...] = ()

    @property
    def called(self) -> str:
        """Return the name, or else the wording."""
        return self.name or self.unnamed or ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened or is planned, by the words of the article.

    ``type`` is a concept of the scheme acts ("phone-call"), ``modality`` one of factual, intention,
    possibility, hearsay; ``status`` is cancelled or postponed where the text says so.
    ``place`` is the name of an actor of the draft. ``part_of`` is the key of the event of the draft
    that it belongs to: its type, start and end ("visit-10-52").
    ``rule`` names the rule that found it, ``confidence`` how sure that rule is, from 0 to 1;
    ``proposed`` says that this is too little to publish it before somebody has looked at it.
    ``retold`` are the other passages of the article that tell it, in the order of the text.
    """

    type: str
    label: str
    evidence: Passage
    when: str | None
    place: str | None
    participants: tuple[Participant, ...]
    modality: str
    rule: str
    status: Literal["cancelled", "postponed"] | None = None
    confidence: Decimal = Decimal(1)
    decided: tuple[str, ...] = ()
    part_of: str | None = None
    proposed: bool = False
    retold: tuple[Passage, ...] = ()

    @property
    def published(self) -> bool:
        """Say whether it is sure enough to be published, or somebody has decided on it."""
        return not self.proposed or bool(self.decided)

    @property
    def named(self) -> tuple[str, ...]:
        """Return the names of the actors of the draft that take part."""
        return tuple(part.name for part in self.participants if part.name is not None)

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Return every passage that tells it, the one that names it first."""
        return (self.evidence, *self.retold)

    @property
    def key(self) -> str:
        """Return what names the event within its article: its type and its passage."""
        return f"{self.type}-{self.evidence.start}-{self.evidence.end}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A measured value or a rank.

    Units: ``unit`` is an ISO 4217 code, "percent", or a singular noun ("year", "enterprise");
    None marks a rank, whose ``value`` counts from 1. ``measure`` says what is measured
    ("bilateral trade"). ``qualifier`` is exactly, at-least, at-most or approximately. ``about``,
    ``counterpart`` and ``among`` are names of actors of the draft ("world" is allowed for among).
    """

    value: Decimal
    unit: str | None
    measure: str
    qualifier: str
    when: str | None
    about: tuple[str, ...]
    counterpart: str | None = None
    among: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One statement as the article reports it.

    ``passage`` holds the reported content (for a quotation, the words between the marks),
    ``evidence`` the stretch that the record rests on, attribution included: it contains passage.
    ``speakers``, ``addressees``, ``relayed_by`` and ``about`` are names of actors of the draft;
    ``unnamed`` is the article's wording for a source without a name ("two officials").
    ``act`` is a concept of the scheme acts, ``polarity`` affirmed or denied, ``modality`` factual,
    obligation, intention, possibility or hearsay. ``partial`` marks a quotation that is not a
    whole sentence. ``figure`` is set for statistics and ranks that state a number. ``rule`` names
    the rule that found it, ``confidence`` how sure that rule is, from 0 to 1; ``alternatives`` are
    the other actors who may have said it, where the text leaves that open. ``when`` is the time of
    the saying, ``topics`` are concepts of the scheme topics. ``during`` is the key of the event of
    the draft at which it was said. ``told`` is what the passage says where markup
    (a link) stands in it; the passage keeps the text as it is.
    """

    kind: ClaimKind
    passage: Passage
    evidence: Passage
    speakers: tuple[str, ...]
    unnamed: str | None
    addressees: tuple[str, ...]
    relayed_by: tuple[str, ...]
    about: tuple[str, ...]
    act: str
    polarity: str
    modality: str
    partial: bool
    figure: Figure | None
    rule: str
    confidence: Decimal = Decimal(1)
    alternatives: tuple[str, ...] = ()
    decided: tuple[str, ...] = ()
    when: str | None = None
    topics: tuple[str, ...] = ()
    during: str | None = None
    told: str | None = None

    @property
    def key(self) -> str:
        """Return what names the claim within its draft: its kind and its passage."""
        return f"{self.kind}-{self.passage.start}-{self.passage.end}"

    @property
    def words(self) -> str:
        """Return what is said, on one line, without markup."""
        return self.told or " ".join(self.passage.text.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What one article says, by name only, every finding with its words.

    ``metadata`` is the article's own completed from the text; ``extractor`` names the extractor and
    language model with their versions; ``rulings`` are the decisions that were applied.
    """

    article: Article
    metadata: Metadata
    actors: tuple[Actor, ...]
    events: tuple[Event, ...]
    claims: tuple[Claim, ...]
    extractor: str
    rulings: tuple[Ruling, ...] = ()
