"""What the system or the database says of a file in, an error with its place and a hint out."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from triplewire.errors import REBUILD, DiskError, StoreError, TriplewireError

_HINTS = {
    errno.ENOSPC: "make room on the disk and run it again; what was complete before still is",
    errno.EFBIG: "the file would be larger than the system allows: see ulimit -f",
    errno.EDQUOT: "make room within the quota and run it again; what was complete before still is",
    errno.EACCES: "see who may read and write there, or name another place",
    errno.EPERM: "see who may read and write there, or name another place",
    errno.EROFS: "name a place that can be written to",
    errno.EEXIST: "a file stands where a folder belongs: move it away, or name another place",
    errno.ENOTDIR: "a file stands where a folder belongs: move it away, or name another place",
    errno.EISDIR: "a folder stands where a file belongs: move it away, or name another place",
    errno.EMFILE: "allow more open files (ulimit -n), or use fewer processes",
    errno.EIO: "the disk may be failing: look at its health before you run it again",
}
# Oxigraph's words for files that are not as it wrote them (a RuntimeError), or not there at all.
_DAMAGED = ("Corruption", "IO error: No such file")


def explained(error: OSError | RuntimeError, where: str = "") -> TriplewireError | None:
    """Return what an error means for a user; None when it is about no file, and thus a bug."""
    said = str(error)
    if said.startswith(_DAMAGED):
        return StoreError(
            f"the store is damaged: {said}",  # which names the file
            hint=REBUILD,
        )
    if isinstance(error, OSError):
        numbers = (n for n in _HINTS if n == error.errno or os.strerror(n) in said)
        number = next(numbers, None)
        return DiskError(
            error.strerror or said,
            where=os.fsdecode(error.filename) if isinstance(error.filename, str | bytes) else where,
            hint="" if number is None else _HINTS[number],
        )
    return None


@contextmanager
def reported(where: Path) -> Iterator[None]:
    """Turn what goes wrong with files below a place into errors that name it.

    Raises: DiskError, StoreError.
    """
    try:
        yield
    except (OSError, RuntimeError) as error:
        fault = explained(error, str(where))
        if fault is None:
            raise
        raise fault from error
