"""Sources in, rows of the articles that they hold out, and of why their other records are none.

A source is known by the digest of its bytes and of what guides reading them: who has the rows of a
key need not read it again.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from triplewire.build.faults import Fault, guarded
from triplewire.build.lineages import address_of, digits_at
from triplewire.build.sketch import sketch_of
from triplewire.build.tasks import draft_key
from triplewire.errors import PassingError, ReadError
from triplewire.newsroom import Settings
from triplewire.read import Archive, Reading, Source, read_data, source_bytes
from triplewire.records import Article
from triplewire.system.hashes import digest

# Gives an article another name.
Named = Callable[[Article], Article]

# Counts up when files are read or refused in another way, so that what was read before is again.
_READ = 4
# What ends an article without a lineage as JSON; where it has one, that stands here.
_NO_LINEAGE = b'"lineage":null}'
_KILLED = "the process that read it was killed, and another one as well"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A source to read; ``place`` is where it comes among the others, ``room`` what it is of.

    ``within`` is the folder that the file must lie in, None any; ``bytes`` is how large it is.
    """

    room: str
    name: str
    path: bytes
    within: bytes | None
    bytes: int
    place: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyed:
    """The key of what a source holds, "" where it cannot be read."""

    place: int
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """An article of a source, or with ``fault``, a Fault as JSON, why a record of it is none.

    ``number`` is where it stands among those of its source; ``kept`` says that the same is read of
    the same ``key`` the next time. ``bare`` names the text without the spaces at the ends of its
    lines, ``begun`` are the digits that its address gives it. ``article`` is the Article as JSON up
    to its lineage.
    """

    key: str = ""
    number: int = 0
    kept: bool = True
    room: str = ""
    source: str = ""
    place: int = -1
    sha256: str = ""
    name: str = ""
    bare: str = ""
    published: str | None = None
    captured: str | None = None
    title: str | None = None
    url: str | None = None
    address: str | None = None
    begun: str = ""
    sketch: str = ""
    line: int = 1
    draft_key: str = ""
    article: str = ""
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Keys:
    """The step from a source to its key: the bytes are hashed, and nothing is read into them."""

    settings: Settings
    store: str
    size: int
    given: type[Listed] = Listed
    made: type[Keyed] = Keyed

    def begin(self) -> "Keys":
        """Return what does the work: it has no tools."""
        return self

    def __call__(self, rows: Sequence[Listed]) -> Iterator[Keyed]:
        """Yield the key of each source that is not in the store."""
        for row in rows:
            source = _source(row)
            if not _is_ours(source, self.store):
                yield Keyed(place=row.place, key=_held(source, self.settings)[1])

    def lost(self, row: Listed) -> Iterable[Keyed]:
        """Return the key of what cannot be read."""
        return [Keyed(place=row.place, key="")]


@dataclass(frozen=True, slots=True)
class Read:
    """The step from a source to what it holds."""

    settings: Settings
    store: str
    size: int
    given: type[Listed] = Listed
    made: type[Piece] = Piece

    def begin(self) -> "Read":
        """Return what does the work: it has no tools."""
        return self

    def __call__(self, rows: Sequence[Listed]) -> Iterator[Piece]:
        """Yield what each source holds that is not in the store."""
        for row in rows:
            if not _is_ours(_source(row), self.store):
                yield from _read(row, self.settings)

    def lost(self, row: Listed) -> Iterable[Piece]:
        """Return the fault of a source over which every process was killed."""
        hint = "memory may be short: build again with --jobs 1, or leave it out"
        fault = told(Fault(name=row.name, reason=_KILLED, hint=hint))
        key = f"once {row.place}"
        at = Piece(key=key, kept=False, room=row.room, source=row.name, place=row.place)
        return [replace(at, fault=fault)]


def _as_it_is(article: Article) -> Article:
    return article


def _source(row: Listed) -> Source:
    within = None if row.within is None else Path(os.fsdecode(row.within))
    return Source(path=Path(os.fsdecode(row.path)), name=row.name, within=within)


def _is_ours(source: Source, store: str) -> bool:
    """Say whether a file lies in the store: that is no source."""
    return Path(os.path.realpath(source.path)).is_relative_to(store)


def _held(source: Source, settings: Settings) -> tuple[bytes | Archive | ReadError, str]:
    """Return the bytes of a source with their key, or why there are none."""
    try:
        data = source_bytes(source.path, source.name, settings.limit, source.within)
    except ReadError as error:
        return error, ""
    told = msgspec.json.encode(settings.read)
    held = data.key if isinstance(data, Archive) else data
    return data, digest("read", str(_READ), source.name, told, held)


def _read(row: Listed, settings: Settings) -> Iterator[Piece]:
    """Yield the rows of a source."""
    source = _source(row)
    data, key = _held(source, settings)
    if isinstance(data, ReadError):
        found = list(_pieces(Reading(articles=(), rejected=(data,)), row.name))
        key = ""
    else:
        found, kept = pieces_of(data, row.name, source.path.suffix, settings)
        key = key if kept else ""
    for number, piece in enumerate(found):
        # What is not to be kept has a key that no source has.
        given = key or f"once {row.place}"
        at = replace(piece, key=given, number=number, kept=bool(key), place=row.place)
        yield replace(at, room=row.room, source=row.name)


def pieces_of(
    data: bytes | Archive, name: str, suffix: str, settings: Settings, named: Named = _as_it_is
) -> tuple[list[Piece], bool]:
    """Return the rows of what some bytes hold, and whether the same is read of them each time.

    Whose rows they are is yet to be said; ``named`` gives an article another name.
    """
    found = guarded(name, _pieces_read, data, name, suffix, settings, named)
    return ([Piece(fault=told(found))], False) if isinstance(found, Fault) else found


def _pieces_read(
    data: bytes | Archive, name: str, suffix: str, settings: Settings, named: Named
) -> tuple[list[Piece], bool]:
    try:
        reading = read_data(data, name, suffix, settings.read)
    except ReadError as error:
        reading = Reading(articles=(), rejected=(error,))
    passing = any(isinstance(error, PassingError) for error in reading.rejected)
    return list(_pieces(reading, name, named)), not passing


def _pieces(reading: Reading, name: str, named: Named = _as_it_is) -> Iterator[Piece]:
    """Yield the rows of what was read, at least one."""
    yield from (piece_of(named(article)) for article in reading.articles)
    for error in reading.rejected:
        fault = Fault(name=error.where or name, reason=error.what, hint=error.hint)
        yield Piece(fault=told(fault))
    if not (reading.articles or reading.rejected):
        yield Piece()


def piece_of(article: Article) -> Piece:
    """Return the row of an article."""
    metadata, address = article.metadata, address_of(article)
    return Piece(
        sha256=article.sha256,
        name=article.name,
        bare=digest(_bare(article.text)),
        published=metadata.published,
        captured=metadata.captured,
        title=metadata.title,
        url=metadata.url,
        address=address,
        begun=digits_at(address) if address else "",
        sketch=sketch_of(article.text),
        line=article.line,
        draft_key=draft_key(article),
        article=msgspec.json.encode(article).removesuffix(_NO_LINEAGE).decode(),
    )


def streamed(sha256: str) -> str:
    """Return the key of a text that came by a stream."""
    return digest("stream", str(_READ), sha256)


def told(fault: Fault) -> str:
    """Return a fault as a table keeps it."""
    return msgspec.json.encode(fault).decode()


def _bare(text: str) -> str:
    """Return text without the spaces at the ends of lines that editors and senders add or drop."""
    return "\n".join(map(str.rstrip, text.strip().split("\n")))
