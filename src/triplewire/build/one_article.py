"""The map of a build: one decided draft in, its checked graphs or its fault out."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from pyoxigraph import NamedNode, Triple

from triplewire import __version__, assets
from triplewire.build.faults import Fault
from triplewire.convert import authority_graph, convert, faulty, review_graph, text_graph, without
from triplewire.decide import load_decisions
from triplewire.errors import ConvertError, LinkError
from triplewire.link import NOTHING, Authorities, Slice, link, load_authorities
from triplewire.newsroom import Newsroom
from triplewire.ontology import vocabulary
from triplewire.records import Article, Authority, Decision, Draft, Graph, Omission, Report, Story
from triplewire.shacl import Shapes, load_shapes
from triplewire.system.files import read_bytes
from triplewire.system.hashes import digest
from triplewire.validate import context_of, index_shared, validate_graph


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """What every article's way needs and no article changes; ``fingerprint`` names all of it.

    ``wrong`` says which lines of the newsroom's tables are left out, and why.
    """

    base: str
    authorities: Authorities
    decisions: tuple[Decision, ...]
    index: dict[str, tuple[Triple, ...]]
    fingerprint: str
    wrong: tuple[LinkError, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """An article to be built, with what a curator decided of it and what other articles add."""

    article: Article
    decisions: tuple[Decision, ...] = ()
    known: Slice = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleGraphs:
    """An article's graphs, the listed things they mention, and what the shapes say of them.

    ``review`` has the findings that are proposed and not published, if there are any.
    ``omitted`` are the findings without which the graph conforms.
    """

    story: Story
    graph: Graph
    texts: Graph
    review: Graph
    used: tuple[str, ...]
    report: Report
    omitted: tuple[Omission, ...] = ()


# The files of shapes for what articles share: a check of the whole store judges that.
_SHARED = frozenset({"ontology", "provenance"})
# What leaves a finding out may break another that hangs on it: a graph is judged so many times.
_JUDGED = 5


def unpublished(article: Article) -> Article:
    """Return an article as it was before it had a path: what it says does not depend on that."""
    lineage = article.lineage
    return article if lineage is None else replace(article, lineage=replace(lineage, path=""))


def set_up(newsroom: Newsroom, extractor: str) -> Setup:
    """Load the authorities and the vocabulary; the shapes are loaded when the first graph is made.

    Raises: LinkError when actors.csv or decisions.csv is no such table.
    """
    terms, base = vocabulary(), newsroom.settings.base
    shapes = sorted(assets.shapes().glob("*.ttl"))
    authorities = load_authorities(newsroom.actors, terms, base)
    decisions = load_decisions(newsroom.decisions)
    return Setup(
        base=base,
        authorities=authorities,
        decisions=decisions.taken,
        wrong=(*authorities.wrong, *decisions.wrong),
        index=dict(index_shared(terms)),
        fingerprint=digest(
            __version__,
            extractor,
            base,
            "\n".join(sorted(map(str, terms))),
            read_bytes(newsroom.actors) if newsroom.actors else b"",
            *(path.read_bytes() for path in shapes),
        ),
    )


def graphs_of(draft: Draft, setup: Setup, known: Slice = NOTHING) -> ArticleGraphs | Fault:
    """Take a draft the rest of its way: link, convert, validate.

    A finding that breaks a shape, or cannot be converted, is left out and the others stay. A Fault
    is what breaks a shape with no finding to leave out.
    """
    story = link(draft, setup.authorities, known)
    omitted: list[Omission] = []
    for _ in range(_JUDGED):
        judged = _judged(story, setup)
        if isinstance(judged, ArticleGraphs):
            return replace(judged, omitted=tuple(omitted))
        left_out = faulty(story, judged.report.results if judged.report else ())
        if not left_out:
            break
        omitted += left_out.values()
        story = without(story, left_out.keys())
    return judged


def _judged(story: Story, setup: Setup) -> ArticleGraphs | Fault:
    """Convert a story and validate its graph, as it stands."""
    name = story.draft.article.name
    try:
        graph, review = convert(story), review_graph(story, setup.base)
    except ConvertError as error:
        return Fault(name=name, reason=error.what, hint=error.hint)
    texts = text_graph(story, setup.base)
    used = tuple(_listed_in(graph, setup.authorities))
    listed = authority_graph((setup.authorities.by_iri[iri] for iri in used), setup.base)
    shared = setup.index | dict(index_shared(listed.triples))
    report = validate_graph(graph, context_of(graph, shared) | texts.triples, _article_shapes())
    if not report.conforms:
        first = next(result for result in report.results if result.severity == "Violation")
        return Fault(name=name, reason=first.message, report=report)
    return ArticleGraphs(
        story=story, graph=graph, texts=texts, review=review, used=used, report=report
    )


@cache
def own_shapes() -> Shapes:
    """Return the shapes of this program, compiled once in a process."""
    return load_shapes(assets.shapes())


@cache
def _article_shapes() -> Shapes:
    """Return the shapes that one article's graph is judged by.

    What made it is not beside it yet, and the vocabulary is judged once for all.
    """
    files = sorted(assets.shapes().glob("*.ttl"))
    return load_shapes(*(path for path in files if path.stem not in _SHARED))


def described(iris: set[str], setup: Setup) -> list[Authority]:
    """Return what the authorities graph holds: the curator's table, and what articles mention."""
    mentioned = (setup.authorities.by_iri.get(iri) for iri in sorted(iris))
    return [*setup.authorities.listed, *filter(None, mentioned)]


def _listed_in(graph: Graph, authorities: Authorities) -> Iterator[str]:
    """Yield the listed things that a graph mentions, and what contains them, each once."""
    objects = {t.object.value for t in graph.triples if isinstance(t.object, NamedNode)}
    pending = sorted(objects & authorities.by_iri.keys(), reverse=True)
    seen: set[str] = set()
    while pending:
        iri = pending.pop()
        if iri in seen:
            continue
        seen.add(iri)
        yield iri
        within = authorities.by_iri[iri].within
        if within is not None and within in authorities.by_iri:
            pending.append(within)
