"""A newsroom, a folder or a file in, the files to read with their names out."""

import os
from collections.abc import Iterator
from pathlib import Path

from triplewire.errors import ReadError
from triplewire.read.readers import READERS

_ARTICLES = "articles"
_CONFIG = "triplewire.toml"


def sources(root: Path) -> list[tuple[Path, str]]:
    """Return the files to read below root, sorted by their names relative to it.

    A newsroom (a folder with articles/ or triplewire.toml) gives every file of articles/, so that
    a file in no known format is reported; another folder gives its files in the known ones;
    a file gives itself. Hidden files, READMEs and links that lead out of root are left out.

    Raises: ReadError when there is nothing at root or a folder below it cannot be read.
    """
    if root.is_file():
        return [(root, _portable(root.name))]
    if not root.is_dir():
        raise ReadError("no such file or folder", where=str(root), hint="check the path")
    articles = root / _ARTICLES
    newsroom = articles.is_dir() or (root / _CONFIG).is_file()
    files = (
        file
        for file in _files(articles if newsroom else root, root.resolve())
        if newsroom or file.suffix.lower() in READERS
    )
    return sorted(
        ((file, _portable(file.relative_to(root).as_posix())) for file in files),
        key=lambda source: source[1],
    )


def _files(folder: Path, inside: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder, onerror=_refuse):  # follows no link to a folder
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            file = Path(parent, name)
            hidden = name.startswith(".") or file.stem.upper() == "README"
            if not hidden and Path(os.path.realpath(file)).is_relative_to(inside):
                yield file


def _refuse(fault: OSError) -> None:
    raise ReadError(
        f"the folder cannot be read: {fault.strerror}",
        where=str(fault.filename),
        hint=f"check its permissions; a newsroom has a folder {_ARTICLES}/",
    ) from fault


def _portable(name: str) -> str:
    """Return name with bytes that are not UTF-8 spelt out, so that it can be written anywhere."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")
