"""A file in, its articles and rejected records out."""

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
from triplewire.records import Article

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
}


def read_file(path: Path, name: str, limit: int = 5_000_000) -> Reading:
    """Return the articles of a file, and why its other records are none.

    Units: limit counts bytes.
    Raises: ReadError when the file as a whole cannot be read.
    """
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise ReadError(
            f"unknown format {path.suffix or path.name!r}",
            where=name,
            hint=f"known are {' '.join(READERS)}",
        )
    articles: list[Article] = []
    rejected: list[ReadError] = []
    for found in reader(decode(_bytes(path, name, limit), name), name):
        if isinstance(found, ReadError):
            rejected.append(found)
            continue
        try:
            articles.append(make_article(found))
        except ReadError as fault:
            if found.name == name:  # the record is the whole file
                raise
            rejected.append(fault)
    if not articles and not rejected:
        raise ReadError("not an article: there are no records", where=name, hint="remove the file")
    return Reading(articles=tuple(articles), rejected=tuple(rejected))


def _bytes(path: Path, name: str, limit: int) -> bytes:
    try:
        if not path.is_file():
            raise ReadError("not a file that can be read", where=name, hint="check the path")
        size = path.stat().st_size
        if size > limit:
            raise ReadError(
                f"{size:,} bytes are more than {limit:,}",
                where=name,
                hint="split the file, or raise limit in triplewire.toml",
            )
        data = path.read_bytes()
    except OSError as fault:
        raise ReadError(
            f"cannot be read: {fault.strerror}", where=name, hint="check its permissions"
        ) from fault
    if not data:
        raise ReadError(
            "not an article: the file is empty",
            where=name,
            hint="put the article's text in it or remove it",
        )
    return data
