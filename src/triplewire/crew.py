"""Articles in, their checked graphs out, by one process or several: same results, same order."""

import os
import signal
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from itertools import islice
from multiprocessing import get_context

import msgspec

from triplewire.bench import Bench, Fault, Made, make
from triplewire.errors import ExtractError
from triplewire.extract import Analyser, extract_all
from triplewire.memo import Memo, digest
from triplewire.records import Article, Draft

# Enough articles at a time to keep the language model busy, few enough to stay small in memory.
_BATCH = 16
# Batches on their way for each process: one in work, one waiting.
_AHEAD = 2

Batch = tuple[tuple[Article, Draft | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One article's draft, whether it was extracted now, and its graph or fault."""

    draft: Draft
    fresh: bool
    made: Made | Fault


def work_through(
    articles: list[Article], analyser: Analyser, bench: Bench, memo: Memo, jobs: int | None
) -> Iterator[Work]:
    """Yield what becomes of each article, in order; drafts of texts analysed before are reused.

    ``jobs`` processes share the work; None stands for one a processor. A draft depends on the text
    and the metadata alone, so it survives a renamed file.
    Raises: ExtractError when a process is killed.
    """
    batches = list(_batches(articles))
    crew = min(jobs or len(os.sched_getaffinity(0)), len(batches))
    found = (_recall(batch, memo) for batch in batches)
    done = _alone(found, analyser, bench) if crew < 2 else _together(found, analyser, bench, crew)
    for works in done:
        for work in works:
            if work.fresh:
                memo.put(_key(work.draft.article), _encoded(work.draft))
            yield work


def _batches(articles: list[Article]) -> Iterator[list[Article]]:
    remaining = iter(articles)
    while batch := list(islice(remaining, _BATCH)):
        yield batch


def _recall(batch: list[Article], memo: Memo) -> Batch:
    """Return a batch with the drafts that are known already."""
    return tuple((article, _known(article, memo.get(_key(article)))) for article in batch)


def _known(article: Article, draft: bytes | None) -> Draft | None:
    if draft is None:
        return None
    return replace(msgspec.json.decode(draft, type=Draft), article=article)


def _alone(found: Iterator[Batch], analyser: Analyser, bench: Bench) -> Iterator[list[Work]]:
    for batch in found:
        yield [_finished(draft, fresh, bench) for draft, fresh in _drafts(batch, analyser)]


def _together(
    found: Iterator[Batch], analyser: Analyser, bench: Bench, crew: int
) -> Iterator[list[Work]]:
    """Let several processes work; a few batches ahead, so that memory stays bounded."""
    pool = ProcessPoolExecutor(
        crew, mp_context=get_context("spawn"), initializer=_begin, initargs=(analyser, bench)
    )
    try:
        waiting: deque[Future[list[Work]]] = deque()
        for batch in found:
            waiting.append(pool.submit(_work, batch))
            if len(waiting) >= crew * _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool as error:
        raise ExtractError(
            "a process was killed while it extracted",
            where=f"{crew} processes",
            hint="memory may be short: build again with --jobs 1; what is stored stays stored",
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)


# What a process of the crew works with, set once when it begins.
_tools: list[tuple[Analyser, Bench]] = []


def _begin(analyser: Analyser, bench: Bench) -> None:
    # An interrupt is the parent's to handle; it ends the crew.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _tools.append((analyser, bench))


def _work(batch: Batch) -> list[Work]:
    analyser, bench = _tools[0]
    return [_finished(draft, fresh, bench) for draft, fresh in _drafts(batch, analyser)]


def _drafts(batch: Batch, analyser: Analyser) -> Iterator[tuple[Draft, bool]]:
    fresh = extract_all([article for article, draft in batch if draft is None], analyser)
    for _, draft in batch:
        yield (next(fresh), True) if draft is None else (draft, False)


def _finished(draft: Draft, fresh: bool, bench: Bench) -> Work:
    return Work(draft=draft, fresh=fresh, made=make(draft, bench))


def _key(article: Article) -> str:
    return digest("draft", msgspec.json.encode(_anonymous(article)))


def _encoded(draft: Draft) -> bytes:
    return msgspec.json.encode(replace(draft, article=_anonymous(draft.article)))


def _anonymous(article: Article) -> Article:
    return replace(article, name="", line=1)
