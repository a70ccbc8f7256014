"""Steps for the tests of engines: processes can import them."""

import os
import signal
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from triplewire.engines import check, fingerprint

POISON = "poison"
DEADLY = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    name: str
    data: bytes = b""
    number: int | None = None
    share: float = 0.5
    known: bool = True
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    block: str
    place: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    block: str
    places: str


@dataclass(frozen=True, slots=True)
class Doubling:
    """Each row twice; a poisoned one ends its process."""

    given: type[Word] = Word
    made: type[Word] = Word
    size: int = 3

    def begin(self) -> "Doubling":
        return self

    def __call__(self, rows: Sequence[Word]) -> Iterator[Word]:
        for row in rows:
            if row.name == POISON:
                os._exit(9)
            yield Word(name=2 * row.name, data=row.data, others=row.others)

    def lost(self, row: Word) -> Iterable[Word]:
        return [Word(name=f"{row.name} is lost", known=False)]


@dataclass(frozen=True, slots=True)
class Adding:
    """The places of each block, in a row; a deadly one ends its process."""

    given: type[Placed] = Placed
    made: type[Total] = Total
    size: int = 4

    def begin(self) -> "Adding":
        return self

    def __call__(self, rows: Sequence[Placed]) -> Iterator[Total]:
        places: dict[str, list[str]] = {}
        for row in rows:
            if row.place == DEADLY:
                os._exit(9)
            places.setdefault(row.block, []).append(str(row.place))
        for block, those in places.items():
            yield Total(block=block, places=" ".join(those))

    def lost(self, row: Placed) -> Iterable[Total]:
        return [Total(block=row.block, places=f"lost {row.place}")]


@dataclass(frozen=True, slots=True)
class Sleeping:
    """Much time for each row; each process notes itself in a folder."""

    note: str
    given: type[Word] = Word
    made: type[Word] = Word
    size: int = 1

    def begin(self) -> "Sleeping":
        return self

    def __call__(self, rows: Sequence[Word]) -> Iterator[Word]:
        notes = Path(self.note) / "notes"
        notes.mkdir(exist_ok=True)
        (notes / str(os.getpid())).touch()
        time.sleep(60)
        yield from rows

    def lost(self, row: Word) -> Iterable[Word]:
        return [row]


@dataclass(frozen=True, slots=True)
class Failing:
    """A step with a bug."""

    given: type[Word] = Word
    made: type[Word] = Word
    size: int = 3

    def begin(self) -> "Failing":
        return self

    def __call__(self, rows: Sequence[Word]) -> Iterator[Word]:
        raise ValueError(f"{len(rows)} rows cannot be done")

    def lost(self, row: Word) -> Iterable[Word]:
        return [row]


@dataclass(frozen=True, slots=True)
class KilledOnce:
    """Another step, whose first process is killed."""

    flag: str
    step: Doubling | Adding

    @property
    def given(self) -> type[Any]:
        return self.step.given

    @property
    def made(self) -> type[Any]:
        return self.step.made

    @property
    def size(self) -> int:
        return self.step.size

    def begin(self) -> "KilledOnce":
        return self

    def __call__(self, rows: Sequence[Any]) -> Iterator[Any]:
        try:
            Path(self.flag).touch(exist_ok=False)
        except FileExistsError:
            return self.step(rows)
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError

    def lost(self, row: Any) -> Iterable[Any]:
        return self.step.lost(row)


@dataclass(frozen=True, slots=True)
class Modelled:
    """A step that works with one model, and finds another one."""

    wanted: tuple[str, ...] = fingerprint("model 1")
    given: type[Word] = Word
    made: type[Word] = Word
    size: int = 3

    def begin(self) -> "Modelled":
        check(self.wanted, "model 2")
        return self

    def __call__(self, rows: Sequence[Word]) -> Sequence[Word]:
        return rows

    def lost(self, row: Word) -> Iterable[Word]:
        return [row]
