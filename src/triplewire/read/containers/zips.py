"""A Zip archive in, its members out, one in memory at a time."""

import lzma
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

from triplewire.errors import ReadError
from triplewire.read.containers.member import (
    MOST_RATIO,
    Allowance,
    Member,
    cut_off,
    inside,
    is_passed_over,
    suffix_of,
    swollen,
    too_large,
)

# The table of 100,000 members with names as long as those of news sites.
_LONGEST_TABLE = 16_000_000
# A short page of spaces is no bomb.
_SMALL = 1_000_000
_ENCRYPTED = 0x1
# Whatever the library raises on bytes that are no archive.
FAULTS = (
    zipfile.BadZipFile,
    OSError,
    EOFError,
    ValueError,
    LookupError,
    ArithmeticError,
    NotImplementedError,
    RuntimeError,
    struct.error,
    zlib.error,
    lzma.LZMAError,
)


class _Bounded:
    """A file of which nothing is read at once that is longer than a table may be."""

    def __init__(self, file: IO[bytes], name: str) -> None:
        self._file, self._name = file, name
        self.seek, self.tell = file.seek, file.tell

    def read(self, count: int = -1) -> bytes:
        if count > _LONGEST_TABLE:
            raise ReadError(
                "the archive's table of members is too long",
                where=self._name,
                hint="split the archive",
            )
        return self._file.read(_LONGEST_TABLE if count < 0 else count)

    def seekable(self) -> bool:
        return True


def open_zip(file: IO[bytes], name: str) -> zipfile.ZipFile:
    """Return a Zip archive with its table of members.

    Raises: ReadError when it has none.
    """
    try:
        return zipfile.ZipFile(_Bounded(file, name))
    except FAULTS as fault:
        raise cut_off(name, f"no Zip archive that can be read ({fault})") from fault


def zip_members(file: IO[bytes], name: str, allowance: Allowance) -> Iterator[Member | ReadError]:
    """Yield the members of a Zip archive, or why one is not read.

    Raises: ReadError when the rest cannot be read.
    """
    archive = open_zip(file, name)
    # What was packed twice counts as it was packed last, as for every unzip.
    for entry in {entry.filename: entry for entry in archive.infolist()}.values():
        allowance.take_member(name)
        if entry.is_dir():
            continue
        try:
            path = inside(name, entry.filename)
            if is_passed_over(entry.filename) or not allowance.wants(path):
                continue
            data = read_entry(archive, entry, name, allowance)
        except ReadError as fault:
            yield fault
        else:
            yield Member(name=path, data=data, suffix=suffix_of(entry.filename))


def read_entry(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, container: str, allowance: Allowance
) -> bytes:
    """Return the bytes of a member of a Zip archive.

    Raises: ReadError when it is no regular file, encrypted, too large, damaged or a bomb.
    """
    name = check_entry(entry, container)
    most = allowance.most(entry.filename)
    if entry.file_size > most:
        raise too_large(name, most)
    if entry.file_size > max(_SMALL, MOST_RATIO * entry.compress_size):
        raise swollen(name)
    try:
        with archive.open(entry) as stream:
            data = stream.read(most + 1)
    except FAULTS as fault:
        raise ReadError(
            f"the member is damaged: {fault}", where=name, hint="pack it again"
        ) from fault
    allowance.take_bytes(len(data), container)
    if len(data) > most:
        raise too_large(name, most)
    return data


def check_entry(entry: zipfile.ZipInfo, container: str) -> str:
    """Return the name of a member of a Zip archive that may be opened.

    Raises: ReadError when it is no regular file or encrypted.
    """
    name = inside(container, entry.filename)
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in {0, stat.S_IFREG}:
        raise ReadError("a link or device", where=name, hint="pack the file itself")
    if entry.flag_bits & _ENCRYPTED:
        raise ReadError("the member is encrypted", where=name, hint="pack it without a password")
    return name
