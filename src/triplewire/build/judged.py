"""The union of a store's graphs in, what a check will warn of out, by one process or by several.

One of several writes the index first, while the others begin.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import pyoxigraph as ox

from triplewire.ask.index import index_in
from triplewire.build.into import Into
from triplewire.build.one_article import own_shapes
from triplewire.engines import Crew
from triplewire.iris import BASE
from triplewire.validate import Warned, Warner

# Articles that one process judges before others have begun.
_FEW = 500


def all_warnings(into: Into) -> Iterator[Warned]:
    """Yield what shapes warn of in all that a store holds, by node, in the order of the nodes.

    Raises: EngineError when every process is killed.
    """
    writer = into.writer
    into.at("checking")
    warner = Warner(writer.database(), own_shapes())
    many = len(writer.articles) >= _FEW
    if many:
        # To read every part of it for each node takes twice the time, and more than this, which
        # goes on while the nodes are found.
        writer.compact()
    several = into.jobs > 1 and many
    with ExitStack() as stack:
        number, nodes = stack.enter_context(warner.nodes())
        judged: Iterable[tuple[int, Iterable[Warned]]]
        if several:
            database = stack.enter_context(writer.snapshot())
            crew = stack.enter_context(Crew(into.jobs))
            base = writer.manifest.base or BASE
            indexed = crew.begun(str(writer.begin()), WriteIndex(database, base))
            units = ([[node] for node in some] for some in nodes)
            judged = crew.worked(units, Warn(database, warner))
        else:
            judged = ((len(some), warner.at(some)) for some in nodes)
        done = 0
        for count, found in judged:
            into.at("checking", done, number)
            done += count
            yield from found
        if several:
            into.at("finishing")
            indexed()


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


@dataclass(frozen=True, slots=True)
class WriteIndex:
    """Write the index of a store into folders; who finishes the build writes what is lost."""

    database: Path
    base: str
    given: type[str] = str
    made: type[str] = str
    size: int = 1

    def begin(self) -> Self:
        """Begin; each folder opens the store anew."""
        return self

    def __call__(self, folders: Sequence[str]) -> Iterable[str]:
        """Write them; return nothing."""
        for folder in folders:
            index_in(Path(folder), ox.Store.read_only(str(self.database)), self.base)
        return ()

    def lost(self, _: str) -> Iterable[str]:
        """Return nothing."""
        return ()
