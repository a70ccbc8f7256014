"""A store in, a folder of versions out, of which ``latest`` is always a complete one.

``FOLDER/VERSION/`` holds everything; a version is named by its data, never by the clock, so that a
second dump of the same data finds its work done. ``FOLDER/latest`` is a link to the version of the
last dump, and ``FOLDER/triplewire.ttl`` and its like lead through it. A version is written aside
and renamed when all of it is on the disk: whenever a dump is killed, the last complete one stays.
"""

import fcntl
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from triplewire import __version__
from triplewire.errors import ConfigError, StoreError
from triplewire.iris import BASE, digits_of, is_web_address
from triplewire.publish.dump.contents import LINKED, SUMS, distributed, layout, write_contents
from triplewire.publish.dump.distributions import DumpFile
from triplewire.publish.vocabulary import fingerprint
from triplewire.store import Store
from triplewire.system.disk import reported
from triplewire.system.folders import sync, sync_tree

LATEST = "latest"
_VERSION = re.compile(r"[0-9a-f]{16}")
_ASIDE = re.compile(r"\.triplewire-(?P<name>.+)\.tmp")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dump:
    """A complete version in its folder. ``fresh`` says that this dump wrote it.

    ``files`` are those that hold data; ``path`` holds their catalogue, README and checksums too.
    """

    version: str
    path: Path
    files: tuple[DumpFile, ...]
    fresh: bool = False


def write_dump(
    store: Store, folder: Path, *, url: str | None = None, keep: int | None = None
) -> Dump:
    """Write what a store publishes into a folder, and make it the folder's latest version.

    ``url`` is the web address under which the folder is published: that of
    `triplewire serve` at the newsroom's base unless told otherwise. ``keep`` versions are kept,
    the last ones; all of them unless told otherwise.
    Raises: ConfigError when ``url`` is no web address, StoreError when another dump is writing
    there, DiskError when the folder cannot be written to.
    """
    version, address = version_of(store, url), _address(store, url)
    path = folder / version
    with reported(folder), _alone(folder):
        _clear_leftovers(folder)
        fresh = not path.is_dir()
        if fresh:
            _write_aside(store, path, f"{address}{version}/")
        _switch(folder, version)
        if keep is not None:
            _prune(folder, version, keep)
    return Dump(version=version, path=path, files=distributed(path), fresh=fresh)


def version_of(store: Store, url: str | None = None) -> str:
    """Return the name of the version that a dump of a store would be, by what goes into it.

    Raises: ConfigError when ``url`` is no web address.
    """
    manifest = store.manifest
    settings = (str(manifest.publish_text), manifest.base or BASE, _address(store, url))
    return digits_of(manifest.content, *settings, __version__, layout(), fingerprint())


def latest_dump(folder: Path) -> Dump | None:
    """Return the latest version of a folder, None when nothing was ever dumped there.

    It is what a store publishes now when its ``version`` is `version_of` the store.
    """
    try:
        version = (folder / LATEST).readlink().name
    except OSError:
        return None
    path = folder / version
    if not (path / SUMS).is_file():
        return None
    return Dump(version=version, path=path, files=distributed(path))


def _address(store: Store, url: str | None) -> str:
    if url is None:
        return f"{store.manifest.base or BASE}dumps/"
    if not is_web_address(url):
        raise ConfigError(
            f"not a web address: {url[:200]!r}", hint="write it as https://example.org/dumps/"
        )
    return url if url.endswith("/") else f"{url}/"


def _write_aside(store: Store, path: Path, url: str) -> None:
    """Write a version where nobody looks, and rename it when all of it is on the disk."""
    aside = _aside(path)
    try:
        aside.mkdir()
        write_contents(store, aside, version=path.name, url=url)
        sync_tree(aside)
        aside.rename(path)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    sync(path.parent)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold a folder, which is made if it is not there, against other dumps."""
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY)
    try:
        _lock(handle, folder)
        yield
    finally:
        os.close(handle)


def _lock(handle: int, folder: Path) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise StoreError(
            "another dump is writing here", where=str(folder), hint="wait for it to end"
        ) from error


def _clear_leftovers(folder: Path) -> None:
    """Remove what a killed dump left, and nothing else that is in the folder."""
    for path in folder.iterdir():
        found = _ASIDE.fullmatch(path.name)
        if found and path.is_symlink():
            path.unlink()
        elif found and _VERSION.fullmatch(found["name"]):
            shutil.rmtree(path)


def _aside(path: Path) -> Path:
    """Return where that is made which is to stand at a path."""
    return path.with_name(f".triplewire-{path.name}.tmp")


def _switch(folder: Path, version: str) -> None:
    """Let ``latest``, and the names of the graph's files, lead to a version."""
    _link(folder, LATEST, version)
    for name in LINKED:
        _link(folder, name, f"{LATEST}/{name}")
    # Which version came last is told by the times of their folders, and by nothing published.
    os.utime(folder / version)
    sync(folder)


def _link(folder: Path, name: str, target: str) -> None:
    link, aside = folder / name, _aside(folder / name)
    with suppress(OSError):
        if str(link.readlink()) == target:
            return
    aside.symlink_to(target)
    try:
        aside.replace(link)
    except IsADirectoryError as error:
        raise StoreError(
            f"{name} is a folder, where a link to the latest version belongs",
            where=str(folder),
            hint="move it away, or dump into another folder",
        ) from error


def _prune(folder: Path, latest: str, keep: int) -> None:
    """Remove all versions but the last few; a version goes at once, as far as readers can see."""
    versions = [path for path in folder.iterdir() if _VERSION.fullmatch(path.name)]
    complete = [path for path in versions if (path / SUMS).is_file() and path.name != latest]
    complete.sort(key=lambda path: (path.stat().st_mtime_ns, path.name), reverse=True)
    for path in complete[max(keep - 1, 0) :]:
        aside = path.rename(_aside(path))
        shutil.rmtree(aside)
