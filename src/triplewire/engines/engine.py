"""What a build asks of an engine: tables by name, mapped by workers and joined by SQL.

A table is what rows of one frozen dataclass make; its fields are ``str``, ``bytes``, ``int``,
``float``, ``bool``, ``tuple[str, ...]``, or one of these or None. The SQL is what DuckDB and Spark
have in common, with Spark's names (dialect.py): a table is named in it as it was written.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from triplewire.engines.lines import Parts

Given = TypeVar("Given")
Made = TypeVar("Made")
Row = TypeVar("Row")
Given_contra = TypeVar("Given_contra", contravariant=True)
Made_co = TypeVar("Made_co", covariant=True)


class Work(Protocol[Given_contra, Made_co]):
    """What a process does with some rows, once its tools are loaded."""

    def __call__(self, rows: Sequence[Given_contra], /) -> Iterable[Made_co]:
        """Return what is made of rows."""


class Step(Protocol[Given, Made_co]):
    """A pure function from rows to rows that any process can take up; it must be picklable.

    ``given`` and ``made`` are the classes of the rows, ``size`` is how many rows are worked on
    together. What is made of a row depends on that row alone, not on those beside it.
    """

    @property
    def given(self) -> type[Given]:
        """Return the class of the rows that come in."""

    @property
    def made(self) -> type[Made_co]:
        """Return the class of the rows that go out."""

    @property
    def size(self) -> int:
        """Return how many rows are worked on together."""

    def begin(self) -> Work[Given, Made_co]:
        """Load what the step works with; this is done once in each process.

        Raises: EngineError when this process has another version or model than the build.
        """

    def lost(self, row: Given) -> Iterable[Made_co]:
        """Return what stands for a row over which every process was killed."""


class Engine(Protocol):
    """Tables, and what makes new ones of them; a table that is written again is replaced."""

    def write(self, table: str, rows: Iterable[Row], kind: type[Row]) -> None:
        """Make a table of rows that the caller has."""

    def rows(self, query: str, kind: type[Row]) -> Iterator[Row]:
        """Yield what a query answers, a few rows at a time; its columns are the kind's fields."""

    def sql(self, table: str, query: str) -> None:
        """Make a table of what a query answers."""

    def map(
        self,
        table: str,
        query: str,
        step: Step[Given, Made],
        far: "Far | None" = None,
        seen: Callable[[Made], None] | None = None,
    ) -> None:
        """Make a table of what a step makes of the rows that a query answers.

        ``far`` is for those who are told, where this is a part of more. ``seen`` is called with the
        rows that come by this process while others are made, which may be all of them or none.

        Raises: EngineError when no process can do anything.
        """

    def groups(self, table: str, query: str, step: Step[Given, Made]) -> None:
        """Make a table as ``map`` does, of rows that come with their whole ``block`` together.

        The rows have the fields ``block`` and ``place``: all of a block are in one call of the
        step, in the order of their places; a call may have several blocks, one after another.
        """

    def sorted_lines(self, query: str, folder: Path, shards: int) -> Parts:
        """Write lines as ``part-NNNNN.nq.gz``: in the order of their bytes, each line once.

        The query has the column ``line``, lines without their ends. Each part has a range of them;
        the parts' bytes depend on the lines and on ``shards`` alone. A part is there when it is
        whole; what else is in the folder stays.
        """

    def add(self, table: str, more: str) -> None:
        """Put the rows of one table to those of another; the one is gone then."""

    def tables(self) -> list[str]:
        """Return the names of the tables that there are."""

    def has(self, table: str) -> bool:
        """Say whether there is a table."""

    def drop(self, table: str) -> None:
        """Remove a table, if it is there."""


# Is told the name of a table, how many of its given rows are worked out so far, of how many, and
# how many rows that were made have a ``fault``.
Tell = Callable[[str, int, int, int], None]


@dataclass(frozen=True, slots=True)
class Far:
    """How many rows were worked out before a table is made that is a part of more, and of all."""

    done: int
    of: int
    faults: int = 0
