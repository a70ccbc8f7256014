"""What a build writes into, and whom it tells how far it is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from triplewire.engines import Engine, Tell
from triplewire.store import Writer

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True, kw_only=True)
class Into:
    """A store and its tables that a build writes into; ``day`` is when names are withdrawn.

    ``jobs`` is how many processes may work for it; ``tell`` is told a stage and how far it is.
    """

    writer: Writer
    engine: Engine
    day: str
    jobs: int = 1
    tell: Tell | None = None

    def at(self, stage: str, done: int = 0, number: int = 0) -> None:
        """Tell how far a stage is; 0 of 0 where nobody knows."""
        if self.tell is not None:
            self.tell(stage, done, number, 0)

    def counted(self, stage: str, items: Iterable[Item], number: int) -> Iterator[Item]:
        """Yield items, of so many, and tell how far a stage is through them."""
        for done, item in enumerate(items):
            self.at(stage, done, number)
            yield item
