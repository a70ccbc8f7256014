"""A folder of sorted, packed N-Quads in, its lines out, as its manifest says that they are.

One after another the parts are one file of N-Quads, each line once, in the order of their bytes.
"""

import hashlib
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from gzip import GzipFile
from hashlib import sha512
from itertools import pairwise
from pathlib import Path
from typing import Protocol

import msgspec

from triplewire.errors import StoreError
from triplewire.iris import is_web_address
from triplewire.system.files import opened, read_bytes

SHARDS = "manifest.json"
_FORMAT = "triplewire-shards"
_VERSION = 1
_NAME = re.compile(r"part-\d{5,9}\.nq\.gz")
_CHUNK = 1 << 20
_SUMS = 1 << 512


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A file of shards: its name, its lines, and how many bytes it has; unpacked, and as it is."""

    name: str
    lines: int
    size: int
    sha256: str
    packed_size: int
    packed_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shards:
    """The manifest of a folder of shards.

    ``base`` is what the IRIs of its data begin with. ``content`` names the set of its lines, as the
    manifest of a store of just these quads does.
    """

    format: str = _FORMAT
    version: int = _VERSION
    base: str
    content: str
    lines: int
    size: int
    parts: tuple[Part, ...]


class Sum:
    """Names the set of the lines that it is shown; each is shown once, in any order."""

    def __init__(self) -> None:
        """Begin with none."""
        self._total = 0

    def passing(self, lines: Iterable[bytes]) -> Iterator[bytes]:
        """Yield lines, which have their ends, as they are."""
        for line in lines:
            self._total += int.from_bytes(sha512(line[:-1]).digest())
            yield line

    def add(self, lines: Iterable[bytes]) -> None:
        """Take lines without their ends."""
        self._total += sum(int.from_bytes(sha512(line).digest()) for line in lines)

    @property
    def content(self) -> str:
        """Return the name as the manifest of a store has it: the empty set has the empty name."""
        return f"{self._total % _SUMS:x}" if self._total % _SUMS else ""


class Holding(Protocol):
    """What is known of a part when it is written: its name, and what it holds unpacked."""

    @property
    def name(self) -> str:
        """Return the name of its file."""

    @property
    def lines(self) -> int:
        """Return how many lines it has."""

    @property
    def size(self) -> int:
        """Return how many bytes they are."""

    @property
    def sha256(self) -> str:
        """Return their digest."""


def write_shards(folder: Path, parts: Iterable[Holding], base: str, content: str) -> Shards:
    """Write the manifest of a folder of which all parts are there, and return it."""
    known = tuple(_packed(folder / part.name, part) for part in parts)
    shards = Shards(
        base=base,
        content=content,
        lines=sum(part.lines for part in known),
        size=sum(part.size for part in known),
        parts=known,
    )
    data = msgspec.json.format(msgspec.json.encode(shards))
    (folder / SHARDS).write_bytes(data + b"\n")
    return shards


def _packed(path: Path, part: Holding) -> Part:
    return Part(
        name=part.name,
        lines=part.lines,
        size=part.size,
        sha256=part.sha256,
        packed_size=path.stat().st_size,
        packed_sha256=_digest(path),
    )


def are_shards(folder: Path) -> bool:
    """Say whether a folder holds shards, whole or not."""
    try:
        read_shards(folder)
    except StoreError:
        return False
    return True


def read_shards(folder: Path) -> Shards:
    """Return the manifest of a folder of shards.

    Raises: StoreError when there is none, or it is none of this version.
    """
    path = folder / SHARDS
    try:
        shards = msgspec.json.decode(read_bytes(path), type=Shards)
        if (shards.format, shards.version) != (_FORMAT, _VERSION):
            raise ValueError(f"format {shards.format[:40]!r} {shards.version}")
        if not is_web_address(shards.base):
            raise ValueError("the base is no web address")
        for part in shards.parts:
            if not _NAME.fullmatch(part.name):
                raise ValueError(f"no name of a part: {part.name[:40]!r}")
    except (OSError, ValueError, RecursionError) as error:
        raise StoreError(
            f"no shards of this version: {error}",
            where=str(path),
            hint="name a folder that `triplewire dump --shards` has written",
        ) from error
    return shards


def verify_shards(folder: Path, shards: Shards) -> None:
    """See whether all parts are there, packed as they were written.

    Raises: StoreError when one is not.
    """
    for part in shards.parts:
        path = folder / part.name
        try:
            if _digest(path) != part.packed_sha256:
                raise ValueError("it is not as it was written")
        except (OSError, ValueError) as error:
            raise _damaged(path, error) from error


def blocks_of(folder: Path, shards: Shards) -> Iterator[list[bytes]]:
    """Yield the lines of all parts, without their ends, about a megabyte at a time.

    Raises: StoreError when a part does not hold what the manifest says.
    """
    last = b""
    for part in shards.parts:
        path = folder / part.name
        try:
            for lines in _unpacked(path, part):
                # What is sorted has each line once: two of the same would be counted twice.
                if last >= lines[0] or any(a >= b for a, b in pairwise(lines)):
                    raise ValueError("its lines are not in order")
                last = lines[-1]
                yield lines
        except (OSError, EOFError, ValueError, zlib.error) as error:
            raise _damaged(path, error) from error


def _unpacked(path: Path, part: Part) -> Iterator[list[bytes]]:
    digest, size, number, rest = hashlib.sha256(), 0, 0, b""
    with (
        opened(path) as handle,
        open(handle, "rb", closefd=False) as file,
        GzipFile(fileobj=file) as raw,
    ):
        while chunk := raw.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
            if size > part.size:
                raise ValueError("it holds more than it should")
            whole, end, rest = (rest + chunk).rpartition(b"\n")
            if end:
                lines = whole.split(b"\n")
                number += len(lines)
                yield lines
    if rest or (number, size, digest.hexdigest()) != (part.lines, part.size, part.sha256):
        raise ValueError("it does not hold what the manifest says")


def _digest(path: Path) -> str:
    with opened(path) as handle, open(handle, "rb", closefd=False) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _damaged(path: Path, error: Exception) -> StoreError:
    said = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return StoreError(
        f"a part is damaged: {said}", where=str(path), hint="dump or fetch the shards again"
    )
