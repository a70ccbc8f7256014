"""Steps for the tests of engines: processes can import them."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

POISON = "poison"


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
    """The places of each block, in a row."""

    given: type[Placed] = Placed
    made: type[Total] = Total
    size: int = 4

    def begin(self) -> "Adding":
        return self

    def __call__(self, rows: Sequence[Placed]) -> Iterator[Total]:
        places: dict[str, list[str]] = {}
        for row in rows:
            places.setdefault(row.block, []).append(str(row.place))
        for block, those in places.items():
            yield Total(block=block, places=" ".join(those))

    def lost(self, row: Placed) -> Iterable[Total]:
        return [Total(block=row.block, places="lost")]
