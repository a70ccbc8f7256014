"""What was read from a folder in, its articles, each text once, and what stays out, out."""

import os
from collections.abc import Iterable
from dataclasses import dataclass

from triplewire.build.faults import Fault
from triplewire.build.lineages import articles_of, with_lineages
from triplewire.build.roots import recognise
from triplewire.errors import LinkError, StoreError
from triplewire.newsroom import Newsroom
from triplewire.read import Reading
from triplewire.records import Article, Registered
from triplewire.register import load_register
from triplewire.store import Writer
from triplewire.system.hashes import digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """The articles of a folder that a store knows as ``root``.

    ``texts`` are the hashes of all that was read, with those that another folder of the store has.
    ``register`` are the names that it has published, ``now`` is the number of this build among
    those that found new articles. ``duplicates`` pairs a source with another of the same text,
    ``superseded`` one with that of a later version of the article. ``sources`` names those that
    were read where they are a part of what the folder has, and is None where they are all.
    """

    root: str
    articles: tuple[Article, ...]
    register: tuple[Registered, ...]
    texts: frozenset[str]
    duplicates: tuple[tuple[str, str], ...]
    superseded: tuple[tuple[str, str], ...]
    faults: tuple[Fault, ...]
    sources: frozenset[str] | None = None

    @property
    def now(self) -> int:
        """Return the number of this build, among those that found new articles."""
        return 1 + max((row.first for row in articles_of(self.register)), default=0)


def gather(
    readings: Iterable[tuple[str, Reading | Fault]],
    newsroom: Newsroom,
    writer: Writer,
    *,
    partial: bool = False,
) -> Gathered:
    """Return the articles of a folder, each text once, with duplicates and rejections.

    ``partial`` says that the folder has more than was read.

    Raises: StoreError when the store holds another folder under another base, or one that may be
    this or not.
    """
    found: list[Article] = []
    gone: list[Article] = []
    faults: list[Fault] = []
    names: set[str] = set()
    for name, reading in readings:
        names.add(name)
        if isinstance(reading, Fault):
            faults.append(reading)
            continue
        faults += (
            Fault(name=error.where or name, reason=error.what, hint=error.hint)
            for error in reading.rejected
        )
        (gone if reading.gone else found).extend(reading.articles)
    entries = writer.manifest.articles
    root = recognise(
        newsroom.root,
        writer.folder,
        writer.manifest,
        {article.sha256: article for article in found},
    )
    register, wrong = published(
        newsroom,
        writer.manifest.register.get(root, ()),
        unwritten=root in writer.manifest.unwritten,
    )
    faults += (Fault(name=error.where, reason=error.what, hint=error.hint) for error in wrong)
    texts, duplicates, captured = _each_once(found, register)
    if any(entry.root != root for entry in entries.values()):
        _refuse_another_base(newsroom, writer.manifest.base)
    elsewhere = {sha for sha in texts if sha in entries and entries[sha].root != root}
    duplicates += ((texts[sha].name, entries[sha].name) for sha in texts if sha in elsewhere)
    here = (article for sha, article in texts.items() if sha not in elsewhere)
    lineages = with_lineages(here, register, captured)
    left = _left(gone, lineages.known.values(), register)
    return Gathered(
        root=root,
        articles=(*(lineages.known[sha] for sha in texts if sha in lineages.known), *left),
        register=register,
        texts=frozenset((*texts, *(article.sha256 for article in left))),
        duplicates=tuple(duplicates),
        superseded=lineages.superseded,
        faults=tuple(faults),
        sources=frozenset(names) if partial else None,
    )


def _left(
    gone: Iterable[Article], known: Iterable[Article], register: Iterable[Registered]
) -> tuple[Article, ...]:
    """Return those whose files have gone, but for what was found again in another file."""
    taken = {article.lineage.path for article in known if article.lineage}
    again = {sha for row in articles_of(register) if row.name in taken for sha in row.texts}
    rows = [row for row in register if row.name not in taken]
    lineages = with_lineages((article for article in gone if article.sha256 not in again), rows)
    return tuple(lineages.known.values())


def published(
    newsroom: Newsroom, remembered: tuple[Registered, ...] = (), *, unwritten: bool = False
) -> tuple[tuple[Registered, ...], tuple[LinkError, ...]]:
    """Return the names that a newsroom has published, and what is wrong with its register.

    Where it has none, or where they could not be written into it (``unwritten``), those go first
    that a store has ``remembered``.
    Raises: LinkError when the register is no such table.
    """
    if newsroom.register is None or not os.path.lexists(newsroom.register):
        return remembered, ()
    rows, wrong = load_register(newsroom.register)
    if not unwritten:
        return rows, wrong
    known = {row.name: row for row in (*rows, *remembered)}
    return tuple(known[name] for name in sorted(known)), wrong


def _each_once(
    found: Iterable[Article], register: Iterable[Registered]
) -> tuple[dict[str, Article], list[tuple[str, str]], dict[str, str]]:
    """Return each text once, and the names of those that are left out with the one that stays.

    Of several, that which the newsroom knows already goes first, then that which was captured
    first; last comes when each text was captured last, by its SHA-256.
    """
    rows = list(register)
    texts = {sha for row in rows for sha in row.texts}
    names = {name for row in rows for name in row.known_by[:1]}
    alike: dict[str, list[Article]] = {}
    for article in found:
        alike.setdefault(digest(_bare(article.text)), []).append(article)
    once: dict[str, Article] = {}
    duplicates: list[tuple[str, str]] = []
    captured: dict[str, str] = {}
    for those in alike.values():
        first = min(
            those,
            key=lambda a: (a.sha256 not in texts, a.name not in names, a.metadata.captured or ""),
        )
        once[first.sha256] = first
        duplicates += ((other.name, first.name) for other in those if other is not first)
        captured[first.sha256] = max(other.metadata.captured or "" for other in those)
    return once, duplicates, captured


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
