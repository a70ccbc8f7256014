"""A newsroom and what is asked for of it in, tables of what its files and a stream hold out.

``sources`` says what was read of each source of each newsroom: this build reads those that have a
place, the others are remembered. ``found`` has the rows of what was read, by key.
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from importlib.metadata import version
from pathlib import Path

from triplewire import __version__
from triplewire.build.faults import Fault
from triplewire.build.reading import Keyed, Keys, Listed, Piece, Read, pieces_of, streamed, told
from triplewire.build.roots import known_as
from triplewire.build.source_tables import (
    ASKED,
    BEGUN,
    BESIDES,
    CHANGED,
    FOUND,
    GONE,
    LISTED,
    MEAN,
    MORE,
    STREAM,
    STREAMED,
    THERE,
    UNREAD,
    Besides,
    Entry,
    Left,
    Made,
    Number,
    Room,
    Taken,
)
from triplewire.engines import Engine
from triplewire.errors import EngineError
from triplewire.newsroom import Newsroom
from triplewire.read import (
    Source,
    all_sources,
    files_of,
    given_sources,
    is_whole,
    portable,
    source_named,
    suffix_shown_by,
)
from triplewire.records import Article
from triplewire.store import Manifest
from triplewire.system.hashes import digest

# What records of standard input are told by.
_STDIN = "stdin"
# The most sources, and about the most bytes of them, that are hashed and read together.
_HASHED, _HASHED_BYTES = 1 << 15, 1 << 28
_READ, _READ_BYTES = 32, 1 << 22

# The files and folders to build, None for all of a newsroom, and what standard input holds, None
# where nothing came by it.
Wanted = tuple[tuple[Path, ...] | None, bytes | None]


def read_wanted(
    engine: Engine, newsroom: Newsroom, wanted: Wanted, store: Path, manifest: Manifest
) -> bool:
    """Make the tables of what a build reads; return whether that is only a part of the newsroom.

    Of a part, who and what is one is told from all articles together, with those whose files have
    gone: a part withdraws nothing, and these are in the store until the whole newsroom is built.
    They are in the table ``gone``.
    Raises: ReadError when there is nothing at a path that was named.
    """
    parts, stream = wanted
    links = newsroom.settings.follow_links
    if parts is None:
        given: Iterable[Source] = all_sources(newsroom.root, follow_links=links)
        whole = True
    else:
        given = given_sources(newsroom.root, parts, follow_links=links)
        whole = is_whole(newsroom.root, parts)
    reader = _Reader(engine, newsroom, store)
    reader.begin(manifest, whole=whole)
    reader.read(given)
    if stream is not None:
        reader.stream(stream)
    if not whole:
        reader.rest()
    return not whole


class _Reader:
    """What reads sources into the tables of a newsroom."""

    def __init__(self, engine: Engine, newsroom: Newsroom, store: Path) -> None:
        self._engine = engine
        self._newsroom = newsroom
        self._store = os.path.realpath(store)
        self._room = _room(newsroom.root)
        self._first = not _is_known(engine)

    def begin(self, manifest: Manifest, *, whole: bool) -> None:
        """Say which newsrooms are remembered, and what the store has."""
        rooms = {_room(Path(folder.path)) for folder in manifest.folders.values()} - {self._room}
        here = Room(room=self._room, here=True, whole=whole)
        others = (Room(room=room, here=False, whole=False) for room in sorted(rooms))
        self._engine.write("rooms", [here, *others], Room)
        near = known_as(self._newsroom.root, Path(self._store), manifest)
        entries = (
            Entry(
                sha256=sha256,
                root=entry.root,
                name=entry.name,
                run=entry.run,
                near=entry.root in near,
            )
            for sha256, entry in manifest.articles.items()
        )
        self._engine.write("entries", entries, Entry)
        if self._first:
            self._engine.write("found", (), Piece)
            self._engine.write("sources", (), Taken)
            self._engine.write("readings_made", [Made(_stamp())], Made)

    def read(self, given: Iterable[Source]) -> None:
        """Read what is asked for."""
        rows = (
            Listed(
                room=self._room,
                name=source.name,
                path=os.fsencode(source.path),
                within=None if source.within is None else os.fsencode(source.within),
                bytes=_bytes(source.path),
                place=ASKED,
            )
            for source in given
        )
        self._engine.write("listed", rows, Listed)
        self._read(BEGUN)

    def stream(self, data: bytes) -> None:
        """Read what standard input holds; its articles have no file, and are remembered."""
        self._engine.write("listed", (), Listed)
        self._engine.write("keyed", (), Keyed)
        self._engine.write("pieces", self._streamed(data), Piece)
        self._keep(MORE)

    def rest(self) -> None:
        """Read what the store has of the newsroom besides, and tell what has gone."""
        engine = self._engine
        engine.sql("besides", BESIDES)
        engine.sql("sources", STREAMED)
        known = engine.rows("SELECT sha256, name FROM besides WHERE key IS NULL", Besides)
        engine.write("left_over", self._files(known), Left)
        engine.sql("listed", THERE)
        self._read(MORE)
        engine.sql("gone", GONE)

    def _read(self, query: str) -> None:
        """Read the sources that are listed, and add to the tables what they hold."""
        engine, settings = self._engine, self._newsroom.settings
        (mean,) = engine.rows(MEAN, Number)
        if self._first:
            engine.write("keyed", (), Keyed)
        else:
            hashed = _together(mean.number, _HASHED, _HASHED_BYTES)
            engine.map("keyed", f"{LISTED} ORDER BY place", Keys(settings, self._store, hashed))
        read = _together(mean.number, _READ, _READ_BYTES)
        engine.map("pieces", f"{UNREAD} ORDER BY l.place", Read(settings, self._store, read))
        self._keep(query)

    def _keep(self, query: str) -> None:
        self._engine.sql("sources", query)
        (changed,) = self._engine.rows(CHANGED, Number)
        if changed.number:
            self._engine.sql("found", FOUND)
        for table in ("listed", "keyed", "pieces"):
            self._engine.drop(table)

    def _files(self, known: Iterable[Besides]) -> Iterator[Left]:
        """Yield the files that articles may have come from: that which is there, or else all."""
        for one in known:
            source = source_named(self._newsroom.root, one.name)
            if source is None:
                for nth, file in enumerate(files_of(one.name)):
                    yield Left(sha256=one.sha256, name=one.name, file=file, nth=nth)
            else:
                within = None if source.within is None else os.fsencode(source.within)
                path = os.fsencode(source.path)
                yield Left(
                    sha256=one.sha256, name=one.name, file=source.name, path=path, within=within
                )

    def _streamed(self, data: bytes) -> Iterator[Piece]:
        limit, settings = self._newsroom.settings.limit, self._newsroom.settings
        if len(data) > limit:
            fault = Fault(
                name=_STDIN,
                reason=f"there are more than {limit:,} bytes",
                hint="put it into a file of the newsroom, or raise limit in triplewire.toml",
            )
            pieces = [Piece(fault=told(fault))]
        else:
            pieces, _ = pieces_of(data, _STDIN, suffix_shown_by(data), settings, _named)
        for number, piece in enumerate(pieces):
            kept = bool(piece.sha256)
            key = streamed(piece.sha256) if kept else f"once {STREAM}"
            at = replace(piece, key=key, kept=kept, number=number)
            yield replace(at, room=self._room, place=STREAM)


def _is_known(engine: Engine) -> bool:
    """Say whether there are readings of an earlier build that are as they would be made now."""
    if not all(map(engine.has, ("found", "sources", "readings_made"))):
        return False
    try:
        (made,) = engine.rows("SELECT stamp FROM readings_made", Made)
    except EngineError:
        return False
    return made.stamp == _stamp()


def _stamp() -> str:
    """Return what names the way in which sources are read, and the tables of that."""
    columns = (f"{kind.__name__} {field.name}" for kind in (Piece, Taken) for field in fields(kind))
    return digest(__version__, version("trafilatura"), *columns)


def _named(article: Article) -> Article:
    """Return an article of a stream with a name that is its own: its address, or its text's."""
    return replace(article, name=article.metadata.url or f"{_STDIN}:{article.digits}")


def _room(root: Path) -> str:
    """Return what a newsroom is remembered by: where it is."""
    return portable(os.path.realpath(root))


def _together(mean: int, most: int, most_bytes: int) -> int:
    """Return how many sources of some mean size are worked on together."""
    return max(1, min(most, most_bytes // max(1, mean)))


def _bytes(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
