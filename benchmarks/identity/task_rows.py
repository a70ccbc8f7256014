"""Articles in, the rows of a build's tasks out, without a newsroom that they were read from."""

from collections.abc import Iterable, Iterator

import msgspec

from triplewire.build.tasks import TaskRow, decided_key, draft_key
from triplewire.records import Article, Decision


def task_rows(
    articles: Iterable[Article], decisions: tuple[Decision, ...] = ()
) -> Iterator[TaskRow]:
    """Yield a row for each article, in order; all have the same decisions."""
    for place, article in enumerate(articles):
        yield TaskRow(
            sha256=article.sha256,
            place=place,
            digits=article.digits,
            name=article.name,
            line=article.line,
            path=article.lineage.path if article.lineage else "",
            earlier=" ".join(article.lineage.earlier) if article.lineage else "",
            address=None,
            sketch="",
            draft_key=draft_key(article),
            decided=decided_key(decisions),
            article=msgspec.json.encode(article),
            decisions=msgspec.json.encode(decisions),
        )
