"""The concepts of IPTC Media Topics that an article's graph names, described in it."""

from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from triplewire import media_topics, vocab
from triplewire.convert.literals import text
from triplewire.ontology import described
from triplewire.records import Story

_SCHEME = NamedNode(media_topics.SCHEME)


def topic_triples(story: Story) -> Iterator[Triple]:
    """Yield what the scheme calls each topic of the article and its claims, and what is above it.

    What the vocabulary describes is not described again. A search for a broad topic finds the
    narrow ones by skos:broader. Shape: shapes/concept.ttl.
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
    for topic, above in media_topics.with_broader(named).items():
        if topic in described():
            continue
        iri = NamedNode(topic)
        yield Triple(iri, vocab.TYPE, vocab.SKOS_CONCEPT)
        yield Triple(iri, vocab.SKOS_PREF_LABEL, text(media_topics.label(topic) or "", "en"))
        yield Triple(iri, vocab.SKOS_IN_SCHEME, _SCHEME)
        if above:
            yield Triple(iri, vocab.SKOS_BROADER, NamedNode(above))
