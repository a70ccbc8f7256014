"""What was read from a folder in, its articles, each text once, and what stays out, out."""

from collections.abc import Iterable
from dataclasses import dataclass

from triplewire.build.faults import Fault
from triplewire.build.roots import recognise
from triplewire.errors import StoreError
from triplewire.newsroom import Newsroom
from triplewire.read import Reading
from triplewire.records import Article
from triplewire.store import Writer
from triplewire.system.hashes import digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """The articles of a folder that a store knows as ``root``.

    ``texts`` are the hashes of all that was read, with those that another folder of the store has.
    ``duplicates`` pairs a source with the earlier one of the same text.
    """

    root: str
    articles: tuple[Article, ...]
    texts: frozenset[str]
    duplicates: tuple[tuple[str, str], ...]
    faults: tuple[Fault, ...]


def gather(
    readings: Iterable[tuple[str, Reading | Fault]], newsroom: Newsroom, writer: Writer
) -> Gathered:
    """Return the articles of a folder, each text once, with duplicates and rejections.

    Raises: StoreError when the store holds another folder under another base, or one that may be
    this or not.
    """
    alike: dict[str, Article] = {}
    texts: dict[str, Article] = {}
    duplicates: list[tuple[str, str]] = []
    faults: list[Fault] = []
    for name, reading in readings:
        if isinstance(reading, Fault):
            faults.append(reading)
            continue
        faults += (
            Fault(name=error.where or name, reason=error.what, hint=error.hint)
            for error in reading.rejected
        )
        for article in reading.articles:
            first = alike.setdefault(digest(_bare(article.text)), article)
            if first is article:
                texts[article.sha256] = article
            else:
                duplicates.append((article.name, first.name))
    entries = writer.manifest.articles
    root = recognise(newsroom.root, writer.folder, writer.manifest, texts)
    if any(entry.root != root for entry in entries.values()):
        _refuse_another_base(newsroom, writer.manifest.base)
    elsewhere = {sha for sha in texts if sha in entries and entries[sha].root != root}
    duplicates += ((texts[sha].name, entries[sha].name) for sha in texts if sha in elsewhere)
    return Gathered(
        root=root,
        articles=tuple(article for sha, article in texts.items() if sha not in elsewhere),
        texts=frozenset(texts),
        duplicates=tuple(duplicates),
        faults=tuple(faults),
    )


def _refuse_another_base(newsroom: Newsroom, base: str) -> None:
    """Refuse to mix folders whose IRIs begin differently: they share graphs in a store."""
    if base not in {"", newsroom.settings.base}:
        raise StoreError(
            f"the store holds articles of another folder under another base, {base}",
            where=str(newsroom.root),
            hint="give this folder a store of its own with --store",
        )


def _bare(text: str) -> str:
    """Return text without the spaces at the ends of lines that editors and senders add or drop."""
    return "\n".join(map(str.rstrip, text.strip().split("\n")))
