"""Files in the formats that newsrooms have in, Articles out."""

from triplewire.read.clean import LINE_END, clean
from triplewire.read.decode import decode
from triplewire.read.given import (
    Source,
    all_sources,
    given_sources,
    is_whole,
    source_named,
    suffix_of,
)
from triplewire.read.readers import READERS, read_data, read_file, source_bytes
from triplewire.read.reading import Found, Reading
from triplewire.read.sources import sources

__all__ = [
    "LINE_END",
    "READERS",
    "Found",
    "Reading",
    "Source",
    "all_sources",
    "clean",
    "decode",
    "given_sources",
    "is_whole",
    "read_data",
    "read_file",
    "source_bytes",
    "source_named",
    "sources",
    "suffix_of",
]
