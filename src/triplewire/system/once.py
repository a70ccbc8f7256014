"""The path of a file and what writes it in; the file, written once by whoever comes first, out.

It is whole or not there: who is killed while writing leaves it to the next. Processes that want it
at the same time wait for the one that writes.
"""

import fcntl
import os
from collections.abc import Callable
from pathlib import Path

_PART, _LOCK = ".part", ".lock"


def made(path: Path, write: Callable[[Path], None]) -> Path:
    """Return the path of a file that is there, written by ``write`` where it was not.

    What is written is for the owner alone, and ``write`` finds an empty file.

    Raises: OSError when it can neither be found nor be written there.
    """
    if path.exists():
        return path
    part = path.with_name(f"{path.name}{_PART}")
    with path.with_name(f"{path.name}{_LOCK}").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            part.unlink(missing_ok=True)
            part.touch(mode=0o600)
            write(part)
            with part.open("rb") as written:
                os.fsync(written.fileno())
            part.replace(path)
    return path
