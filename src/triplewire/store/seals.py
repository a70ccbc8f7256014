"""The data files of a generation in, their hashes out, by which a later build knows them again.

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
    """Write the hashes of a generation's data files and of its book.

    What is ``known`` of a data file is not read anew.
    """
    names = (path.relative_to(generation).as_posix() for path in _data(generation))
    seals = {name: known.get(name) or digest_of(generation / name) for name in names}
    seals[BOOK] = book
    (generation / _SEALS).write_bytes(msgspec.json.format(msgspec.json.encode(seals)))


def verified(generation: Path) -> dict[str, str]:
    """Return the hashes of a generation's data files, which are as they were written.

    Raises: StoreError when one is not, or is not there.
    """
    path = generation
    try:
        path = generation / _SEALS
        seals = msgspec.json.decode(path.read_bytes(), type=dict[str, str])
        for name, digest in seals.items():
            path = generation / name
            if digest_of(path) != digest:
                raise ValueError("it is not as it was written")
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
            verified(generation)


def _data(generation: Path) -> Iterator[Path]:
    return (path for path in sorted(generation.glob("*/*")) if path.suffix in _DATA)


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
