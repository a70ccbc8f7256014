"""A store in, the tables that its builds keep from one to the next out."""

import shutil
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from triplewire.build.surveying import SURVEYED
from triplewire.build.tasks import draft_key
from triplewire.engines import Embedded, Tell, peek
from triplewire.records import Article, Draft
from triplewire.system.hashes import digest

# The folder in a store's; losing it costs time, never data.
TABLES = "tables"
_STAMP = "stamp"
# Counts up when a table has other columns.
_COLUMNS = 1


def open_tables(store: Path, stamp: str, jobs: int | None, tell: Tell | None = None) -> Embedded:
    """Open the tables of a store; those that were made under another stamp are dropped."""
    folder, stamp = store / TABLES, digest("tables", str(_COLUMNS), stamp)
    known = ""
    with suppress(FileNotFoundError, NotADirectoryError):
        known = (folder / _STAMP).read_text(encoding="utf-8", errors="replace")
    if known != stamp:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        (folder / _STAMP).write_text(stamp, encoding="utf-8")
    return Embedded(folder, jobs, tell=tell)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    draft: bytes | None


def kept_draft(store: Path, article: Article) -> Draft | None:
    """Return what the last build of a store found in an article; None where that is not kept."""
    for row in peek(store / TABLES, SURVEYED, "draft_key", draft_key(article), _Kept):
        if row.draft is not None:
            return replace(msgspec.json.decode(row.draft, type=Draft), article=article)
    return None
