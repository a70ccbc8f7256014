"""Offices that actors hold, as memberships with their role and body."""

from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from triplewire import vocab
from triplewire.convert.article import reported_triples
from triplewire.convert.decision import decided_triples
from triplewire.convert.finding import found_triples
from triplewire.convert.literals import text
from triplewire.convert.passage import passage_iri
from triplewire.records import Office, Story


def office_triples(office: Office, story: Story) -> Iterator[Triple]:
    """Yield an office and, where our vocabulary has no such role, the role itself.

    Shape: shapes/office.ttl.
    """
    iri, role = NamedNode(office.iri), NamedNode(office.role)
    language = story.draft.article.language
    yield Triple(iri, vocab.TYPE, vocab.ORG_MEMBERSHIP)
    yield Triple(iri, vocab.LABEL, text(office.label, language))
    yield Triple(iri, vocab.ORG_MEMBER, NamedNode(office.member))
    yield Triple(NamedNode(office.member), vocab.ORG_HAS_MEMBERSHIP, iri)
    yield Triple(iri, vocab.ORG_ROLE, role)
    yield from reported_triples(iri, story)
    yield from found_triples(iri, "role", office.rule, office.confidence)
    yield from decided_triples(iri, office.decided, story)
    if office.organization:
        yield Triple(iri, vocab.ORG_ORGANIZATION, NamedNode(office.organization))
    for passage in office.evidence:
        yield Triple(iri, vocab.EVIDENCE, passage_iri(story, passage))
    if not office.role.startswith(vocab.PREFIXES["c"]):
        yield Triple(role, vocab.TYPE, vocab.SKOS_CONCEPT)
        yield Triple(role, vocab.TYPE, vocab.ORG_ROLE_CLASS)
        yield Triple(role, vocab.SKOS_IN_SCHEME, vocab.OFFICES)
        yield Triple(role, vocab.SKOS_PREF_LABEL, text(office.role_label, language))
        if office.wider_role:
            yield Triple(role, vocab.SKOS_BROADER, NamedNode(office.wider_role))
