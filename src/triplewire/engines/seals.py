"""The files of a table in, a seal beside them out, by which it is told whether they are as written.

Parquet says nothing of bytes that a disk has changed, and what is read of them may be other rows.
"""

import hashlib
from collections.abc import Collection
from pathlib import Path

_SEAL, _MAKING = "seal", "seal.tmp"


def seal(folder: Path) -> None:
    """Seal the files of a folder.

    Raises: OSError.
    """
    _write(folder, {path.name: _digest(path) for path in folder.glob("*.parquet")})


def take_over(folder: Path, names: dict[Path, str], instead: Collection[Path] = ()) -> None:
    """Move sealed files of other folders into a sealed one, under new names.

    They may come ``instead`` of some that are there. Those that are there without being in the
    seal, when this is broken off, do not count.
    Raises: OSError.
    """
    sealed = _read(folder)
    for path, name in names.items():
        sealed[name] = _read(path.parent)[path.name]
        path.rename(folder / name)
    for path in instead:
        del sealed[path.name]
    _write(folder, sealed)
    for path in instead:
        path.unlink()


def is_sealed(folder: Path) -> bool:
    """Say whether the files of a folder that were sealed are there with all their bytes.

    Others are removed.
    Raises: OSError.
    """
    try:
        sealed = _read(folder)
        whole = all(_digest(folder / name) == digest for name, digest in sealed.items())
    except (OSError, ValueError):
        return False
    for path in folder.glob("*.parquet"):
        if path.name not in sealed:
            path.unlink()
    return whole


def _read(folder: Path) -> dict[str, str]:
    lines = (folder / _SEAL).read_text("ascii").splitlines()
    return {name: digest for digest, name in (line.split("  ") for line in lines)}


def _write(folder: Path, sealed: dict[str, str]) -> None:
    lines = (f"{digest}  {name}\n" for name, digest in sorted(sealed.items()))
    (folder / _MAKING).write_text("".join(lines), encoding="ascii")
    (folder / _MAKING).replace(folder / _SEAL)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
