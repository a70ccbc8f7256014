"""The whole way on one page: read, extract, decide, link, convert, validate, store.

Each article goes straight through, alone but for the read-only authorities and vocabulary; only who
and what is one is told from all articles together, before they are linked. Then one reduce step
writes what articles share. A faulty article becomes a Fault and the run goes on; what was stored of
it before stays.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from typing import TypeVar

import msgspec

from triplewire.build import (
    MEMO,
    Fault,
    Memo,
    Outcome,
    Setup,
    Task,
    Tools,
    Workers,
    assigned,
    changed,
    gather,
    gold_layout,
    guarded,
    identified,
    known_as,
    refuse_shrinking,
    set_up,
    with_lineages,
    write,
    write_log,
)
from triplewire.convert import convert
from triplewire.errors import LinkError, ReadError
from triplewire.extract import asked_by, extract_all, load_analyser
from triplewire.link import link
from triplewire.newsroom import Newsroom, open_newsroom
from triplewire.read import (
    Reading,
    Source,
    all_sources,
    given_sources,
    is_whole,
    read_data,
    read_file,
    source_bytes,
    source_named,
    suffix_of,
)
from triplewire.records import Article, Draft, Registered
from triplewire.register import write_register
from triplewire.store import Manifest, rebuild
from triplewire.system.hashes import digest
from triplewire.turtle import page

Result = TypeVar("Result")
# Counts up when files are read in another way, so that what was read before is read again.
_READ = 2
# What records of standard input are told by.
_STDIN = "stdin"
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
    with rebuild(store) as writer, closing(Memo(store / MEMO, stamp)) as memo:
        setup = set_up(newsroom, analyser.version)
        readings, partial = incoming(newsroom, memo, store, options, writer.manifest)
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
            outcome = write(known, graphs, setup, newsroom, writer, day)
        # Before the store says so: what is withdrawn can only be told from what it said before.
        unwritten = _register(newsroom, writer.manifest.register[gathered.root])
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


def incoming(
    newsroom: Newsroom, memo: Memo, store: Path, options: Options, manifest: Manifest
) -> tuple[Iterator[tuple[str, Reading | Fault]], bool]:
    """Return what a build reads, and whether that is only a part of what the newsroom has.

    Raises: ReadError when there is nothing at a path that was named.
    """
    parts, stream = options.parts, options.stream
    if parts is None:
        return read_all(newsroom, memo, store), False
    named = given_sources(newsroom.root, parts, follow_links=newsroom.settings.follow_links)
    found = read_all(newsroom, memo, store, named)
    if stream is not None:
        found = chain(found, _stream(stream, memo, newsroom.settings.limit))
    if is_whole(newsroom.root, parts):
        return found, False
    return _with_known(found, newsroom, memo, store, manifest), True


def _with_known(
    found: Iterable[tuple[str, Reading | Fault]],
    newsroom: Newsroom,
    memo: Memo,
    store: Path,
    manifest: Manifest,
) -> Iterator[tuple[str, Reading | Fault]]:
    """Yield readings, and then of what the store has of the newsroom besides all that is there.

    Who and what is one is told from all articles together.
    """
    names, texts = set[str](), set[str]()
    for name, reading in found:
        names.add(name)
        if isinstance(reading, Reading):
            texts.update(article.sha256 for article in reading.articles)
        yield name, reading
    roots = known_as(newsroom.root, store, manifest)
    others: dict[str, Source] = {}
    for sha256, entry in sorted(manifest.articles.items()):
        if entry.root not in roots or sha256 in texts:
            continue
        kept = memo.get(_streamed(sha256))
        if kept is not None:
            article = msgspec.json.decode(kept, type=Article)
            yield "", Reading(articles=(article,))
        elif (source := source_named(newsroom.root, entry.name)) and source.name not in names:
            others[source.name] = source
    yield from read_all(newsroom, memo, store, [others[name] for name in sorted(others)])


def _stream(data: bytes, memo: Memo, limit: int) -> Iterator[tuple[str, Reading | Fault]]:
    """Yield what standard input holds; its articles have no file, and are kept in the memo."""
    try:
        if len(data) > limit:
            raise ReadError(
                f"there are more than {limit:,} bytes",
                where=_STDIN,
                hint="put it into a file of the newsroom, or raise limit in triplewire.toml",
            )
        reading = guarded(_STDIN, read_data, data, _STDIN, suffix_of(data))
    except ReadError as error:
        reading = Reading(articles=(), rejected=(error,))
    if isinstance(reading, Reading):
        articles = tuple(map(_named, reading.articles))
        for article in articles:
            memo.put(_streamed(article.sha256), msgspec.json.encode(article))
        reading = replace(reading, articles=articles)
    yield "", reading


def _named(article: Article) -> Article:
    """Return an article of a stream with a name that is its own: its address, or its text's."""
    return replace(article, name=article.metadata.url or f"{_STDIN}:{article.digits}")


def _streamed(sha256: str) -> str:
    return digest("stream", str(_READ), sha256)


def read_all(
    newsroom: Newsroom, memo: Memo, store: Path, given: Iterable[Source] | None = None
) -> Iterator[tuple[str, Reading | Fault]]:
    """Yield the name of each source with what it holds; unchanged files come from the memo.

    ``given`` are the sources to read, None for all of the newsroom. A store inside the folder is no
    source.
    """
    settings = newsroom.settings
    inside = Path(os.path.realpath(store))
    if given is None:
        given = all_sources(newsroom.root, follow_links=settings.follow_links)
    for source in given:
        path, name = source.path, source.name
        if Path(os.path.realpath(path)).is_relative_to(inside):
            continue
        try:
            data = source_bytes(path, name, settings.limit, source.within)
            key = digest("read", str(_READ), name, data)
            known = memo.get(key)
            if known is not None:
                articles = msgspec.json.decode(known, type=tuple[Article, ...])
                yield name, Reading(articles=articles, rejected=())
                continue
            found = guarded(name, _read, data, name, path.suffix)
        except ReadError as error:
            yield name, Reading(articles=(), rejected=(error,))
        else:
            if isinstance(found, Fault):
                yield name, found
                continue
            reading, kept = found
            if not reading.rejected:
                memo.put(key, kept)
            yield name, reading


def _read(data: bytes, name: str, suffix: str) -> tuple[Reading, bytes]:
    """Return what a file holds, and its articles as the memo keeps them."""
    reading = read_data(data, name, suffix)
    return reading, msgspec.json.encode(reading.articles)


def trace(path: Path, until: str, model: str | None) -> Iterator[tuple[str, object]]:
    """Yield the name of each article of a file and what it has become at a stage.

    A draft and a story come as what JSON can hold, a graph as Turtle.
    Raises: ReadError, ExtractError, LinkError, ConvertError where a stage refuses the article.
    """
    newsroom = open_newsroom(path)
    analyser = load_analyser(model)
    setup = set_up(newsroom, analyser.version)
    reading = read_file(path, path.name, newsroom.settings.limit)
    for error in reading.rejected:
        raise error
    articles = with_lineages(reading.articles, ()).known.values()
    for draft in extract_all(tuple(articles), analyser):
        yield draft.article.name, STAGES[until](draft, setup)


def _traced_graph(draft: Draft, setup: Setup) -> str:
    return page(convert(link(draft, setup.authorities)).triples, setup.base)


STAGES: dict[str, Callable[[Draft, Setup], object]] = {
    "draft": lambda draft, _: gold_layout(draft),
    "story": lambda draft, setup: msgspec.to_builtins(link(draft, setup.authorities)),
    "graph": _traced_graph,
}
