"""Two claims in, whether they are read from one stretch of an article out."""

from triplewire.records import Statement


def overlap(one: Statement, other: Statement) -> bool:
    """Say whether two claims are read from one stretch of an article: a report inside a report."""
    if one.evidence == other.evidence:
        first, second = sorted((one, other), key=lambda statement: statement.start)
        return second.start < first.start + len(first.words)
    if (one.article, one.line) != (other.article, other.line):
        return False
    short, long = sorted((one.words, other.words), key=len)
    return short in long
