"""Passages of an article's text, each with the selector that finds its words again."""

from collections.abc import Iterator
from decimal import Decimal

from pyoxigraph import NamedNode, Triple

from triplewire import vocab
from triplewire.convert.literals import number, offset, plain
from triplewire.errors import ConvertError
from triplewire.iris import digits_of
from triplewire.records import Passage, Story
from triplewire.wording import CONTEXT, ordinal


def passage_iri(story: Story, passage: Passage, evidence: Passage | None = None) -> NamedNode:
    """Return the IRI of a passage: by its words, or by its place in the evidence it lies inside.

    What is its evidence, or lies in none, is named by its words; from the second time on that the
    text has them, by the how-many-eth time it is as well.
    """
    if evidence is not None and _inside(passage, evidence):
        start, end = _span(passage, evidence)
        return NamedNode(f"{passage_iri(story, evidence).value}/{start}-{end}")
    time = ordinal(passage.text, story.draft.article.text, passage.start)
    again = f"-{time}" if time > 1 else ""
    return NamedNode(f"{story.text_iri}#passage-{digits_of(passage.text)}{again}")


def passage_triples(
    story: Story, passage: Passage, evidence: Passage | None = None
) -> Iterator[Triple]:
    """Yield a stretch of the article's text with its exact words and where they stand.

    Of the text it has the line of the source on which it begins, of its evidence the place in it.
    Shape: shapes/passage.ttl; one passage gives eight triples.
    Units: offsets count Unicode code points from 0 in the words of the evidence.
    Raises: ConvertError when the words are not there.
    """
    article = story.draft.article
    start, end = passage.start, passage.end
    if not 0 <= start < end or article.text[start:end] != passage.text:
        raise ConvertError(
            f"words not found at character {start}: {passage.text[:40]!r}",
            where=article.name,
            hint="the extractor must report offsets into the text as read",
        )
    iri = passage_iri(story, passage, evidence)
    selector = NamedNode(f"{iri.value}/selector")
    yield Triple(iri, vocab.TYPE, vocab.OA_RESOURCE_SELECTION)
    yield Triple(iri, vocab.OA_HAS_SELECTOR, selector)
    yield Triple(selector, vocab.TYPE, vocab.OA_TEXT_QUOTE_SELECTOR)
    yield Triple(selector, vocab.OA_EXACT, plain(passage.text))
    if evidence is not None and _inside(passage, evidence):
        first, last = _span(passage, evidence)
        yield Triple(iri, vocab.OA_HAS_SOURCE, passage_iri(story, evidence))
        yield Triple(selector, vocab.TYPE, vocab.OA_TEXT_POSITION_SELECTOR)
        yield Triple(selector, vocab.OA_START, offset(first))
        yield Triple(selector, vocab.OA_END, offset(last))
        return
    line = article.line + article.text.count("\n", 0, start)
    yield Triple(iri, vocab.OA_HAS_SOURCE, NamedNode(story.text_iri))
    yield Triple(iri, vocab.SCHEMA_POSITION, number(Decimal(line)))
    if before := article.text[max(0, start - CONTEXT) : start]:
        yield Triple(selector, vocab.OA_PREFIX, plain(before))
    if after := article.text[end : end + CONTEXT]:
        yield Triple(selector, vocab.OA_SUFFIX, plain(after))


def _inside(passage: Passage, evidence: Passage) -> bool:
    """Say whether a passage is a part of its evidence, and not all of it."""
    whole = (passage.start, passage.end) == (evidence.start, evidence.end)
    return evidence.start <= passage.start and passage.end <= evidence.end and not whole


def _span(passage: Passage, evidence: Passage) -> tuple[int, int]:
    return passage.start - evidence.start, passage.end - evidence.start
