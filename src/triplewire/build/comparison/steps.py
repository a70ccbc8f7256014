"""What is worked out of the rows of one article, of one pair or of one block of figures."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import groupby
from operator import attrgetter
from typing import Generic, TypedDict, TypeVar

import msgspec

from triplewire.build.comparison.rows import Claim, Figured, Judged, Member, Pair, Stated
from triplewire.compare import (
    OPENING,
    Head,
    block_of,
    compare_beside,
    compare_figures,
    compare_wordings,
    content,
    is_loose,
    key_of,
    numbers,
)
from triplewire.records import Comparison, Statement
from triplewire.system.hashes import digest

Given = TypeVar("Given")
Made = TypeVar("Made")

# A statement of an article without a day comes last.
_LAST = "9999"
_DAY = 10
# Hexadecimal digits of a digest that are kept: 128 bits.
_DIGITS = 32
# A whole number of a table has so many, and a sign.
_BITS = 63

_encode = msgspec.json.Encoder(order="deterministic").encode
_statement = msgspec.json.Decoder(Statement).decode
_statements = msgspec.json.Decoder(tuple[Statement, ...]).decode


class Encoded(TypedDict):
    """A comparison in a table, and its digest."""

    mark: str
    comparison: bytes


@dataclass(frozen=True, slots=True)
class PureStep(Generic[Given, Made]):
    """A step of a function that needs no tools; a row that is lost is made by the next build."""

    given: type[Given]
    made: type[Made]
    work: Callable[[Sequence[Given]], Iterable[Made]]
    size: int

    def begin(self) -> Callable[[Sequence[Given]], Iterable[Made]]:
        """Return the function."""
        return self.work

    def lost(self, _row: Given) -> Iterable[Made]:
        """Return nothing."""
        return ()


def stated(run: str, statements: Iterable[Statement]) -> Stated:
    """Return what an article claims as a row."""
    return Stated(run=run, statements=_encode(tuple(statements)))


def encoded(comparison: Comparison | None) -> Encoded:
    """Return a comparison as it stands in a table, with its mark."""
    raw = _encode(comparison) if comparison else b""
    return {"mark": digest(raw)[:_DIGITS] if raw else "", "comparison": raw}


def claims(rows: Sequence[Stated]) -> Iterator[Claim]:
    """Yield the claims of articles with all that they are looked for by, of each one at least."""
    for row in rows:
        statements = _statements(row.statements)
        if not statements:
            yield Claim(run=row.run)
        for one in statements:
            raw = _encode(one)
            figure = one.measured is not None
            words = frozenset[str]() if figure else content(one.words)
            yield Claim(
                run=row.run,
                digest=digest(raw)[:_DIGITS],
                iri=one.iri,
                article=one.article,
                place=f"{one.published or _LAST:{_DAY}} {one.iri}",
                opening=one.line <= OPENING,
                headline=one.headline,
                denied=one.denied,
                figure=figure,
                key=key_of(one.words),
                words=tuple(sorted(words)),
                bits=_bits(words),
                numbers=" ".join(sorted(numbers(words))),
                loose=not figure and is_loose(one),
                block=block_of(one),
                statement=raw,
            )


def _bits(words: Iterable[str]) -> int:
    """Return a number with a bit for each word, which another may have as well."""
    bits = 0
    for word in words:
        bits |= 1 << blake2b(word.encode(), digest_size=1).digest()[0] % _BITS
    return bits


def judged(rows: Sequence[Pair]) -> Iterator[Judged]:
    """Yield what pairs of statements are to each other."""
    for row in rows:
        one, other = _statement(row.first), _statement(row.second)
        if row.how in {"words", "copies"}:
            found = compare_wordings(one, other, copied=row.how == "copies")
        else:
            found = compare_beside(one, other, row.how)
        yield Judged(
            one=row.one,
            other=row.other,
            how=row.how,
            subject=found.one if found else "",
            object=found.other if found else "",
            **encoded(found),
        )


def figured(rows: Sequence[Member]) -> Iterator[Figured]:
    """Yield what the figures of blocks are to each other, and their heads."""
    for _, block in groupby(rows, key=attrgetter("block")):
        members = list(block)
        given = [_statement(member.statement) for member in members]
        copies = frozenset(
            (min(one.article, copy), max(one.article, copy))
            for one, member in zip(given, members, strict=True)
            for copy in member.copies.split()
        )
        digests = {one.iri: row.digest for one, row in zip(given, members, strict=True)}
        comparisons, heads = compare_figures(given, copies)
        for found in comparisons:
            yield _figured(members[0], found, None, 0, "")
        for number, head in enumerate(heads):
            yield _figured(members[0], None, head, number, digests[head.statement.iri])


def _figured(
    first: Member, found: Comparison | None, head: Head | None, number: int, name: str
) -> Figured:
    measured = head.statement.measured if head else None
    return Figured(
        stamp=first.stamp,
        subject=found.one if found else "",
        object=found.other if found else "",
        **encoded(found),
        begins=first.place,
        number=number,
        digest=name,
        measure=measured.measure if measured else "",
        wholes=head.wholes if head else (),
        parts=head.parts if head else (),
    )


CLAIMS = PureStep(given=Stated, made=Claim, work=claims, size=100)
JUDGED = PureStep(given=Pair, made=Judged, work=judged, size=1000)
FIGURED = PureStep(given=Member, made=Figured, work=figured, size=1000)
