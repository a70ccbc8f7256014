"""A cast and an article's layout in, the sources that it names and its dateline added out."""

from triplewire.extract.actors.aliases import add_sources
from triplewire.extract.actors.cast import Cast
from triplewire.extract.layout import PreparedArticle
from triplewire.extract.names import entry


def add_credits(cast: Cast, prepared: PreparedArticle) -> None:
    """Note the sources the layout names, and the place of the dateline."""
    metadata, layout = prepared.metadata, prepared.layout
    sources = {metadata.publisher, metadata.credited_source, metadata.photo_credit}
    named = frozenset(source for source in sources if source)
    add_sources(cast, (*layout.credits, *prepared.markup.labels), named)
    if layout.dateline is not None and metadata.dateline_place is not None:
        part = cast.part(metadata.dateline_place, "place", "dateline")
        known = entry(part.name)
        if known is not None and known[:2] == (part.name, part.type):
            part.geonames = part.geonames or known[3]
        cast.mention(part, (layout.dateline.start, layout.dateline.end))
