"""A page in, every claim of its article (quoted, indirect, measured, ranked, its own) out."""

from triplewire.extract.claims.doubt import with_doubt
from triplewire.extract.claims.indirect import find_indirect
from triplewire.extract.claims.learned import learned_reports, with_marks
from triplewire.extract.claims.own_voice import find_assertions
from triplewire.extract.claims.quotes import find_quotes
from triplewire.extract.figures import find_figures, find_ranks
from triplewire.extract.speech import find_according
from triplewire.extract.text import Page, Zone, Zones, find_quotations
from triplewire.records import Claim

_SAME = 0.9


def find_claims(page: Page) -> tuple[Claim, ...]:
    """Return the claims of a page in the order of its text, none twice."""
    quotations = find_quotations(page.masked)
    quoted = Zones(Zone(start=q.start, end=q.end) for q in quotations)
    according = find_according(page)
    quotes = find_quotes(page, quotations, according)
    told = find_indirect(page, quoted, according)
    indirect = (*told, *learned_reports(page, quoted, told))
    reported = (*quotes, *indirect)
    figures = tuple(with_marks(page, find_figures(page, reported, according)))
    ranks = tuple(with_marks(page, find_ranks(page, reported, according)))
    # A clause that states a figure is one claim: the statistic says all that the report says.
    indirect = tuple(claim for claim in indirect if not any(_is_same(claim, f) for f in figures))
    reported = (*quotes, *indirect, *figures, *ranks)
    doubted = tuple(with_doubt(page, claim) for claim in reported)
    return _ordered((*doubted, *find_assertions(page, reported)))


def _is_same(claim: Claim, other: Claim) -> bool:
    shared = min(claim.passage.end, other.passage.end) - max(
        claim.passage.start, other.passage.start
    )
    return shared > _SAME * (claim.passage.end - claim.passage.start)


def _ordered(claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """Return the claims by place, one for each kind and passage."""
    first: dict[tuple[str, int, int], Claim] = {}
    for claim in claims:
        first.setdefault((claim.kind, claim.passage.start, claim.passage.end), claim)
    return tuple(sorted(first.values(), key=lambda c: (c.passage, c.kind)))
