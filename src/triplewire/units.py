"""The table data/units.tsv in, the units of measure that figures have out.

A new unit is one row: its words are read in articles, written as its QUDT unit, compared with
others of its kind and shown on pages.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from types import MappingProxyType

from triplewire.assets import parts, table


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit of measure, with the local name of its QUDT unit; "" where that is not certain.

    ``kind`` is what it measures ("length"), "" for a proportion; ``factor`` how many of the unit of
    its kind it is; ``sign`` what follows a number on a page. ``words`` are its nouns, in the
    singular, ``abbreviations`` those that have no plural.
    """

    code: str
    kind: str
    factor: Decimal
    sign: str
    words: tuple[str, ...]
    abbreviations: tuple[str, ...]


@cache
def units() -> tuple[Unit, ...]:
    """Return all units of measure. Source of the factors: QUDT."""
    return tuple(
        Unit(
            code=row["code"],
            kind=row["kind"],
            factor=Decimal(row["factor"]),
            sign=row["sign"],
            words=parts(row["words"]),
            abbreviations=parts(row["abbreviations"]),
        )
        for row in table("units")
    )


@cache
def units_by_word() -> Mapping[str, Unit]:
    """Return the units by their words and abbreviations."""
    return MappingProxyType(
        {word: unit for unit in units() for word in (*unit.words, *unit.abbreviations)}
    )


@cache
def units_by_code() -> Mapping[str, Unit]:
    """Return the units by the local names of their QUDT units."""
    return MappingProxyType({unit.code: unit for unit in units() if unit.code})
