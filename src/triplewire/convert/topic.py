"""The concepts of IPTC Media Topics that an article's graph names, described in it."""

from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from triplewire import media_topics, vocab
from triplewire.convert.literals import text
from triplewire.records import Story

_SCHEME = NamedNode(media_topics.SCHEME)
_LICENCE = NamedNode("https://creativecommons.org/licenses/by/4.0/")


def topic_triples(story: Story) -> Iterator[Triple]:
    """Yield what the scheme calls each topic of the article and its claims, and what is above it.

    A search for a broad topic finds the narrow ones by skos:broader. Shape: shapes/concept.ttl.
    """
    named = {
        *story.draft.metadata.topics,
        *(
            topic
            for linked in story.claims
            for concept in linked.claim.topics
            for topic in media_topics.mapped_topics(concept)
        ),
    }
    described = media_topics.with_broader(named)
    for topic, above in described.items():
        iri = NamedNode(topic)
        yield Triple(iri, vocab.TYPE, vocab.SKOS_CONCEPT)
        yield Triple(iri, vocab.SKOS_PREF_LABEL, text(media_topics.label(topic) or "", "en"))
        yield Triple(iri, vocab.SKOS_IN_SCHEME, _SCHEME)
        if above:
            yield Triple(iri, vocab.SKOS_BROADER, NamedNode(above))
    if described:
        yield Triple(_SCHEME, vocab.TYPE, vocab.SKOS_CONCEPT_SCHEME)
        yield Triple(_SCHEME, vocab.LABEL, text("IPTC Media Topics", "en"))
        yield Triple(_SCHEME, vocab.DCTERMS_LICENSE, _LICENCE)
