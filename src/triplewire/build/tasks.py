"""The articles of a build in, a table of them out: each with what a curator decided of it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import msgspec

from triplewire.build.one_article import Task
from triplewire.engines import Engine
from triplewire.records import Article
from triplewire.system.hashes import digest

TASKS = "tasks"


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRow:
    """An article to be built.

    ``place`` is its place among them. ``path`` is "" for one that was never published.
    ``draft_key`` names all that a draft of it is made of, ``decided`` all that was decided of it.
    """

    sha256: str
    place: int
    digits: str
    name: str
    line: int
    path: str
    earlier: tuple[str, ...]
    draft_key: str
    decided: str
    article: bytes
    decisions: bytes


def write_tasks(engine: Engine, tasks: Iterable[Task]) -> None:
    """Make the table of the articles of a build."""
    engine.write(TASKS, (_row(place, task) for place, task in enumerate(tasks)), TaskRow)


def _row(place: int, task: Task) -> TaskRow:
    article = task.article
    lineage = article.lineage
    # A line above that says nothing of an article changes nothing of it.
    numberless = tuple(replace(decision, line=0) for decision in task.decisions)
    return TaskRow(
        sha256=article.sha256,
        place=place,
        digits=article.digits,
        name=article.name,
        line=article.line,
        path=lineage.path if lineage else "",
        earlier=lineage.earlier if lineage else (),
        draft_key=draft_key(article),
        decided=digest("decided", msgspec.json.encode(numberless)) if numberless else "",
        article=msgspec.json.encode(article),
        decisions=msgspec.json.encode(task.decisions),
    )


def draft_key(article: Article) -> str:
    """Return what names all of an article that its draft depends on: no file, and no other text."""
    return digest("draft", msgspec.json.encode(anonymous(article)))


def anonymous(article: Article) -> Article:
    """Return an article without what it is called: a draft survives a renamed file."""
    return replace(article, name="", line=1, lineage=None)
