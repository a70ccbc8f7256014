"""Articles in, their pages (masked text, parse, metadata, dates, actors) out."""

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc

from triplewire.extract.actors import find_actors
from triplewire.extract.layout import PreparedArticle, prepare_article
from triplewire.extract.parse import Analyser, parse
from triplewire.extract.text import Lookup, Page, find_dates
from triplewire.records import Article


def prepare_pages(articles: Iterable[Article], analyser: Analyser) -> Iterator[Page]:
    """Yield the page of each article, in order."""
    prepared = [prepare_article(article) for article in articles]
    docs = parse(analyser, [one.parsable for one in prepared])
    for one, doc in zip(prepared, docs, strict=True):
        yield prepare_page(one, doc)


def prepare_page(prepared: PreparedArticle, doc: Doc) -> Page:
    """Return the page of an article by the parse of its sheet."""
    actors = find_actors(prepared, doc)
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
    )
