"""The tables of a dump, for people without RDF: their columns, keys, and what each is in RDF."""

from dataclasses import dataclass
from typing import Literal

Datatype = Literal["string", "anyURI", "integer", "decimal", "date"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: what it says, in which datatype of XML Schema, and the property it comes from.

    A ``listed`` column holds any number of values in a cell, an ``optional`` one may be empty even
    where it belongs to a key.
    """

    name: str
    says: str
    datatype: Datatype = "string"
    listed: bool = False
    optional: bool = False
    property: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table: no two rows agree in its ``key``; ``joins`` names the table a column points into."""

    name: str
    says: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    joins: tuple[tuple[str, str], ...] = ()


def _id(name: str, says: str, property: str = "") -> Column:  # noqa: A002 - CSVW calls it so too
    return Column(name=name, says=says, datatype="anyURI", property=property)


def _ids(name: str, says: str, property: str = "") -> Column:  # noqa: A002
    return Column(name=name, says=says, datatype="anyURI", listed=True, property=property)


def _text(name: str, says: str, property: str = "") -> Column:  # noqa: A002
    return Column(name=name, says=says, property=property)


def _texts(name: str, says: str, property: str = "") -> Column:  # noqa: A002
    return Column(name=name, says=says, listed=True, property=property)


def _number(name: str, says: str, property: str = "") -> Column:  # noqa: A002
    return Column(name=name, says=says, datatype="integer", property=property)


_WHEN = (
    _text("when", "time as the text gives it, in EDTF", "tw:when"),
    Column(name="not_before", says="first day of it", datatype="date", property="tw:notBefore"),
    Column(name="not_after", says="last day of it", datatype="date", property="tw:notAfter"),
)
_WORDS = (
    _text("words", "the exact words that the row rests on", "oa:exact"),
    _text("file", "the file that was read", "schema:name"),
    _number("line", "the line of the file on which the words begin, from 1"),
)
_FOUND = (
    _text("rule", "the rule that found it, by its name in rules.ttl", "tw:rule"),
    Column(
        name="confidence",
        says="how sure that is, from 0 to 1; empty for what the article says in its own voice",
        datatype="decimal",
        property="tw:confidence",
    ),
    _ids("decisions", "decisions of a curator that shaped it", "prov:wasInfluencedBy"),
)

ARTICLES = Table(
    name="articles",
    says="One row an article.",
    key=("article",),
    joins=(),
    columns=(
        _id("article", "the article"),
        _text("title", "its headline, or how it begins", "rdfs:label"),
        _text("subtitle", "the line under its headline", "schema:alternativeHeadline"),
        _text("published", "day or time of publication", "schema:datePublished"),
        _text("updated", "day or time of its last change", "schema:dateModified"),
        _id("publisher", "who published it", "schema:publisher"),
        _text("publisher_name", "the publisher's name"),
        _text("credited_source", "the source that it credits", "schema:creditText"),
        _texts("authors", "who wrote it", "schema:author"),
        _text("section", "the section of the paper", "schema:articleSection"),
        _text("location_name", "where it was written", "schema:locationCreated"),
        _id("url", "its web address", "schema:url"),
        _text("language", "its language (BCP 47)", "schema:inLanguage"),
        _ids("topics", "concepts that it is about", "schema:about"),
        _texts("keywords", "its keywords", "schema:keywords"),
        _text("copyright", "its copyright notice", "schema:copyrightNotice"),
        _ids("guessed_by", "rules that guessed what no markup states", "tw:rule"),
        _number("claims", "how many claims it reports"),
        _number("events", "how many events it reports"),
        _number("statistics", "how many of its claims state a figure"),
        _text("file", "the file that was read", "schema:name"),
        _number("line", "the line of the file on which its text begins", "schema:position"),
        _text("sha256", "SHA-256 of its text", "schema:sha256"),
    ),
)
ACTORS = Table(
    name="actors",
    says="One row a person, organisation, country or group that says or does something. The words"
    " are those of its first claim, event or office.",
    key=("actor",),
    columns=(
        _id("actor", "the actor"),
        _text("name", "what it is called", "rdfs:label"),
        _texts("types", "what it is, in terms of schema.org and others", "rdf:type"),
        _texts("other_names", "what else it is called", "schema:alternateName"),
        _ids("same_as", "the same in other datasets", "schema:sameAs"),
        _number("articles", "how many articles it acts or is mentioned in, or publishes"),
        _number("claims", "how many claims it makes"),
        _number("events", "in how many reported events it takes part"),
        _id("example", "the claim, event or office of the words"),
        *_WORDS,
    ),
)
EVENTS = Table(
    name="events",
    says="One row an event, however many articles report it. The words are those of the first.",
    key=("event",),
    columns=(
        _id("event", "the event"),
        _text("label", "what it is called", "rdfs:label"),
        _texts("types", "its kinds of event", "tw:eventType"),
        *_WHEN,
        _texts("places", "where it took place", "schema:location"),
        _texts("status", "EventCancelled or EventPostponed", "schema:eventStatus"),
        _texts("modality", "whether it is put as fact, intention …", "tw:modality"),
        _ids("participants", "the actors who took part", "tw:participant"),
        _texts("participant_names", "their names"),
        _id("part_of", "the event that it belongs to", "schema:superEvent"),
        _ids("articles", "the articles that report it", "tw:reportedIn"),
        *_WORDS,
        *_FOUND,
    ),
)
PARTICIPATIONS = Table(
    name="participations",
    says="One row somebody's part in an event, as one article reports it. Whom the article does not"
    " name is no actor.",
    key=("event", "actor", "actor_name", "role", "article"),
    joins=(("event", "events"), ("actor", "actors"), ("article", "articles")),
    columns=(
        _id("event", "the event"),
        Column(
            name="actor", says="the actor", datatype="anyURI", optional=True, property="tw:actor"
        ),
        _text("actor_name", "the actor's name, or the article's words for who has none"),
        _text("role", "the part that it played", "tw:participationRole"),
        _text("office", "the office in which it did", "tw:actingAs"),
        _id("article", "the article that reports it"),
        *_WORDS,
    ),
)
CLAIMS = Table(
    name="claims",
    says="One row a claim: who said what to whom, in which office, when. The words are the content"
    " of the claim; the sentence is what shows who says it.",
    key=("claim",),
    joins=(
        *(("article", "articles"), ("made_during", "events"), ("performs", "events")),
        *(("speakers", "actors"), ("addressees", "actors")),
    ),
    columns=(
        _id("claim", "the claim"),
        _id("article", "the article that reports it", "tw:reportedIn"),
        _text("text", "what is claimed", "schema:text"),
        _ids("speakers", "who says it", "tw:speaker"),
        _texts("speaker_names", "their names"),
        _texts("offices", "the offices in which they say it", "tw:actingAs"),
        _texts("on_behalf_of", "the bodies and countries for which they do", "tw:onBehalfOf"),
        _text("unnamed_speaker", "who says it, where there is no name", "schema:creditText"),
        _texts("documents", "the documents that say it", "prov:hadPrimarySource"),
        _texts("possible_speakers", "who else may have said it", "tw:possibleSpeaker"),
        _ids("addressees", "to whom it is said", "tw:addressee"),
        _texts("addressee_names", "their names"),
        _texts("relayed_by", "from whom the article has it", "tw:relayedBy"),
        _texts("about", "the things and topics that it is about", "schema:about"),
        _text("act", "what the speaker does in saying it", "tw:speechAct"),
        _text("mode", "how the article gives the words", "tw:attributionMode"),
        _text("polarity", "whether it is affirmed or denied", "tw:polarity"),
        _text("modality", "whether it is put as fact, duty, intention …", "tw:modality"),
        *_WHEN,
        _id("made_during", "the event at which it is said", "tw:madeDuring"),
        _id("performs", "the event that is done in saying it", "tw:performs"),
        *_WORDS,
        _text("sentence", "the words that show who says it", "tw:evidence"),
        *_FOUND,
    ),
)
STATISTICS = Table(
    name="statistics",
    says="One row a figure that a claim states.",
    key=("claim",),
    joins=(("claim", "claims"), ("article", "articles")),
    columns=(
        _id("claim", "the claim that states it", "tw:observation"),
        _id("article", "the article that reports it"),
        _text("measure", "what is measured", "schema:variableMeasured"),
        Column(name="value", says="the number", datatype="decimal", property="schema:value"),
        _text("unit", "its unit in QUDT: CCY_ with a currency, NUM a count", "schema:unitCode"),
        _text("ranked_among", "the field, if the number is a rank", "tw:rankedAmong"),
        _text("qualifier", "exact, a bound or approximate", "tw:valueQualifier"),
        *_WHEN,
        _ids("about", "whose figure it is", "schema:observationAbout"),
        _texts("about_names", "their names"),
        _text("counterpart", "the other party of a measure of two", "tw:counterpart"),
        *_WORDS,
    ),
)
COMPARISONS = Table(
    name="comparisons",
    says="One row a pair of claims: the one repeats, refines or contradicts the other, or can be"
    " compared with it.",
    key=("comparison",),
    joins=(("claim", "claims"), ("other_claim", "claims")),
    columns=(
        _id("comparison", "the comparison"),
        _id("claim", "the one claim", "tw:subjectClaim"),
        _text("relation", "what it is to the other", "tw:relation"),
        _id("other_claim", "the other claim", "tw:objectClaim"),
        _texts("differs_in", "the respects in which they differ", "tw:differsIn"),
        _text("reason", "why this is held", "rdfs:comment"),
        Column(
            name="confidence",
            says="how sure that is, from 0 to 1",
            datatype="decimal",
            property="tw:confidence",
        ),
        _text("text", "what the one claims"),
        _text("other_text", "what the other claims"),
    ),
)
TABLES = (ARTICLES, ACTORS, EVENTS, PARTICIPATIONS, CLAIMS, STATISTICS, COMPARISONS)
