"""Articles in, their pages (masked text, parse, metadata, dates, actors) out."""

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc

from triplewire.extract.actors import find_actors, learned_actors
from triplewire.extract.layout import PreparedArticle, prepare_article
from triplewire.extract.parse import Analyser, parse
from triplewire.extract.tagger import Tags, load_network, tag
from triplewire.extract.text import Lookup, Page, find_dates
from triplewire.records import Article


def prepare_pages(articles: Iterable[Article], analyser: Analyser) -> Iterator[Page]:
    """Yield the page of each article, in order."""
    prepared = [prepare_article(article) for article in articles]
    docs = parse(analyser, [one.parsable for one in prepared])
    network = load_network() if analyser.learned else None
    for one, doc in zip(prepared, docs, strict=True):
        yield prepare_page(one, doc, None if network is None else tag(one.masked, doc, network))


def prepare_page(prepared: PreparedArticle, doc: Doc, tags: Tags | None = None) -> Page:
    """Return the page of an article by the parse of its sheet, and by what the network marks."""
    actors = find_actors(prepared, doc) if tags is None else learned_actors(prepared, tags)
    dates = find_dates(prepared.masked, prepared.metadata.published)
    days = (date.value for date in dates if date.precision == "day")
    return Page(
        article=prepared.article,
        metadata=prepared.metadata,
        masked=prepared.masked,
        doc=doc,
        title=prepared.layout.title,
        captions=tuple(prepared.layout.captions),
        dates=dates,
        actors=actors,
        lookup=Lookup(actors),
        day=prepared.metadata.published or max(days, default=""),
        tags=tags,
    )
