"""Articles in, their checked graphs out, by one process or several: same results, same order.

Twice through the articles: what each says is surveyed first, because who and what is one can only
be told from all of them; then each is taken the rest of its way. Drafts are kept in between.
"""

import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from typing import Self, TypeVar

import msgspec

from triplewire.build.faults import Fault, guarded
from triplewire.build.memo import Memo
from triplewire.build.one_article import Bench, Case, Made, make
from triplewire.decide import apply
from triplewire.errors import ExtractError
from triplewire.extract import Analyser, extract_all
from triplewire.link import Profile, profile
from triplewire.records import Article, Draft
from triplewire.system import children
from triplewire.system.hashes import digest

# Enough articles at a time to keep the language model busy, few enough to stay small in memory.
_BATCH = 16
# Batches on their way for each process: one in work, one waiting.
_AHEAD = 2

Result = TypeVar("Result")
# A case with its draft, where the text was analysed before.
Batch = tuple[tuple[Case, Draft | None], ...]
# A draft that was made now, as the memo keeps it, and what the article can be recognised by.
Surveyed = tuple[bytes | None, Profile]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """What every process works with."""

    analyser: Analyser
    bench: Bench


class Crew:
    """One or several processes that survey articles and make their graphs.

    A draft depends on the text and the metadata alone, so it survives a renamed file.
    """

    def __init__(self, tools: Tools, memo: Memo, jobs: int | None) -> None:
        """Hire ``jobs`` processes when there is enough to do; None stands for one a processor."""
        self._tools = tools
        self._memo = memo
        self._jobs = jobs or children.processors()
        self._stack = ExitStack()
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, *_: object) -> None:
        """Dismiss the processes."""
        self._stack.close()

    def survey(self, cases: Sequence[Case]) -> Iterator[tuple[Case, Profile | Fault]]:
        """Yield the profile of each case, in order; texts that were not yet analysed are now.

        Raises: ExtractError when a process is killed.
        """
        for batch, found in self._through(cases, self._profiled, survey_batch):
            for case, one in zip(batch, found, strict=True):
                if isinstance(one, Fault):
                    yield case, one
                    continue
                fresh, surveyed = one
                if fresh is not None:
                    self._memo.put(_draft_key(case.article), fresh)
                self._memo.put(self._profile_key(case), msgspec.json.encode(surveyed))
                yield case, surveyed

    def make(self, cases: Sequence[Case]) -> Iterator[tuple[Case, Made | Fault]]:
        """Yield what becomes of each case, in order.

        Raises: ExtractError when a process is killed.
        """
        for batch, found in self._through(cases, lambda _: None, make_batch):
            yield from zip(batch, found, strict=True)

    def _through(
        self,
        cases: Sequence[Case],
        known: Callable[[Case], Result | None],
        work: Callable[[Tools, Batch], list[Result]],
    ) -> Iterator[tuple[list[Case], list[Result]]]:
        """Yield batches of cases with their results: known ones, and those that are worked out."""
        batches = [list(cases[n : n + _BATCH]) for n in range(0, len(cases), _BATCH)]
        waiting: deque[tuple[list[Case], list[Result | None], Callable[[], list[Result]]]] = deque()
        for batch in batches:
            found = [known(case) for case in batch]
            todo = tuple(
                (case, self._draft(case))
                for case, result in zip(batch, found, strict=True)
                if result is None
            )
            waiting.append((batch, found, self._begin(work, todo, len(batches))))
            if len(waiting) > self._jobs * _AHEAD or self._pool is None:
                yield _finished(*waiting.popleft())
        while waiting:
            yield _finished(*waiting.popleft())

    def _begin(
        self, work: Callable[[Tools, Batch], list[Result]], todo: Batch, batches: int
    ) -> Callable[[], list[Result]]:
        """Begin on a batch; by another process where there are several batches and processors."""
        if not todo:
            return list
        if self._jobs < 2 or batches < 2:
            return lambda: work(self._tools, todo)
        if self._pool is None:
            begin = partial(_set_up, self._tools)
            self._pool = self._stack.enter_context(children.pool(min(self._jobs, batches), begin))
        try:
            future = self._pool.submit(_work, work, todo)
        except (BrokenProcessPool, ValueError, OSError) as error:
            # A pool that breaks closes its pipes while another process is started with them.
            raise _killed(self._jobs) from error
        return _awaited(future, self._jobs)

    def _draft(self, case: Case) -> Draft | None:
        known = self._memo.get(_draft_key(case.article))
        if known is None:
            return None
        return replace(msgspec.json.decode(known, type=Draft), article=case.article)

    def _profiled(self, case: Case) -> Surveyed | Fault | None:
        known = self._memo.get(self._profile_key(case))
        if known is None or self._memo.get(_draft_key(case.article)) is None:
            return None
        return None, msgspec.json.decode(known, type=Profile)

    def _profile_key(self, case: Case) -> str:
        decided = msgspec.json.encode(case.decisions)
        article = msgspec.json.encode(case.article)
        return digest("profile", self._tools.bench.fingerprint, article, decided)


def survey_batch(tools: Tools, batch: Batch) -> list[Surveyed | Fault]:
    """Return the profiles of some articles, with the drafts that were made for them."""
    return [
        draft
        if isinstance(draft, Fault)
        else guarded(case.article.name, _surveyed, tools, case, draft, fresh=fresh)
        for case, draft, fresh in _drafts(tools, batch)
    ]


def _surveyed(tools: Tools, case: Case, draft: Draft, *, fresh: bool) -> Surveyed:
    decided, unmet = apply(draft, case.decisions)
    known = profile(decided, tools.bench.authorities, unmet)
    return (_encoded(draft) if fresh else None, known)


def make_batch(tools: Tools, batch: Batch) -> list[Made | Fault]:
    """Return what becomes of some articles."""
    return [
        draft if isinstance(draft, Fault) else guarded(case.article.name, _made, tools, case, draft)
        for case, draft, _ in _drafts(tools, batch)
    ]


def _made(tools: Tools, case: Case, draft: Draft) -> Made | Fault:
    return make(apply(draft, case.decisions)[0], tools.bench, case.known)


def _drafts(tools: Tools, batch: Batch) -> Iterator[tuple[Case, Draft | Fault, bool]]:
    """Yield the draft of each case, and whether it was made now."""
    missing = [case.article for case, draft in batch if draft is None]
    fresh = iter(_extracted(missing, tools.analyser))
    for case, draft in batch:
        yield (case, next(fresh), True) if draft is None else (case, draft, False)


def _extracted(articles: list[Article], analyser: Analyser) -> list[Draft | Fault]:
    """Return the draft of each article; where some crash, the others are extracted without them."""
    together = guarded("", _extract, articles, analyser)
    if not isinstance(together, Fault):
        return [*together]
    alone = [guarded(article.name, _extract, [article], analyser) for article in articles]
    return [found if isinstance(found, Fault) else found[0] for found in alone]


def _extract(articles: list[Article], analyser: Analyser) -> list[Draft]:
    return list(extract_all(articles, analyser))


def _finished(
    batch: list[Case], found: list[Result | None], worked_out: Callable[[], list[Result]]
) -> tuple[list[Case], list[Result]]:
    made = iter(worked_out())
    return batch, [next(made) if result is None else result for result in found]


def _awaited(future: Future[list[Result]], jobs: int) -> Callable[[], list[Result]]:
    def results() -> list[Result]:
        try:
            return future.result()
        except BrokenProcessPool as error:
            raise _killed(jobs) from error

    return results


def _killed(jobs: int) -> ExtractError:
    return ExtractError(
        "a process was killed while it extracted",
        where=f"{jobs} processes",
        hint="memory may be short: build again with --jobs 1; what is stored stays stored",
    )


# What a process of the crew works with, set once when it begins.
_tools: list[Tools] = []


def _set_up(tools: Tools) -> None:
    # An interrupt is the parent's to handle; it ends the crew.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _tools.append(tools)


def _work(work: Callable[[Tools, Batch], list[Result]], batch: Batch) -> list[Result]:
    return work(_tools[0], batch)


def _draft_key(article: Article) -> str:
    return digest("draft", msgspec.json.encode(_anonymous(article)))


def _encoded(draft: Draft) -> bytes:
    return msgspec.json.encode(replace(draft, article=_anonymous(draft.article)))


def _anonymous(article: Article) -> Article:
    return replace(article, name="", line=1)
