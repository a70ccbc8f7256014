"""A store's folder in, a writer that has it alone out; what it wrote counts when it has ended."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from triplewire.errors import StoreError
from triplewire.store.generations import clear_leftovers, current_generation, locked
from triplewire.store.private import make_private
from triplewire.store.writer import Writer
from triplewire.system.disk import reported


def _nothing(_: Writer) -> None:
    """Do nothing."""


@contextmanager
def rebuild(folder: Path, finish: Callable[[Writer], None] = _nothing) -> Iterator[Writer]:
    """Yield a writer on a store, alone; on a normal exit its changes become the current state.

    ``finish`` is what else a generation is to have; it is called when all that it says is written.

    Raises: StoreError when another build holds the store, or it was loaded from a dump.
    """
    with reported(folder), locked(folder):
        clear_leftovers(folder)
        make_private(folder)
        with closing(Writer(folder, current_generation(folder))) as writer:
            if writer.manifest.loaded:
                raise StoreError(
                    "the store was loaded from a dump, and knows no newsroom that could be built",
                    where=str(folder),
                    hint="give the newsroom a store of its own with --store",
                )
            yield writer
            if writer.changed():
                finish(writer)
                writer.commit()
                clear_leftovers(folder)
        make_private(folder)
