"""Workers are shared out, timed, replaced and counted as the pool says, by a clock that jumps."""

import asyncio
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from triplewire.errors import ConfigError
from triplewire.publish.web.http import BrokenAnswerError, FullError, Problem
from triplewire.publish.web.settings import Settings
from triplewire.publish.web.workers import pool as pools
from triplewire.publish.web.workers.messages import Fault, Job, Readiness
from triplewire.publish.web.workers.pool import Answer, Pool
from triplewire.publish.web.workers.process import WorkerLostError

JOB = Job(generation="gen-1", text="ASK {}", form="json")
START = 1000.0


class Jumping(asyncio.SelectorEventLoop):
    """A loop whose clock jumps to the next deadline when nothing else can run."""

    now = START

    def time(self) -> float:
        return self.now

    def _run_once(self) -> None:
        own: Any = self
        pending = [timer.when() for timer in own._scheduled if not timer.cancelled()]
        if not own._ready and pending:
            self.now = max(self.now, min(pending))
        super()._run_once()  # type: ignore[misc]


class Told:
    """A link without a process: it says what a test puts into it, and nothing before."""

    made: list["Told"]
    lost_at_start = 0
    network = True

    def __init__(self, gone: Callable[["Told"], None]) -> None:
        self.gone = gone
        self.says: asyncio.Queue[bytes | Fault | None] = asyncio.Queue()
        self.ready: Readiness | None = None
        self.fault: Fault | None = None
        self.jobs: list[Job] = []
        self.done = True
        self.lost = self.expired = self.reaped = False
        self.started: tuple[Path, int, int] | None = None

    async def start(self, folder: Path, memory: int, nice: int) -> None:
        self.made.append(self)
        self.started = (folder, memory, nice)
        if type(self).lost_at_start:
            type(self).lost_at_start -= 1
            raise WorkerLostError
        self.ready = Readiness(network=self.network, memory=True)

    def send(self, job: Job) -> None:
        self.done, self.fault = False, None
        self.jobs.append(job)

    def say(self, *parts: bytes | Fault) -> None:
        for part in parts:
            self.says.put_nowait(part)

    async def chunk(self) -> bytes:
        if self.done:
            return b""
        said = await self.says.get()
        if said is None:
            raise WorkerLostError
        if isinstance(said, Fault):
            self.fault = said
        self.done = not isinstance(said, bytes) or not said
        return said if isinstance(said, bytes) else b""

    def kill(self) -> None:
        self.lost = True
        self.says.put_nowait(None)

    def expire(self) -> None:
        self.expired = True
        self.kill()

    async def reap(self) -> None:
        self.reaped = True


@pytest.fixture(autouse=True)
def links(monkeypatch: pytest.MonkeyPatch) -> list[Told]:
    """Return the links that pools make, in order."""
    made: list[Told] = []
    monkeypatch.setattr(Told, "made", made, raising=False)
    monkeypatch.setattr(Told, "lost_at_start", 0)
    monkeypatch.setattr(Told, "network", True)
    monkeypatch.setattr(pools, "Link", Told)
    return made


def at_once(work: Coroutine[Any, Any, None]) -> None:
    """Run a test on a loop of its own, whose clock jumps."""
    with asyncio.Runner(loop_factory=Jumping) as runner:
        runner.run(work)


def now() -> float:
    return asyncio.get_running_loop().time() - START


async def pause() -> None:
    """Let everything run that can."""
    for _ in range(20):
        await asyncio.sleep(0)


async def pool_of(workers: int = 2, queue: int = 10, timeout: float = 20.0) -> Pool:
    pool = Pool(
        Path("store"), Settings(workers=workers, queue=queue, timeout=timeout, memory=5 << 20)
    )
    await pool.start()
    return pool


def ask(pool: Pool, client: str = "a", *, light: bool = False) -> "asyncio.Task[Answer]":
    return asyncio.ensure_future(pool.run(JOB, client, START + now(), light=light))


async def refused(task: "asyncio.Task[Answer]") -> Problem:
    with pytest.raises(Problem) as raised:
        await task
    return raised.value


def busy(links: list[Told]) -> list[int]:
    """Return the numbers of the links that were given a job which they have not finished."""
    return [number for number, link in enumerate(links) if not link.done and not link.lost]


def test_one_worker_more_than_was_asked_for_takes_look_ups_and_is_not_put_behind(
    links: list[Told],
) -> None:
    async def work() -> None:
        pool = await pool_of(3)

        assert pool.state() == {"workers": 4, "idle": 4, "waiting": 0}
        assert [link.started for link in links] == [
            (Path("store"), 5 << 20, nice) for nice in (0, 10, 10, 10)
        ]
        assert pool.readiness == Readiness(network=True, memory=True)

    at_once(work())


def test_an_answer_comes_whole_and_frees_its_worker(links: list[Told]) -> None:
    async def work() -> None:
        pool = await pool_of(1)
        asked = ask(pool)
        await pause()

        assert busy(links) == [1]
        assert pool.state() == {"workers": 2, "idle": 1, "waiting": 0}

        links[1].say(b"one ", b"two", b"")
        answer = await asked

        assert (answer.head, answer.rest) == (b"one two", None)
        assert pool.state()["idle"] == 2
        answer.end()
        assert pool.state()["idle"] == 2
        assert pool.outcomes == {"answered": 1}
        assert links[1].jobs == [JOB]
        await asyncio.sleep(30)
        assert not links[1].expired

    at_once(work())


@pytest.mark.parametrize(("more", "whole"), [(b"", True), (b"!", False)])
def test_an_answer_is_held_back_up_to_a_size(
    links: list[Told], monkeypatch: pytest.MonkeyPatch, more: bytes, *, whole: bool
) -> None:
    monkeypatch.setattr(pools, "HELD_BACK", 10)

    async def work() -> None:
        pool = await pool_of(1)
        asked = ask(pool)
        await pause()
        links[1].say(b"12345", b"67890" + more)
        if whole:
            links[1].say(b"")
        answer = await asked

        assert (answer.rest is None) is whole
        if answer.rest is not None:
            assert pool.state()["idle"] == 1
            assert pool.outcomes == {}
            links[1].say(b"a", b"b", b"")
            assert [part async for part in answer.rest] == [b"a", b"b"]
            answer.end()
        assert pool.outcomes == {"answered": 1}
        assert pool.state()["idle"] == 2

    at_once(work())


@pytest.mark.parametrize("said", [None, Fault(status=500, detail="x")])
def test_an_answer_that_breaks_off_after_its_beginning_is_broken(
    links: list[Told], monkeypatch: pytest.MonkeyPatch, said: Fault | None
) -> None:
    monkeypatch.setattr(pools, "HELD_BACK", 2)

    async def work() -> None:
        pool = await pool_of(1)
        asked = ask(pool)
        await pause()
        links[1].say(b"abc")
        answer = await asked
        assert answer.rest is not None
        links[1].says.put_nowait(said)
        with pytest.raises(BrokenAnswerError):
            [part async for part in answer.rest]

        assert pool.outcomes == {"broken": 1}

    at_once(work())


def test_a_worker_whose_answer_nobody_reads_to_its_end_is_killed(
    links: list[Told], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pools, "HELD_BACK", 2)

    async def work() -> None:
        pool = await pool_of(1)
        asked = ask(pool)
        await pause()
        links[1].say(b"abc")
        (await asked).end()

        assert links[1].lost
        assert pool.outcomes == {"abandoned": 1}
        assert pool.state() == {"workers": 1, "idle": 1, "waiting": 0}

    at_once(work())


@pytest.mark.parametrize(("status", "outcome"), [(400, "refused"), (500, "failed")])
def test_what_a_worker_refuses_is_told_with_its_place(
    links: list[Told], status: int, outcome: str
) -> None:
    async def work() -> None:
        pool = await pool_of(1)
        asked = ask(pool)
        await pause()
        links[1].say(Fault(status=status, detail="so", hint="do", line=3, column=4))
        problem = await refused(asked)

        told = (problem.status, problem.detail, problem.hint, problem.line, problem.column)
        assert told == (status, "so", "do", 3, 4)
        assert pool.outcomes == {outcome: 1}
        assert pool.state()["idle"] == 2

    at_once(work())


def test_a_query_is_stopped_when_its_time_is_up(links: list[Told]) -> None:
    async def work() -> None:
        pool = await pool_of(1, timeout=12.5)
        problem = await refused(ask(pool))

        assert now() == 12.5
        assert (problem.status, problem.hint[:12]) == (504, "ask for less")
        assert problem.detail == "the query was stopped: it took longer than 12.5 seconds"
        assert pool.outcomes == {"timed_out": 1}
        assert links[1].expired

    at_once(work())


def test_a_query_that_takes_its_worker_along_needed_too_much(links: list[Told]) -> None:
    async def work() -> None:
        pool = await pool_of(1)
        asked = ask(pool, light=True)
        await pause()
        links[0].kill()
        problem = await refused(asked)

        assert problem.status == 500
        assert problem.detail.startswith("the query was stopped: it needed more than 5 MiB of mem")
        assert "ORDER BY" in problem.hint
        assert pool.outcomes == {"exhausted": 1}
        assert pool._asked_by == {}

    at_once(work())


def test_a_look_up_that_takes_longer_than_a_second_is_asked_again_among_long_queries(
    links: list[Told],
) -> None:
    async def work() -> None:
        pool = await pool_of(1)
        asked = ask(pool, light=True)
        await pause()
        assert busy(links) == [0]
        await asyncio.sleep(0.5)
        assert busy(links) == [0]
        await asyncio.sleep(0.5)
        await pause()

        assert (links[0].expired, busy(links)) == (True, [1])
        await asyncio.sleep(18.5)
        links[1].say(b"late", b"")
        assert (await asked).head == b"late"
        assert pool.outcomes == {"answered": 1}

    at_once(work())


@pytest.mark.parametrize(("timeout", "lanes"), [(0.5, [0]), (1.0, [0]), (1.5, [0, 1])])
def test_a_look_up_never_has_more_time_than_its_request(
    links: list[Told], timeout: float, lanes: list[int]
) -> None:
    async def work() -> None:
        pool = await pool_of(1, timeout=timeout)
        problem = await refused(ask(pool, light=True))

        assert (now(), problem.status) == (timeout, 504)
        assert [number for number, link in enumerate(links) if link.jobs] == lanes
        assert pool.outcomes == {"timed_out": 1}

    at_once(work())


def test_a_look_up_with_a_long_answer_has_the_time_of_a_query(
    links: list[Told], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pools, "HELD_BACK", 2)

    async def work() -> None:
        pool = await pool_of(1)
        asked = ask(pool, light=True)
        await pause()
        links[0].say(b"abc")
        answer = await asked
        assert answer.rest is not None
        await asyncio.sleep(19.5)
        assert not links[0].expired
        with pytest.raises(BrokenAnswerError):
            [part async for part in answer.rest]

        assert (now(), links[0].expired) == (20.0, True)

    at_once(work())


@pytest.mark.parametrize(("workers", "most"), [(1, 1), (2, 1), (3, 2), (4, 3)])
def test_one_client_leaves_a_worker_to_others(links: list[Told], workers: int, most: int) -> None:
    async def work() -> None:
        pool = await pool_of(workers)
        greedy = [ask(pool) for _ in range(workers + 1)]
        await pause()
        assert len(busy(links)) == most
        other = ask(pool, "b")
        await pause()
        assert len(busy(links)) == min(most + 1, workers)
        for link in links:
            link.say(b"x", b"")
        await pause()
        for link in links:
            link.say(b"x", b"", b"x", b"", b"x", b"")
        await asyncio.gather(*greedy, other)
        assert pool.state() == {"workers": workers + 1, "idle": workers + 1, "waiting": 0}
        assert pool.outcomes == {"answered": workers + 2}

    at_once(work())


def test_a_look_up_uses_a_worker_for_long_queries_where_its_own_is_busy(
    links: list[Told],
) -> None:
    async def work() -> None:
        pool = await pool_of(2)
        first, second, third = (ask(pool, light=True) for _ in range(3))
        await pause()
        assert len(busy(links)) == 2
        assert 0 in busy(links)
        assert pool.state()["waiting"] == 1
        # Whichever of the two is free first takes the third.
        long = next(number for number in busy(links) if number)
        links[long].say(b"1", b"")
        await pause()
        assert (first.done(), second.done()) == (False, True)
        assert sorted(busy(links)) == sorted([0, long])
        links[0].say(b"2", b"")
        links[long].say(b"3", b"")
        assert [(await one).head for one in (first, second, third)] == [b"2", b"1", b"3"]

    at_once(work())


def test_a_worker_for_look_ups_takes_no_long_query(links: list[Told]) -> None:
    async def work() -> None:
        pool = await pool_of(1)
        long, waits = ask(pool), ask(pool, "b")
        light = ask(pool, "c", light=True)
        await pause()
        links[0].say(b"1", b"")
        await light
        await pause()
        assert busy(links) == [1]
        assert pool.state() == {"workers": 2, "idle": 1, "waiting": 1}
        links[1].say(b"1", b"", b"2", b"")
        assert [(await long).head, (await waits).head] == [b"1", b"2"]

    at_once(work())


def test_half_of_the_time_at_most_is_spent_waiting(links: list[Told]) -> None:
    async def work() -> None:
        pool = await pool_of(1, timeout=20.0)
        first, second = ask(pool), ask(pool, "b")
        problem = await refused(second)

        assert now() == 10.0
        assert (problem.status, problem.detail) == (503, "no worker became free in time")
        assert problem.headers == {"Retry-After": "5"}
        assert problem.hint
        assert pool.state()["waiting"] == 0
        assert pool.outcomes == {"turned_away": 1}
        links[1].say(b"x", b"")
        await first
        assert pool.state()["idle"] == 2

    at_once(work())


def test_who_waits_too_many_is_turned_away_and_makes_room_for_others(links: list[Told]) -> None:
    async def work() -> None:
        pool = await pool_of(1, queue=3)
        working = ask(pool)
        await pause()
        row = [ask(pool) for _ in range(3)]
        await pause()
        assert pool.state()["waiting"] == 3
        one_more = await refused(ask(pool))
        other = ask(pool, "b")
        displaced = await refused(row[-1])

        for problem in (one_more, displaced):
            assert (problem.status, problem.detail) == (503, "too many queries wait")
        assert pool.state()["waiting"] == 3
        assert pool.outcomes == {"turned_away": 2}
        assert now() == 0
        for _ in range(4):
            links[1].say(b"x", b"")
        await asyncio.gather(working, other, *row[:2])
        assert pool.state() == {"workers": 2, "idle": 2, "waiting": 0}
        assert list(pool._waiting) == []

    at_once(work())


def test_who_gives_up_waiting_keeps_no_place(links: list[Told]) -> None:
    async def work() -> None:
        pool = await pool_of(1)
        working, waits = ask(pool), ask(pool, "b")
        await pause()
        assert pool.state()["waiting"] == 1
        waits.cancel()
        await pause()
        assert (waits.cancelled(), pool.state()["waiting"]) == (True, 0)
        links[1].say(b"x", b"")
        await working
        assert pool.state()["idle"] == 2

    at_once(work())


def test_a_worker_that_comes_to_who_gives_up_in_that_moment_is_free_again(
    links: list[Told],
) -> None:
    async def work() -> None:
        pool = await pool_of(1)
        working, waits = ask(pool), ask(pool, "b")
        await pause()
        links[1].done = True
        pool.release(links[1])  # type: ignore[arg-type]
        assert list(pool._asked_by.values()) == ["b"]
        waits.cancel()
        await pause()

        assert waits.cancelled()
        assert pool.state() == {"workers": 2, "idle": 2, "waiting": 0}
        assert pool._asked_by == {}
        working.cancel()

    at_once(work())


def test_who_is_turned_away_and_gives_up_in_one_moment_is_gone(links: list[Told]) -> None:
    async def work() -> None:
        pool = await pool_of(1, queue=1)
        ask(pool)
        waits = ask(pool, "b")
        await pause()
        (future,) = pool._waiting
        future.set_exception(FullError())
        waits.cancel()
        await pause()

        assert waits.cancelled()
        assert pool.state() == {"workers": 2, "idle": 1, "waiting": 0}

    at_once(work())


def test_a_worker_that_comes_when_the_time_is_up_is_taken(links: list[Told]) -> None:
    async def work() -> None:
        pool = await pool_of(1, timeout=20.0)
        ask(pool)
        waits = ask(pool, "b")
        await pause()

        def free() -> None:
            links[1].done = True
            pool.release(links[1])  # type: ignore[arg-type]

        # So shortly before that the loop looks after both in one go, and first after this.
        asyncio.get_running_loop().call_at(START + 10.0 - 5e-10, free)
        await asyncio.sleep(10.0)
        await pause()

        assert links[1].jobs == [JOB, JOB]
        assert not waits.done()
        assert pool.outcomes == {}

    at_once(work())


def test_who_gives_up_an_answer_that_is_being_made_takes_its_worker_along(
    links: list[Told],
) -> None:
    async def work() -> None:
        pool = await pool_of(1)
        working = ask(pool)
        await pause()
        working.cancel()
        await pause()

        assert working.cancelled()
        assert links[1].lost
        assert not links[1].expired
        assert pool.outcomes == {"abandoned": 1}

    at_once(work())


@pytest.mark.parametrize(("number", "nice"), [(0, 0), (1, 10)])
def test_a_worker_that_has_gone_is_replaced_by_one_of_its_lane(
    links: list[Told], number: int, nice: int
) -> None:
    async def work() -> None:
        pool = await pool_of(1)
        links[number].lost = True
        links[number].gone(links[number])
        await pause()

        assert len(links) == 3
        assert links[2].started == (Path("store"), 5 << 20, nice)
        assert links[number].reaped
        assert pool.state() == {"workers": 2, "idle": 2, "waiting": 0}
        assert pool.outcomes == {"workers_replaced": 1}
        assert pool._spawning == pool._reaping == set()
        asked = ask(pool, light=number == 0)
        await pause()
        links[2].say(b"new", b"")
        assert (await asked).head == b"new"
        await pool.stop()

    at_once(work())


def test_an_idle_worker_that_was_lost_just_now_is_given_to_nobody(links: list[Told]) -> None:
    async def work() -> None:
        pool = await pool_of(1)
        links[1].lost = True
        asked = ask(pool)
        await pause()
        assert pool.state() == {"workers": 1, "idle": 1, "waiting": 1}
        links[1].gone(links[1])
        await pause()
        links[2].say(b"x", b"")

        assert (await asked).head == b"x"
        assert links[1].jobs == []

    at_once(work())


def test_a_worker_that_cannot_start_is_tried_again_after_a_second(
    links: list[Told], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Told, "lost_at_start", 2)

    async def work() -> None:
        pool = Pool(Path("store"), Settings(workers=1))
        started = asyncio.ensure_future(pool.start())
        await pause()
        assert pool.state()["workers"] == 0
        await started
        await pause()

        assert (now(), len(links)) == (1.0, 4)
        assert pool.state() == {"workers": 2, "idle": 2, "waiting": 0}
        # None of those that did not start is one that was lost.
        links[0].gone(links[0])
        await pause()
        assert (len(links), pool.outcomes) == (4, {})

    at_once(work())


def test_a_worker_that_kept_the_network_is_killed(
    links: list[Told], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Told, "network", False)

    async def work() -> None:
        pool = Pool(Path("store"), Settings(workers=1, open_network=False))
        with pytest.raises(ConfigError, match="network cannot be taken away") as raised:
            await pool.start()
        await pause()

        assert "--allow-network-in-workers" in str(raised.value.hint)
        assert all(link.lost and link.reaped for link in links)
        assert pool.state() == {"workers": 0, "idle": 0, "waiting": 0}

    at_once(work())


def test_a_pool_that_stops_kills_all_and_replaces_none(links: list[Told]) -> None:
    async def work() -> None:
        pool = await pool_of(2)
        await pool.stop()
        for link in links:
            link.gone(link)
        await pause()

        assert len(links) == 3
        assert all(link.lost and link.reaped for link in links)
        assert pool.outcomes == {}

    at_once(work())


def test_a_pool_that_stops_waits_for_no_worker_that_is_starting(
    links: list[Told], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def work() -> None:
        pool = await pool_of(1)

        async def forever(self: Told, *_: object) -> None:
            self.made.append(self)
            await asyncio.Event().wait()

        monkeypatch.setattr(Told, "start", forever)
        links[1].lost = True
        links[1].gone(links[1])
        await pause()
        assert len(links) == 3
        await pool.stop()

        assert links[2].lost
        assert links[2].reaped

    at_once(work())
