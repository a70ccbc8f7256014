"""Random queries, as the guard reads them and as Oxigraph does: nothing may get past the guard.

    python benchmarks/reliability/queries.py [--count 100000] [--seed 1]

Queries are made from SPARQL's grammar, with as little space between words as may be, and then
changed character by character. For each of them:

- Oxigraph read a keyword SERVICE if the text is a query and, with every ``service`` in it spelt
  otherwise, is none; it also asked a server if the query fails with an error of the network. The
  guard, and the outline of `triplewire query`, must have refused both.
- The guard must count at least as many brackets within each other as the query was made with.
- An answer must not hold the words of a text that is kept apart, and no update may be taken.

- A query that ends its process costs a server one of its workers; it must not be one of those that
  the server answers itself. (Oxigraph 0.5's parser aborts where a BASE follows a relative PREFIX
  and makes a text a query that was none.)

The last line tells the counts as JSON; the exit code is 1 where something got past. Queries run in
a process without a network, and the next one goes on where one has died.
"""

import argparse
import json
import re
import sys
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph as ox
from grammar import Query, made

from triplewire.ask.outline import outline
from triplewire.ask.terms import known_prefixes
from triplewire.errors import QueryError
from triplewire.iris import BASE
from triplewire.publish.web.http.problem import Problem
from triplewire.publish.web.sparql import guard
from triplewire.records import Graph
from triplewire.store import Store, rebuild
from triplewire.system.isolation import leave_network

# What must be nought at the end.
FAULTS = frozenset(
    {
        "services_missed",
        "servers_asked",
        "depths_missed",
        "texts_seen",
        "updates_taken",
        "crashes_in_server",
    }
)
_KNOWN = known_prefixes(BASE)
_KEPT = "the whole text that nobody may read"
_SERVICE = re.compile("service", re.IGNORECASE)
_MOST_ROWS = 50
# Seconds that a process gets for each of its queries, on average, and at least.
_PATIENCE, _LEAST_PATIENCE = 0.05, 60.0


def run(count: int, seed: int) -> dict[str, int | float]:
    """Return what became of so many random queries; those of FAULTS must be none."""
    total: Counter[str] = Counter(dict.fromkeys([*FAULTS, "crashes"], 0))
    context = get_context("spawn")
    with TemporaryDirectory() as folder:
        _small_store(Path(folder))
        at = 0
        while at < count:
            ours, theirs = context.Pipe(duplex=False)
            process = context.Process(target=_try_all, args=(folder, seed, at, count, theirs))
            process.start()
            theirs.close()
            at, died = _followed(ours, at, total, (count - at) * _PATIENCE + _LEAST_PATIENCE)
            process.kill()
            process.join()
            if died:
                total.update(_crashed(made(seed, at).text))
                at += 1
    return {"queries": count, "seed": seed, **dict(sorted(total.items()))}


def _crashed(text: str) -> list[str]:
    """Return what is to be counted of a query that ended its process."""
    print(f"crash: {text!r}", file=sys.stderr)
    try:
        inside = guard.plan_of(text, _KNOWN).anchor is not None
    except Problem:
        inside = False
    return ["crashes", *["crashes_in_server"] * inside]


def _followed(ours: Connection, at: int, total: Counter[str], patience: float) -> tuple[int, bool]:
    """Add up what a process tells; return the query that it came to, and whether it died there."""
    while ours.poll(patience):
        try:
            message = ours.recv()
        except EOFError:
            return at, True
        if message is None:
            return sys.maxsize, False
        at, counted = message
        total.update(counted)
    return at, True


def _try_all(folder: str, seed: int, first: int, count: int, link: Connection) -> None:
    """Try the queries from one on, and tell before each which it is."""
    leave_network()
    counted: Counter[str] = Counter()
    with Store(Path(folder)) as store:
        for number in range(first, count):
            link.send((number, counted))
            counted = Counter(_tried(made(seed, number), store))
    link.send((count, counted))
    link.send(None)


def _small_store(folder: Path) -> None:
    """Build a store of a few triples, and of a text that is kept apart."""
    graphs = {
        "article/a": "<x:s> <x:p> <x:o> , 1 , 'w' . <x:o> <x:p> 2 .",
        "authorities": "<x:s> a <x:c> . <x:c> <x:q> '1'@en .",
        "text/a": f"<x:t> <https://schema.org/text> '{_KEPT}' .",
    }
    with rebuild(folder) as writer:
        writer.manifest.base = BASE
        for name, turtle in graphs.items():
            triples = frozenset(q.triple for q in ox.parse(turtle, format=ox.RdfFormat.TURTLE))
            writer.replace(Graph(iri=f"{BASE}graph/{name}", triples=triples))


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What Oxigraph made of a query: whether it is one, asked a server, and said the secret."""

    parsed: bool
    asked: bool = False
    secret: bool = False


def _run(text: str, store: Store) -> _Outcome:
    try:
        results = store.query(text, prefixes=_KNOWN)
        if isinstance(results, ox.QueryBoolean):
            return _Outcome(parsed=True)
        shown = " ".join(str(row) for row in islice(results, _MOST_ROWS))
    except SyntaxError:
        return _Outcome(parsed=False)
    except OSError:
        return _Outcome(parsed=True, asked=True)
    except (RuntimeError, ValueError):
        return _Outcome(parsed=True)
    return _Outcome(parsed=True, secret=_KEPT in shown)


def _tried(query: Query, store: Store) -> list[str]:
    """Return the names of all that is to be counted of a query."""
    text = query.text
    accepted = _guard_accepts(text)
    passes = accepted or _outline_accepts(text)
    outcome = _run(text, store)
    other = _SERVICE.sub("servicx", text)
    service = outcome.parsed and other != text and not _run(other, store).parsed
    measured = outcome.parsed and query.depth > 0
    flags = {
        "sparql": outcome.parsed,
        "accepted": accepted,
        "services": service,
        "services_missed": service and passes,
        "servers_asked": outcome.asked and passes,
        "refused_without_need": outcome.parsed and not service and not accepted,
        "depths": measured,
        "depths_missed": measured and _guard_accepts(text, query.depth - 1),
        "texts_seen": outcome.secret,
        "updates": query.update,
        "updates_taken": query.update and outcome.parsed and accepted,
    }
    names = [name for name, holds in flags.items() if holds]
    if not FAULTS.isdisjoint(names):
        print(f"{' '.join(FAULTS.intersection(names))}: {text!r}", file=sys.stderr)
    return names


def _guard_accepts(text: str, depth: int = guard.MOST_DEPTH) -> bool:
    """Say whether the guard lets a query through that may nest so many brackets."""
    before, guard.MOST_DEPTH = guard.MOST_DEPTH, depth
    try:
        guard.plan_of(text, _KNOWN)
    except Problem:
        return False
    finally:
        guard.MOST_DEPTH = before
    return True


def _outline_accepts(text: str) -> bool:
    try:
        outline(text)
    except QueryError:
        return False
    return True


def main() -> None:
    """Run what the command line says."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    counts = run(asked.count, asked.seed)
    print(json.dumps(counts))
    sys.exit(1 if any(counts[name] for name in FAULTS) else 0)


if __name__ == "__main__":
    main()
