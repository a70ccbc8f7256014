"""Stores that were damaged, and whether every command then says so or answers as before.

A file of a good store's copy is changed in some bytes, cut, emptied, deleted, filled with zeros,
swapped with another, lengthened or overwritten with noise. Then the store is
opened, asked, checked, dumped and built over. Each must end with the good answer or with exit code
3, what is wrong, and a hint; never with another answer, a traceback or not at all.
"""

import random
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from forks import Ended, Running, triplewire_command
from rooms import Room, passed

FAULTS = ("different", "bare", "codes", "tracebacks", "aborted", "hung")
# Where a store has many tables, its few other files are damaged as often.
_SINGLE = 0.5
_LIMIT = 10.0  # seconds after which a command is ended; a good one takes a fifth of one


def run(count: int, seed: int) -> dict[str, int | float]:
    """Make trials ``seed`` to ``seed + count - 1`` and return the counts.

    ``refused`` counts the commands that said what is wrong, ``same`` those that answered as before,
    ``rebuilt`` the builds that made the store good again.
    """
    found = Counter(dict.fromkeys(("stores", "commands", "refused", "same", "rebuilt", *FAULTS), 0))
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="triplewire-damage-") as folder:
        bench = _Bench(Path(folder))
        for number in range(seed, seed + count):
            found.update(bench.trial(number))
    return {**found, "seconds": round(time.monotonic() - began, 1)}


class _Bench:
    """A good store, and what each command answers from it."""

    def __init__(self, folder: Path) -> None:
        self._good = Room(folder / "good")
        self._folder = folder / "trial"
        room = self._good.copied(self._folder)
        self._answers = {name: _asked(room, name) for name in _commands(room)}
        for name, ended in self._answers.items():
            if ended.fault or ended.code not in {0, 1}:
                raise RuntimeError(f"{name} does not work on a good store: {ended.said}")

    def trial(self, number: int) -> Counter[str]:
        """Damage a store, and return what is to be counted."""
        chance = random.Random(number)  # noqa: S311  no secret
        room = self._good.copied(self._folder)
        done = damage(room.store, chance)
        found = Counter(stores=1)
        for name, good in self._answers.items():
            ended = _asked(room, name)
            verdict = (
                "same" if (ended.code, ended.said) == (good.code, good.said) else verdict_on(ended)
            )
            found.update([verdict, "commands"])
            self._tell(number, done, name, verdict, ended)
        goal = chance.randrange(2)
        room.write(goal)
        ended = room.build(1).wait(_LIMIT)
        verdict = verdict_on(ended)
        if passed(ended):
            verdict = "rebuilt" if room.state() == room.states[goal] else "different"
        found.update([verdict, "commands"])
        self._tell(number, done, f"build of state {goal}", verdict, ended)
        return found

    @staticmethod
    def _tell(number: int, done: str, name: str, verdict: str, ended: Ended) -> None:
        if verdict in FAULTS:
            told = f"{ended.code} {ended.said[-300:]}"
            print(f"damage: trial {number}, {done}, {name}: {verdict}: {told}", flush=True)


def _commands(room: Room) -> dict[str, tuple[object, ...]]:
    store = ("--store", room.store)
    return {
        "query": ("query", "who-said", *store),
        "explain": ("show", "actor:lena-fox", *store),
        "check": ("check", *store),
        "dump": ("dump", "--format", "trig", *store),
    }


def _asked(room: Room, name: str) -> Ended:
    return Running(triplewire_command(*_commands(room)[name]), room.log).wait(_LIMIT)


def verdict_on(ended: Ended) -> str:
    """Return the verdict on an answer that is not the good one."""
    if ended.fault:
        return ended.fault
    if ended.code in {0, 1}:
        return "different"
    if ended.code != 3:
        return "codes"
    return "refused" if "Error: " in ended.said and "hint: " in ended.said else "bare"


def damage(store: Path, chance: random.Random) -> str:
    """Damage one or two files of a store, and return what was done in words."""
    files = sorted(path for path in store.rglob("*") if path.is_file())
    singles = [path for path in files if path.suffix != ".sst"]
    told = []
    for _ in range(1 + (chance.random() < 0.1)):
        path = chance.choice(singles if chance.random() < _SINGLE else files)
        if path.exists():
            name, does = chance.choice(sorted(_DAMAGES.items()))
            does(path, chance, files)
            told.append(f"{name} {path.relative_to(store)}")
    return ", ".join(told)


def _flip(path: Path, chance: random.Random, _: list[Path]) -> None:
    data = bytearray(path.read_bytes())
    for _number in range(chance.choice((1, 1, 8, 200)) if data else 0):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path.write_bytes(data)


def _cut(path: Path, chance: random.Random, _: list[Path]) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: chance.randint(0, len(data))])


def _lengthen(path: Path, chance: random.Random, _: list[Path]) -> None:
    path.write_bytes(path.read_bytes() + chance.randbytes(chance.choice((1, 100, 5000))))


def _empty(path: Path, _chance: random.Random, _: list[Path]) -> None:
    path.write_bytes(b"")


def _delete(path: Path, _chance: random.Random, _: list[Path]) -> None:
    path.unlink()


def _zero(path: Path, chance: random.Random, _: list[Path]) -> None:
    data = bytearray(path.read_bytes())
    first = chance.randint(0, len(data))
    last = chance.choice((len(data), min(len(data), first + 512)))
    data[first:last] = bytes(last - first)
    path.write_bytes(data)


def _swap(path: Path, chance: random.Random, files: list[Path]) -> None:
    other = chance.choice([one for one in files if one.exists()])
    data = path.read_bytes()
    path.write_bytes(other.read_bytes())
    other.write_bytes(data)


def _noise(path: Path, chance: random.Random, _: list[Path]) -> None:
    path.write_bytes(chance.randbytes(path.stat().st_size))


_DAMAGES: dict[str, Callable[[Path, random.Random, list[Path]], None]] = {
    "flipped bits in": _flip,
    "cut": _cut,
    "lengthened": _lengthen,
    "emptied": _empty,
    "deleted": _delete,
    "zeros in": _zero,
    "swapped": _swap,
    "noise in": _noise,
}
