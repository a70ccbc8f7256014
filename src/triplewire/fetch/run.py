"""A newsroom and addresses in, what was fetched out: the way of one run.

One thing is asked at a time, of the host that has been left alone the longest. A fault of one
address costs that address alone; a host that gives no answer again and again, the rest of its own.
"""

import hashlib
from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

from msgspec import structs

from triplewire.fetch.captures import Captures, alone
from triplewire.fetch.clock import Clock, stamp
from triplewire.fetch.feeds import feed_in
from triplewire.fetch.network import Network
from triplewire.fetch.plan import agent, is_due, named, now_at
from triplewire.fetch.state import Seen, State, load, save
from triplewire.fetch.visits import (
    BUSY,
    MOST_MOVES,
    MOVED,
    Visits,
    destination,
    remembered,
    validators,
)
from triplewire.fetch.wire import Answer
from triplewire.newsroom import ARTICLES, Newsroom
from triplewire.read import suffix_of_answer
from triplewire.system.remote import Limits, NoAnswerError

_SECONDS = 30.0
_FOLDER = "fetched"
_CAPTURES = "captures"
_FOR_GOOD = frozenset({301, 308})
_GONE = frozenset({404, 410})
_MOST_TRIES = 3
_MOST_SILENCES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """An address that nothing was kept of, and why."""

    address: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a run did.

    ``requests`` counts all that were sent: ``robots`` of them for rules, ``conditional`` of them to
    be answered only if something has changed. ``same`` counts what has not.
    """

    requests: int
    robots: int
    conditional: int
    kept: int
    same: int
    refused: tuple[Refusal, ...]
    files: tuple[Path, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Job:
    """An address to ask for; ``named`` says that it may be a feed, ``way`` where it came from."""

    address: str
    named: bool
    way: tuple[str, ...] = ()
    tries: int = 0


def fetch(
    room: Newsroom,
    addresses: Iterable[str] = (),
    *,
    clock: Clock | None = None,
    network: Network | None = None,
    seconds: float = _SECONDS,
) -> Outcome:
    """Ask for addresses, or those of [feeds], and for what feeds announce; keep the answers.

    Units: no answer may take longer than ``seconds``, or be longer than the newsroom's limit.
    Raises: ConfigError when the newsroom does not say who asks, or what; DiskError when another
    run is at it, or the disk takes nothing; LinkError when what was seen cannot be written.
    """
    clock, who, first = clock or Clock(), agent(room), named(room, addresses)
    folders = (room.root / ARTICLES / _FOLDER, room.root / _CAPTURES)
    with alone(folders[0]), alone(folders[1]):
        state, now = load(room.root), clock.now()
        articles, feeds = (Captures(folder=f, started=now, software=who) for f in folders)
        visits = Visits(
            agent=who,
            delay=room.settings.feeds.delay,
            limits=Limits(seconds=seconds, most_bytes=room.settings.limit),
            clock=clock,
            network=network or Network(),
            hosts=dict(state.hosts),
            rules=feeds,
        )
        run = _Run(visits=visits, pages=dict(state.pages), articles=articles, feeds=feeds)
        files: tuple[Path, ...] = ()
        try:
            for address in first:
                run.add(_Job(address=now_at(address, state.pages), named=True))
            run.work()
        finally:
            # What came before a fault, or before somebody lost patience, is whole and stays.
            files = articles.publish() + feeds.publish()
            save(room.root, State(hosts=visits.hosts, pages=run.pages))
    return Outcome(
        requests=visits.requests,
        robots=visits.robots,
        conditional=visits.conditional,
        kept=run.kept,
        same=run.same,
        refused=tuple(run.refused),
        files=files,
    )


@dataclass(slots=True, kw_only=True)
class _Run:
    """What is still to be asked, by host, and what came of the rest."""

    visits: Visits
    pages: dict[str, Seen]
    articles: Captures
    feeds: Captures
    waiting: dict[str, deque[_Job]] = field(default_factory=dict)
    known: set[str] = field(default_factory=set)
    silent: Counter[str] = field(default_factory=Counter)
    kept: int = 0
    same: int = 0
    refused: list[Refusal] = field(default_factory=list)

    def add(self, job: _Job, *, first: bool = False) -> None:
        if job.address in self.known:
            return
        self.known.add(job.address)
        self._queue(job, first=first)

    def work(self) -> None:
        while self.waiting:
            host = min(self.waiting, key=lambda h: self.visits.waits(self.waiting[h][0].address))
            job = self.waiting[host].popleft()
            if not self.waiting[host]:
                del self.waiting[host]
            if self.silent[host] >= _MOST_SILENCES:
                self._refuse(job, "left alone in this run: its server has given no answer")
                continue
            try:
                self._do(job)
            except NoAnswerError as error:
                self.silent[host] += error.passing
                self._refuse(job, str(error))
            else:
                self.silent[host] = 0

    def _queue(self, job: _Job, *, first: bool) -> None:
        jobs = self.waiting.setdefault(urlsplit(job.address).hostname or "", deque())
        if first:
            jobs.appendleft(job)
        else:
            jobs.append(job)

    def _refuse(self, job: _Job, reason: str) -> None:
        self.refused.append(Refusal(address=job.address, reason=reason))

    def _do(self, job: _Job) -> None:
        if reason := self.visits.refusal(job.address):
            self._refuse(job, reason)
            return
        seen = self.pages.get(job.address, Seen())
        answer = self.visits.ask(job.address, validators(seen.etag, seen.modified))
        if answer.status in BUSY:
            self._later(job, answer)
        elif answer.status in MOVED:
            self._follow(job, answer, seen)
        elif answer.status == 304 and (seen.leads or seen.sha256):
            self._stay(job, answer, seen)
        elif answer.status == 200:
            self._take(job, answer, seen)
        else:
            if answer.status in _GONE:
                self.pages[job.address] = structs.replace(seen, gone=True)
            self._refuse(job, f"{answer.status} {answer.reason}")

    def _stay(self, job: _Job, answer: Answer, seen: Seen) -> None:
        """Go on with what was there before; that it is still there is kept once a day."""
        if seen.asked != self._today():
            self.feeds.keep(answer, self.visits.clock.now(), seen.captured)
        if seen.leads:
            self.pages[job.address] = structs.replace(seen, asked=self._today())
            self._go_on(job, seen.leads)
        else:
            self.same += 1
            self._saw(job, seen)

    def _later(self, job: _Job, answer: Answer) -> None:
        tries = job.tries + 1
        if self.visits.back_off(job.address, answer.after, tries) and tries < _MOST_TRIES:
            self._queue(replace(job, tries=tries), first=True)
        else:
            self._refuse(job, f"{answer.status} {answer.reason}")

    def _follow(self, job: _Job, answer: Answer, seen: Seen) -> None:
        place = destination(answer)
        if not place:
            self._refuse(job, "it redirects to no address of the web")
            return
        etag, modified = remembered(answer)
        new = Seen(etag=etag, modified=modified, asked=self._today(), captured=seen.captured)
        new = structs.replace(new, **{"moved" if answer.status in _FOR_GOOD else "leads": place})
        if place not in {seen.moved, seen.leads}:
            moment = self.visits.clock.now()
            self.articles.keep(answer, moment)
            new = structs.replace(new, captured=stamp(moment))
        self.pages[job.address] = new
        self._go_on(job, place)

    def _go_on(self, job: _Job, place: str) -> None:
        way = (*job.way, job.address)
        if place in way:
            self._refuse(job, "it redirects in a circle")
        elif len(way) > MOST_MOVES:
            self._refuse(job, f"it redirects more than {MOST_MOVES} times")
        else:
            self.add(_Job(address=place, named=job.named, way=way), first=True)

    def _take(self, job: _Job, answer: Answer, seen: Seen) -> None:
        kind = answer.field("Content-Type")
        if suffix_of_answer(kind, answer.content) is None:
            self._refuse(job, f"nothing that a build reads: {kind[:100] or 'of no type'}")
            return
        etag, modified = remembered(answer)
        digest = hashlib.sha256(answer.content).hexdigest()
        feed = feed_in(answer.content, job.address) if job.named else None
        captured = seen.captured
        if digest == seen.sha256:
            self.same += 1
        else:
            moment = self.visits.clock.now()
            captured = stamp(moment)
            # What only announces articles is kept where a build does not take it for some.
            only_links = feed is not None and not feed.full
            (self.feeds if only_links else self.articles).keep(answer, moment)
            self.kept += 1
        items = feed.items if feed is not None else ()
        new = Seen(etag=etag, modified=modified, sha256=digest, captured=captured, items=items)
        self._saw(job, new)

    def _saw(self, job: _Job, seen: Seen) -> None:
        self.pages[job.address] = structs.replace(seen, asked=self._today(), gone=False)
        if job.named:
            for item in seen.items:
                place = now_at(item, self.pages)
                if is_due(self.pages.get(place), self._today()):
                    self.add(_Job(address=place, named=False))

    def _today(self) -> str:
        return stamp(self.visits.clock.now())[:10]
