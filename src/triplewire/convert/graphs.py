"""A story in, its graphs out: what it says, its text, its provenance, and the listed actors."""

from collections.abc import Iterable, Iterator
from itertools import chain

from pyoxigraph import NamedNode, Triple

from triplewire import __version__, vocab
from triplewire.convert.actor import acting, actor_triples, authority_triples
from triplewire.convert.article import article_triples, text_triples, version_iri
from triplewire.convert.claim import claim_triples
from triplewire.convert.decision import decided_triples, decision_triples
from triplewire.convert.event import event_triples, passages_of
from triplewire.convert.identity import external_triples
from triplewire.convert.literals import plain, text
from triplewire.convert.office import office_triples
from triplewire.convert.passage import passage_triples
from triplewire.convert.topic import topic_triples
from triplewire.iris import mint
from triplewire.records import Authority, Graph, LinkedActor, Passage, Story


def convert(story: Story) -> Graph:
    """Return the article's named graph.

    Raises: ConvertError when a finding's words are not in the article.
    """
    acts = acting(story)
    language = story.draft.article.language
    return Graph(
        iri=story.graph,
        triples=frozenset(
            chain(
                article_triples(story),
                text_triples(story),
                *(actor_triples(a, language, acts=a.iri in acts) for a in story.actors),
                *(office_triples(office, story) for office in story.offices),
                *(event_triples(event, story) for event in story.events),
                *(claim_triples(claim, story) for claim in story.claims),
                *(decision_triples(ruling, story) for ruling in story.draft.rulings),
                *(_decided(linked, story) for linked in story.actors),
                topic_triples(story),
                *(passage_triples(story, *passage) for passage in _passages(story)),
            )
        ),
    )


def text_graph(story: Story, base: str) -> Graph:
    """Return the graph that holds the kept text itself, apart from what may be published."""
    article, iri = story.draft.article, NamedNode(story.text_iri)
    triple = Triple(iri, vocab.SCHEMA_TEXT, text(article.text, article.language))
    tail = story.text_iri.rsplit("/", 1)[-1]
    return Graph(iri=mint("graph", "text", tail, base=base), triples=frozenset({triple}))


def review_graph(story: Story, base: str) -> Graph:
    """Return the graph of what is proposed and not published: it is for a curator to look at.

    Raises: ConvertError when an event's words are not in the article.
    """
    tail = story.text_iri.rsplit("/", 1)[-1]
    return Graph(
        iri=mint("graph", "review", tail, base=base),
        triples=frozenset(
            chain(
                *(event_triples(event, story) for event in story.proposed),
                *(passage_triples(story, p) for one in story.proposed for p in passages_of(one)),
            )
        ),
    )


def authority_graph(authorities: Iterable[Authority], base: str) -> Graph:
    """Return the graph of the listed actors, places and documents."""
    described = list(authorities)
    triples = chain(
        *map(authority_triples, described),
        *(external_triples(link, base) for one in described for link in one.external),
    )
    return Graph(iri=mint("graph", "authorities", base=base), triples=frozenset(triples))


def provenance(story: Story, run: str) -> Iterator[Triple]:
    """Yield where the article's graph comes from: its text, and the run that made it.

    ``run`` names everything that went in, so that a second run over the same input is the same run.
    """
    graph, activity = NamedNode(story.graph), NamedNode(run)
    agent = NamedNode(run.rsplit("/run/", 1)[0] + "/agent/triplewire")
    yield Triple(graph, vocab.TYPE, vocab.PROV_ENTITY)
    yield Triple(graph, vocab.FOAF_PRIMARY_TOPIC, NamedNode(story.iri))
    yield Triple(graph, vocab.PROV_WAS_DERIVED_FROM, NamedNode(story.text_iri))
    yield Triple(graph, vocab.PROV_WAS_GENERATED_BY, activity)
    yield Triple(activity, vocab.TYPE, vocab.PROV_ACTIVITY)
    yield Triple(activity, vocab.PROV_USED, version_iri(story, story.draft.article.sha256))
    yield Triple(activity, vocab.PROV_WAS_ASSOCIATED_WITH, agent)
    yield Triple(activity, vocab.DCTERMS_DESCRIPTION, plain(story.draft.extractor))


def dataset(title: str, licence: str, publisher: str, base: str) -> Iterator[Triple]:
    """Yield the dataset as a whole, and the program that makes it."""
    iri, agent = (
        NamedNode(mint(*key, base=base)) for key in (("dataset",), ("agent", "triplewire"))
    )
    yield Triple(iri, vocab.TYPE, vocab.VOID_DATASET)
    yield Triple(iri, vocab.TYPE, vocab.DCAT_DATASET)
    yield Triple(iri, vocab.DCTERMS_TITLE, text(title, "en"))
    yield Triple(iri, vocab.DCTERMS_LICENSE, NamedNode(licence))
    if publisher:
        yield Triple(iri, vocab.DCTERMS_PUBLISHER, plain(publisher))
    yield Triple(agent, vocab.TYPE, vocab.PROV_SOFTWARE_AGENT)
    yield Triple(agent, vocab.LABEL, text("Triplewire", "en"))
    yield Triple(agent, vocab.SCHEMA_SOFTWARE_VERSION, plain(__version__))


def _decided(linked: LinkedActor, story: Story) -> Iterator[Triple]:
    """Yield the decisions that this article's words about an actor led to."""
    return decided_triples(NamedNode(linked.iri), linked.actor.decided, story)


def _passages(story: Story) -> set[tuple[Passage, Passage | None]]:
    """Return every passage that something in the story rests on, each with its evidence.

    What is evidence itself has none.
    """
    return {
        *((linked.claim.passage, linked.claim.evidence) for linked in story.claims),
        *((linked.claim.evidence, None) for linked in story.claims),
        *((words, linked.claim.evidence) for linked in story.claims for words in linked.quotations),
        *((words, None) for linked in story.events for words in passages_of(linked)),
        *((passage, None) for office in story.offices for passage in office.evidence),
        *((ruling.passage, None) for ruling in story.draft.rulings),
    }
