"""The union of a store's graphs in, what a check will warn of out, by one process or by several."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

import pyoxigraph as ox

from triplewire.build.one_article import own_shapes
from triplewire.engines import Crew
from triplewire.store import Writer
from triplewire.validate import Warned, Warner

# Some nodes at a time: so many are judged before other processes take longer to begin.
_ALONE = 16


def all_warnings(writer: Writer, jobs: int) -> Iterator[Warned]:
    """Yield what shapes warn of in all that a store holds, by node, in the order of the nodes.

    Raises: EngineError when every process is killed.
    """
    warner = Warner(writer.database(), own_shapes())
    nodes = warner.nodes()
    for some in islice(nodes, None if jobs < 2 else _ALONE):
        yield from warner.at(some)
    for first in nodes:
        with writer.snapshot() as database, Crew(jobs) as crew:
            units = ([[node] for node in some] for some in chain((first,), nodes))
            for _, found in crew.worked(units, Warn(database, warner)):
                yield from found


@dataclass(frozen=True, slots=True)
class Warn:
    """Judge nodes of a store; what no process comes back from is judged by the parent."""

    database: Path
    warner: Warner | None
    given: type[str] = str
    made: type[tuple[str, tuple[str, ...]]] = tuple
    size: int = 1

    def begin(self) -> Callable[[Sequence[str]], Iterable[Warned]]:
        """Open the store."""
        return Warner(ox.Store.read_only(str(self.database)), own_shapes()).at

    def lost(self, node: str) -> Iterable[Warned]:
        """Return what is found at a node."""
        return self.warner.at((node,)) if self.warner else ()

    def __reduce__(self) -> tuple[type["Warn"], tuple[Path, None]]:
        """Leave what belongs to the parent there."""
        return Warn, (self.database, None)
