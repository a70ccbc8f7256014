"""A large file of N-Quads and compiled shapes in, results out, graph by graph in little memory."""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from triplewire.shacl.graph import Data, LineReader, Overlay, Row, Term
from triplewire.shacl.reach.automaton import Reach, reach_of
from triplewire.shacl.reach.survey import Plan, Span, survey
from triplewire.shacl.results import Result
from triplewire.shacl.shapes import Program, Selection
from triplewire.system import children

Progress = Callable[[int, int], None]
"""Called with the bytes done and the bytes in all."""

_BATCH = 1 << 21  # bytes of graphs that one task takes


def stream_results(
    path: Path, program: Program, workers: int = 2, progress: Progress | None = None
) -> Iterator[Result]:
    """Yield the results of a file, read twice: once to see which graphs are shared.

    Memory holds the shared graphs and one other graph, for each of the ``workers`` processes.

    Raises: NotByGraphError when the shapes look too far for that, ValidateError when a line is not
    N-Quads.
    """
    reach = reach_of(program)
    named = [node for targets in program.targets.values() for node in targets.nodes]
    plan = survey(path, reach, named)
    judge = GraphJudge(path, program, reach, plan)
    yield from judge.shared_results()
    total = sum(span.end - span.start for span in (*plan.shared, *plan.local))
    done = sum(span.end - span.start for span in plan.shared)
    for size, results in _batched_results(judge, list(_batches(plan.local)), workers):
        done += size
        if progress is not None:
            progress(done, total)
        yield from results


class GraphJudge:
    """Judges the graphs of a file one at a time, each laid over the shared ones."""

    def __init__(self, path: Path, program: Program, reach: Reach, plan: Plan) -> None:
        self._path = path
        self._program = program
        self._indexed, self._used = reach.indexed(), reach.used()
        self._reader = LineReader()
        with path.open("rb") as file:
            rows = chain.from_iterable(self._rows(file, span) for span in plan.shared)
            self._shared = Data(rows, self._indexed)
        self._selection = program.selection(self._shared)

    def _rows(self, file: BinaryIO, span: Span) -> Iterator[Row]:
        file.seek(span.start)
        lines = file.read(span.end - span.start).decode().split("\n")[:-1]
        return used_rows(self._reader.rows(lines, str(self._path), span.line), self._used)

    def shared_results(self) -> Iterator[Result]:
        """Yield the results of the shared graphs, and of the nodes that shapes name."""
        for shape, focus in self._program.foci(self._shared):
            yield from self._program.judges[shape].judge(self._shared, focus)

    def results(self, spans: Sequence[Span]) -> list[Result]:
        """Return the results of some graphs."""
        found: list[Result] = []
        judges, selection = self._program.judges, self._selection
        with self._path.open("rb") as file:
            for span in spans:
                data = Overlay(self._rows(file, span), self._shared, self._indexed)
                for shape, focus in _foci(selection, data):
                    found += judges[shape].judge(data, focus)
        return found


def used_rows(rows: Iterator[Row], used: frozenset[Term] | None) -> Iterator[Row]:
    """Return the triples whose predicates are read at all."""
    return rows if used is None else (row for row in rows if row[1] in used)


def _foci(selection: Selection, data: Data) -> Iterator[tuple[Term, Term]]:
    return iter(dict.fromkeys(selection.foci(list(data.out), data)))


def _batches(spans: Sequence[Span]) -> Iterator[list[Span]]:
    batch: list[Span] = []
    for span in spans:
        batch.append(span)
        if span.end - batch[0].start > _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


_judge: GraphJudge | None = None


def _take(judge: GraphJudge) -> None:
    global _judge  # noqa: PLW0603 - how a worker process is given what all its tasks need
    _judge = judge
    children.follow_parent()
    gc.freeze()


def _run(spans: Sequence[Span]) -> tuple[int, list[Result]]:
    if _judge is None:
        raise RuntimeError("no worker")
    with collected_seldom():
        return sum(span.end - span.start for span in spans), _judge.results(spans)


def _batched_results(
    judge: GraphJudge, batches: list[list[Span]], workers: int
) -> Iterator[tuple[int, list[Result]]]:
    import multiprocessing  # noqa: PLC0415 - only for large files

    forks = "fork" in multiprocessing.get_all_start_methods()
    if workers < 2 or len(batches) < 2 or not forks:  # closures cannot be sent, only inherited
        for batch in batches:
            with collected_seldom():
                found = judge.results(batch)
            yield sum(span.end - span.start for span in batch), found
        return
    context = multiprocessing.get_context("fork")
    with context.Pool(workers, _take, (judge,)) as pool:
        yield from pool.imap(_run, batches)


@contextmanager
def collected_seldom() -> Iterator[None]:
    """Let the collector of cycles rest: an index has none, but many objects to look through."""
    before = gc.get_threshold()
    gc.set_threshold(200_000, 50, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)
