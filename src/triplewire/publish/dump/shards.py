"""A store in, its N-Quads as a folder of sorted, packed parts out, for loading in bulk."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from triplewire.engines.lines import write_parts
from triplewire.iris import BASE
from triplewire.publish.dump.order import ordered
from triplewire.publish.dump.rdf import nquads_lines
from triplewire.store import Shards, Store, Sum, are_shards, write_shards
from triplewire.system.children import processors
from triplewire.system.disk import reported
from triplewire.system.folders import written_whole


def dump_shards(store: Store, folder: Path, shards: int, **more: bool) -> Shards:
    """Write a store as so many parts, a manifest beside them, and return what that says.

    One after another, unpacked, they are the N-Quads of a `dump` with the same options. The folder
    takes the place of earlier shards when it is whole. Memory does not grow with the graph.
    Raises: DiskError when something else stands there.
    """
    return shards_of(nquads_lines(store, **more), folder, shards, store.manifest.base or BASE)


def shards_of(lines: Iterable[bytes], folder: Path, shards: int, base: str) -> Shards:
    """Write lines of N-Quads, each given once in any order, as `dump_shards` does."""
    with reported(folder), written_whole(folder, are_shards) as aside:
        counted, total = _Counted(lines), Sum()
        with ordered(counted, folder=aside) as found:
            text = (line[:-1].decode() for line in total.passing(found))
            written = write_parts(text, counted.lines, aside, shards, processors())
        return write_shards(aside, written.parts, base, total.content)


class _Counted:
    """Lines that are passed on, and how many came through."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        self._lines = lines
        self.lines = 0

    def __iter__(self) -> Iterator[bytes]:
        for line in self._lines:
            self.lines += 1
            yield line
