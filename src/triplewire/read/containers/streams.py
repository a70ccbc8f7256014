"""Compressed bytes in, what they hold out, forwards, and no more of it than is allowed."""

import bz2
import gzip
import lzma
import sys
import zlib
from collections.abc import Callable
from functools import partial
from typing import IO, Protocol

from triplewire.errors import ReadError
from triplewire.read.containers.member import (
    FREE_BYTES,
    MOST_RATIO,
    Allowance,
    cut_off,
    swollen,
)

# What a library may read of an archive between two members: names and dates need far less.
_LONGEST_HEAD = 1_000_000
_CHUNK = 1 << 16
# Read of what is compressed; short, since it is copied for each of the streams that lie in it.
_PIECE = 1 << 14
# What unpackers may keep of what they wrote: as much as the formats' own tools use unasked.
_MOST_MEMORY = 1 << 27
_FAULTS = (OSError, EOFError, ValueError, MemoryError, zlib.error)


class _Decompressor(Protocol):
    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int = ...) -> bytes: ...


# What makes a decompressor, and what it raises on data that are not its own.
_Form = tuple[Callable[[], _Decompressor], type[Exception]]


class _Blocks:
    """What a file of one or more compressed streams holds."""

    def __init__(self, file: IO[bytes], form: _Form) -> None:
        self._file = file
        self._new, self._fault = form
        self._one, self._ahead = self._new(), b""

    def read(self, count: int) -> bytes:
        """Return up to so many bytes, none at the end.

        Raises: OSError, EOFError when the file is damaged or cut off.
        """
        while True:
            if self._one.eof:
                self._ahead = self._one.unused_data or self._file.read(_PIECE)
                if not self._ahead.strip(b"\0"):  # tapes are filled up
                    return b""
                self._one = self._new()
            elif self._one.needs_input:
                self._ahead = self._file.read(_PIECE)
                if not self._ahead:
                    raise EOFError("the compressed data ends early")
            try:
                data = self._one.decompress(self._ahead, count)
            except self._fault as fault:
                raise OSError(str(fault)) from fault
            self._ahead = b""
            if data:
                return data


def _bz2() -> _Form:
    return bz2.BZ2Decompressor, OSError


def _xz() -> _Form:
    return partial(lzma.LZMADecompressor, memlimit=_MOST_MEMORY), lzma.LZMAError


def _zst() -> _Form:
    if sys.version_info >= (3, 14):
        from compression import zstd  # noqa: PLC0415 - only there since 3.14
    else:
        from backports import zstd  # noqa: PLC0415 - not needed by most
    window = {int(zstd.DecompressionParameter.window_log_max): _MOST_MEMORY.bit_length() - 1}
    return partial(zstd.ZstdDecompressor, options=window), zstd.ZstdError


_FORMS: dict[str, Callable[[], _Form]] = {".bz2": _bz2, ".xz": _xz, ".zst": _zst}


class Unpacked:
    """What a file holds once it is unpacked, read forwards; tarfile can seek in it forwards, too.

    ``form`` is the suffix of the compression, "" for none.
    """

    def __init__(self, file: IO[bytes], form: str, name: str, allowance: Allowance) -> None:
        self._raw, self._name, self._allowance = file, name, allowance
        self._start = file.tell()
        self._fill: Callable[[int], bytes] = file.read
        if form == ".gz":
            self._fill = gzip.GzipFile(fileobj=file).read1  # gives what comes before a cut
        elif form:
            self._fill = _Blocks(file, _FORMS[form]()).read
        self._buffer = b""
        self._from = 0  # of the buffer
        self._at = 0
        self._unpacked = 0
        self._head = 0
        self.last = b""  # what a library read last

    def tell(self) -> int:
        """Return how many bytes are behind."""
        return self._at

    def seek(self, position: int) -> int:
        """Go forwards, or back by one byte.

        Raises: OSError when that byte is gone.
        """
        if position < self._at:
            back = self._at - position
            if back > self._from:
                raise OSError("the way back is gone")
            self._from, self._at = self._from - back, position
        while self._at < position:
            if not self.take(min(position - self._at, _CHUNK)):
                break
        return self._at

    def read(self, count: int) -> bytes:
        """Return bytes as a library wants them, of the heads of members.

        Raises: ReadError when a head is too long, or as ``take`` does.
        """
        self._head += max(count, 1)
        if count < 0 or self._head > _LONGEST_HEAD:
            raise ReadError(
                "the head of a member is too long", where=self._name, hint="pack it again"
            )
        self.last = self.take(count)
        return self.last

    def begin_head(self) -> None:
        """Say that the next bytes that are read are those of another member's head."""
        self._head = 0

    def readline(self) -> bytes:
        """Return the next line with its end, or what is left; counted as the head of a member.

        Raises: ReadError when it is too long, or as ``take`` does.
        """
        parts: list[bytes] = []
        while self._more():
            end = self._buffer.find(b"\n", self._from) + 1 or len(self._buffer)
            parts.append(self.read(end - self._from))
            if parts[-1].endswith(b"\n"):
                break
        return b"".join(parts)

    def piece(self) -> bytes:
        """Return some bytes, none at the end: all that come before a cut.

        Raises: ReadError as ``take`` does.
        """
        return self.take(len(self._buffer) - self._from) if self._more() else b""

    def take(self, count: int) -> bytes:
        """Return so many bytes, or what is left.

        Raises: ReadError when it is damaged or cut off, or more than is allowed.
        """
        parts: list[bytes] = []
        while count > 0 and self._more():
            part = self._buffer[self._from : self._from + count]
            parts.append(part)
            self._from += len(part)
            self._at += len(part)
            count -= len(part)
        return b"".join(parts)

    def _more(self) -> bool:
        """Say whether there are bytes in the buffer, or fill it."""
        if self._from < len(self._buffer):
            return True
        try:
            data = self._fill(_CHUNK)
        except _FAULTS as fault:
            raise cut_off(self._name, f"{fault}, after byte {self._unpacked:,}") from fault
        self._unpacked += len(data)
        self._allowance.take_bytes(len(data), self._name)
        if self._unpacked > FREE_BYTES + MOST_RATIO * (self._raw.tell() - self._start):
            raise swollen(self._name)
        if data:
            self._buffer, self._from = self._buffer[-1:] + data, len(self._buffer[-1:])
        return bool(data)
