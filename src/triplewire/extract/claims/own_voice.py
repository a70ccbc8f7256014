"""A page and its other claims in, what the article says in its own voice out."""

from collections.abc import Iterable

from triplewire.extract.speech import NOBODY, by_phrase, make_claim
from triplewire.extract.text import Page, Stretch, Zones, sentences
from triplewire.records import Claim

_SHORTEST = 50
_MOSTLY = 0.3


def find_assertions(page: Page, claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Return a claim for every sentence of the body that other claims leave mostly uncovered."""
    covered = Zones(_merge((claim.passage.start, claim.passage.end) for claim in claims))
    apart = Zones([*([page.title] if page.title else []), *page.captions])
    found = []
    for span, stretch in sentences(page):
        if (
            stretch.end - stretch.start >= _SHORTEST
            and not apart.hold(stretch.start)
            and covered.share(stretch.start, stretch.end) <= _MOSTLY
            and any(token.dep_ in {"nsubj", "nsubjpass", "csubj", "expl"} for token in span)
        ):
            said = by_phrase(stretch, NOBODY, "own-voice")
            found.append(make_claim(page, "assertion", stretch, said))
    return tuple(found)


def _merge(stretches: Iterable[tuple[int, int]]) -> list[Stretch]:
    """Join the stretches that overlap."""
    merged: list[Stretch] = []
    for start, end in sorted(stretches):
        if merged and start <= merged[-1].end:
            merged[-1] = Stretch(start=merged[-1].start, end=max(end, merged[-1].end))
        else:
            merged.append(Stretch(start=start, end=end))
    return merged
