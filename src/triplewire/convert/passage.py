"""Passages of an article's text, each with the selectors that find it again."""

from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from triplewire import vocab
from triplewire.convert.literals import offset, plain
from triplewire.errors import ConvertError
from triplewire.records import Passage, Story

# Enough words round a quotation to find it again in a text that has changed elsewhere.
_CONTEXT = 32


def passage_iri(story: Story, passage: Passage) -> NamedNode:
    """Return the IRI of a passage: its text's with an RFC 5147 character range."""
    return NamedNode(f"{story.text_iri}#char={passage.start},{passage.end}")


def passage_triples(story: Story, passage: Passage) -> Iterator[Triple]:
    """Yield a stretch of the article's text with its position and its exact words.

    Shape: shapes/passage.ttl; one passage gives ten triples.
    Units: offsets count Unicode code points from 0 in the kept text.
    Raises: ConvertError when the words are not there.
    """
    kept = story.draft.article.text
    start, end = passage.start, passage.end
    if not 0 <= start < end or kept[start:end] != passage.text:
        raise ConvertError(
            f"words not found at character {start}: {passage.text[:40]!r}",
            where=story.draft.article.name,
            hint="the extractor must report offsets into the text as read",
        )
    iri = passage_iri(story, passage)
    position = NamedNode(f"{story.text_iri}/position/{start}-{end}")
    quote = NamedNode(f"{story.text_iri}/quote/{start}-{end}")
    yield Triple(iri, vocab.TYPE, vocab.OA_RESOURCE_SELECTION)
    yield Triple(iri, vocab.OA_HAS_SOURCE, NamedNode(story.text_iri))
    yield Triple(iri, vocab.OA_HAS_SELECTOR, position)
    yield Triple(iri, vocab.OA_HAS_SELECTOR, quote)
    yield Triple(position, vocab.TYPE, vocab.OA_TEXT_POSITION_SELECTOR)
    yield Triple(position, vocab.OA_START, offset(start))
    yield Triple(position, vocab.OA_END, offset(end))
    yield Triple(quote, vocab.TYPE, vocab.OA_TEXT_QUOTE_SELECTOR)
    yield Triple(quote, vocab.OA_EXACT, plain(passage.text))
    if before := kept[max(0, start - _CONTEXT) : start]:
        yield Triple(quote, vocab.OA_PREFIX, plain(before))
    if after := kept[end : end + _CONTEXT]:
        yield Triple(quote, vocab.OA_SUFFIX, plain(after))
