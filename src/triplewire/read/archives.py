"""A container on the disk or in memory in, what the readers find in its members out."""

import errno
import hashlib
import io
import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

from triplewire.errors import PassingError, ReadError
from triplewire.read.containers import (
    CONTAINERS,
    DEEPEST,
    INSIDE,
    LARGEST,
    Allowance,
    Member,
    members,
    suffix_of,
)
from triplewire.read.merging import with_stated
from triplewire.read.reading import Found
from triplewire.records import Article
from triplewire.system.files import opened

# Yields what stands in a member; raises for the whole of it. None where its format is not known.
MemberReader = Callable[[Member], Iterator[Found | ReadError] | None]

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.Z+-]{1,30}")
_CHUNK = 1 << 20
_EXAMPLES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """A container on the disk as it was when its bytes were hashed.

    ``limit`` is the largest size of a member in bytes; ``key`` names all that decides what is read.
    """

    path: Path
    sha256: str
    stamp: tuple[int, int, int]
    limit: int

    @property
    def key(self) -> bytes:
        """Return what a memo may know the archive's contents by."""
        return f"{self.sha256} {self.limit}".encode()


def is_container(name: str) -> bool:
    """Say whether a name is that of a file that holds others."""
    return suffix_of(name) in CONTAINERS


def open_archive(path: Path, limit: int) -> Archive:
    """Return a container on the disk, with the hash of its bytes.

    Raises: OSError as read_bytes does.
    """
    with opened(path, follow=False) as handle:
        stamp = _stamp(handle)
        if stamp[1] > LARGEST:
            raise OSError(errno.EFBIG, f"{stamp[1]:,} bytes are more than {LARGEST:,}", str(path))
        total = hashlib.sha256()
        while chunk := os.read(handle, _CHUNK):
            total.update(chunk)
        return Archive(path=path, sha256=total.hexdigest(), stamp=stamp, limit=limit)


def found_in(
    source: bytes | Archive, name: str, suffix: str, limit: int, read: MemberReader
) -> Iterator[Found | ReadError]:
    """Yield what a container's members hold, and why the others hold nothing.

    Units: limit counts bytes of a member; an archive on the disk brings its own.
    """
    if isinstance(source, Archive):
        try:
            with _reopened(source, name) as file:
                allowance = Allowance(source.limit, source.stamp[1], frozenset(CONTAINERS))
                yield from _Walk(allowance, read).all(file, name, suffix)
        except OSError as fault:
            what = f"cannot be read: {fault.strerror}"
            yield PassingError(what, where=name, hint="check the path and its permissions")
    else:
        allowance = Allowance(limit, len(source), frozenset(CONTAINERS))
        yield from _Walk(allowance, read).all(io.BytesIO(source), name, suffix)


def in_order(articles: Iterable[Article]) -> tuple[Article, ...]:
    """Return a container's articles by name, whatever the order of its members.

    Of several under one name, such as captures of one address, the first captured has it alone; the
    others have the time of theirs, or a number, behind it.
    """
    ordered = sorted(articles, key=lambda a: (a.name, a.metadata.captured or "", a.sha256))
    taken: dict[str, int] = {}
    named: list[Article] = []
    for article in ordered:
        name, captured = article.name, article.metadata.captured
        if name in taken and captured:
            name = captured_name(name, captured)
        taken[name] = taken.get(name, 0) + 1
        named.append(replace(article, name=name if taken[name] == 1 else f"{name}~{taken[name]}"))
    return tuple(named)


def captured_name(name: str, captured: str) -> str:
    """Return the name of a later capture of an address."""
    return f"{name}@{captured}"


def member_of(path: Path, name: str, wanted: str, limit: int) -> Member | None:
    """Return a member of the container at a path by its name, None where there is none.

    ``name`` is the container's, with which that of the member begins.
    Units: limit counts bytes.
    Raises: OSError when the container cannot be read.
    """
    address, at, captured = wanted.rpartition("@")
    later = bool(at and _MOMENT.fullmatch(captured))

    def read(member: Member) -> Iterator[Found | ReadError]:
        names = {member.name, captured_name(member.name, member.captured or "")}
        if wanted in names:
            raise _Here(member)
        return iter(())

    with opened(path) as handle, os.fdopen(os.dup(handle), "rb") as file:
        size = _stamp(handle)[1]
        allowance = Allowance(limit, size, frozenset(CONTAINERS), address if later else wanted)
        try:
            for _ in _Walk(allowance, read).all(file, name, suffix_of(path.name)):
                pass
        except _Here as here:
            return here.member
    return None


class _Here(Exception):  # noqa: N818 - no error: it ends the way through a container
    def __init__(self, member: Member) -> None:
        super().__init__()
        self.member = member


class _Walk:
    """The way through one file's members, and through theirs."""

    def __init__(self, allowance: Allowance, read: MemberReader) -> None:
        self._allowance, self._read = allowance, read
        self._unknown: list[str] = []

    def all(self, file: IO[bytes], name: str, suffix: str) -> Iterator[Found | ReadError]:
        """Yield all that is found, and last which members are in no known format."""
        yield from self._within(file, name, suffix, 1)
        if self._unknown:
            examples = ", ".join(sorted(self._unknown)[:_EXAMPLES])
            yield ReadError(
                f"{len(self._unknown):,} members in no known format, such as {examples}",
                where=name,
                hint="they are left out; pack articles alone to be rid of this message",
            )

    def _within(
        self, file: IO[bytes], name: str, suffix: str, depth: int
    ) -> Iterator[Found | ReadError]:
        try:
            for member in members(file, name, suffix, self._allowance):
                if isinstance(member, ReadError):
                    yield member
                elif member.suffix in CONTAINERS:
                    yield from self._nested(member, depth)
                else:
                    yield from self._found(member)
        except ReadError as fault:
            yield fault

    def _nested(self, member: Member, depth: int) -> Iterator[Found | ReadError]:
        if depth == DEEPEST:
            yield ReadError(
                f"a container more than {DEEPEST} deep in others",
                where=member.name,
                hint="unpack the outer ones",
            )
        else:
            file = io.BytesIO(member.data)
            yield from self._within(file, member.name, member.suffix, depth + 1)

    def _found(self, member: Member) -> Iterator[Found | ReadError]:
        found = self._told(member)
        if member.aside:
            found = _unless_aside(found)
        if member.url:
            several = list(found)
            if sum(isinstance(one, Found) for one in several) > 1:  # it is the address of none
                member = replace(member, url=None)
            found = iter(several)
        for one in found:
            yield _as_saved(one, member) if isinstance(one, Found) else one

    def _told(self, member: Member) -> Iterator[Found | ReadError]:
        try:
            found = self._read(member)
            if found is None:
                self._unknown.append(member.name.rpartition(INSIDE)[2])
                return
            yield from found
        except ReadError as fault:
            yield fault


def _unless_aside(found: Iterable[Found | ReadError]) -> Iterator[Found | ReadError]:
    """Yield what was found, nothing where no record has a title and a date, as all news has."""
    records = list(found)
    stated = (one.metadata for one in records if isinstance(one, Found))
    if any(metadata.title and metadata.published for metadata in stated):
        yield from records


def _as_saved(found: Found, member: Member) -> Found:
    """Return what was found, with what only the container says: where and when it was saved."""
    known = with_stated(found.metadata, member.metadata)
    return replace(
        found,
        language=found.language or member.language,
        metadata=replace(
            known, url=known.url or member.url, captured=known.captured or member.captured
        ),
    )


@contextmanager
def _reopened(archive: Archive, name: str) -> Iterator[IO[bytes]]:
    """Open an archive again.

    Raises: PassingError when it is no longer the one that was hashed, before or after.
    """
    with opened(archive.path, follow=False) as handle, os.fdopen(os.dup(handle), "rb") as file:
        _same(handle, archive, name)
        yield file
        _same(handle, archive, name)


def _same(handle: int, archive: Archive, name: str) -> None:
    if _stamp(handle) != archive.stamp:
        raise PassingError("changed while it was read", where=name, hint="build again")


def _stamp(handle: int) -> tuple[int, int, int]:
    told = os.fstat(handle)
    return told.st_ino, told.st_size, told.st_mtime_ns
