"""A good newsroom in, something that is done to its copy again and again, to be killed, out."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

from forks import Ended, Running, triplewire_command, triplewire_program
from rooms import WORDS, Room, is_complete, passed


class Deed(Protocol):
    """Something that is done again and again, and killed."""

    def start(self) -> Running:
        """Begin what is killed."""

    def span(self) -> float:
        """Return how long it takes undisturbed."""

    def harm(self) -> Iterator[str]:
        """Yield what is wrong after the kill."""

    def again(self) -> Ended:
        """Do the same once more, undisturbed."""

    def after(self) -> Iterator[str]:
        """Yield what is wrong after that."""

    def reset(self) -> None:
        """Begin anew, where a fault may have left what faults the next trial."""


class Build:
    """A newsroom that goes from one state into the other."""

    def __init__(self, good: Room, folder: Path, jobs: int, *, anew: bool = False) -> None:
        self._good, self._folder = good, folder
        self._jobs, self._anew = jobs, anew
        self.reset()

    def start(self) -> Running:
        """Change the newsroom and build it."""
        self._goal = 1 - self._goal
        self.room.write(self._goal)
        if self._anew:
            self.room.forget()
        return self.room.build(self._jobs)

    def span(self) -> float:
        """Build once."""
        return self.start().wait().seconds

    def harm(self) -> Iterator[str]:
        """Yield a fault unless the store is as before or as after."""
        state = self.room.state()
        if state not in self.room.states:
            yield f"broken: {state}" if state.startswith("unopened") else f"lost: {state}"

    def again(self) -> Ended:
        """Build once more."""
        return self.room.build(self._jobs).wait()

    def after(self) -> Iterator[str]:
        """Yield a fault unless the store says what the newsroom does, and nothing else is there."""
        if self.room.state() != self.room.states[self._goal]:
            yield "lost: the next build does not bring the store where it should be"
        if litter := self.room.litter():
            yield f"litter: {litter}"

    def reset(self) -> None:
        """Make the newsroom anew."""
        self.room = self._good.copied(self._folder)
        self._goal = 0


class Serve(Build):
    """A server that watches the newsroom while it changes."""

    def __init__(self, good: Room, folder: Path) -> None:
        super().__init__(good, folder, 1)

    def start(self) -> Running:
        """Wait for the server, and change the newsroom."""
        running = Running(
            triplewire_program(
                "serve", "--watch", self.room.room, "--store", self.room.store, "--port", 0,
                "--workers", 1,
            ),
            self.room.folder / "served",
        )  # fmt: skip
        while "Serving" not in running.said():
            if time.monotonic() > running.began + 30:
                raise RuntimeError(f"the server does not begin: {running.wait(0).said}")
            time.sleep(0.01)
        self._goal = 1 - self._goal
        self.room.write(self._goal)
        running.began = time.monotonic()
        return running

    def span(self) -> float:
        """Serve until a change has come through."""
        running = self.start()
        while self.room.state() != self.room.states[self._goal]:
            if time.monotonic() > running.began + 30:
                raise RuntimeError(f"the server does not follow: {running.wait(0).said}")
            time.sleep(0.05)
        took = time.monotonic() - running.began
        running.kill_at(took)
        running.orphans()
        return took


class Decide:
    """A curator's word, written below three earlier ones."""

    def __init__(self, good: Room, folder: Path) -> None:
        self.room = good.copied(folder)
        self._table = self.room.room / "decisions.csv"
        for words, target in (
            ("4.2 million euros", "statistic"),
            ("Trade grew by 5 percent", "quote"),
            ("Trade grew by 5 percent", "statistic"),
        ):
            ended = self._decide(words, target).wait()
            if ended.code:
                raise RuntimeError(f"no decision can be written: {ended.said}")
        self._before = self._table.read_bytes()
        self._decide(WORDS).wait()
        self._after = self._table.read_bytes()

    def _decide(self, words: str, target: str = "quote") -> Running:
        return Running(
            triplewire_command(
                "decide", "reject", "--quotation", words, "--target", target, "--by", "Ada",
                "--when", "2024-06-01", "--newsroom", self.room.room, "--store", self.room.store,
            ),
            self.room.log,
        )  # fmt: skip

    def start(self) -> Running:
        """Write the decision."""
        self._table.write_bytes(self._before)
        return self._decide(WORDS)

    def span(self) -> float:
        """Decide once."""
        return self.start().wait().seconds

    def harm(self) -> Iterator[str]:
        """Yield a fault unless the table is as before or as after."""
        if self._table.read_bytes() not in {self._before, self._after}:
            yield "lost: the table of decisions is neither as before nor as after"

    def again(self) -> Ended:
        """Write it once more, unless it stands already."""
        if self._table.read_bytes() == self._after:
            self._table.write_bytes(self._before)
        return self._decide(WORDS).wait()

    def after(self) -> Iterator[str]:
        """Yield a fault unless the decision stands once."""
        if self._table.read_bytes() != self._after:
            yield "lost: the next decision is not written as it should be"
        if litter := self.room.litter():
            yield f"litter: {litter}"

    def reset(self) -> None:
        """Clear the newsroom of what is left."""
        for name in self.room.litter():
            (self.room.folder / name).unlink()
        self._table.write_bytes(self._before)


class Dump:
    """A dump of one store after the other into the same folder, of which one version is kept."""

    def __init__(self, good: Room, folder: Path) -> None:
        self.room = good.copied(folder / "one")
        self._rooms = (self.room, good.copied(folder / "other"))
        self._rooms[1].write(1)
        self._rooms[1].build(1).wait()
        self._goal = 0
        self.reset()

    def start(self) -> Running:
        """Dump the other store."""
        self._goal = 1 - self._goal
        store = self._rooms[self._goal].store
        command = triplewire_command("dump", "-o", self.room.dumps, "--keep", 1, "--store", store)
        return Running(command, self.room.log)

    def span(self) -> float:
        """Dump once."""
        return self.start().wait().seconds

    def harm(self) -> Iterator[str]:
        """Yield a fault unless the latest version is a complete one."""
        if not is_complete(self.room.dumps / "latest"):
            yield "broken: the latest version is not complete"

    def again(self) -> Ended:
        """Dump the same store once more."""
        self._goal = 1 - self._goal
        return self.start().wait()

    def after(self) -> Iterator[str]:
        """Yield a fault unless the latest version is that of the store, alone and reachable."""
        dumps = self.room.dumps
        if (dumps / "latest").resolve().name != self._versions[self._goal]:
            yield "lost: the latest version is not that of the store"
        yield from self.harm()
        links = [path for path in dumps.iterdir() if not path.exists()]
        versions = [path for path in dumps.iterdir() if path.is_dir() and not path.is_symlink()]
        hidden = [path for path in dumps.glob(".*") if path.suffix == ".tmp"]
        if links or hidden or len(versions) > 1:
            yield f"litter: {sorted(map(str, [*links, *hidden, *versions[1:]]))}"

    def reset(self) -> None:
        """Write both versions, and note their names."""
        versions = []
        for _ in range(2):
            if not passed(self.start().wait()):
                raise RuntimeError("the newsroom of the campaign cannot be dumped")
            versions.append((self._goal, (self.room.dumps / "latest").resolve().name))
        self._versions = dict(versions)


DEEDS: dict[str, Callable[[Room, Path], Deed]] = {
    "build": lambda good, folder: Build(good, folder, 1),
    "crew": lambda good, folder: Build(good, folder, 2),
    "anew": lambda good, folder: Build(good, folder, 2, anew=True),
    "decide": Decide,
    "dump": Dump,
    "serve": Serve,
}
