"""A newsroom and the folders of a store in, which of these it is out, however either was moved.

A store knows a folder by a name that stays, and where it was when it was last built: by the way to
it from the store, which stays when both are moved, and by its path, which stays when the store is.
One that has left both places is told by what it holds.
"""

import os
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from itertools import count
from pathlib import Path

from triplewire.errors import ReadError, StoreError
from triplewire.read import sources
from triplewire.store import Folder, Manifest

_HINT = (
    "put that folder back where it was and build it, give this one a store of its own with --store,"
    " or delete the store's folder and build again"
)


def recognise(
    root: Path,
    store: Path,
    manifest: Manifest,
    common: Mapping[str, tuple[int, int]],
    *,
    empty: bool,
) -> str:
    """Return the name under which a store knows a newsroom, and note where that is now.

    ``common`` counts what each folder that the store has articles of shares with what was read
    there: texts, and articles' names. ``empty`` says that nothing was read.
    Raises: StoreError when it cannot be told whether it is a folder that the store has articles of.
    """
    folders = dict(sorted(manifest.folders.items()))
    here = Folder(near=_way(store, root), path=_portable(root.absolute()))
    held = [name for name in folders if name in common]
    name = _known(root, here, {name: folders[name] for name in held}, common)
    if name is None:
        gone = [name for name in held if not _stands_anywhere(folders[name], store)]
        name = _moved(gone, common)
        if name is None and gone and not empty and root.is_dir():
            raise _doubt(root, folders[gone[0]], "which is no longer there")
    name = name or _fresh(here.near, held)
    _note(manifest, name, here, store, held=common.keys())
    return name


def known_as(root: Path, store: Path, manifest: Manifest) -> frozenset[str]:
    """Return the names under which a store may know a newsroom, by where it is alone."""
    near = _way(store, root)
    return frozenset(
        name
        for name, folder in manifest.folders.items()
        if _was_at(folder, root) or folder.near == near
    )


def place(store: Path, manifest: Manifest, name: str) -> Path:
    """Return where a folder that a store knows is: beside the store, or else where it was built."""
    folder = manifest.folders[name]
    near = Path(os.path.normpath(store.resolve() / folder.near))
    return near if near.exists() else Path(folder.path)


def _known(
    root: Path,
    here: Folder,
    folders: Mapping[str, Folder],
    common: Mapping[str, tuple[int, int]],
) -> str | None:
    """Return which folder was at the path of a newsroom, or on the same way from the store.

    Raises: StoreError when the folder on the same way is still elsewhere, and has nothing of this.
    """
    there = [name for name, folder in folders.items() if _was_at(folder, root)]
    if there:
        return max(there, key=lambda name: common[name])
    beside = [name for name, folder in folders.items() if folder.near == here.near]
    if not beside:
        return None
    name = max(beside, key=lambda name: common[name])
    path = folders[name].path
    if common[name] == (0, 0) and _stands(Path(path)):
        raise _doubt(root, folders[name], "which is still there")
    return name


def _moved(gone: Iterable[str], common: Mapping[str, tuple[int, int]]) -> str | None:
    """Return the folder that shares most with a newsroom, None when there is none or several do."""
    ranked = sorted(((common[name], name) for name in gone), reverse=True)
    (most, name), (next_most, _) = (*ranked, ((0, 0), None), ((0, 0), None))[:2]
    return name if most > next_most else None


def _fresh(near: str, taken: Iterable[str]) -> str:
    """Return a name that no other folder has: the way to it, as long as that is free."""
    names = (near if number == 1 else f"{near}#{number}" for number in count(1))
    return next(name for name in names if name not in taken)


def _note(manifest: Manifest, name: str, here: Folder, store: Path, held: AbstractSet[str]) -> None:
    """Note where a folder is, and forget those that have no articles and are nowhere else."""
    for other in sorted(manifest.folders):
        folder = manifest.folders[other]
        if other == name:
            continue
        if other not in held and (
            _was_at(folder, Path(here.path)) or not _stands_anywhere(folder, store)
        ):
            for books in (
                *(manifest.folders, manifest.listed),
                *(manifest.decisions, manifest.decided, manifest.unmet, manifest.register),
            ):
                books.pop(other, None)
        elif folder.near == here.near:
            near = _way(store, Path(folder.path))
            manifest.folders[other] = Folder(near=near, path=folder.path)
    manifest.folders[name] = here


def _doubt(root: Path, other: Folder, where: str) -> StoreError:
    return StoreError(
        f"the store holds articles of {other.path}, {where}; what they have in"
        " common does not tell whether this is the same folder",
        where=str(root),
        hint=_HINT,
    )


def _way(store: Path, root: Path) -> str:
    """Return the way from a store to a newsroom."""
    return _portable(Path(os.path.relpath(root.resolve(), store.resolve())))


def _portable(path: Path) -> str:
    """Return a path that can be written anywhere, whatever bytes its names have."""
    return path.as_posix().encode("utf-8", "backslashreplace").decode("utf-8")


def _was_at(folder: Folder, path: Path) -> bool:
    return Path(folder.path).resolve() == path.resolve()


def _stands_anywhere(folder: Folder, store: Path) -> bool:
    return _stands(store.resolve() / folder.near) or _stands(Path(folder.path))


def _stands(path: Path) -> bool:
    """Say whether articles are at a path; what cannot be looked at counts as being there."""
    try:
        return path.exists() and bool(sources(path))
    except (OSError, ReadError):
        return True
