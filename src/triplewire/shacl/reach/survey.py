"""A file of N-Quads in, out: where each graph lies, and which graphs the others look into.

A focus node can be judged by its own graph and those that are shared, if whatever the shapes read
on the way lies in them. That is so when the graphs that describe a node of another graph are all
shared, and the shared ones look into shared ones only. It is found out here, never assumed.
"""

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from triplewire.shacl.graph import is_canonical
from triplewire.shacl.reach.automaton import ANY, Reach

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
    """What was seen: the graphs, which nodes which of them describe, and which they look into."""

    spans: list[Span]
    described: "np.ndarray[Any, Any]"
    describing: "np.ndarray[Any, Any]"
    looked_up: "np.ndarray[Any, Any]"
    looking: "np.ndarray[Any, Any]"


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
    surveyor = _Surveyor(reach)
    for number, (at, line) in enumerate(lines_of(path), start=1):
        surveyor.line(number, at, line)
    surveyor.close(path.stat().st_size)
    if not surveyor.spans:
        raise NotByGraphError
    return surveyor.notes()


def _note(term: bytes, among: set[bytes]) -> None:
    """Put a term among others; one that could be written otherwise might not be found again.

    Raises: NotByGraphError when it could.
    """
    if term not in among:
        labelled = term[:2] == b"_:" and not {0x09, 0x20} & set(term)
        if not labelled and not is_canonical(term.decode(errors="replace")):
            raise NotByGraphError
        among.add(term)


class _Surveyor:
    """Reads lines one after the other, and notes of each graph what it describes and looks into."""

    def __init__(self, reach: Reach) -> None:
        self.spans: list[Span] = []
        self._followed = {term.encode() for term in reach.followed() | reach.backward()}
        self._backward = {term.encode() for term in reach.backward()}
        self._everything = ANY.encode() in self._followed
        self._columns = [array("Q") for _ in range(4)]
        self._tail = b""
        self._start, self._first = 0, 1
        self._predicates: set[bytes] = set()
        self._subjects: set[bytes] = set()
        self._objects: set[bytes] = set()

    def line(self, number: int, at: int, line: bytes) -> None:
        """Take the next line."""
        if not self._tail or not line.endswith(self._tail):
            parts = line.rsplit(b" ", 2)
            if len(parts) < 3 or parts[2] != b"." or parts[1][:1] not in (b"<", b"_"):
                raise NotByGraphError
            self.close(at)
            self._start, self._first = at, number
            self._tail = b" " + parts[1] + b" ."
        subject, predicate, rest = line.split(b" ", 2)
        if len(rest) < len(self._tail):
            raise NotByGraphError  # what looked like the graph is the object of a triple in none
        _note(subject, self._subjects)
        _note(predicate, self._predicates)
        if self._everything or predicate in self._followed:
            node = rest[: -len(self._tail)]
            if predicate in self._backward:
                _note(node, self._subjects)
            elif node[:1] != b'"':
                _note(node, self._objects)

    def close(self, end: int) -> None:
        """End the graph that is being read."""
        if not self._tail:
            return
        index = len(self.spans)
        described, describing, looked_up, looking = self._columns
        self.spans.append(Span(self._start, end, self._first))
        for node in self._subjects:
            described.append(_hashed(node))
            describing.append(index)
        for node in self._objects - self._subjects:
            looked_up.append(_hashed(node))
            looking.append(index)
        self._subjects.clear()
        self._objects.clear()

    def notes(self) -> _Notes:
        """Return what was noted."""
        return _Notes(self.spans, *map(_array, self._columns))


def _array(values: "array[int]") -> "np.ndarray[Any, Any]":
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
