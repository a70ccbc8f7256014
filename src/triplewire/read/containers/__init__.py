"""A file that holds others in, its members out: nothing is unpacked to the disk."""

from collections.abc import Callable, Iterator
from typing import IO

from triplewire.errors import ReadError
from triplewire.read.containers.member import (
    DEEPEST,
    INSIDE,
    LARGEST,
    Allowance,
    Member,
    suffix_of,
)
from triplewire.read.containers.zips import zip_members

# Yields the members in their order, or why one is not read; raises where the rest cannot be read.
Opener = Callable[[IO[bytes], str, Allowance], Iterator[Member | ReadError]]

CONTAINERS: dict[str, Opener] = {
    ".zip": zip_members,
}


def members(
    file: IO[bytes], name: str, suffix: str, allowance: Allowance
) -> Iterator[Member | ReadError]:
    """Yield the members of a container in a known format, or why one is not read.

    ``file`` is open for reading and can be sought in.
    Raises: ReadError when the rest cannot be read.
    """
    return CONTAINERS[suffix.lower()](file, name, allowance)


__all__ = [
    "CONTAINERS",
    "DEEPEST",
    "INSIDE",
    "LARGEST",
    "Allowance",
    "Member",
    "members",
    "suffix_of",
]
