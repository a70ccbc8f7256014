"""The union of a store's graphs in, what a check will warn of out, by one process or by several."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from functools import partial
from itertools import chain, islice
from pathlib import Path

import pyoxigraph as ox

from triplewire.build.one_article import own_shapes
from triplewire.engines import Processes
from triplewire.store import Writer
from triplewire.validate import Warned, Warner

# Some nodes at a time: so many are judged before other processes take longer to begin.
_ALONE = 16
# On their way for each process: one in work, one waiting.
_AHEAD = 2


def all_warnings(writer: Writer, jobs: int) -> Iterator[Warned]:
    """Yield what shapes warn of in all that a store holds, by node, in the order of the nodes.

    Raises: EngineError when every process is killed.
    """
    warner = Warner(writer.database(), own_shapes())
    nodes = warner.nodes()
    for some in islice(nodes, None if jobs < 2 else _ALONE):
        yield from warner.at(some)
    for first in nodes:
        with writer.snapshot() as database:
            begin = partial(_set_up, database)
            # What no process comes back from is judged by this one.
            processes = Processes[str, Warned](jobs, begin, lambda node: warner.at((node,)))
            with closing(processes):
                yield from _shared_out(chain((first,), nodes), processes, jobs)


def _shared_out(
    nodes: Iterable[tuple[str, ...]], processes: Processes[str, Warned], jobs: int
) -> Iterator[Warned]:
    """Yield what several processes find, each at some nodes at a time."""
    waiting = deque[Callable[[], Sequence[Warned]]]()
    for some in nodes:
        waiting.append(processes.submit(_work, some))
        if len(waiting) > jobs * _AHEAD:
            yield from waiting.popleft()()
    while waiting:
        yield from waiting.popleft()()


# What a process works with, set once when it begins.
_warner: list[Warner] = []


def _set_up(database: Path) -> None:
    _warner.append(Warner(ox.Store.read_only(str(database)), own_shapes()))


def _work(nodes: Sequence[str]) -> list[Warned]:
    return _warner[0].at(nodes)
