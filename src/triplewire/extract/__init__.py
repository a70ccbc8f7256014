"""Articles in, drafts of what they say out: actors, events and claims with their exact words.

Importing this package costs nothing; spaCy is loaded by the first call.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, cast

from triplewire.extract.extractors import ENDPOINT, load_analyser
from triplewire.extract.parse import Analyser, forgetful
from triplewire.records import Article, Asked, Draft, Metadata

if TYPE_CHECKING:
    from triplewire.extract.endpoint import Asker

__all__ = ["Analyser", "asked_by", "extract_all", "load_analyser", "metadata_of"]

# Enough texts at a time to keep the parser busy; their parses are in memory together.
_BATCH = 16


def extract_all(articles: Iterable[Article], analyser: Analyser) -> Iterator[Draft]:
    """Yield the draft of every article, in order."""
    asker = _asker(analyser)
    if asker is not None:
        from triplewire.extract.endpoint import extract_by_endpoint  # noqa: PLC0415

        yield from extract_by_endpoint(articles, asker)
        return
    remaining = iter(articles)
    while batch := list(islice(remaining, _BATCH)):
        with forgetful(analyser):
            drafts = _extract(batch, analyser)
        yield from drafts


def metadata_of(article: Article) -> Metadata:
    """Return what an article states of itself, in its source or in the layout of its text."""
    from triplewire.extract.layout import prepare_article  # noqa: PLC0415

    return prepare_article(article).metadata


def asked_by(analyser: Analyser) -> Asked | None:
    """Return what an analyser asked an endpoint so far; None where it asks none."""
    asker = _asker(analyser)
    return asker.session.asked if asker is not None else None


def _asker(analyser: Analyser) -> Asker | None:
    return cast("Asker", analyser) if analyser.model == ENDPOINT else None


def _extract(batch: list[Article], analyser: Analyser) -> list[Draft]:
    # The finders import spaCy, which takes a second.
    from triplewire.extract.claims import find_claims, with_topics  # noqa: PLC0415
    from triplewire.extract.confidence import (  # noqa: PLC0415
        weigh_actors,
        weigh_claims,
    )
    from triplewire.extract.events import find_events, with_occasions  # noqa: PLC0415
    from triplewire.extract.pages import prepare_pages  # noqa: PLC0415

    drafts = []
    for page in prepare_pages(batch, analyser):
        claims = find_claims(page)
        events = find_events(page, claims)
        placed = with_occasions(page, claims, events)
        drafts.append(
            Draft(
                article=page.article,
                metadata=page.metadata,
                actors=weigh_actors(page.actors),
                events=events,
                claims=with_topics(weigh_claims(placed)),
                extractor=analyser.version,
            )
        )
    return drafts
