"""A file in, its articles and rejected records out."""

import errno
import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Protocol

from triplewire.errors import ReadError
from triplewire.field_map import AS_KNOWN, ReadOptions
from triplewire.read.archives import Archive, found_in, in_order, is_container, open_archive
from triplewire.read.article import make_article
from triplewire.read.containers import CONTAINERS, Member, suffix_of
from triplewire.read.decode import decode
from triplewire.read.json_records import read_json, read_jsonl
from triplewire.read.markdown import read_markdown
from triplewire.read.parquet import read_parquet
from triplewire.read.pdf import read_pdf
from triplewire.read.reading import Found, Reading
from triplewire.read.tables import read_table
from triplewire.read.text import read_text
from triplewire.read.web import read_html
from triplewire.read.xml_files import read_xml
from triplewire.records import Article
from triplewire.system.files import read_bytes

Reader = Callable[[str, str], Iterator[Found | ReadError]]
BytesReader = Callable[[bytes, str], Iterator[Found | ReadError]]


class GuidedReader(Protocol):
    """A reader that settings guide."""

    def __call__(
        self, text: str, name: str, options: ReadOptions = ...
    ) -> Iterator[Found | ReadError]:
        """Read as any reader does."""


# A reader takes the text of a file and its name; it raises for the whole file and yields the rest.
READERS: dict[str, Reader] = {
    ".txt": read_text,
    ".text": read_text,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
    ".json": read_json,
    ".jsonld": read_json,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".csv": read_table,
    ".tsv": read_table,
    ".xml": read_xml,
    ".rss": read_xml,
    ".atom": read_xml,
    ".nitf": read_xml,
    ".newsml": read_xml,
}

# The readers that take, as a third, what a newsroom's settings say of its fields.
GUIDED: dict[str, GuidedReader] = {
    ".json": read_json,
    ".jsonld": read_json,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".csv": read_table,
    ".tsv": read_table,
}

# The readers of what is no text: they take the bytes of a file and its name.
BYTES_READERS: dict[str, BytesReader] = {".parquet": read_parquet, ".pdf": read_pdf}
GUIDED_BYTES: dict[str, Callable[[bytes, str, ReadOptions], Iterator[Found | ReadError]]] = {
    ".parquet": read_parquet
}

# The size in bytes above which a file or a member is refused, where no settings say another.
LIMIT = 5_000_000

# A record is longer than a word, on the average; what is not would only cost time. However short a
# file is, it may hold a few.
_LEAST = 20
_FREE_RECORDS = 1000

# How many of a file's bad records are told one by one; a million would tell nobody more.
_TOLD = 100


def is_known(name: str) -> bool:
    """Say whether a file's name ends in the suffix of a format that can be read."""
    suffix = suffix_of(name)
    return suffix in READERS or suffix in BYTES_READERS or suffix in CONTAINERS


def reader_of(suffix: str, options: ReadOptions) -> Reader:
    """Return the reader of a suffix that is known, told what the settings say."""
    guided = GUIDED.get(suffix.lower())
    return partial(guided, options=options) if guided else READERS[suffix.lower()]


def read_file(
    path: Path, name: str, limit: int = LIMIT, options: ReadOptions = AS_KNOWN
) -> Reading:
    """Return the articles of a file, and why its other records are none.

    Units: limit counts bytes.
    Raises: ReadError when the file as a whole cannot be read.
    """
    return read_data(source_bytes(path, name, limit), name, path.suffix, options)


def source_bytes(path: Path, name: str, limit: int, within: Path | None = None) -> bytes | Archive:
    """Return what a file in a known format holds; a container stays on the disk.

    ``within`` is the folder, free of links, that the file must lie in; None stands for any.
    Units: limit counts bytes.
    Raises: ReadError when it is in no known format, outside, empty, too large or no regular file.
    """
    real = Path(os.path.realpath(path))
    if within is not None and not real.is_relative_to(within):
        raise ReadError(
            "a link that leads out of the folder",
            where=name,
            hint="put the file itself there, or follow_links = true in triplewire.toml",
        )
    if not is_known(path.name):
        raise ReadError(
            f"unknown format {path.suffix or path.name!r}",
            where=name,
            hint=f"known are {' '.join([*READERS, *BYTES_READERS, *CONTAINERS])}",
        )
    try:
        if is_container(path.name):
            return open_archive(real, limit)
        data = read_bytes(real, limit, follow=False)
    except OSError as fault:
        raise _withheld(fault, name) from fault
    if not data:
        raise ReadError(
            "not an article: the file is empty",
            where=name,
            hint="put the article's text in it or remove it",
        )
    return data


def _withheld(fault: OSError, name: str) -> ReadError:
    if fault.errno == errno.EFBIG:
        hint = "split the file, or raise limit in triplewire.toml"
        return ReadError(str(fault.strerror), where=name, hint=hint)
    if fault.errno in {errno.ENOENT, errno.EINVAL, errno.ELOOP}:
        return ReadError("not a file that can be read", where=name, hint="check the path")
    return ReadError(f"cannot be read: {fault.strerror}", where=name, hint="check its permissions")


def read_data(
    source: bytes | Archive, name: str, suffix: str, options: ReadOptions = AS_KNOWN
) -> Reading:
    """Return the articles in a file or in its bytes, and why its other records are none.

    Raises: ReadError when the file as a whole cannot be read.
    """
    articles: list[Article] = []
    rejected: list[ReadError] = []
    untold = 0
    for found in _found(source, name, suffix, options):
        try:
            articles.append(make_article(_wanted(found)))
        except ReadError as fault:
            if isinstance(found, Found) and found.name == name:  # the record is the whole file
                raise
            if len(rejected) < _TOLD:
                rejected.append(fault)
            else:
                untold += 1
    if untold:
        rejected.append(
            ReadError(
                f"{untold:,} more records are none", where=name, hint="mend those above first"
            )
        )
    if not articles and not rejected:
        raise ReadError("not an article: there are no records", where=name, hint="remove the file")
    packed = suffix_of(_file_name(source, suffix)) in CONTAINERS
    return Reading(
        articles=in_order(articles) if packed else tuple(articles), rejected=tuple(rejected)
    )


def _found(
    source: bytes | Archive, name: str, suffix: str, options: ReadOptions
) -> Iterator[Found | ReadError]:
    ending = suffix_of(_file_name(source, suffix))
    if ending in CONTAINERS:
        return found_in(source, name, ending, LIMIT, partial(_in_member, options=options))
    if isinstance(source, Archive):
        raise ReadError(f"unknown format {ending!r}", where=name, hint="rename the file")
    if ending in GUIDED_BYTES:
        return GUIDED_BYTES[ending](source, name, options)
    if ending in BYTES_READERS:
        return BYTES_READERS[ending](source, name)
    text = decode(source, name)
    return _not_too_many(reader_of(ending, options)(text, name), len(text), name)


def _not_too_many(
    found: Iterator[Found | ReadError], length: int, name: str
) -> Iterator[Found | ReadError]:
    """Yield what is found in a text.

    Raises: ReadError when there are more records than its length allows.
    """
    most = _FREE_RECORDS + length // _LEAST
    for number, one in enumerate(found):
        if number == most:
            raise ReadError(
                f"not articles: more than {most:,} records in {length:,} characters",
                where=name,
                hint="leave out the records that are no articles, or split the file",
            )
        yield one


def _file_name(source: bytes | Archive, suffix: str) -> str:
    return source.path.name if isinstance(source, Archive) else f"a{suffix}"


def _in_member(member: Member, options: ReadOptions) -> Iterator[Found | ReadError] | None:
    """Return what stands in a member, None when its format is not known."""
    if member.suffix not in READERS and member.suffix not in BYTES_READERS:
        return None
    if not member.data:
        raise ReadError("not an article: the file is empty", where=member.name, hint="leave it out")
    return _found(member.data, member.name, member.suffix, options)


def _wanted(found: Found | ReadError) -> Found:
    if isinstance(found, ReadError):
        raise found
    return found
