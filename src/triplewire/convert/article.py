"""The article as a publication, and the text snapshot that its evidence counts into."""

from collections.abc import Iterator
from decimal import Decimal
from functools import partial

from pyoxigraph import Literal, NamedNode, Triple

from triplewire import vocab
from triplewire.convert.literals import date, number, plain, text
from triplewire.iris import is_web_address
from triplewire.records import HASH_DIGITS, Metadata, Story

# How much of a date-time is its day: YYYY-MM-DD.
DAY = 10
_LABEL_WORDS = 12


def article_triples(story: Story) -> Iterator[Triple]:
    """Yield what is known of the article as a publication.

    Shape: shapes/article.ttl.
    """
    iri, article, metadata = NamedNode(story.iri), story.draft.article, story.draft.metadata
    kind = (
        vocab.SCHEMA_ADVERTISER_CONTENT_ARTICLE
        if metadata.press_release
        else vocab.SCHEMA_NEWS_ARTICLE
    )
    yield Triple(iri, vocab.TYPE, kind)
    yield Triple(iri, vocab.TYPE, vocab.SCHEMA_ARTICLE)
    yield Triple(iri, vocab.LABEL, text(_label(story), article.language))
    yield Triple(iri, vocab.SCHEMA_IN_LANGUAGE, plain(article.language))
    yield Triple(iri, vocab.SCHEMA_ENCODING, NamedNode(story.text_iri))
    if story.publisher:
        yield Triple(iri, vocab.SCHEMA_PUBLISHER, NamedNode(story.publisher))
    if story.location_created:
        yield Triple(iri, vocab.SCHEMA_LOCATION_CREATED, NamedNode(story.location_created))
    for predicate, value in _stated(metadata, article.language):
        yield Triple(iri, predicate, value)
    for rule in metadata.rules:
        yield Triple(iri, vocab.RULE, vocab.rule("metadata", rule))
    for linked in story.actors:
        if linked.actor.mentions:
            yield Triple(iri, vocab.SCHEMA_MENTIONS, NamedNode(linked.iri))


def _stated(metadata: Metadata, language: str) -> Iterator[tuple[NamedNode, NamedNode | Literal]]:
    """Yield what the metadata say in words, days and addresses."""
    for predicate, value, written in (
        (vocab.SCHEMA_HEADLINE, metadata.title, partial(text, language=language)),
        (vocab.SCHEMA_ALTERNATIVE_HEADLINE, metadata.subtitle, partial(text, language=language)),
        (vocab.SCHEMA_DATE_PUBLISHED, metadata.published, date),
        (vocab.SCHEMA_DATE_MODIFIED, metadata.updated, date),
        (vocab.SCHEMA_CREDIT_TEXT, metadata.credited_source, plain),
        (vocab.SCHEMA_ARTICLE_SECTION, metadata.section, plain),
        (vocab.SCHEMA_COPYRIGHT_NOTICE, metadata.copyright, plain),
    ):
        if value:
            yield predicate, written(value)
    for predicate, words in (
        (vocab.SCHEMA_AUTHOR, metadata.authors),
        (vocab.SCHEMA_KEYWORDS, metadata.keywords),
    ):
        yield from ((predicate, plain(each)) for each in words)
    for predicate, addresses in (
        (vocab.SCHEMA_URL, (metadata.url or "",)),
        (vocab.SCHEMA_CITATION, metadata.urls),
        (vocab.SCHEMA_ABOUT, metadata.topics),
    ):
        yield from ((predicate, NamedNode(each)) for each in addresses if is_web_address(each))


def reported_triples(iri: NamedNode, story: Story) -> Iterator[Triple]:
    """Yield which article reports a claim, an event or an office, and on which day."""
    yield Triple(iri, vocab.REPORTED_IN, NamedNode(story.iri))
    if published := story.draft.metadata.published:
        yield Triple(iri, vocab.REPORTED_ON, date(published[:DAY]))


def text_triples(story: Story) -> Iterator[Triple]:
    """Yield the article's text: its hash, its file and the line there on which it begins.

    Each text that the article has had is a version of it, by its hash; the last one says when its
    page was saved.
    Shape: shapes/text.ttl.
    """
    iri, article = NamedNode(story.text_iri), story.draft.article
    yield Triple(iri, vocab.TYPE, vocab.SCHEMA_TEXT_OBJECT)
    yield Triple(iri, vocab.SCHEMA_NAME, plain(article.name))
    yield Triple(iri, vocab.SCHEMA_POSITION, number(Decimal(article.line)))
    yield Triple(iri, vocab.SCHEMA_ENCODING_FORMAT, plain(article.media_type))
    yield Triple(iri, vocab.SCHEMA_SHA256, plain(article.sha256))
    yield Triple(iri, vocab.SCHEMA_ENCODES_CREATIVE_WORK, NamedNode(story.iri))
    before: NamedNode | None = None
    for sha256 in (*(article.lineage.earlier if article.lineage else ()), article.sha256):
        version = version_iri(story, sha256)
        yield Triple(version, vocab.TYPE, vocab.PROV_ENTITY)
        yield Triple(version, vocab.SCHEMA_SHA256, plain(sha256))
        yield Triple(version, vocab.PROV_SPECIALIZATION_OF, iri)
        if before is not None:
            yield Triple(version, vocab.PROV_WAS_REVISION_OF, before)
        before = version
    if captured := story.draft.metadata.captured:
        latest = version_iri(story, article.sha256)
        yield Triple(latest, vocab.PROV_GENERATED_AT_TIME, date(captured))


def version_iri(story: Story, sha256: str) -> NamedNode:
    """Return the IRI of the article's text as it was when it had a hash."""
    return NamedNode(f"{story.text_iri}/{sha256[:HASH_DIGITS]}")


def _label(story: Story) -> str:
    """Return the title, or the opening words of the text as read."""
    if story.draft.metadata.title:
        return story.draft.metadata.title
    starts = [claim.evidence.start for claim in story.draft.claims]
    words = story.draft.article.text[min(starts, default=0) :].split()
    return " ".join(words[:_LABEL_WORDS]) + (" …" if len(words) > _LABEL_WORDS else "")
