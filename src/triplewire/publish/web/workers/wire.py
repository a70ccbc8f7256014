"""What the server and its workers say to each other: messages in, frames of bytes out, and back.

A frame is four bytes of length (big-endian), one of its kind, and the body. The server sends jobs;
a worker answers with ``DATA`` and then ``END`` or ``FAULT``.
"""

import struct
from collections.abc import Iterator

import msgspec

READY, JOB, DATA, END, FAULT = b"R", b"J", b"D", b"E", b"F"
_HEAD = struct.Struct(">Ic")
# No frame is longer; a worker sends its rows in much smaller ones.
_LONGEST = 1 << 24


class Job(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """A query to be run: on which generation, over which graphs, into which format.

    ``default`` and ``named`` are the IRIs of a dataset, both empty for the query's own.
    """

    generation: str
    text: str
    form: str
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


class Fault(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """Why a query was not answered; line and column count from 1, 0 for no place."""

    status: int
    detail: str
    hint: str = ""
    line: int = 0
    column: int = 0


class Readiness(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """What a worker could shut itself off from."""

    network: bool
    memory: bool


class FrameError(Exception):
    """Say that the other side does not speak this protocol."""


def frame(kind: bytes, body: bytes = b"") -> bytes:
    """Return a frame."""
    return _HEAD.pack(len(body), kind) + body


class Frames:
    """Bytes as they arrive in, whole frames out."""

    def __init__(self) -> None:
        self._buffer = bytearray()

    def feed(self, data: bytes) -> Iterator[tuple[bytes, bytes]]:
        """Yield each complete frame's kind and body.

        Raises: FrameError when a frame is longer than any that is sent.
        """
        self._buffer += data
        start = 0
        while len(self._buffer) - start >= _HEAD.size:
            length, kind = _HEAD.unpack_from(self._buffer, start)
            if length > _LONGEST:
                raise FrameError
            end = start + _HEAD.size + length
            if len(self._buffer) < end:
                break
            yield kind, bytes(self._buffer[start + _HEAD.size : end])
            start = end
        del self._buffer[:start]
