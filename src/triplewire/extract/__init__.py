"""Articles in, drafts of what they say out: actors, events and claims with their exact words.

Importing this package costs nothing; spaCy is loaded by the first call.
"""

from collections.abc import Iterable, Iterator
from itertools import islice

from triplewire.extract.model import Analyser, load_analyser
from triplewire.records import Article, Draft

__all__ = ["Analyser", "extract_all", "load_analyser"]

_BATCH = 64


def extract_all(articles: Iterable[Article], analyser: Analyser) -> Iterator[Draft]:
    """Yield the draft of every article, in order."""
    # The finders import spaCy, which takes a second.
    from triplewire.extract.claims import find_claims  # noqa: PLC0415
    from triplewire.extract.events import find_events  # noqa: PLC0415
    from triplewire.extract.prepare import prepare_pages  # noqa: PLC0415

    remaining = iter(articles)
    while batch := list(islice(remaining, _BATCH)):
        for page in prepare_pages(batch, analyser):
            claims = find_claims(page)
            yield Draft(
                article=page.article,
                metadata=page.metadata,
                actors=page.actors,
                events=find_events(page, claims),
                claims=claims,
                extractor=analyser.version,
            )
