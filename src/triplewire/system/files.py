"""A path that somebody named in, the bytes of a regular file out: nothing hangs, nothing floods."""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Nobody's table, settings or query is larger.
LIMIT = 100_000_000

_CHUNK = 1 << 20


@contextmanager
def opened(path: Path, *, follow: bool = True) -> Iterator[int]:
    """Open a regular file for reading as long as the block lasts; the block gets its descriptor.

    ``follow`` says whether the path may be a link.
    Raises: OSError when it cannot be opened, or is a pipe, a device or a folder.
    """
    # Without O_NONBLOCK a pipe that nobody writes to would be waited for, for ever.
    flags = os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
    handle = os.open(path, flags if follow else flags | os.O_NOFOLLOW)
    try:
        # Asked of what was opened: what bears the name may be another file by now.
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "not a regular file", str(path))
        yield handle
    finally:
        os.close(handle)


def read_bytes(path: Path, limit: int = LIMIT, *, follow: bool = True) -> bytes:
    """Return all that a regular file holds.

    Units: limit counts bytes; no more than one above it is read, whatever size the file states.
    Raises: OSError when it cannot be read, is no regular file (EINVAL), or is larger (EFBIG).
    """
    with opened(path, follow=follow) as handle:
        size = os.fstat(handle).st_size
        chunks: list[bytes] = []
        left = limit + 1 if size <= limit else 0
        while left and (chunk := os.read(handle, min(left, _CHUNK))):
            chunks.append(chunk)
            left -= len(chunk)
    if not left:
        least = max(size, limit + 1)
        raise OSError(errno.EFBIG, f"{least:,} bytes are more than {limit:,}", str(path))
    return b"".join(chunks)


def read_text(path: Path, limit: int = LIMIT) -> str:
    """Return the text of a regular file in UTF-8, with or without a byte order mark.

    Raises: OSError as read_bytes does, UnicodeDecodeError when it is not in UTF-8.
    """
    return read_bytes(path, limit).decode("utf-8-sig")
