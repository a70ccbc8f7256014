"""Articles in, their pages (masked text, parse, metadata, dates, actors) out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from triplewire.extract.aliases import (
    add_short_organisations,
    add_sources,
    find_introduced,
    join_short_names,
)
from triplewire.extract.cast import Cast
from triplewire.extract.coreference import add_pronouns
from triplewire.extract.dates import find_dates
from triplewire.extract.documents import add_later_mentions, find_titles
from triplewire.extract.known import find_known
from triplewire.extract.layout import Layout, read_layout
from triplewire.extract.marks import find_quotations
from triplewire.extract.markup import Markup, find_markup
from triplewire.extract.metadata import complete_metadata
from triplewire.extract.metonymy import move_capitals
from triplewire.extract.model import Analyser, parse
from triplewire.extract.named import add_named
from triplewire.extract.noise import blank, bridge
from triplewire.extract.nominals import add_nominals
from triplewire.extract.offices import add_offices
from triplewire.extract.organisations import find_by_head, find_employers, find_state_bodies
from triplewire.extract.page import Lookup, Page
from triplewire.extract.persons import (
    add_short_names,
    find_full_names,
    find_names,
    short_names,
    without_organisations,
    without_persons,
)
from triplewire.extract.posts import add_posts
from triplewire.extract.roles import add_roles
from triplewire.extract.surnames import find_wordlike_names, stand_in
from triplewire.records import Actor, Article, Metadata


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """An article made ready for the parser; ``parsable`` is as long as its text."""

    article: Article
    metadata: Metadata
    markup: Markup
    layout: Layout
    masked: str
    wordlike: dict[str, str]
    parsable: str


def make_sheet(article: Article) -> Sheet:
    """Return an article with its noise blanked and its metadata completed."""
    markup = find_markup(article.text)
    plain = blank(article.text, markup.noise)
    layout = read_layout(plain, article.metadata.title)
    masked = bridge(blank(plain, layout.noise), layout.joins)
    wordlike = find_wordlike_names(masked)
    return Sheet(
        article=article,
        metadata=complete_metadata(article, layout, masked, markup.urls),
        markup=markup,
        layout=layout,
        masked=masked,
        wordlike=wordlike,
        parsable=stand_in(masked, wordlike),
    )


def prepare_pages(articles: Iterable[Article], analyser: Analyser) -> Iterator[Page]:
    """Yield the page of each article, in order."""
    sheets = [make_sheet(article) for article in articles]
    docs = parse(analyser, [sheet.parsable for sheet in sheets])
    for sheet, doc in zip(sheets, docs, strict=True):
        yield prepare_page(sheet, doc)


def prepare_page(sheet: Sheet, doc: Doc) -> Page:
    """Return the page of an article by the parse of its sheet."""
    actors = _find_actors(sheet, doc)
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


def _find_actors(sheet: Sheet, doc: Doc) -> tuple[Actor, ...]:
    """Return the actors: what the rules are sure of first, guesses in the room that is left."""
    text, title = sheet.masked, sheet.layout.title
    cast = Cast(sheet.article.text)
    organisations = [*find_by_head(text), *find_employers(text)]
    names = find_names(doc, text, sheet.wordlike.values(), title)
    names = without_organisations(names, organisations)
    organisations = list(without_persons(organisations, names))
    known = list(find_known(text, frozenset(short_names(names))))
    cast.settle(
        [
            *known,
            *find_full_names(text, names),
            *organisations,
            *find_introduced(text),
            *find_state_bodies(text, known),
            *find_titles(text),
        ]
    )
    add_short_names(cast, text, names)
    _add_credits(cast, sheet)
    add_short_organisations(cast, text)
    add_named(cast, doc, text, title)
    join_short_names(cast)
    move_capitals(cast, doc)
    add_later_mentions(cast, text)
    add_nominals(cast, doc, text)
    add_roles(cast, doc, text)
    add_posts(cast, doc, text)
    add_offices(cast, text)
    add_pronouns(cast, doc, _quoted(text))
    return tuple(cast.actors())


def _add_credits(cast: Cast, sheet: Sheet) -> None:
    """Note the sources the layout names, and the place of the dateline."""
    metadata, layout = sheet.metadata, sheet.layout
    sources = {metadata.publisher, metadata.credited_source, metadata.photo_credit}
    named = frozenset(source for source in sources if source)
    add_sources(cast, (*layout.credits, *sheet.markup.labels), named)
    if layout.dateline is not None and metadata.dateline_place is not None:
        part = cast.part(metadata.dateline_place, "place", "dateline")
        cast.mention(part, (layout.dateline.start, layout.dateline.end))


def _quoted(text: str) -> bytearray:
    quoted = bytearray(len(text))
    for quotation in find_quotations(text):
        quoted[quotation.start : quotation.end] = b"\1" * (quotation.end - quotation.start)
    return quoted
