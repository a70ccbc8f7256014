"""A single compressed file in, what it holds out as the one member."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO

from triplewire.errors import ReadError
from triplewire.read.containers.member import Allowance, Member, inside, suffix_of, too_large
from triplewire.read.containers.streams import Unpacked

# Formats of which whatever comes before the last line end is whole.
_BY_LINE = frozenset({".jsonl", ".ndjson"})


def single_member(
    file: IO[bytes], name: str, allowance: Allowance, form: str
) -> Iterator[Member | ReadError]:
    """Yield what a compressed file holds: ``a.txt`` of ``a.txt.gz``.

    Of one that is cut off, only whole lines of a format of lines are given.
    Raises: ReadError when it is damaged or too large.
    """
    path = PurePosixPath(name).name.removesuffix(PurePosixPath(name).suffix)
    shown, suffix = inside(name, path), suffix_of(path)
    stream, parts, most = Unpacked(file, form, name, allowance), list[bytes](), allowance.most(path)
    fault = None
    try:
        while part := stream.piece():
            parts.append(part)
            if stream.tell() > most:
                raise too_large(shown, most)
    except ReadError as error:
        if suffix not in _BY_LINE or stream.tell() > most:
            raise
        fault = error
    data = b"".join(parts)
    if fault is not None:
        data = data[: data.rfind(b"\n") + 1]
    if data or fault is None:
        yield Member(name=shown, data=data, suffix=suffix)
    if fault is not None:
        yield fault
