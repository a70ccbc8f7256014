"""Claims of a draft in, claims of a story out: words quoted inside reported speech join it."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import attrgetter

from triplewire.records import Claim, Passage

_by_start = attrgetter("passage.start")


def fold(claims: Sequence[Claim]) -> Iterator[tuple[Claim, tuple[Passage, ...]]]:
    """Yield each claim of the story with the words that it gives verbatim.

    A quotation of a few words inside indirect speech ("called it 'a good day' for all") says
    nothing beside that speech: it is its quotation and no claim of its own, unless a curator has
    decided on it.
    """
    quotes = sorted((claim for claim in claims if claim.kind == "quote"), key=_by_start)
    inside: dict[Passage, list[Passage]] = {}
    folded: set[Passage] = set()
    for claim in claims:
        if claim.kind == "indirect":
            found = [quote for quote in _within(claim, quotes) if _same_voice(quote, claim)]
            inside[claim.passage] = [quote.passage for quote in found]
            folded.update(quote.passage for quote in found if quote.partial and not quote.decided)
    for claim in claims:
        if claim.kind == "quote" and claim.passage not in folded:
            yield claim, (claim.passage,)
        elif claim.kind != "quote":
            yield claim, tuple(inside.get(claim.passage, ())) if claim.kind == "indirect" else ()


def _within(claim: Claim, quotes: list[Claim]) -> Iterator[Claim]:
    """Yield the quotations that begin and end in the content of a claim, its closing mark aside."""
    first = bisect_left(quotes, claim.passage.start, key=_by_start)
    for quote in quotes[first:]:
        if quote.passage.start >= claim.passage.end:
            return
        if quote.passage.end <= min(claim.passage.end + 2, claim.evidence.end):
            yield quote


def _same_voice(quote: Claim, claim: Claim) -> bool:
    return not quote.speakers or quote.speakers == claim.speakers
