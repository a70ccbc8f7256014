"""Articles in, their checked graphs out, by one process or several: same results, same order.

Twice through the articles: what each says comes first, because who and what is one can only be told
from all of them; then each is taken the rest of its way. Drafts are kept in between.
"""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, Self, TypeVar

import msgspec

from triplewire.build.faults import Fault, guarded
from triplewire.build.memo import MEMO, Memo
from triplewire.build.one_article import ArticleGraphs, Setup, Task, graphs_of, unpublished
from triplewire.decide import apply
from triplewire.engines import Processes
from triplewire.extract import Analyser, extract_all
from triplewire.link import Profile, profile
from triplewire.records import Article, Draft
from triplewire.system import children
from triplewire.system.hashes import digest

# Enough articles at a time to keep the language model busy, few enough to stay small in memory.
_BATCH = 16
# Counts up when profiles are made in another way, so that those made before are made again.
_PROFILED = 2
# Batches on their way for each process: one in work, one waiting.
_AHEAD = 2

Result = TypeVar("Result")
# A task with its draft, where the text was analysed before.
Item = tuple[Task, Draft | None]
Batch = Sequence[Item]
# A batch with what is known of its tasks, and what waits for the rest.
_Begun = tuple[list[Task], list[Result | None], Callable[[], Sequence[Result | Fault]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Profiled:
    """What the actors and events of an article can be recognised by; drafts as the memo keeps them.

    ``draft`` is what was extracted now, ``decided`` the same with the decisions applied; ``kept``
    says that the memo has it all.
    """

    profile: Profile
    kept: bool = False
    draft: bytes | None = None
    decided: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """What every process works with."""

    analyser: Analyser
    setup: Setup


class Workers:
    """One or several processes that extract articles and make their graphs.

    A draft depends on the text and the metadata alone, so it survives a renamed file.
    """

    def __init__(self, tools: Tools, memo: Memo, jobs: int | None) -> None:
        """Start ``jobs`` processes when there is enough to do; None stands for one a processor."""
        self._tools = tools
        self._memo = memo
        self._jobs = jobs or children.processors()
        self._processes: Processes[Item, Any] | None = None

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the processes."""
        if self._processes is not None:
            self._processes.close()

    def profiles(self, tasks: Sequence[Task]) -> Iterator[tuple[Task, Profile | Fault]]:
        """Yield the profile of each task, in order; texts that were not yet analysed are now.

        Raises: EngineError when every process is killed.
        """
        for batch, found in self._through(tasks, self._known, self._draft, profile_batch):
            for task, one in zip(batch, found, strict=True):
                if isinstance(one, Fault):
                    yield task, one
                    continue
                if not one.kept:
                    self._keep(task, one)
                yield task, one.profile

    def graphs(self, tasks: Sequence[Task]) -> Iterator[tuple[Task, ArticleGraphs | Fault]]:
        """Yield the graphs of each task, in order.

        Raises: EngineError when every process is killed.
        """
        for batch, found in self._through(tasks, lambda _: None, self._decided, graph_batch):
            yield from zip(batch, found, strict=True)

    def _keep(self, task: Task, one: Profiled) -> None:
        if one.draft is not None:
            self._memo.put(_draft_key(task.article), one.draft)
        if one.decided is not None:
            self._memo.put(self._decided_key(task), one.decided)
        self._memo.put(self._profile_key(task), msgspec.json.encode(one.profile))

    def _through(
        self,
        tasks: Sequence[Task],
        known: Callable[[Task], Result | None],
        draft: Callable[[Task], Draft | None],
        work: Callable[[Tools, Batch], Sequence[Result]],
    ) -> Iterator[tuple[list[Task], list[Result | Fault]]]:
        """Yield batches of tasks with their results: known ones, and those that are worked out."""
        batches = [list(tasks[n : n + _BATCH]) for n in range(0, len(tasks), _BATCH)]
        waiting: deque[_Begun[Result]] = deque()
        for batch in batches:
            found = [known(task) for task in batch]
            todo = tuple(
                (task, draft(task))
                for task, result in zip(batch, found, strict=True)
                if result is None
            )
            waiting.append((batch, found, self._begin(work, todo, len(batches))))
            if len(waiting) > self._jobs * _AHEAD or self._processes is None:
                yield _finished(*waiting.popleft())
        while waiting:
            yield _finished(*waiting.popleft())

    def _begin(
        self, work: Callable[[Tools, Batch], Sequence[Result]], todo: Batch, batches: int
    ) -> Callable[[], Sequence[Result | Fault]]:
        """Begin on a batch; by another process where there are several batches and processors."""
        if not todo:
            return list
        if self._jobs < 2 or batches < 2:
            return lambda: work(self._tools, todo)
        if self._processes is None:
            begin = partial(_set_up, self._tools)
            self._processes = Processes(min(self._jobs, batches), begin, _lost)
        return self._processes.submit(partial(_work, work), todo)

    def _draft(self, task: Task) -> Draft | None:
        return self._kept(task, _draft_key(task.article))

    def _decided(self, task: Task) -> Draft | None:
        return self._kept(task, self._decided_key(task))

    def _kept(self, task: Task, key: str) -> Draft | None:
        known = self._memo.get(key)
        if known is None:
            return None
        return replace(msgspec.json.decode(known, type=Draft), article=task.article)

    def _known(self, task: Task) -> Profiled | Fault | None:
        known = self._memo.get(self._profile_key(task))
        if known is None or self._memo.get(self._decided_key(task)) is None:
            return None
        return Profiled(profile=msgspec.json.decode(known, type=Profile), kept=True)

    def _profile_key(self, task: Task) -> str:
        return self._key(f"profile {_PROFILED}", task)

    def _decided_key(self, task: Task) -> str:
        return self._key("decided", task) if task.decisions else _draft_key(task.article)

    def _key(self, what: str, task: Task) -> str:
        decided = msgspec.json.encode(task.decisions)
        article = msgspec.json.encode(unpublished(task.article))
        return digest(what, self._tools.setup.fingerprint, article, decided)


def profile_batch(tools: Tools, batch: Batch) -> list[Profiled | Fault]:
    """Return the profiles of some articles, with the drafts that were made for them."""
    return [
        draft
        if isinstance(draft, Fault)
        else guarded(task.article.name, _profiled, tools, task, draft, fresh=fresh)
        for task, draft, fresh in _drafts(tools, batch)
    ]


def _profiled(tools: Tools, task: Task, draft: Draft, *, fresh: bool) -> Profiled:
    decided, unmet = apply(draft, task.decisions)
    return Profiled(
        profile=profile(decided, tools.setup.authorities, unmet),
        draft=_encoded(draft) if fresh else None,
        decided=_encoded(decided) if task.decisions else None,
    )


def graph_batch(tools: Tools, batch: Batch) -> list[ArticleGraphs | Fault]:
    """Return the graphs of some articles, of which the decided drafts are at hand or made now."""
    return [
        draft
        if isinstance(draft, Fault)
        else guarded(task.article.name, _graphs, tools, task, draft, fresh=fresh)
        for task, draft, fresh in _drafts(tools, batch)
    ]


def _graphs(tools: Tools, task: Task, draft: Draft, *, fresh: bool) -> ArticleGraphs | Fault:
    # Only a memo that cannot keep anything has the draft made and decided anew.
    decided = apply(draft, task.decisions)[0] if fresh else draft
    return graphs_of(decided, tools.setup, task.known)


def _drafts(tools: Tools, batch: Batch) -> Iterator[tuple[Task, Draft | Fault, bool]]:
    """Yield the draft of each task, and whether it was made now."""
    missing = [task.article for task, draft in batch if draft is None]
    fresh = iter(drafts_of(missing, tools.analyser))
    for task, draft in batch:
        yield (task, next(fresh), True) if draft is None else (task, draft, False)


def drafts_of(articles: list[Article], analyser: Analyser) -> list[Draft | Fault]:
    """Return the draft of each article; where some crash, the others are extracted without them."""
    together = guarded("", _extract, articles, analyser)
    if not isinstance(together, Fault):
        return [*together]
    alone = [guarded(article.name, _extract, [article], analyser) for article in articles]
    return [found if isinstance(found, Fault) else found[0] for found in alone]


def _extract(articles: list[Article], analyser: Analyser) -> list[Draft]:
    return list(extract_all(articles, analyser))


def _finished(
    batch: list[Task],
    found: list[Result | None],
    worked_out: Callable[[], Sequence[Result | Fault]],
) -> tuple[list[Task], list[Result | Fault]]:
    made = iter(worked_out())
    return batch, [next(made) if result is None else result for result in found]


def _lost(item: Item) -> list[Fault]:
    return [
        Fault(
            name=item[0].article.name,
            reason="the process that worked on it was killed, and another one as well",
            hint="memory may be short: build again with --jobs 1, or leave it out",
        )
    ]


# What a process works with, set once when it begins.
_tools: list[Tools] = []


def _set_up(tools: Tools) -> None:
    _tools.append(tools)


def _work(work: Callable[[Tools, Batch], Sequence[Result]], batch: Batch) -> Sequence[Result]:
    return work(_tools[0], batch)


def kept_draft(store: Path, article: Article) -> Draft | None:
    """Return what the last build of a store found in an article; None where that is not kept."""
    with closing(Memo(store / MEMO, None)) as memo:
        known = memo.get(_draft_key(article))
    if known is None:
        return None
    return replace(msgspec.json.decode(known, type=Draft), article=article)


def _draft_key(article: Article) -> str:
    return digest("draft", msgspec.json.encode(_anonymous(article)))


def _encoded(draft: Draft) -> bytes:
    return msgspec.json.encode(replace(draft, article=_anonymous(draft.article)))


def _anonymous(article: Article) -> Article:
    return replace(article, name="", line=1, lineage=None)
