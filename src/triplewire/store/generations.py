"""The folders of a store: which generation is current, who reads it, and what may be removed."""

import fcntl
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from triplewire.errors import REBUILD, StoreError
from triplewire.store.manifest import MANIFEST
from triplewire.system.folders import sync

CURRENT = "current"
IN_USE = "in-use"
TEMPORARY = ".tmp"
# What is named otherwise is somebody else's.
_GENERATION = re.compile(r"gen-\d{6,}")


def number_of(generation: Path | None) -> int:
    """Return the number of a generation, 0 for none."""
    return 0 if generation is None else int(generation.name.removeprefix("gen-"))


def current_generation(folder: Path) -> Path | None:
    """Return the path of the current generation, None when nothing was ever built.

    Raises: StoreError when the pointer names what is not there.
    """
    name = _pointer(folder)
    if name is None:
        return None
    if not _GENERATION.fullmatch(name) or not (folder / name / MANIFEST).is_file():
        # A build may have switched and removed the generation since the pointer was read.
        if _pointer(folder) != name:
            return current_generation(folder)
        raise StoreError(
            f"the store names a generation that is not there: {name[:40]!r}",
            where=str(folder / CURRENT),
            hint=REBUILD,
        )
    return folder / name


def _pointer(folder: Path) -> str | None:
    try:
        return (folder / CURRENT).read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return None


def pin_current(folder: Path) -> tuple[Path, IO[bytes]]:
    """Hold the current generation against removal; retry when a build switches meanwhile."""
    while True:
        path = current_generation(folder)
        if path is None:
            raise StoreError(
                "there is no store here yet",
                where=str(folder),
                hint="run `triplewire build seeds` first, or name another with --store",
            )
        try:
            pin = (path / IN_USE).open("rb")
        except FileNotFoundError as error:
            if current_generation(folder) != path:
                continue
            raise StoreError(
                "the store is damaged: a file is missing",
                where=str(path / IN_USE),
                hint=REBUILD,
            ) from error
        fcntl.flock(pin, fcntl.LOCK_SH)
        if current_generation(folder) == path:
            return path, pin
        pin.close()


def pin(folder: Path, generation: str) -> tuple[Path, IO[bytes]]:
    """Hold a generation, current or not, against removal.

    Raises: StoreError when it is not there.
    """
    path = folder / generation
    try:
        found = (path / IN_USE).open("rb")
    except OSError as error:
        raise StoreError(f"no generation {generation[:40]!r}", where=str(folder)) from error
    fcntl.flock(found, fcntl.LOCK_SH)
    return path, found


def clear_leftovers(folder: Path) -> None:
    """Remove what killed builds left and old generations that nobody reads any more."""
    current = current_generation(folder)
    for path in sorted(folder.glob("gen-*")):
        ours = _GENERATION.fullmatch(path.name.removesuffix(TEMPORARY)) and not path.is_symlink()
        if path == current or not ours:
            continue
        if path.name.endswith(TEMPORARY) or _unread(path):
            shutil.rmtree(path)


def _unread(generation: Path) -> bool:
    with (generation / IN_USE).open("a") as pin:
        try:
            fcntl.flock(pin, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def switch(folder: Path, generation: Path) -> None:
    """Make a generation the current one, which has been written below a name that is nobody's."""
    final = generation.with_suffix("")
    generation.rename(final)
    pointer = folder / f"{CURRENT}{TEMPORARY}"
    pointer.write_text(final.name, encoding="utf-8")
    sync(pointer)
    pointer.replace(folder / CURRENT)
    sync(folder)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold a folder, which is made if it is not there, against other builds."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / "lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise StoreError(
                "another build is writing to this store",
                where=str(folder),
                hint="wait for it to end, or give this one its own --store",
            ) from error
        yield
