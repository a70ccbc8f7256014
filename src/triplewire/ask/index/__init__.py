"""A store in, a file out by which its things are found: by names, words, kinds and days.

The file lies in the generation that it is made of, so that it is made once, by whoever asks first:
the build, or one of the processes that serve it. It goes with the generation.
"""

from triplewire.ask.index.entries import KINDS, Entry
from triplewire.ask.index.read import PAGE_SIZE, Hits, Index, opened
from triplewire.ask.index.write import index_file, index_in, renew_index, write_index

__all__ = [
    "KINDS",
    "PAGE_SIZE",
    "Entry",
    "Hits",
    "Index",
    "index_file",
    "index_in",
    "opened",
    "renew_index",
    "write_index",
]
