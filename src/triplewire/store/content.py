"""The name of a set of quads in, with what goes and comes; the name of the changed set out.

The name is the sum of the quads' hashes, so that it costs what has changed, and no order counts.
Source: AdHash (Bellare and Micciancio, 1997). It tells sets apart; it does not withstand somebody
who can choose very many quads, so that files are checked by SHA256SUMS.
"""

from collections.abc import Iterable
from hashlib import sha512

import pyoxigraph as ox

_SUMS = 1 << 512


def content_of(graph: ox.NamedNode, lines: Iterable[bytes]) -> str:
    """Return the name of the set of quads that lines of N-Triples, without their ends, are.

    The empty set has the empty name.
    """
    ending = f"{graph} .".encode()
    return _name(sum(_hash(line.removesuffix(b".") + ending) for line in lines))


def with_content(name: str, come: str) -> str:
    """Return the name of a set to which another comes that has none of its quads."""
    return _name(_sum(name) + _sum(come))


def changed_content(
    name: str, graph: ox.NamedNode, gone: Iterable[ox.Triple], come: Iterable[ox.Triple]
) -> str:
    """Return the name of a set after some triples of a graph have gone and others come."""
    total = _sum(name)
    total += sum(_hash(f"{triple} {graph} .".encode()) for triple in come)
    total -= sum(_hash(f"{triple} {graph} .".encode()) for triple in gone)
    return _name(total)


def _name(total: int) -> str:
    return f"{total % _SUMS:x}" if total % _SUMS else ""


def _sum(name: str) -> int:
    return int(name or "0", 16)


def _hash(line: bytes) -> int:
    return int.from_bytes(sha512(line).digest())
