"""The nouns that travel from stage to stage: frozen, slotted, keyword-only, without behaviour.

Offsets count Unicode code points from 0 in ``Article.text``; ``text == article.text[start:end]``
holds for every Passage. Dates are EDTF level 1 ("2024", "2024-11", "2024-01/2024-11").
Concepts (acts, roles, modalities ...) are the local names of the concepts in ontology/concepts.ttl.
"""

import hashlib
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from pyoxigraph import Triple

ActorType = Literal["person", "org", "country", "place", "group", "document"]
MentionKind = Literal["name", "nominal", "pronoun", "adj", "in_name"]
ClaimKind = Literal["quote", "indirect", "statistic", "rank", "assertion"]
Relation = Literal["repeats", "refines", "contradicts", "comparableWith"]
Severity = Literal["Violation", "Warning", "Info"]

# What a curator can decide. "correct" lists properties, "correct-…" names the one it corrects.
ACTIONS = (
    "accept",
    "reject",
    "correct",
    "correct-speaker",
    "correct-addressee",
    "correct-unnamed",
    "correct-about",
    "correct-act",
    "correct-polarity",
    "correct-modality",
    "correct-type",
    "correct-date",
    "correct-place",
    "correct-participants",
    "correct-label",
    "correct-part-of",
    "correct-role",
    "correct-value",
    "correct-unit",
    "correct-measure",
    "correct-scope",
    "correct-counterpart",
    "add",
    "merge",
    "keep-apart",
    "relate",
)
# The actions that say all by themselves.
VALUELESS = frozenset({"accept", "reject"})


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Passage:
    """A stretch of an article's text, with its exact words."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What is known about an article as a publication; None and () mean the source does not say.

    ``published`` is an ISO 8601 date or date-time. ``press_release`` marks paid-for distribution.
    """

    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    credited_source: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    dateline_place: str | None = None
    section: str | None = None
    photo_credit: str | None = None
    urls: tuple[str, ...] = ()
    press_release: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article as read. ``text`` is the snapshot that every offset counts into.

    ``sha256`` is that of ``text`` in UTF-8. ``name`` is the source's path relative to the newsroom
    folder, in POSIX form, followed by ``:LINE`` for a record inside a larger file; ``line`` is the
    source line (from 1) on which ``text`` begins. ``metadata`` holds only what the format states.
    """

    text: str
    sha256: str
    name: str
    line: int = 1
    media_type: str
    language: str
    metadata: Metadata


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One place where an article names an actor or refers to it."""

    passage: Passage
    kind: MentionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One curator's decision, a line of decisions.csv.

    ``what`` is one of ACTIONS. ``quotation`` are the words it is about, of the article named
    ("" for whichever article has them); ``target`` narrows it to one kind of finding ("quote",
    "event visit", "actor Ana Ruiz"); ``value`` is what is put in the place of what was found.
    ``when`` is an ISO 8601 day.
    """

    line: int
    what: str
    article: str
    quotation: str
    target: str
    value: str
    by: str
    when: str
    why: str

    @property
    def key(self) -> str:
        """Return the digits that name the decision: what it decides, whoever took it and when."""
        parts = (self.what, self.article, self.quotation, self.target, self.value)
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """A decision that was applied: the words that it was found by, and what has them.

    ``subject`` is the name of an actor of the draft, or an event's or claim's type, start and end
    ("visit-10-52", "quote-3-20"), where the decision is about one.
    """

    decision: Decision
    passage: Passage
    subject: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmet:
    """A decision that could not be applied, why, and the nearest things it may have meant.

    ``overruled_by`` is a later one that says otherwise.
    """

    decision: Decision
    reason: str
    candidates: tuple[str, ...] = ()
    overruled_by: Decision | None = None


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
    """The part that one actor of the draft, by name, played in an event."""

    name: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened or is planned, by the words of the article.

    ``type`` is a concept of the scheme acts ("phone-call"), ``modality`` one of factual, intention,
    possibility, hearsay; ``status`` is cancelled or postponed where the text says so.
    ``place`` and the participants are names of actors of the draft. ``part_of`` is the key of the
    event of the draft that it belongs to: its type, start and end ("visit-10-52").
    ``rule`` names the rule that found it, ``confidence`` how sure that rule is, from 0 to 1.
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
    the saying, ``topics`` are concepts of the scheme topics.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """An actor, place or document of the authority file (actors.csv) or of the gazetteer.

    ``types`` are full class IRIs; ``identifiers`` are entity IRIs for schema:sameAs; ``within`` is
    the IRI of the authority that contains it.
    """

    iri: str
    name: str
    type: ActorType
    types: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    within: str | None = None


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
    """An office that an actor holds by the words of the article."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Participation:
    """A participant with IRIs: its own, the actor's and the office's."""

    iri: str
    actor: str
    role: str
    office: str | None


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """The figure of a statement; actors and places are IRIs.

    ``unit`` is the local name of a QUDT unit ("CCY_USD"), None for a rank; ``first`` and ``last``
    are the days that ``when`` allows ("" where no period is stated); ``among`` is what a rank is
    taken over, None where the text leaves it open. ``qualifier`` is as in Figure. ``areas`` pairs
    a party with an area that it lies within.
    """

    measure: str
    value: Decimal
    unit: str | None
    qualifier: str
    when: str | None
    first: str
    last: str
    about: frozenset[str]
    counterpart: str | None
    among: str | None
    areas: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A stored claim as it is compared with others; actors, places and articles are IRIs.

    ``published`` is the article's day, "" where it gives none; ``headline`` marks the words of a
    title; ``start`` is where the claim begins in its article. ``quotations`` are the words in it
    that are verbatim. ``voices`` are its speakers and the documents it is taken from; ``denied``
    says that they deny it. ``modality`` is as in Claim.
    """

    iri: str
    label: str
    words: str
    article: str
    published: str
    start: int
    headline: bool
    quotations: tuple[str, ...]
    voices: frozenset[str]
    denied: bool
    measured: Measured | None
    modality: str = "factual"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What one claim is to another, by IRIs: why, how surely, and in what the two differ.

    ``differs`` are concepts of the scheme dimensions; ``decision`` is the curator's, if one judged.
    """

    one: str
    other: str
    labels: tuple[str, str]
    relation: Relation
    differs: tuple[str, ...]
    reason: str
    confidence: Decimal
    decision: Decision | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """A named graph: a set of triples without blank nodes, so equality is ``==``."""

    iri: str
    triples: frozenset[Triple]


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One SHACL validation result; IRIs in full, ``value`` in N-Triples form.

    ``shape`` is the shape that was not met, or the sh:sparql constraint, which is named itself
    because a shape may have several; ``source_shape`` is then the shape that has it, else "".
    ``custom_severity`` is the IRI of a severity that SHACL does not define, which counts as a
    violation, else "".
    """

    severity: Severity
    focus: str
    path: str | None
    value: str | None
    message: str
    shape: str
    component: str
    source_shape: str = ""
    custom_severity: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The SHACL results of one graph; ``elsewhere`` are the shapes that pySHACL had to judge."""

    graph: str
    results: tuple[Result, ...]
    elsewhere: tuple[str, ...] = ()

    @property
    def conforms(self) -> bool:
        """Say whether nothing in the graph is a violation."""
        return all(result.severity != "Violation" for result in self.results)


@dataclass(frozen=True, slots=True, kw_only=True)
class Omission:
    """A finding that was left out of an article's graph, because the graph would break a shape.

    ``where`` is the source and the line on which its ``words`` begin, ``reason`` the shape's
    message; ``shape`` is the shape's IRI, "" where the words are not in the text.
    """

    where: str
    words: str
    reason: str
    shape: str
