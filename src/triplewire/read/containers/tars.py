"""A tape archive in, compressed or not, its members out, one in memory at a time."""

import tarfile
from collections.abc import Iterator
from typing import IO

from triplewire.errors import ReadError
from triplewire.read.containers.member import (
    Allowance,
    Member,
    cut_off,
    inside,
    is_passed_over,
    suffix_of,
    too_large,
)
from triplewire.read.containers.streams import Unpacked

_FAULTS = (
    tarfile.TarError,
    OSError,
    EOFError,
    ValueError,
    LookupError,
    ArithmeticError,
    RecursionError,
)


def tar_members(
    file: IO[bytes], name: str, allowance: Allowance, form: str = ""
) -> Iterator[Member | ReadError]:
    """Yield the members of a tape archive, or why one is not read.

    ``form`` is the suffix of its compression.
    Raises: ReadError when the rest cannot be read.
    """
    stream = Unpacked(file, form, name, allowance)
    for entry in _entries(stream, name):
        allowance.take_member(name)
        if entry.isdir():
            continue
        try:
            path = inside(name, entry.name)
            if is_passed_over(entry.name) or not allowance.wants(path):
                continue
            _check(entry, path, allowance)
        except ReadError as fault:
            yield fault
            continue
        stream.seek(entry.offset_data)
        data = stream.take(entry.size)
        if len(data) < entry.size:
            raise cut_off(name, f"the archive ends in {path} at byte {stream.tell():,}")
        yield Member(name=path, data=data, suffix=suffix_of(entry.name))


def _entries(stream: Unpacked, name: str) -> Iterator[tarfile.TarInfo]:
    try:
        archive = tarfile.open(  # noqa: SIM115 - it has nothing to close
            fileobj=stream,  # type: ignore[call-overload]
            mode="r:",
            errors="surrogateescape",
        )
        while (entry := archive.next()) is not None:
            archive.members.clear()  # kept for going back, which nobody does
            stream.begin_head()
            yield entry
    except _FAULTS as fault:
        raise cut_off(name, f"{fault}, at byte {stream.tell():,}") from fault
    # The library takes whatever is no head for the end.
    if stream.last != bytes(tarfile.BLOCKSIZE):
        raise cut_off(name, f"no end mark at byte {stream.tell():,}")


def _check(entry: tarfile.TarInfo, name: str, allowance: Allowance) -> None:
    """Raise why a member is not read."""
    if not entry.isreg() or entry.issparse():
        raise ReadError("a link, device or sparse file", where=name, hint="pack the file itself")
    most = allowance.most(entry.name)
    if entry.size > most:
        raise too_large(name, most)
