"""A tape archive in, compressed or not, its members out, one in memory at a time."""

import re
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


# Before Python 3.11.10 the library's time grows with the square of a run of digits in a head, and
# its memory with that of records whose lengths are not theirs.
_RUN = re.compile(rb"\d{200}")
_RECORDS = re.compile(rb"\d+ ")
_RECORD = re.compile(rb"(\d{1,9}) [^=\n]{1,1000}=")


class _Tape(Unpacked):
    """A tape archive whose heads are looked at before the library reads them."""

    def read(self, count: int) -> bytes:
        data = super().read(count)
        if _RUN.search(data) or (count > tarfile.BLOCKSIZE and not _is_well_made(data)):
            raise tarfile.ReadError("the head of a member is not well made")
        return data


def _is_well_made(head: bytes) -> bool:
    """Say whether the records of a head, where it has any, are as long as they say."""
    if not _RECORDS.match(head):
        return True
    at = 0
    while record := _RECORD.match(head, at):
        end = at + int(record[1])
        if end <= record.end() or head[end - 1 : end] != b"\n":
            return False
        at = end
    return not head[at:].strip(b"\0")


def tar_members(
    file: IO[bytes], name: str, allowance: Allowance, form: str = ""
) -> Iterator[Member | ReadError]:
    """Yield the members of a tape archive, or why one is not read.

    ``form`` is the suffix of its compression.
    Raises: ReadError when the rest cannot be read.
    """
    stream = _Tape(file, form, name, allowance)
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
            archive.pax_headers.clear()  # those of the whole archive: they may be very many
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
