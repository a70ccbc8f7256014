"""The rows of the tables that claims are compared by."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What made the graph of an article."""

    run: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What an article claims, by the run that made its graph."""

    run: str
    statements: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A statement, by its ``digest``, with all that it is looked for by; "" is that of no claim.

    ``place`` is where it stands in the order of days; ``key`` are its words without marks and
    ``words`` their stems, none for a figure, each of which sets one of ``bits``, and some of which
    are ``numbers``; ``loose`` says that they may be compared with one that has few of them;
    ``block`` is what figures have in common, "" for what has no like.
    """

    run: str
    digest: str = ""
    iri: str = ""
    article: str = ""
    place: str = ""
    opening: bool = False
    headline: bool = False
    denied: bool = False
    figure: bool = False
    key: str = ""
    words: tuple[str, ...] = ()
    bits: int = 0
    numbers: str = ""
    loose: bool = False
    block: str = ""
    statement: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two statements that nobody has judged yet, by their digests; ``how`` says as what."""

    one: str
    other: str
    how: str
    first: bytes
    second: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What two statements are: ``subject`` and ``object`` are the claims compared, "" for none.

    ``mark`` is the comparison's digest.
    """

    one: str
    other: str
    how: str
    subject: str
    object: str
    mark: str
    comparison: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A figure of a block that is not compared yet, and the articles that are copies of its own."""

    block: str
    place: str
    stamp: str
    digest: str
    copies: str
    statement: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Figured:
    """What was found in a block of figures, by its stamp: a comparison, or a head with its keys.

    ``begins`` is the place of the block's first member, ``number`` that of a head in the block.
    """

    stamp: str
    subject: str
    object: str
    mark: str
    comparison: bytes
    begins: str
    number: int
    digest: str
    measure: str
    wholes: tuple[str, ...]
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A comparison, with its digest and the claims that it is of."""

    one: str
    other: str
    mark: str
    comparison: bytes
