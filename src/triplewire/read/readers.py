"""A file in, its articles and rejected records out."""

import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from triplewire.errors import ReadError
from triplewire.read.article import make_article
from triplewire.read.decode import decode
from triplewire.read.json_records import read_json, read_jsonl
from triplewire.read.markdown import read_markdown
from triplewire.read.reading import Found, Reading
from triplewire.read.text import read_text
from triplewire.read.web import read_html
from triplewire.read.xml_files import read_xml
from triplewire.records import Article
from triplewire.system.files import read_bytes

Reader = Callable[[str, str], Iterator[Found | ReadError]]

# A reader takes the text of a file and its name; it raises for the whole file and yields the rest.
READERS: dict[str, Reader] = {
    ".txt": read_text,
    ".text": read_text,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".json": read_json,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".xml": read_xml,
    ".rss": read_xml,
    ".atom": read_xml,
    ".nitf": read_xml,
    ".newsml": read_xml,
}

# How many of a file's bad records are told one by one; a million would tell nobody more.
_TOLD = 100


def read_file(path: Path, name: str, limit: int = 5_000_000) -> Reading:
    """Return the articles of a file, and why its other records are none.

    Units: limit counts bytes.
    Raises: ReadError when the file as a whole cannot be read.
    """
    return read_data(source_bytes(path, name, limit), name, path.suffix)


def source_bytes(path: Path, name: str, limit: int, within: Path | None = None) -> bytes:
    """Return what a file in a known format holds.

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
    if path.suffix.lower() not in READERS:
        raise ReadError(
            f"unknown format {path.suffix or path.name!r}",
            where=name,
            hint=f"known are {' '.join(READERS)}",
        )
    try:
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


def read_data(data: bytes, name: str, suffix: str) -> Reading:
    """Return the articles in the bytes of a file, and why its other records are none.

    Raises: ReadError when the file as a whole cannot be read.
    """
    articles: list[Article] = []
    rejected: list[ReadError] = []
    untold = 0
    for found in READERS[suffix.lower()](decode(data, name), name):
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
    return Reading(articles=tuple(articles), rejected=tuple(rejected))


def _wanted(found: Found | ReadError) -> Found:
    if isinstance(found, ReadError):
        raise found
    return found
