"""A row for each article of a build, and what names that which it depends on."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import msgspec

from triplewire.records import Article, Decision
from triplewire.system.hashes import digest

TASKS = "tasks"


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRow:
    """An article to be built: an Article with its lineage and its decisions, as JSON.

    ``place`` is where it was read, among all. ``path`` is "" for one that was never published,
    ``earlier`` are the SHA-256 of its earlier texts, ``address`` is where else it is known by.
    ``draft_key`` names all that a draft of it is made of, ``decided`` all that was decided of it.
    """

    sha256: str
    place: int
    digits: str
    name: str
    line: int
    path: str
    earlier: str
    address: str | None
    sketch: str
    draft_key: str
    decided: str
    article: bytes
    decisions: bytes


def decided_key(decisions: Iterable[Decision]) -> str:
    """Return what names decisions about an article, "" for none.

    A line above that says nothing of an article changes nothing of it.
    """
    numberless = tuple(replace(decision, line=0) for decision in decisions)
    return digest("decided", msgspec.json.encode(numberless)) if numberless else ""


def draft_key(article: Article) -> str:
    """Return what names all of an article that its draft depends on: no file, and no other text."""
    return digest("draft", msgspec.json.encode(anonymous(article)))


def anonymous(article: Article) -> Article:
    """Return an article without what it is called: a draft survives a renamed file."""
    return replace(article, name="", line=1, lineage=None)
