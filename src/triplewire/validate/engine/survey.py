"""A file of N-Quads in, out: where each graph lies, and which graphs the others look into.

A focus node can be judged by its own graph and those that are shared, if whatever the shapes read
on the way lies in them. That is so when the graphs that describe a node of another graph are all
shared, and the shared ones look into shared ones only. It is found out here, never assumed.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from triplewire.validate.engine.reach import ANY, Reach

if TYPE_CHECKING:
    import numpy as np

_BLOCK = 1 << 22
_SHARE = 4  # the shared graphs may make up a quarter of the file


class NotByGraphError(Exception):
    """Say that a file cannot be judged graph by graph."""


@dataclass(frozen=True, slots=True)
class Span:
    """A run of lines of one graph: byte offsets in the file, and the number of its first line."""

    start: int
    end: int
    line: int


@dataclass(frozen=True, slots=True)
class Plan:
    """How a file is judged: the shared spans first, then each other span with them."""

    shared: tuple[Span, ...]
    local: tuple[Span, ...]


@dataclass(slots=True)
class _Notes:
    """What was seen: each graph's span, the nodes it describes, and those it looks into."""

    spans: list[Span] = field(default_factory=list)
    described: Any = None
    describing: Any = None
    looked_up: Any = None
    looking: Any = None


def survey(path: Path, reach: Reach, named: Iterable[str]) -> Plan:
    """Return how a file can be judged graph by graph; ``named`` are nodes that shapes name.

    Raises: NotByGraphError when it cannot.
    """
    if reach.everywhere or ANY in reach.backward():
        raise NotByGraphError
    notes = _read(path, reach)
    shared = _shared(notes, named)
    size = sum(notes.spans[index].end - notes.spans[index].start for index in shared)
    if size * _SHARE > path.stat().st_size:
        raise NotByGraphError
    return Plan(
        shared=tuple(notes.spans[index] for index in sorted(shared)),
        local=tuple(s for index, s in enumerate(notes.spans) if index not in shared),
    )


def _hashed(term: bytes) -> int:
    return int.from_bytes(blake2b(term, digest_size=8).digest(), "big")


def lines_of(path: Path) -> Iterator[tuple[int, bytes]]:
    """Yield each line of a file with its byte offset, without its line break."""
    at, rest = 0, b""
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            lines = (rest + block).split(b"\n")
            rest = lines.pop()
            for line in lines:
                yield at, line
                at += len(line) + 1
    if rest:
        yield at, rest


def _read(path: Path, reach: Reach) -> _Notes:
    from array import array  # noqa: PLC0415 - with numpy, only for large files

    followed = {term.encode() for term in reach.followed() | reach.backward()}
    backward = {term.encode() for term in reach.backward()}
    everything = ANY.encode() in followed
    described, describing = array("Q"), array("Q")
    looked_up, looking = array("Q"), array("Q")
    spans: list[Span] = []
    graph_end, subject, start, first, number = b"\0", b"", 0, 1, 0
    subjects: set[bytes] = set()
    objects: set[bytes] = set()

    def close(end: int, index: int) -> None:
        spans.append(Span(start, end, first))
        for node in subjects:
            described.append(_hashed(node))
            describing.append(index)
        for node in objects - subjects:
            looked_up.append(_hashed(node))
            looking.append(index)
        subjects.clear()
        objects.clear()

    at = 0
    for number, (at, line) in enumerate(lines_of(path), start=1):
        if not line.endswith(graph_end):
            graph = line.rsplit(b" ", 2)
            if len(graph) < 3 or graph[2] != b"." or graph[1][:1] not in (b"<", b"_"):
                raise NotByGraphError
            if graph_end != b"\0":
                close(at, len(spans))
                start, first = at, number
            graph_end = b" " + graph[1] + b" ."
        parts = line.split(b" ", 2)
        if parts[0] != subject:
            subject = parts[0]
            subjects.add(subject)
        elif not subjects:
            subjects.add(subject)
        if everything or parts[1] in followed:
            node = parts[2][: -len(graph_end)]
            if node[:1] != b'"' or parts[1] in backward:
                objects.add(node)
                if parts[1] in backward:
                    subjects.add(node)
    if graph_end == b"\0":
        raise NotByGraphError
    close(path.stat().st_size, len(spans))
    del number
    return _Notes(spans, *map(_array, (described, describing, looked_up, looking)))


def _array(values: Any) -> "np.ndarray[Any, Any]":
    import numpy as np  # noqa: PLC0415 - only for large files

    return np.frombuffer(values, dtype=np.uint64) if values else np.zeros(0, dtype=np.uint64)


def _shared(notes: _Notes, named: Iterable[str]) -> set[int]:
    """Return the spans that others look into, and all that those look into."""
    import numpy as np  # noqa: PLC0415 - only for large files

    order = np.argsort(notes.described, kind="stable")
    nodes, homes = notes.described[order], notes.describing[order].astype(np.int64)
    again = np.flatnonzero(nodes[1:] == nodes[:-1])
    shared = set(homes[again].tolist()) | set(homes[again + 1].tolist())
    # The first home is enough: a node with several makes all of them shared.
    places = np.searchsorted(nodes, notes.looked_up)
    places[places == len(nodes)] = 0
    found = nodes[places] == notes.looked_up
    target, source = homes[places[found]], notes.looking[found].astype(np.int64)
    other = target != source
    shared |= set(np.unique(target[other]).tolist())
    wanted = np.array([_hashed(node.encode()) for node in named], dtype=np.uint64)
    shared |= set(homes[np.isin(nodes, wanted)].tolist())
    return shared
