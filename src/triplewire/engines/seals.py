"""The files of a table in, a seal beside them out, by which it is told whether they are as written.

Parquet says nothing of bytes that a disk has changed, and what is read of them may be other rows.
"""

import hashlib
from pathlib import Path

_SEAL = "seal"


def seal(folder: Path) -> None:
    """Seal the files of a folder.

    Raises: OSError.
    """
    (folder / _SEAL).write_text(_of(folder), encoding="ascii")


def is_sealed(folder: Path) -> bool:
    """Say whether the files of a folder are those that were sealed, with all their bytes."""
    try:
        return (folder / _SEAL).read_text("ascii") == _of(folder)
    except (OSError, ValueError):
        return False


def _of(folder: Path) -> str:
    total = hashlib.sha256()
    for path in sorted(folder.glob("*.parquet")):
        with path.open("rb") as file:
            total.update(hashlib.file_digest(file, "sha256").digest())
    return total.hexdigest()
