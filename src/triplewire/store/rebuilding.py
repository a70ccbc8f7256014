"""A store's folder in, a writer that has it alone out; what it wrote counts when it has ended."""

import fcntl
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from triplewire.errors import StoreError
from triplewire.store.generations import clear_leftovers, current_generation
from triplewire.store.private import make_private
from triplewire.store.writer import Writer
from triplewire.system.disk import reported


@contextmanager
def rebuild(folder: Path) -> Iterator[Writer]:
    """Yield a writer on a store, alone; on a normal exit its changes become the current state.

    Raises: StoreError when another build holds the store.
    """
    with reported(folder), _locked(folder):
        clear_leftovers(folder)
        make_private(folder)
        with closing(Writer(folder, current_generation(folder))) as writer:
            yield writer
            if writer.commit():
                clear_leftovers(folder)
        make_private(folder)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
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
