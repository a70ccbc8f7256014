"""What is freed in; it is the system's again, and not the allocator's of this process, out."""

import ctypes
import sys

# The words of glibc's mallopt(3) for the most that it keeps at an arena's end, and for the least
# that it asks the system for by itself.
_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
# More than what the language model needs again and again, and less than what is loaded at once.
_MOST_KEPT = 4 << 20


def give_back() -> None:
    """Have what this process frees given back to the system, where the allocator is glibc's.

    Once something large was freed, it keeps up to 64 MB at the end of the arena of each thread
    that was ever there, and takes what is large from there. A build had 700 MB of those.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    if mallopt is not None:
        mallopt(_TRIM_THRESHOLD, _MOST_KEPT)
        mallopt(_MMAP_THRESHOLD, _MOST_KEPT)
