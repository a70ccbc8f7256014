"""How many files this process may have open in, as many as a large store has out, or few."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# More than the database of a million articles, and fewer than any table of the system's.
_MANY = 65_536
# What macOS grants where it grants no more.
_SOME = 10_240


def allow_many() -> None:
    """Ask the system for as many open files as a store may need, if it allows fewer.

    It allows 1,024 until it is asked for more, and Oxigraph takes nearly all that it finds for each
    of its databases, of which a build has the last generation's open and the next one's.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    for most in (_MANY, _SOME):
        wanted = most if hard == resource.RLIM_INFINITY else min(most, hard)
        if soft == resource.RLIM_INFINITY or soft >= wanted:
            return
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        except (ValueError, OSError):
            continue
        return


@contextmanager
def at_most(files: int) -> Iterator[None]:
    """Let the system say, as long as the block lasts, that so many more files may be open.

    A database that is opened then keeps no more of them open, however many it has.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    few = _highest() + files
    if soft != resource.RLIM_INFINITY and soft <= few:
        yield
        return
    resource.setrlimit(resource.RLIMIT_NOFILE, (few, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def _highest() -> int:
    """Return the highest number of an open file; where the system does not tell, of any."""
    try:
        return max(int(handle.name) for handle in Path("/dev/fd").iterdir())
    except OSError:
        return _MANY
