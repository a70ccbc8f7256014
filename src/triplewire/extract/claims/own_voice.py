"""A page and its other claims in, what the article says in its own voice out."""

from collections.abc import Iterable

from triplewire.extract.speech import NOBODY, by_phrase, make_claim
from triplewire.extract.text import Page, Zone, Zones, sentences
from triplewire.records import Claim

_SHORTEST = 50
_MOSTLY = 0.3


def find_assertions(page: Page, claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Return a claim for every sentence of the body that other claims leave mostly uncovered."""
    covered = Zones(_merge((claim.passage.start, claim.passage.end) for claim in claims))
    apart = Zones([*([page.title] if page.title else []), *page.captions])
    found = []
    for span, zone in sentences(page):
        if (
            zone.end - zone.start >= _SHORTEST
            and not apart.hold(zone.start)
            and covered.share(zone.start, zone.end) <= _MOSTLY
            and any(token.dep_ in {"nsubj", "nsubjpass", "csubj", "expl"} for token in span)
        ):
            said = by_phrase(zone, NOBODY, "own-voice")
            found.append(make_claim(page, "assertion", zone, said))
    return tuple(found)


def _merge(zones: Iterable[tuple[int, int]]) -> list[Zone]:
    """Join the zones that overlap."""
    merged: list[Zone] = []
    for start, end in sorted(zones):
        if merged and start <= merged[-1].end:
            merged[-1] = Zone(start=merged[-1].start, end=max(end, merged[-1].end))
        else:
            merged.append(Zone(start=start, end=end))
    return merged
