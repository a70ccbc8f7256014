"""A newsroom and what is asked for of it in, what its files and a stream hold out."""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

import msgspec

from triplewire.build.faults import Fault, guarded
from triplewire.build.memo import Memo
from triplewire.build.roots import known_as
from triplewire.errors import PassingError, ReadError
from triplewire.field_map import ReadOptions
from triplewire.newsroom import Newsroom, Settings
from triplewire.read import (
    Archive,
    Reading,
    Source,
    all_sources,
    files_of,
    given_sources,
    is_whole,
    read_data,
    source_bytes,
    source_named,
    suffix_shown_by,
)
from triplewire.records import Article
from triplewire.store import Manifest
from triplewire.system.hashes import digest

# Counts up when files are read or refused in another way, so that what was read before is again.
_READ = 4
# What records of standard input are told by.
_STDIN = "stdin"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """A reading as the memo keeps it: of each rejection what is wrong, where, and what to do."""

    articles: tuple[Article, ...]
    rejected: tuple[tuple[str, str, str], ...]


# The files and folders to build, None for all of a newsroom, and what standard input holds, None
# where nothing came by it.
Wanted = tuple[tuple[Path, ...] | None, bytes | None]


def read_wanted(
    newsroom: Newsroom, wanted: Wanted, memo: Memo, store: Path, manifest: Manifest
) -> tuple[Iterator[tuple[str, Reading | Fault]], bool]:
    """Return what a build reads, and whether that is only a part of what the newsroom has.

    Raises: ReadError when there is nothing at a path that was named.
    """
    parts, stream = wanted
    if parts is None:
        return read_all(newsroom, memo, store), False
    named = given_sources(newsroom.root, parts, follow_links=newsroom.settings.follow_links)
    found = read_all(newsroom, memo, store, named)
    if stream is not None:
        found = chain(found, _stream(stream, memo, newsroom.settings))
    if is_whole(newsroom.root, parts):
        return found, False
    return _with_known(found, newsroom, memo, store, manifest), True


def _with_known(
    found: Iterable[tuple[str, Reading | Fault]],
    newsroom: Newsroom,
    memo: Memo,
    store: Path,
    manifest: Manifest,
) -> Iterator[tuple[str, Reading | Fault]]:
    """Yield readings, and then all that the store has of the newsroom besides.

    Who and what is one is told from all articles together, with those whose files have gone: a part
    withdraws nothing, and these are in the store until the whole newsroom is built.
    """
    names, texts = set[str](), set[str]()
    for name, reading in found:
        names.add(name)
        if isinstance(reading, Reading):
            texts.update(article.sha256 for article in reading.articles)
        yield name, reading
    roots = known_as(newsroom.root, store, manifest)
    others: dict[str, Source] = {}
    gone: dict[str, dict[str, str]] = {}
    for sha256, entry in sorted(manifest.articles.items()):
        if entry.root not in roots or sha256 in texts:
            continue
        kept = memo.get(_streamed(sha256))
        if kept is not None:
            article = msgspec.json.decode(kept, type=Article)
            yield "", Reading(articles=(article,))
        elif source := source_named(newsroom.root, entry.name):
            if source.name not in names:
                others[source.name] = source
        else:
            gone.setdefault(_last_key(memo, newsroom.root, entry.name), {})[sha256] = entry.name
    yield from read_all(newsroom, memo, store, [others[name] for name in sorted(others)])
    for key, wanted in sorted(gone.items()):
        yield from _read_last(memo, key, wanted)


def _read_last(
    memo: Memo, key: str, wanted: Mapping[str, str]
) -> Iterator[tuple[str, Reading | Fault]]:
    """Yield what was last read of a file that has gone: some texts, with the articles' names."""
    known = memo.get(key)
    last = _reading(known).articles if known else ()
    articles = tuple(article for article in last if article.sha256 in wanted)
    yield "", Reading(articles=articles, gone=True)
    for sha256 in sorted(wanted.keys() - {article.sha256 for article in articles}):
        yield (
            "",
            Fault(
                name=wanted[sha256],
                reason="its file has gone, and who in it is one with others is not known any more",
                hint="put the file back, or build the whole newsroom, which withdraws the article",
            ),
        )


def _last_key(memo: Memo, root: Path, name: str) -> str:
    """Return the key of what was last read of the file that an article came from, "" for none."""
    kept = (memo.get(_last(root, file)) for file in files_of(name))
    return next((key.decode() for key in kept if key), "")


def _last(root: Path, name: str) -> str:
    return digest("last", os.fsencode(os.path.realpath(root)), name)


def _stream(data: bytes, memo: Memo, settings: Settings) -> Iterator[tuple[str, Reading | Fault]]:
    """Yield what standard input holds; its articles have no file, and are kept in the memo."""
    try:
        if len(data) > settings.limit:
            raise ReadError(
                f"there are more than {settings.limit:,} bytes",
                where=_STDIN,
                hint="put it into a file of the newsroom, or raise limit in triplewire.toml",
            )
        reading = guarded(_STDIN, read_data, data, _STDIN, suffix_shown_by(data), settings.read)
    except ReadError as error:
        reading = Reading(articles=(), rejected=(error,))
    if isinstance(reading, Reading):
        articles = tuple(map(_named, reading.articles))
        for article in articles:
            memo.put(_streamed(article.sha256), msgspec.json.encode(article))
        reading = replace(reading, articles=articles)
    yield "", reading


def _named(article: Article) -> Article:
    """Return an article of a stream with a name that is its own: its address, or its text's."""
    return replace(article, name=article.metadata.url or f"{_STDIN}:{article.digits}")


def _streamed(sha256: str) -> str:
    return digest("stream", str(_READ), sha256)


def read_all(
    newsroom: Newsroom, memo: Memo, store: Path, given: Iterable[Source] | None = None
) -> Iterator[tuple[str, Reading | Fault]]:
    """Yield the name of each source with what it holds; unchanged files come from the memo.

    ``given`` are the sources to read, None for all of the newsroom. A store inside the folder is no
    source.
    """
    settings = newsroom.settings
    inside = Path(os.path.realpath(store))
    if given is None:
        given = all_sources(newsroom.root, follow_links=settings.follow_links)
    told = msgspec.json.encode(settings.read)
    for source in given:
        path, name = source.path, source.name
        if Path(os.path.realpath(path)).is_relative_to(inside):
            continue
        try:
            data = source_bytes(path, name, settings.limit, source.within)
        except ReadError as error:
            yield name, Reading(articles=(), rejected=(error,))
            continue
        told_of = data.key if isinstance(data, Archive) else data
        key = digest("read", str(_READ), name, told, told_of)
        known = memo.get(key)
        if known is not None:
            _note(memo, newsroom.root, name, key)
            yield name, _reading(known)
            continue
        found = guarded(name, _read, data, name, path.suffix, settings.read)
        if isinstance(found, Fault):
            yield name, found
            continue
        reading, kept = found
        if not any(isinstance(error, PassingError) for error in reading.rejected):
            memo.put(key, kept)
            _note(memo, newsroom.root, name, key)
        yield name, reading


def _note(memo: Memo, root: Path, name: str, key: str) -> None:
    """Note under which key the memo keeps what was last read of a file."""
    if memo.get(_last(root, name)) != key.encode():
        memo.put(_last(root, name), key.encode())


def _read(
    data: bytes | Archive, name: str, suffix: str, options: ReadOptions
) -> tuple[Reading, bytes]:
    """Return what a file holds, and the same as the memo keeps it."""
    try:
        reading = read_data(data, name, suffix, options)
    except ReadError as error:
        reading = Reading(articles=(), rejected=(error,))
    rejected = tuple((error.what, error.where, error.hint) for error in reading.rejected)
    return reading, msgspec.json.encode(_Kept(articles=reading.articles, rejected=rejected))


def _reading(kept: bytes) -> Reading:
    """Return what a file holds, as the memo has kept it."""
    known = msgspec.json.decode(kept, type=_Kept)
    rejected = (ReadError(what, where=where, hint=hint) for what, where, hint in known.rejected)
    return Reading(articles=known.articles, rejected=tuple(rejected))
