"""A small newsroom of our own invention, with articles in every format, built once."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from triplewire import assets
from triplewire.check import check_store
from triplewire.pipeline import run
from triplewire.records import Report
from triplewire.report import Finding, store_findings
from triplewire.shacl import load_shapes
from triplewire.store import Store

# In each, somebody says something, and nothing says what it is about.
_TEXT = (
    "\ufeffHarbour news\r\n\r\nIt was a cold day.\r\n"
    "“We will re\u00adpair the pier,” said Ada Moor, the mayor.\r\nThe pier looks to France.\r\n"
)
_MARKDOWN = """---
title: Ferry to run
date: 2025-03-04
---

# Ferry to run

Bo Lind said on Monday that the ferry would run again. "It is ready now," Lind said.
"""
_HTML = """<!doctype html><html lang="en"><head><title>Market day</title></head><body><article>
<h1>Market day</h1>
<p>The market opened on Friday, and many people came to see what was on sale there.</p>
<p>&ldquo;Fish &amp; chips cost too much,&rdquo; said Cal Dunn, a fisher who has sold
there for years. <em>Nobody</em> disagreed with him on the day.</p></article></body></html>
"""
_LINES = (
    r'{"title": "One", "language": "en", "text": "The road was closed. \"We closed it for safety,\"'
    r' said Eve Ford, the engineer."}'
    "\n"
    r'{"title": "Two", "language": "en", "text": "Rain fell.\nIt fell all day.\n'
    r'\"The river is high,\" said Gus Hale, the warden."}'
    "\n"
)
_NOBODY = """Notes from the market.

A banner above the stalls read "we want lower rents now" in red letters. Nobody took it down.
The rents came to 3 million dollars, two officials said.
"""
FILES = {
    "banner.txt": _NOBODY,
    "pier.txt": _TEXT,
    "ferry.md": _MARKDOWN,
    "market.html": _HTML,
    "wire.jsonl": _LINES,
}


@cache
def _folder() -> TemporaryDirectory[str]:
    folder = TemporaryDirectory(prefix="desk-")
    articles = Path(folder.name, "news", "articles")
    articles.mkdir(parents=True)
    for name, text in FILES.items():
        (articles / name).write_text(text, encoding="utf-8", newline="")
    run(articles.parent, Path(folder.name, "store"))
    return folder


def desk() -> Path:
    """Return a folder with a newsroom and its store; whoever changes them puts them back."""
    return Path(_folder().name)


@contextmanager
def rewritten(name: str, text: str | None) -> Iterator[None]:
    """Let an article's file have another text, or be away, for as long as the block lasts."""
    file = desk() / "news" / "articles" / name
    file.unlink() if text is None else file.write_text(text, encoding="utf-8")
    try:
        yield
    finally:
        file.write_text(FILES[name], encoding="utf-8", newline="")


def reports() -> tuple[Report, ...]:
    """Return what the shapes find in the desk's store now."""
    with Store(desk() / "store") as store:
        return tuple(check_store(store, load_shapes(assets.shapes()), "fast"))


_first_reports = cache(reports)


def findings(here: Path | None = None, reports: tuple[Report, ...] | None = None) -> list[Finding]:
    """Return what a check of the desk's store finds, as seen from a folder."""
    with Store(desk() / "store") as store:
        return list(store_findings(store, reports or _first_reports(), here or desk()))


@cache
def usual() -> tuple[Finding, ...]:
    """Return the findings for the desk as it is, seen from the folder above the newsroom."""
    return tuple(findings())
