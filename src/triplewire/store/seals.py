"""The data files of a generation in, their seals out, by which a later build knows them again.

Oxigraph never changes a file of data once it is written, and meets a damaged one only when it looks
there: some queries then go on for ever, and what nobody looks at is copied on and on.
"""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from triplewire.errors import REBUILD, StoreError
from triplewire.store.book import BOOK
from triplewire.store.generations import current_generation, pin_current
from triplewire.system.disk import reported

_SEALS = "files.json"
_DATA = frozenset({".sst", ".blob"})


def seal(generation: Path, known: Mapping[str, str], book: str) -> None:
    """Write the seals of a generation's data files and of its book.

    What is ``known`` of a data file is not read anew.
    """
    files = ((path.relative_to(generation).as_posix(), path) for path in _data(generation))
    seals = {name: known.get(name) or f"{digest_of(path)} {_stamp(path)}" for name, path in files}
    seals[BOOK] = book
    (generation / _SEALS).write_bytes(msgspec.json.format(msgspec.json.encode(seals)))


def verified(generation: Path, *, whole: bool = False) -> dict[str, str]:
    """Return the seals of a generation's data files, which are as they were written.

    A file that has the size and the time with which it was sealed is not read, for a build must
    not cost as much as all that is stored; unless they are verified as a ``whole``.
    Raises: StoreError when one is not as it was, or is not there.
    """
    path = generation
    try:
        path = generation / _SEALS
        seals = msgspec.json.decode(path.read_bytes(), type=dict[str, str])
        for name, sealed in seals.items():
            path = generation / name
            digest, _, known = sealed.partition(" ")
            stamp = _stamp(path)
            if (whole or stamp != known) and digest_of(path) != digest:
                raise ValueError("it is not as it was written")
            seals[name] = f"{digest} {stamp}"
    except (OSError, ValueError) as error:
        raise StoreError(
            f"the store is damaged: {error}",
            where=str(path),
            hint=REBUILD,
        ) from error
    return seals


def verify(folder: Path) -> None:
    """See whether the data files of a store's current generation, if any, are as they were written.

    Raises: StoreError, DiskError when one is not, or cannot be read.
    """
    with reported(folder):
        if current_generation(folder) is None:
            return
        generation, held = pin_current(folder)
        with held:
            verified(generation, whole=True)


def _data(generation: Path) -> Iterator[Path]:
    return (path for path in sorted(generation.glob("*/*")) if path.suffix in _DATA)


def _stamp(path: Path) -> str:
    """Return the size of a file in bytes and when it was written, in nanoseconds."""
    told = path.stat()
    return f"{told.st_size} {told.st_mtime_ns}"


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
