"""Statements in, the comparisons of all that may be about one thing out."""

from collections.abc import Iterable

from triplewire.compare.figures import compare_figures
from triplewire.compare.reprints import reprints
from triplewire.compare.wordings import compare_wordings
from triplewire.records import Comparison, Statement


def compare(statements: Iterable[Statement]) -> tuple[Comparison, ...]:
    """Return how statements compare, each pair once, in the order of their IRIs.

    The result depends on the set of statements alone. Cost grows with their number: a figure is
    compared with those of its measure and parties, a wording with those of its rarest words.
    """
    once = {statement.iri: statement for statement in statements}
    ordered = sorted(once.values(), key=lambda s: (s.published or "9999", s.iri))
    copies = reprints(ordered)
    found: dict[frozenset[str], Comparison] = {}
    figures = [statement for statement in ordered if statement.measured is not None]
    wordings = [statement for statement in ordered if statement.measured is None]
    for made in (compare_figures(figures, copies), compare_wordings(wordings, copies)):
        for comparison in made:
            if not _overlap(once[comparison.one], once[comparison.other]):
                found.setdefault(frozenset((comparison.one, comparison.other)), comparison)
    return tuple(sorted(found.values(), key=lambda one: (one.one, one.other)))


def _overlap(one: Statement, other: Statement) -> bool:
    """Say whether two claims are read from one stretch of an article: a report inside a report."""
    if one.evidence == other.evidence:
        first, second = sorted((one, other), key=lambda statement: statement.start)
        return second.start < first.start + len(first.words)
    if (one.article, one.line) != (other.article, other.line):
        return False
    short, long = sorted((one.words, other.words), key=len)
    return short in long
