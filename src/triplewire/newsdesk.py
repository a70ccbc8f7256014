"""A folder in, a newsroom there out; an article's file in, a copy of it in a newsroom out."""

import filecmp
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from triplewire import assets
from triplewire.build import Fault, guarded
from triplewire.decide import COLUMNS
from triplewire.errors import ConfigError, DiskError, ReadError
from triplewire.iris import first_words
from triplewire.link import LISTED
from triplewire.newsroom import ARTICLES, CONFIG, Newsroom, open_newsroom
from triplewire.read import Archive, Reading, is_container, read_data, source_bytes, suffix_of
from triplewire.records import Article
from triplewire.system.hashes import digest
from triplewire.tables import Style, table_line

_DIGITS = 16
_DAY = re.compile(r"\d{4}(?:-\d\d){0,2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What became of a file: its ``name`` in the newsroom, and whether it is new there.

    ``faults`` are its records that are no articles; ``name`` is "" where none is.
    """

    name: str
    new: bool
    faults: tuple[Fault, ...] = ()


def lay(folder: Path) -> list[tuple[str, bool]]:
    """Make a folder a newsroom, and return what belongs there with whether it is new.

    What is there already stays as it is.
    Raises: DiskError when it cannot be written.
    """
    files = {
        CONFIG: assets.data("newsroom.toml").read_bytes(),
        "actors.csv": table_line(LISTED, Style()).encode(),
        "decisions.csv": table_line(COLUMNS, Style()).encode(),
        ".gitignore": b"# The store: a build makes it anew.\n.triplewire/\n",
    }
    try:
        (folder / ARTICLES).mkdir(parents=True, exist_ok=True)
        return [(name, _laid(folder / name, data)) for name, data in files.items()]
    except OSError as error:
        raise DiskError(
            f"cannot be written: {error.strerror}",
            where=str(error.filename or folder),
            hint="name a folder that you may write",
        ) from error


def _laid(path: Path, data: bytes) -> bool:
    with suppress(FileExistsError), path.open("xb") as file:
        file.write(data)
        return True
    return False


def add(path: Path, root: Path) -> Added:
    """Copy a file into a newsroom under a lasting name, unless its text is there already.

    Raises: ConfigError when there is no newsroom, DiskError when it cannot be written.
    """
    newsroom = _newsroom(root)
    name = str(path)
    try:
        data = source_bytes(path, name, newsroom.settings.limit)
        reading = guarded(name, read_data, data, name, path.suffix, newsroom.settings.read)
    except ReadError as error:
        reading = Reading(articles=(), rejected=(error,))
    if isinstance(reading, Fault):
        return Added(name="", new=False, faults=(reading,))
    faults = tuple(Fault(name=e.where, reason=e.what, hint=e.hint) for e in reading.rejected)
    if not reading.articles:
        return Added(name="", new=False, faults=faults)
    articles = newsroom.root / ARTICLES
    lasting = _lasting(path, data, reading)
    there = _there(articles, path, lasting)
    if there is not None:
        return Added(name=there.relative_to(root).as_posix(), new=False, faults=faults)
    articles.mkdir(exist_ok=True)
    _copied(path, articles / lasting)
    return Added(name=f"{ARTICLES}/{lasting}", new=True, faults=faults)


def _newsroom(root: Path) -> Newsroom:
    newsroom = open_newsroom(root)
    if newsroom.register is None:
        raise ConfigError(
            f"not a newsroom: it has neither {ARTICLES}/ nor {CONFIG}",
            where=str(root),
            hint="make it one with `triplewire init`, or name one with --newsroom",
        )
    return newsroom


def _lasting(path: Path, data: bytes | Archive, reading: Reading) -> str:
    """Return the name of a file by what it holds: an article's day, title and text."""
    suffix = suffix_of(path.name)
    if len(reading.articles) == 1 and not reading.rejected and not is_container(path.name):
        (article,) = reading.articles
        parts = [_day(article), first_words(_title(article)), article.digits]
    else:
        sha256 = data.sha256 if isinstance(data, Archive) else digest("file", data)
        parts = [first_words(path.name[: -len(suffix)]), sha256[:_DIGITS]]
    return "-".join(filter(None, parts)) + suffix


def _day(article: Article) -> str:
    found = _DAY.match(article.metadata.published or "")
    return found[0] if found else ""


def _title(article: Article) -> str:
    return article.metadata.title or article.text.strip().partition("\n")[0]


def _there(folder: Path, path: Path, lasting: str) -> Path | None:
    """Return the file of a newsroom that has the same text by its name, or the same bytes."""
    digits = lasting.partition(".")[0].rpartition("-")[2]
    for file in sorted(_files(folder)):
        if file.name.partition(".")[0].endswith(f"-{digits}"):
            return file
        with suppress(OSError):
            if file.is_file() and filecmp.cmp(file, path, shallow=False):
                return file
    return None


def _copied(path: Path, target: Path) -> None:
    """Copy a file whole or not at all; an archive may be larger than the memory."""
    temporary = target.with_name(f".{target.name}.tmp")
    try:
        shutil.copyfile(path, temporary)
        temporary.replace(target)
    except OSError as error:
        raise DiskError(f"cannot be written: {error.strerror}", where=str(target)) from error
    finally:
        temporary.unlink(missing_ok=True)


def _files(folder: Path) -> Iterator[Path]:
    for parent, _, names in os.walk(folder):
        yield from (Path(parent, name) for name in names)
