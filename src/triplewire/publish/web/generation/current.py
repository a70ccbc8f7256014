"""A store's folder in, its current generation out, for as long as each reader needs it."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from triplewire.errors import StoreError
from triplewire.store import Store


@dataclass(slots=True)
class _Opened:
    store: Store
    tag: str
    readers: int = 0


class CurrentGeneration:
    """The current generation of a store, kept open and shared by all requests.

    A handler reads like this, in a thread or in the event loop alike::

        with request.app.state.generation.reading() as store:
            ...  # a triplewire.store.Store that stays as it is inside the block

    A build that switches meanwhile is noticed by the next ``reading`` (one ``stat`` each); the
    generation that was open is let go when its last reader leaves it. Take what you need out of
    the store before the block ends: never return a generator that still reads from it.
    """

    def __init__(self, folder: Path) -> None:
        """Open the current generation.

        Raises: StoreError when the folder holds no store.
        """
        self.folder = folder
        self._current = str(folder / "current")
        self.fault = ""
        self._lock = Lock()
        self._stamp = self._look()
        self._opened = _open(folder)

    @property
    def tag(self) -> str:
        """Return what names the current state in ETags: its number and its manifest's hash."""
        self._follow()
        return self._opened.tag

    @contextmanager
    def reading(self) -> Iterator[Store]:
        """Yield the store on the current generation, held until the block ends."""
        with self.tagged() as (store, _):
            yield store

    @contextmanager
    def tagged(self) -> Iterator[tuple[Store, str]]:
        """Yield the store with the tag of its generation, held until the block ends."""
        self._follow()
        with self._lock:
            opened = self._opened
            opened.readers += 1
        try:
            yield opened.store, opened.tag
        finally:
            with self._lock:
                opened.readers -= 1
                self._release(opened)

    def close(self) -> None:
        """Let go of the generation."""
        self._opened.store.close()

    def _follow(self) -> None:
        """Open the new generation if a build has switched; keep the old one if that fails."""
        stamp = self._look()
        if stamp == self._stamp:
            return
        with self._lock:
            if stamp == self._stamp:
                return
            self._stamp = stamp
            try:
                new = _open(self.folder)
            except StoreError as error:
                self.fault = str(error)
                return
            self.fault = ""
            old, self._opened = self._opened, new
            self._release(old)

    def _look(self) -> tuple[int, int]:
        with suppress(FileNotFoundError):
            found = os.stat(self._current)  # noqa: PTH116  each request pays for it
            return found.st_ino, found.st_mtime_ns
        return 0, 0

    def _release(self, opened: _Opened) -> None:
        if opened is not self._opened and opened.readers == 0:
            opened.store.close()


def _open(folder: Path) -> _Opened:
    store = Store(folder)
    digest = hashlib.sha256((store.path / "manifest.json").read_bytes()).hexdigest()
    return _Opened(store=store, tag=f"{store.path.name}-{digest[:16]}")
