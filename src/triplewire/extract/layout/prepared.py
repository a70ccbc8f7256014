"""An article in, its sheet out: the text as it is parsed, with what was masked in it."""

from dataclasses import dataclass

from triplewire.extract.layout.lines import read_layout
from triplewire.extract.layout.markup import Markup, find_markup
from triplewire.extract.layout.metadata import complete_metadata
from triplewire.extract.layout.noise import blank, bridge
from triplewire.extract.layout.record import Layout
from triplewire.extract.layout.wrapped import find_wraps
from triplewire.extract.names import find_wordlike_names, stand_in
from triplewire.records import Article, Metadata

# Prose has longer lines, on the average, beside a page's menus: what has not is no laid out text.
_LEAST = 12
_FREE_LINES = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedArticle:
    """An article made ready for the parser; ``parsable`` is as long as its text."""

    article: Article
    metadata: Metadata
    markup: Markup
    layout: Layout
    masked: str
    wordlike: dict[str, str]
    parsable: str


def prepare_article(article: Article) -> PreparedArticle:
    """Return an article with its noise blanked, its lines whole and its metadata completed."""
    markup = find_markup(article.text)
    laid_out = article.text.count("\n") <= _FREE_LINES + len(article.text) // _LEAST
    wraps = find_wraps(article.text) if laid_out else []
    plain = bridge(blank(article.text, markup.noise), wraps)
    layout = read_layout(plain, article.metadata.title) if laid_out else Layout()
    masked = bridge(blank(plain, layout.noise), layout.joins)
    wordlike = find_wordlike_names(masked)
    return PreparedArticle(
        article=article,
        metadata=complete_metadata(article, layout, masked, markup.urls),
        markup=markup,
        layout=layout,
        masked=masked,
        wordlike=wordlike,
        parsable=stand_in(masked, wordlike),
    )
