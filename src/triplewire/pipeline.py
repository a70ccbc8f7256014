"""The whole way on one page: read, extract, decide, link, convert, validate, store.

Each article goes straight through, alone but for the read-only authorities and vocabulary; only who
and what is one is told from all articles together, before they are linked. Then one reduce step
writes what articles share. A faulty article becomes a Fault and the run goes on; what was stored of
it before stays.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TypeVar

import msgspec

from triplewire.build import (
    MEMO,
    Fault,
    Into,
    Memo,
    Outcome,
    Setup,
    Task,
    Tools,
    Workers,
    assigned,
    changed,
    drafts_of,
    gather,
    gold_layout,
    guarded,
    identified,
    read_wanted,
    refuse_shrinking,
    set_up,
    with_lineages,
    write,
    write_log,
)
from triplewire.convert import convert
from triplewire.engines import Embedded
from triplewire.errors import LinkError, ReadError
from triplewire.extract import asked_by, load_analyser
from triplewire.link import link
from triplewire.newsroom import Newsroom, open_newsroom
from triplewire.read import Reading, read_file
from triplewire.records import Draft, Registered
from triplewire.register import write_register
from triplewire.store import rebuild
from triplewire.system.children import processors
from triplewire.turtle import page

Result = TypeVar("Result")
# Articles whose drafts are traced at a time: their parses are in memory together.
_BATCH = 16
# The folder of tables in a store's.
TABLES = "tables"
# A stage, how many articles are through it, of how many, and the name of the last one.
Progress = Callable[[str, int, int, str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a build may be told: another language model, how many processes, whom to tell how far.

    ``jobs`` None stands for one process a processor. ``allow_shrink`` lets a build go on that can
    no longer apply more than a tenth of the decisions about findings that it once applied. ``day``,
    an ISO 8601 one, is when this build withdraws names; "" stands for today's date. ``parts`` are
    the files and folders to build, None for the whole newsroom; ``stream`` is what came by standard
    input, None where nothing did.
    """

    model: str | None = None
    jobs: int | None = 1
    progress: Progress | None = None
    allow_shrink: bool = False
    day: str = ""
    parts: tuple[Path, ...] | None = None
    stream: bytes | None = None


def run(source: Path, store: Path, options: Options | None = None) -> Outcome:
    """Make a store say what the articles of a newsroom folder, or of one file, say.

    An article is left alone when everything that its graph is made from is unchanged. One whose
    file has gone from the folder is removed; a build of parts of it removes only what has gone from
    the files that it reads.
    Raises: ConfigError, LinkError, StoreError, ExtractError when the build cannot run at all.
    """
    options = options or Options()
    newsroom = open_newsroom(source)
    analyser = load_analyser(options.model)
    stamp = f"{analyser.version} trafilatura/{version('trafilatura')}"
    with (
        rebuild(store) as writer,
        closing(Memo(store / MEMO, stamp)) as memo,
        Embedded(store / TABLES, options.jobs) as engine,
    ):
        setup = set_up(newsroom, analyser.version)
        readings, partial = read_wanted(
            newsroom, (options.parts, options.stream), memo, store, writer.manifest
        )
        gathered = gather(readings, newsroom, writer, partial=partial)
        given = assigned(gathered, setup.decisions)
        # What asks an endpoint keeps one count of its connections and of its cost.
        jobs = options.jobs if asked_by(analyser) is None else 1
        with Workers(Tools(analyser=analyser, setup=setup), memo, jobs) as workers:
            profiles = workers.profiles(given.tasks)
            known = identified(
                given, _with_progress(options, "extracting", profiles, given.tasks), setup
            )
            if not options.allow_shrink:
                refuse_shrinking(known, newsroom, writer.manifest)
            todo = changed(known, setup, writer.manifest)
            graphs = _with_progress(options, "linking", workers.graphs(todo), todo)
            day = options.day or datetime.now(UTC).date().isoformat()
            into = Into(writer=writer, engine=engine, day=day, jobs=jobs or processors())
            outcome = write(known, graphs, setup, newsroom, into)
        # Before the store says so: what is withdrawn can only be told from what it said before.
        unwritten = tuple(_register(newsroom, writer.register.rows(gathered.root)))
        others = (root for root in writer.manifest.unwritten if root != gathered.root)
        writer.manifest.unwritten = (*others, *(gathered.root for _ in unwritten))
        outcome = replace(outcome, faults=(*outcome.faults, *unwritten))
    write_log(store, outcome.faults)
    return replace(outcome, asked=asked_by(analyser))


def _register(newsroom: Newsroom, rows: Iterable[Registered]) -> Iterator[Fault]:
    """Keep the names that a newsroom has published, and yield why that cannot be."""
    if newsroom.register is None:
        return
    try:
        write_register(newsroom.register, rows)
    except LinkError as error:
        hint = "the store remembers the names; without the file they are lost with the store"
        yield Fault(name=error.where, reason=error.what, hint=error.hint or hint)


def _with_progress(
    options: Options, stage: str, steps: Iterable[tuple[Task, Result]], tasks: Sequence[Task]
) -> Iterator[tuple[Task, Result]]:
    """Yield the steps of a stage, and say how far it is."""
    for done, (task, result) in enumerate(steps, start=1):
        yield task, result
        if options.progress is not None:
            options.progress(stage, done, len(tasks), task.article.name)


def trace(path: Path, until: str, model: str | None) -> Iterator[tuple[str, object]]:
    """Yield the name of each article of a file and what it has become at a stage.

    A draft and a story come as what JSON can hold, a graph as Turtle. What is no article, and what
    a stage refuses, comes as a Fault, and costs nothing else.
    Raises: ConfigError, ExtractError, LinkError when nothing can be traced at all.
    """
    newsroom = open_newsroom(path)
    settings = newsroom.settings
    try:
        reading = guarded(path.name, read_file, path, path.name, settings.limit, settings.read)
    except ReadError as error:
        reading = Reading(articles=(), rejected=(error,))
    if isinstance(reading, Fault):
        yield reading.name, reading
        return
    for fault in reading.rejected:
        yield fault.where, Fault(name=fault.where, reason=fault.what, hint=fault.hint)
    articles = list(with_lineages(reading.articles, ()).known.values())
    if not articles:
        return
    analyser = load_analyser(model)
    setup = set_up(newsroom, analyser.version)
    for start in range(0, len(articles), _BATCH):
        batch = articles[start : start + _BATCH]
        for article, draft in zip(batch, drafts_of(batch, analyser), strict=True):
            if isinstance(draft, Fault):
                yield article.name, draft
            else:
                yield article.name, guarded(article.name, STAGES[until], draft, setup)


def _traced_graph(draft: Draft, setup: Setup) -> str:
    return page(convert(link(draft, setup.authorities)).triples, setup.base)


STAGES: dict[str, Callable[[Draft, Setup], object]] = {
    "draft": lambda draft, _: gold_layout(draft),
    "story": lambda draft, setup: msgspec.to_builtins(link(draft, setup.authorities)),
    "graph": _traced_graph,
}
