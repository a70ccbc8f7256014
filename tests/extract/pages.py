"""Pages for tests of the finders: a text of our own invention, read by the real rules."""

import hashlib
from functools import cache

from triplewire.extract import Analyser, load_analyser
from triplewire.extract.claims.find import find_claims
from triplewire.extract.events.find import find_events
from triplewire.extract.pages import prepare_pages
from triplewire.extract.text.page import Page
from triplewire.records import Article, Claim, Event, Metadata

PUBLISHED = "2024-03-14"


@cache
def analyser() -> Analyser:
    return load_analyser()


def article(text: str, published: str = PUBLISHED) -> Article:
    return Article(
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        name="test.txt",
        media_type="text/plain",
        language="en",
        metadata=Metadata(published=published),
    )


def read(text: str, published: str = PUBLISHED) -> Page:
    return next(iter(prepare_pages([article(text, published)], analyser())))


def claims_of(text: str, kind: str) -> list[Claim]:
    return [claim for claim in find_claims(read(text)) if claim.kind == kind]


def one_claim(text: str, kind: str) -> Claim:
    found = claims_of(text, kind)
    assert len(found) == 1, [claim.passage.text for claim in found]
    return found[0]


def events_of(text: str) -> list[Event]:
    page = read(text)
    return list(find_events(page, find_claims(page)))
