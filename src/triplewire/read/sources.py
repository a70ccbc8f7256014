"""A newsroom, a folder or a file in, the files to read with their names out."""

import os
from collections.abc import Iterator
from pathlib import Path

from triplewire.errors import ReadError
from triplewire.read.readers import is_known

_ARTICLES = "articles"
_CONFIG = "triplewire.toml"
# A curator's tables may lie beside articles in a folder that is no newsroom; they hold none.
_TABLES = frozenset({"actors.csv", "decisions.csv", "register.csv"})


def sources(root: Path, *, follow_links: bool = False) -> list[tuple[Path, str]]:
    """Return the files to read below root, as ``each_source`` does, sorted by their names.

    Raises: ReadError as ``each_source`` does.
    """
    return sorted(each_source(root, follow_links=follow_links), key=lambda source: source[1])


def each_source(root: Path, *, follow_links: bool = False) -> Iterator[tuple[Path, str]]:
    """Yield the files to read below root with their names relative to it, in no order.

    A newsroom (a folder with articles/ or triplewire.toml) gives every file of articles/, so that
    a file in no known format and a link that leads out are reported; another folder gives its files
    in the known formats that lie in it; a file gives itself. Hidden files and READMEs are left out.
    ``follow_links`` gives what links lead to outside root, too.

    Raises: ReadError when there is nothing at root or a folder below it cannot be read.
    """
    if root.is_file():
        yield root, portable(root.name)
        return
    if not root.is_dir():
        what = "not a regular file" if root.exists() else "no such file or folder"
        raise ReadError(what, where=str(root), hint="check the path")
    articles = root / _ARTICLES
    newsroom = articles.is_dir() or (root / _CONFIG).is_file()
    inside = os.path.realpath(root)
    for file in _files(articles if newsroom else root, follow_links=follow_links):
        if newsroom or (
            is_known(file.name)
            and not (file.parent == root and file.name in _TABLES)
            and (follow_links or _is_inside(file, inside))
        ):
            yield file, portable(file.relative_to(root).as_posix())


def _files(folder: Path, *, follow_links: bool) -> Iterator[Path]:
    """Yield the files below a folder, and the links to other folders that are not followed.

    A link to a folder inside is neither: what it leads to is found where it is.
    """
    inside, followed = os.path.realpath(folder), set[str]()
    for parent, folders, names in os.walk(folder, onerror=_refuse, followlinks=follow_links):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for link in filter(Path.is_symlink, [Path(parent, name) for name in folders]):
            real, leads_out = os.path.realpath(link), not _is_inside(link, inside)
            if not follow_links or real in followed or not leads_out:
                folders.remove(link.name)
            if leads_out and not follow_links:
                yield link
            followed.add(real)
        for name in names:
            file = Path(parent, name)
            if not name.startswith(".") and file.stem.upper() != "README":
                yield file


def _is_inside(path: Path, folder: str) -> bool:
    return Path(os.path.realpath(path)).is_relative_to(folder)


def _refuse(fault: OSError) -> None:
    raise ReadError(
        f"the folder cannot be read: {fault.strerror}",
        where=str(fault.filename),
        hint=f"check its permissions; a newsroom has a folder {_ARTICLES}/",
    ) from fault


def portable(name: str) -> str:
    """Return name with bytes that are not UTF-8 spelt out, so that it can be written anywhere."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")
