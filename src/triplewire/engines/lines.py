"""Sorted lines in, gzip files of whole ranges of them out, with what each holds."""

import hashlib
import os
import zlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO

# RFC 1952: no name, no time, an unknown system.
_HEAD = b"\x1f\x8b\x08" + bytes(6) + b"\xff"
_EFFORT = 6
# Lines that are packed together; a part has the same bytes as long as this stays.
_TOGETHER = 1 << 15
# Packs on their way for each thread.
_AHEAD = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One file: its name, and how many lines and bytes it holds; digest and bytes unpacked."""

    name: str
    lines: int
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The files in order, and the digest of all lines one after another."""

    parts: tuple[Part, ...]
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pack:
    """Lines that are packed together: how many, as they are, and packed."""

    lines: int
    raw: bytes
    packed: bytes


def write_parts(
    lines: Iterable[str], count: int, folder: Path, shards: int, threads: int = 1
) -> Parts:
    """Write so many sorted lines as ``part-NNNNN.nq.gz``, each a range of nearly equal length.

    What is written depends on the lines and on the number of shards alone (and on the zlib at
    hand). A file is there when it is whole.
    Raises: OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    ends = [(number + 1) * count // shards for number in range(shards)]
    rest, whole = iter(lines), hashlib.sha256()
    parts: list[Part] = []
    with ThreadPoolExecutor(threads) as pool:
        begun = 0
        for number, end in enumerate(ends):
            name = f"part-{number:05d}.nq.gz"
            with _written(folder / name) as out:
                packs = _packed(pool, threads * _AHEAD, islice(rest, end - begun))
                parts.append(_part(name, packs, out, whole.update))
            begun = end
    return Parts(parts=tuple(parts), sha256=whole.hexdigest())


def _packed(pool: ThreadPoolExecutor, ahead: int, lines: Iterator[str]) -> Iterator[_Pack]:
    """Yield lines in packs, in their order; threads do it, for zlib lets others run meanwhile."""
    with ExitStack() as stack:
        waiting: deque[Future[_Pack]] = deque()
        stack.callback(lambda: [future.cancel() for future in waiting])
        while some := list(islice(lines, _TOGETHER)):
            waiting.append(pool.submit(_pack, some))
            if len(waiting) > ahead:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _pack(lines: list[str]) -> _Pack:
    """Return lines packed so that others can follow in the same file.

    Source: RFC 1951; a flush ends at a whole byte, and what follows needs nothing of before.
    """
    raw = "".join(f"{line}\n" for line in lines).encode()
    packer = zlib.compressobj(_EFFORT, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = packer.compress(raw) + packer.flush(zlib.Z_FULL_FLUSH)
    return _Pack(lines=len(lines), raw=raw, packed=packed)


def _part(
    name: str, packs: Iterable[_Pack], out: BinaryIO, update: Callable[[bytes], None]
) -> Part:
    """Write one file of packs; tell what it holds."""
    digest, lines, size, check = hashlib.sha256(), 0, 0, 0
    out.write(_HEAD)
    for pack in packs:
        out.write(pack.packed)
        digest.update(pack.raw)
        update(pack.raw)
        check = zlib.crc32(pack.raw, check)
        lines, size = lines + pack.lines, size + len(pack.raw)
    # An empty last block, the check and the length.
    out.write(zlib.compressobj(_EFFORT, zlib.DEFLATED, -zlib.MAX_WBITS).flush())
    out.write(check.to_bytes(4, "little") + (size & 0xFFFFFFFF).to_bytes(4, "little"))
    return Part(name=name, lines=lines, size=size, sha256=digest.hexdigest())


@contextmanager
def _written(path: Path) -> Iterator[BinaryIO]:
    """Yield a file that has its name when the block ends without an error."""
    temporary = path.with_name(f".{path.name}.tmp")
    try:
        with temporary.open("wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
