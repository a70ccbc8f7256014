"""A file that holds others in, its members out: nothing is unpacked to the disk."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import IO

from triplewire.errors import ReadError
from triplewire.read.containers.epub import epub_members
from triplewire.read.containers.member import (
    DEEPEST,
    INSIDE,
    LARGEST,
    Allowance,
    Member,
    suffix_of,
)
from triplewire.read.containers.mhtml import mhtml_members
from triplewire.read.containers.single import single_member
from triplewire.read.containers.tars import tar_members
from triplewire.read.containers.warc import wacz_members, warc_members
from triplewire.read.containers.zips import zip_members

# Yields the members in their order, or why one is not read; raises where the rest cannot be read.
Opener = Callable[[IO[bytes], str, Allowance], Iterator[Member | ReadError]]

CONTAINERS: dict[str, Opener] = {
    ".zip": zip_members,
    ".tar": tar_members,
    ".tar.gz": partial(tar_members, form=".gz"),
    ".tgz": partial(tar_members, form=".gz"),
    ".tar.bz2": partial(tar_members, form=".bz2"),
    ".tar.xz": partial(tar_members, form=".xz"),
    ".tar.zst": partial(tar_members, form=".zst"),
    ".gz": partial(single_member, form=".gz"),
    ".bz2": partial(single_member, form=".bz2"),
    ".xz": partial(single_member, form=".xz"),
    ".zst": partial(single_member, form=".zst"),
    ".warc": warc_members,
    ".warc.gz": partial(warc_members, form=".gz"),
    ".warc.zst": partial(warc_members, form=".zst"),
    ".wacz": wacz_members,
    ".mht": mhtml_members,
    ".mhtml": mhtml_members,
    ".epub": epub_members,
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
