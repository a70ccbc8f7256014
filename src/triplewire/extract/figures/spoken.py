"""A page and its reported claims in, by whom the words of a zone are said out."""

from bisect import bisect_left
from collections.abc import Iterable

from triplewire.extract.speech import NOBODY, According, Attribution, Source, by_phrase
from triplewire.extract.text import Page, Zone, sentence
from triplewire.records import Claim

_BLOCK = 256  # characters


class Spoken:
    """Says by whom the words of a page are said: as the tightest claim, or "according to"."""

    def __init__(
        self, page: Page, reported: Iterable[Claim], according: tuple[According, ...]
    ) -> None:
        """Index the claims, the tightest first, by the blocks of text that they touch."""
        self._page = page
        self._according = according
        self._blocks: dict[int, list[Claim]] = {}
        tightest = sorted(
            reported, key=lambda c: (c.passage.end - c.passage.start, c.passage, c.rule)
        )
        for claim in tightest:
            for block in range(claim.passage.start // _BLOCK, claim.passage.end // _BLOCK + 1):
                self._blocks.setdefault(block, []).append(claim)

    def around(self, zone: Zone) -> Attribution:
        """Return who says the words of a zone."""
        for claim in self._blocks.get(zone.start // _BLOCK, ()):
            if claim.passage.start <= zone.start and zone.end <= claim.passage.end:
                source = Source(
                    speakers=claim.speakers, unnamed=claim.unnamed, relayed_by=claim.relayed_by
                )
                place = Zone(start=claim.evidence.start, end=claim.evidence.end)
                return by_phrase(place, source, "figure-reported")
        whole = sentence(self._page, zone.start, zone.end)
        first = bisect_left(self._according, whole.start, key=lambda phrase: phrase.place.start)
        for phrase in self._according[first : first + 1]:
            if phrase.place.start < whole.end:
                return by_phrase(phrase.place, phrase.source, "figure-according")
        return by_phrase(zone, NOBODY, "figure")
