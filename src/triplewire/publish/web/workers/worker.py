"""One process that answers queries: jobs in on a socket, frames of serialised results out.

It shuts itself off before it reads anything: no network, no more address space than it was given,
no core files, and it dies with its parent. The parent gives it no job where the network stayed,
unless it was told to, and kills it at a query's deadline; nothing that it holds needs to be saved.
"""

import ctypes
import io
import os
import resource
import signal
import socket
import sys
from contextlib import closing
from pathlib import Path
from typing import BinaryIO

import msgspec
import pyoxigraph as ox
from typing_extensions import Buffer

from triplewire.ask import known_prefixes
from triplewire.errors import QueryError, StoreError
from triplewire.iris import BASE
from triplewire.publish.web.workers.messages import (
    DATA,
    END,
    FAULT,
    JOB,
    READY,
    Fault,
    FrameError,
    Job,
    Readiness,
    frame,
    read_frame,
)
from triplewire.store import Dataset, Store
from triplewire.system.isolation import leave_network

_PR_SET_PDEATHSIG = 1
_CHUNK = 32 << 10
_ROWS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
_TRIPLES = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "trig": ox.RdfFormat.TRIG,
    "nquads": ox.RdfFormat.N_QUADS,
}
_PREFIXED = frozenset({"turtle", "trig", "rdfxml"})
# Yes and no have no CSV or TSV of their own: a row with the word, as others answer.
_BOOLEANS = {"csv": (b"false\r\n", b"true\r\n"), "tsv": (b"false\n", b"true\n")}


class Sink(io.RawIOBase):
    """What Oxigraph's bytes go into: each piece is a frame, the last one goes with the end."""

    def __init__(self, link: socket.socket) -> None:
        super().__init__()
        self._link = link
        self._held = b""

    def writable(self) -> bool:
        """Say yes."""
        return True

    def write(self, data: Buffer, /) -> int:
        """Send the piece before this one, and keep this one."""
        if self._held:
            self._link.sendall(frame(DATA, self._held))
        self._held = bytes(data)
        return len(self._held)

    def last(self) -> None:
        """Send the last piece and the end."""
        rest = frame(DATA, self._held) if self._held else b""
        self._link.sendall(rest + frame(END))


class OpenStore:
    """The store that a worker has open."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store: Store | None = None
        self.prefixes: dict[str, str] = {}

    def open(self, generation: str) -> Store:
        """Return the store at a generation, which the parent holds meanwhile."""
        if self.store is None or self.store.path.name != generation:
            self.close()
            self.store = Store(self.folder, generation)
            self.prefixes = known_prefixes(self.store.manifest.base or BASE)
        return self.store

    def close(self) -> None:
        """Let go of the generation."""
        if self.store is not None:
            self.store.close()
            self.store = None

    def run(self, job: Job, out: BinaryIO) -> None:
        """Answer a job.

        Raises: SyntaxError, RuntimeError, ValueError, OSError as Oxigraph does.
        """
        store = self.open(job.generation)
        results = store.query(job.text, prefixes=self.prefixes, dataset=_dataset(job))
        if isinstance(results, ox.QueryTriples):
            prefixes = self.prefixes if job.form in _PREFIXED else None
            ox.serialize(results, out, _TRIPLES[job.form], prefixes=prefixes)
        elif isinstance(results, ox.QueryBoolean) and job.form in _BOOLEANS:
            out.write(_BOOLEANS[job.form][bool(results)])
        else:
            results.serialize(out, _ROWS[job.form])


def _dataset(job: Job) -> Dataset | None:
    """Return the dataset of a request, None where it has none."""
    if not job.default and not job.named:
        return None
    return Dataset(*([ox.NamedNode(iri) for iri in iris] for iris in (job.default, job.named)))


def main() -> None:
    """Answer jobs until the parent closes the socket."""
    descriptor, folder, memory, nice = sys.argv[1:]
    network = shut_off()
    limited = limit(int(memory))
    os.nice(int(nice))
    readiness = msgspec.msgpack.encode(Readiness(network=network, memory=limited))
    with (
        socket.socket(fileno=int(descriptor)) as link,
        link.makefile("rb") as jobs,
        closing(OpenStore(Path(folder))) as opened,
    ):
        link.sendall(frame(READY, readiness))
        while (found := read_frame(jobs)) is not None:
            kind, body = found
            if kind != JOB:
                raise FrameError
            answer(opened, msgspec.msgpack.decode(body, type=Job), link)


def answer(opened: OpenStore, job: Job, link: socket.socket) -> None:
    """Answer one job with frames."""
    sink = Sink(link)
    try:
        with io.BufferedWriter(sink, _CHUNK) as out:
            opened.run(job, out)
    except SyntaxError as error:
        fault = misspelt(job.text, str(error), opened.prefixes)
    except MemoryError:
        fault = Fault(status=500, detail="the query needs more memory than it may have")
    except (RuntimeError, ValueError, OSError, StoreError) as error:
        fault = Fault(status=500, detail=f"the query cannot be run: {error}")
    else:
        sink.last()
        return
    link.sendall(frame(FAULT, msgspec.msgpack.encode(fault)))


def misspelt(text: str, message: str, prefixes: dict[str, str]) -> Fault:
    """Return the fault for a query that Oxigraph could not parse, at the word it stumbled over."""
    from triplewire.ask import syntax_error  # noqa: PLC0415  only here, and it is slow

    try:
        error = syntax_error(text, message, prefixes)
    except QueryError as other:
        error = other
    words = error.where.replace(",", "").split()
    line, column = (int(words[1]), int(words[3])) if len(words) == 4 else (0, 0)
    return Fault(
        status=400,
        detail=error.what.partition("\n")[0],
        hint=error.hint,
        line=line,
        column=column,
    )


def shut_off() -> bool:
    """Leave the network and arrange to die with the parent; say whether the first succeeded."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    return leave_network()


def limit(memory: int) -> bool:
    """Limit the address space to so many bytes; say whether the system does that."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    except (ValueError, OSError):
        return False
    return True


if __name__ == "__main__":
    main()
