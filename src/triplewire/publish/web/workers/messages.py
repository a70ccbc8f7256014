"""What the server and its workers say to each other: messages in, frames of bytes out, and back.

A frame is four bytes of length (big-endian), one of its kind, and the body. The server sends jobs;
a worker answers with ``DATA`` and then ``END`` or ``FAULT``.
"""

import asyncio
import struct
from typing import BinaryIO

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


async def next_frame(reader: asyncio.StreamReader) -> tuple[bytes, bytes]:
    """Return the next frame's kind and body.

    Raises: FrameError when it is longer than any that is sent; EOFError, OSError at the end.
    """
    length, kind = _head(await reader.readexactly(_HEAD.size))
    return kind, await reader.readexactly(length)


def read_frame(file: BinaryIO) -> tuple[bytes, bytes] | None:
    """Return the next frame's kind and body, None where no whole one follows.

    Raises: FrameError when it is longer than any that is sent.
    """
    head = file.read(_HEAD.size)
    if len(head) < _HEAD.size:
        return None
    length, kind = _head(head)
    body = file.read(length)
    return (kind, body) if len(body) == length else None


def _head(data: bytes) -> tuple[int, bytes]:
    length, kind = _HEAD.unpack(data)
    if length > _LONGEST:
        raise FrameError
    return length, kind
