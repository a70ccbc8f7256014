"""The name of a set of quads in, with what goes and comes; the name of the changed set out.

The name is the sum of the quads' hashes, so that it costs what has changed, and no order counts.
Source: AdHash (Bellare and Micciancio, 1997). It tells sets apart; it does not withstand somebody
who can choose very many quads, so that files are checked by SHA256SUMS.
"""

from collections.abc import Iterable
from hashlib import sha512

import pyoxigraph as ox

_SUMS = 1 << 512


def changed_content(
    name: str, graph: ox.NamedNode, gone: Iterable[ox.Triple], come: Iterable[ox.Triple]
) -> str:
    """Return the name of a set after some triples of a graph have gone and others come.

    The empty set has the empty name.
    """
    total = int(name or "0", 16)
    total += sum(_hash(triple, graph) for triple in come)
    total -= sum(_hash(triple, graph) for triple in gone)
    return f"{total % _SUMS:x}" if total % _SUMS else ""


def _hash(triple: ox.Triple, graph: ox.NamedNode) -> int:
    return int.from_bytes(sha512(f"{triple} {graph} .".encode()).digest())
