"""The whole way on one page: read, extract, decide, link, convert, validate, store.

Each article goes straight through, alone but for the read-only authorities and vocabulary; only who
and what is one is told from all articles together, before they are linked. Then one reduce step
writes what articles share. A faulty article becomes a Fault and the run goes on; what was stored of
it before stays.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TypeVar

import msgspec

from triplewire.ask.index import index_file, renew_index
from triplewire.build import (
    MEMORY,
    Cluster,
    Fault,
    Into,
    Outcome,
    Setup,
    Tools,
    assigned,
    begin,
    drafts_of,
    gather,
    gold_layout,
    guarded,
    identified,
    make,
    open_tables,
    read_wanted,
    refuse_shrinking,
    set_up,
    survey,
    with_lineages,
    write,
    write_log,
)
from triplewire.convert import convert
from triplewire.engines import Tell
from triplewire.errors import LinkError, ReadError, StoreError
from triplewire.extract import asked_by, load_analyser
from triplewire.link import link
from triplewire.newsroom import Newsroom, open_newsroom
from triplewire.read import Reading, read_file
from triplewire.records import Draft, Registered
from triplewire.register import write_register
from triplewire.store import Store, rebuild
from triplewire.system.allocator import give_back
from triplewire.system.children import processors
from triplewire.turtle import page

Result = TypeVar("Result")
# Articles whose drafts are traced at a time: their parses are in memory together.
_BATCH = 16
# A stage, how much is through it, of how much, and how many articles are faulty so far.
Progress = Callable[[str, int, int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a build may be told: another language model, how many processes, whom to tell how far.

    ``jobs`` None stands for one process a processor; ``memory`` is how many MiB tables may take
    before they go on in files. ``allow_shrink`` lets a build go on that can
    no longer apply more than a tenth of the decisions about findings that it once applied. ``day``,
    an ISO 8601 one, is when this build withdraws names; "" stands for today's date. ``parts`` are
    the files and folders to build, None for the whole newsroom; ``stream`` is what came by standard
    input, None where nothing did. ``cluster`` is what the build runs on, None for this machine.
    """

    model: str | None = None
    jobs: int | None = 1
    memory: int = MEMORY
    progress: Progress | None = None
    allow_shrink: bool = False
    day: str = ""
    parts: tuple[Path, ...] | None = None
    stream: bytes | None = None
    cluster: Cluster | None = None


def run(source: Path, store: Path, options: Options | None = None) -> Outcome:
    """Make a store say what the articles of a newsroom folder, or of one file, say.

    An article is left alone when everything that its graph is made from is unchanged. One whose
    file has gone from the folder is removed; a build of parts of it removes only what has gone from
    the files that it reads.
    Raises: ConfigError, LinkError, StoreError, ExtractError when the build cannot run at all.
    """
    options = options or Options()
    give_back()
    newsroom = open_newsroom(source)
    analyser = load_analyser(options.model)
    stamp = f"{analyser.version} trafilatura/{version('trafilatura')}"
    # What asks an endpoint keeps one count of its connections and of its cost.
    jobs = options.jobs if asked_by(analyser) is None else 1
    with (
        rebuild(store, renew_index) as writer,
        open_tables(store, stamp, jobs, options.memory, _told(options), options.cluster) as engine,
    ):
        setup = set_up(newsroom, analyser.version)
        wanted = (options.parts, options.stream)
        partial = read_wanted(engine, newsroom, wanted, store, writer.manifest)
        gathered = gather(engine, newsroom, writer, partial=partial)
        unmet = assigned(engine, gathered, setup.decisions)
        survey(engine, Tools(analyser=analyser, setup=setup))
        known = identified(engine, gathered, unmet, setup)
        if not options.allow_shrink:
            refuse_shrinking(known, newsroom, writer.manifest)
        changes = begin(gathered.root, newsroom, writer)
        make(engine, setup, changes.enter)
        day = options.day or datetime.now(UTC).date().isoformat()
        into = Into(
            writer=writer, engine=engine, day=day, jobs=jobs or processors(), tell=options.progress
        )
        outcome = write(known, setup, newsroom, into, changes)
        # Before the store says so: what is withdrawn can only be told from what it said before.
        unwritten = tuple(_register(newsroom, writer.register.rows(gathered.root)))
        others = (root for root in writer.manifest.unwritten if root != gathered.root)
        writer.manifest.unwritten = (*others, *(gathered.root for _ in unwritten))
        outcome = replace(outcome, faults=(*outcome.faults, *unwritten))
        into.at("finishing")
    # The store is whole without it: where it cannot be made, whoever serves the store makes it.
    with suppress(OSError, StoreError), Store(store) as opened:
        index_file(opened)
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


# What a build is at while it makes a table; those that are not here take no time.
_STAGES = {
    "pieces": "reading",
    "surveyed_new": "extracting",
    "profile_parts_new": "identifying",
    "made_new": "linking",
    "judged_new": "comparing",
    "retold": "storing",
}


def _told(options: Options) -> Tell | None:
    """Return what is told how far a table is and says how far the build is."""
    progress = options.progress
    if progress is None:
        return None

    def tell(table: str, done: int, number: int, faults: int) -> None:
        if table in _STAGES:
            progress(_STAGES[table], done, number, faults)

    return tell


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
