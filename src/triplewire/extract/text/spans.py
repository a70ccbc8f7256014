"""Offsets on a page in, tidy zones out: trimmed, whole sentences, sets of zones."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from spacy.tokens import Span, Token

from triplewire.extract.text.page import Page, Zone
from triplewire.records import Passage


class Zones:
    """Answers whether an offset or a token lies in one of some zones that do not overlap."""

    def __init__(self, zones: Iterable[Zone]) -> None:
        """Order the zones for look-up by bisection."""
        self._zones = sorted(zones, key=lambda zone: zone.start)
        self._starts = [zone.start for zone in self._zones]

    def hold(self, offset: int) -> bool:
        """Say whether an offset is inside a zone."""
        place = bisect_right(self._starts, offset) - 1
        return place >= 0 and offset < self._zones[place].end

    def share(self, start: int, end: int) -> float:
        """Return the part of a zone that the zones cover, from 0 to 1."""
        first = max(0, bisect_right(self._starts, start) - 1)
        last = bisect_left(self._starts, end)
        covered = sum(
            max(0, min(end, zone.end) - max(start, zone.start)) for zone in self._zones[first:last]
        )
        return covered / max(1, end - start)


def trim(page: Page, start: int, end: int, also: str = "") -> Zone:
    """Return a zone without the blanks, and other characters, at its ends."""
    text = page.masked
    while start < end and (text[start].isspace() or text[start] in also):
        start += 1
    while end > start:
        last = text[end - 1]
        # A full stop that blanked noise has parted from its sentence goes with the noise.
        stray = last in ".," and end - start > 1 and text[end - 2].isspace()
        if not (last.isspace() or last in also or stray):
            break
        end -= 1
    return Zone(start=start, end=end)


def tokens_of(page: Page, start: int, end: int) -> list[Token]:
    """Return the tokens that a zone touches, blanks left out."""
    inner = trim(page, start, end)
    span = page.doc.char_span(inner.start, inner.end, alignment_mode="expand")
    return [] if span is None else [token for token in span if not token.is_space]


def sentence(page: Page, start: int, end: int) -> Zone:
    """Return the whole sentences that a zone touches, trimmed."""
    touched = tokens_of(page, start, end)
    if not touched:
        return trim(page, start, end)
    first, last = touched[0].sent, touched[-1].sent
    return trim(page, min(first.start_char, start), max(last.end_char, end))


def sentences(page: Page) -> list[tuple[Span, Zone]]:
    """Return every sentence that has words, with its trimmed zone."""
    found = []
    for span in page.doc.sents:
        inner = trim(page, span.start_char, span.end_char)
        if inner.end > inner.start:
            found.append((span, inner))
    return found


def paragraph(page: Page, offset: int) -> Zone:
    """Return the line that an offset is on."""
    start = page.masked.rfind("\n", 0, offset) + 1
    end = page.masked.find("\n", offset)
    return Zone(start=start, end=len(page.masked) if end < 0 else end)


def extent(tokens: Iterable[Token]) -> Zone:
    """Return the zone from the first to the last of some tokens."""
    ordered = list(tokens)
    return Zone(
        start=min(token.idx for token in ordered),
        end=max(token.idx + len(token) for token in ordered),
    )


def passage(page: Page, zone: Zone) -> Passage:
    """Return a zone with its exact words."""
    return page.passage(zone.start, zone.end)
