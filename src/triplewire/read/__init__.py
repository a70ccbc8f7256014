"""Files in the formats that newsrooms have in, Articles out."""

from triplewire.read.archives import Archive, is_container, member_of
from triplewire.read.clean import LINE_END, clean
from triplewire.read.containers import INSIDE, suffix_of
from triplewire.read.decode import decode
from triplewire.read.feeds import announced
from triplewire.read.readers import READERS, is_known, read_data, read_file, source_bytes
from triplewire.read.reading import Found, Reading
from triplewire.read.sources import sources

__all__ = [
    "INSIDE",
    "LINE_END",
    "READERS",
    "Archive",
    "Found",
    "Reading",
    "announced",
    "clean",
    "decode",
    "is_container",
    "is_known",
    "member_of",
    "read_data",
    "read_file",
    "source_bytes",
    "sources",
    "suffix_of",
]
