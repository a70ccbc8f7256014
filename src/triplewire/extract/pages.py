"""Articles in, their pages (masked text, parse, metadata, dates, actors) out."""

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc

from triplewire.extract.actors import find_actors
from triplewire.extract.layout import Sheet, make_sheet
from triplewire.extract.parse import Analyser, parse
from triplewire.extract.text import Lookup, Page, find_dates
from triplewire.records import Article


def prepare_pages(articles: Iterable[Article], analyser: Analyser) -> Iterator[Page]:
    """Yield the page of each article, in order."""
    sheets = [make_sheet(article) for article in articles]
    docs = parse(analyser, [sheet.parsable for sheet in sheets])
    for sheet, doc in zip(sheets, docs, strict=True):
        yield prepare_page(sheet, doc)


def prepare_page(sheet: Sheet, doc: Doc) -> Page:
    """Return the page of an article by the parse of its sheet."""
    actors = find_actors(sheet, doc)
    dates = find_dates(sheet.masked, sheet.metadata.published)
    days = (date.value for date in dates if date.precision == "day")
    return Page(
        article=sheet.article,
        metadata=sheet.metadata,
        masked=sheet.masked,
        doc=doc,
        title=sheet.layout.title,
        captions=tuple(sheet.layout.captions),
        dates=dates,
        actors=actors,
        lookup=Lookup(actors),
        day=sheet.metadata.published or max(days, default=""),
    )
