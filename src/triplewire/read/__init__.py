"""Files in the formats that newsrooms have in, Articles out."""

from triplewire.read.archives import Archive, is_container, member_of
from triplewire.read.clean import LINE_END, clean
from triplewire.read.containers import INSIDE, suffix_of
from triplewire.read.decode import decode
from triplewire.read.feeds import announced
from triplewire.read.given import (
    Source,
    all_sources,
    files_of,
    given_sources,
    is_whole,
    source_named,
)
from triplewire.read.readers import READERS, is_known, read_data, read_file, source_bytes
from triplewire.read.reading import Found, Reading
from triplewire.read.shown import suffix_of_answer, suffix_shown_by
from triplewire.read.sources import portable, sources

__all__ = [
    "INSIDE",
    "LINE_END",
    "READERS",
    "Archive",
    "Found",
    "Reading",
    "Source",
    "all_sources",
    "announced",
    "clean",
    "decode",
    "files_of",
    "given_sources",
    "is_container",
    "is_known",
    "is_whole",
    "member_of",
    "portable",
    "read_data",
    "read_file",
    "source_bytes",
    "source_named",
    "sources",
    "suffix_of",
    "suffix_of_answer",
    "suffix_shown_by",
]
