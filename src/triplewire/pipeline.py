"""The whole way on one page: read, extract, link, convert, validate, store.

Each article goes straight through, alone but for the read-only authorities and vocabulary; then one
reduce step writes what articles share. A faulty article becomes a Fault and the run goes on; what
was stored of it before stays.
"""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from importlib.metadata import version
from io import BytesIO
from pathlib import Path

import msgspec
from pyoxigraph import RdfFormat, serialize

from triplewire import vocab
from triplewire.bench import Bench, set_up
from triplewire.convert import convert
from triplewire.crew import work_through
from triplewire.errors import ReadError
from triplewire.extract import extract_all, load_analyser
from triplewire.ledger import Ledger, Outcome
from triplewire.link import link
from triplewire.memo import Memo, digest
from triplewire.newsroom import Newsroom, open_newsroom
from triplewire.read import Reading, read_file, sources
from triplewire.records import Article, Draft
from triplewire.store import rebuild
from triplewire.trace import gold_layout

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a build may be told: another language model, how many processes, whom to tell how far.

    ``jobs`` None stands for one process a processor.
    """

    model: str | None = None
    jobs: int | None = 1
    progress: Progress | None = None


def run(source: Path, store: Path, options: Options | None = None) -> Outcome:
    """Make a store say what the articles of a newsroom folder, or of one file, say.

    An article is left alone when everything that its graph is made from is unchanged. One whose
    file has gone from the folder is removed.
    Raises: ConfigError, LinkError, StoreError, ExtractError when the build cannot run at all.
    """
    options = options or Options()
    newsroom = open_newsroom(source)
    analyser = load_analyser(options.model)
    stamp = f"{analyser.version} trafilatura/{version('trafilatura')}"
    with rebuild(store) as writer, closing(Memo(store / "memo.sqlite", stamp)) as memo:
        bench = set_up(newsroom, analyser.version)
        ledger = Ledger(newsroom, bench, writer)
        todo = ledger.sort_out(read_all(newsroom, memo, store))
        works = work_through(todo, analyser, bench, memo, options.jobs)
        for done, work in enumerate(works, start=1):
            ledger.enter(work.made)
            if options.progress is not None:
                options.progress(done, len(todo), work.draft.article.name)
        return ledger.finish()


def read_all(newsroom: Newsroom, memo: Memo, store: Path) -> Iterator[tuple[str, Reading]]:
    """Yield the name of each source with what it holds; unchanged files come from the memo.

    A store inside the folder is no source.
    """
    limit = newsroom.settings.limit
    inside = store.resolve()
    for path, name in sources(newsroom.root):
        if inside in path.resolve().parents:
            continue
        try:
            if path.stat().st_size > limit:
                yield name, read_file(path, name, limit)
                continue
            key = digest("read", name, path.read_bytes())
            known = memo.get(key)
            if known is not None:
                articles = msgspec.json.decode(known, type=tuple[Article, ...])
                yield name, Reading(articles=articles, rejected=())
                continue
            reading = read_file(path, name, limit)
        except OSError as error:
            fault = ReadError(f"cannot be read: {error.strerror}", where=name)
            yield name, Reading(articles=(), rejected=(fault,))
        except ReadError as error:
            yield name, Reading(articles=(), rejected=(error,))
        else:
            if not reading.rejected:
                memo.put(key, msgspec.json.encode(reading.articles))
            yield name, reading


def trace(path: Path, until: str, model: str | None) -> Iterator[tuple[str, object]]:
    """Yield the name of each article of a file and what it has become at a stage.

    A draft and a story come as what JSON can hold, a graph as Turtle.
    Raises: ReadError, ExtractError, LinkError, ConvertError where a stage refuses the article.
    """
    newsroom = open_newsroom(path)
    analyser = load_analyser(model)
    bench = set_up(newsroom, analyser.version)
    reading = read_file(path, path.name, newsroom.settings.limit)
    for error in reading.rejected:
        raise error
    for draft in extract_all(reading.articles, analyser):
        yield draft.article.name, STAGES[until](draft, bench)


def _traced_graph(draft: Draft, bench: Bench) -> str:
    triples = sorted(convert(link(draft, bench.authorities)).triples, key=str)
    out = BytesIO()
    serialize(triples, out, RdfFormat.TURTLE, prefixes=vocab.PREFIXES)
    return out.getvalue().decode()


STAGES: dict[str, Callable[[Draft, Bench], object]] = {
    "draft": lambda draft, _: gold_layout(draft),
    "story": lambda draft, bench: msgspec.to_builtins(link(draft, bench.authorities)),
    "graph": _traced_graph,
}
