"""Words of a text as it was read in, where they stand in the file that it was read from out."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape
from pathlib import Path
from urllib.parse import quote

from triplewire.ask.evidence import Passage, line_and_column, place_of
from triplewire.errors import ReadError
from triplewire.read import (
    INSIDE,
    LINE_END,
    clean,
    decode,
    is_container,
    member_of,
    suffix_of,
)
from triplewire.report.findings import Place
from triplewire.system.files import read_bytes

_LARGEST = 5_000_000
# Looking for a member may take going through the whole container, and a report has many places.
_LARGEST_CONTAINER = 50_000_000
_CONTEXT = 300
_FEWEST = 3
# Where a text stands in its source as it was read, line for line.
_AS_READ = frozenset({".txt", ".text", ".md", ".markdown"})
# Members with records in them; the address of a page may end in a colon and digits, too.
_OF_RECORDS = frozenset(
    {".json", ".jsonld", ".jsonl", ".ndjson", ".xml", ".rss", ".atom", ".csv", ".tsv", ".parquet"}
)


def place_in_text(text: str, start: int, end: int, first: int) -> Place:
    """Return the place of a stretch of a text whose first line is line ``first`` of its file.

    Units: offsets count code points from 0. The file is left unsaid.
    """
    head, tail = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    line, column = line_and_column(text, start, first)
    end_line, end_column = line_and_column(text, end, first)
    return Place(
        file="",
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column,
        before=text[max(head, start - _CONTEXT) : start],
        words=text[start:end],
        after=text[end : min(len(text) if tail < 0 else tail, end + _CONTEXT)],
    )


class Sources:
    """The files that articles were read from, as seen from one folder; the last one is kept."""

    def __init__(self, here: Path) -> None:
        self._here = here
        self._source: tuple[Path, str] | None = None
        self._lines: list[str] | None = None

    def shown(self, path: Path) -> str:
        """Return a path, relative to the folder where it lies inside, in characters."""
        inside = path.is_relative_to(self._here)
        shown = (path.relative_to(self._here) if inside else path).as_posix()
        return shown.encode("utf-8", "backslashreplace").decode()

    def find(self, place: Place, root: Path, name: str) -> Place:
        """Return a place of a text as a place of its source.

        ``name`` is the source's below ``root``, followed by ``:LINE`` for a record in a larger
        file. Where the file has gone, lines and columns are those of the text as it was read;
        where it does not have the words as they are, only a line is named.
        """
        path, member, record = _file(root, name)
        shown = self.shown(path)
        place = replace(place, file=f"{shown}{INSIDE}{member}" if member else shown)
        lines = self._read(path, member)
        if lines is None or place.line is None:
            return place
        if _stands(lines, place.line, (place.column or 1) - 1, place.words):
            return _moved(place, lines, place.line, (place.column or 1) - 1)
        nearest = _by_distance(place.line, len(lines))
        order = nearest if record is None else range(record - 1, len(lines))
        moved = _found(lines, place, order) if place.words.strip() else None
        if moved is not None:
            return moved
        as_read = suffix_of(member or path.name) in _AS_READ and record is None
        line = place.line if as_read else record or 1
        bare = min(max(line, 1), len(lines))
        return replace(place, line=bare, column=None, end_line=None, end_column=None)

    def search(self, passage: Passage, folder: Path, name: str, first: int) -> Place | None:
        """Return the place of a passage in a source that lies beside a file or above it.

        ``first`` is the line on which the text begins. None where there is no such file, or it does
        not have the words on their line: they may stand elsewhere as well.
        """
        for near in self._upwards(folder):
            path, member, _ = _file(near, name)
            # A name out of a file of RDF is anybody's: it must not lead out of the folder.
            lies_inside = path.resolve().is_relative_to(near.resolve())
            lines = self._read(path, member) if lies_inside else None
            if lines is not None:
                text = clean("\n".join(lines[first - 1 :]))
                start = place_of(passage, text, first)
                if start is None:
                    return None
                place = place_in_text(text, start, start + len(passage.words), first)
                return self.find(place, near, name)
        return None

    def _upwards(self, folder: Path) -> list[Path]:
        above = [near for near in folder.parents if near.is_relative_to(self._here)]
        return [folder, *above]

    def _read(self, path: Path, member: str) -> list[str] | None:
        if (path, member) != self._source:
            self._source, self._lines = (path, member), None
            try:
                data = _packed(path, member) if member else read_bytes(path, _LARGEST)
                text = decode(data, str(path)).removeprefix("\ufeff")
                self._lines = LINE_END.split(text.removesuffix("\n"))
            except (OSError, ReadError):
                return None
        return self._lines


def _packed(path: Path, member: str) -> bytes:
    """Return the bytes of a member of a container.

    Raises: OSError, ReadError when it cannot be had, or the container is too large to look for it.
    """
    if path.stat().st_size > _LARGEST_CONTAINER:
        raise ReadError("too large to look for a place in it", where=str(path))
    found = member_of(path, path.name, f"{path.name}{INSIDE}{member}", _LARGEST)
    if found is None:
        raise ReadError("no such member", where=f"{path}{INSIDE}{member}")
    return found.data


def _file(root: Path, name: str) -> tuple[Path, str, int | None]:
    """Return the file of a source, the member of it, "" for none, and the line of its record."""
    folder = root.parent if root.is_file() else root
    whole, colon, number = name.rpartition(":")
    is_record = bool(colon) and number.isdecimal()
    outer, inside, member = name.partition(INSIDE)
    # A folder may bear a name with an exclamation mark.
    if inside and is_container(outer) and not (folder / name).exists():
        if is_record and suffix_of(whole) in _OF_RECORDS:
            return folder / outer, whole.partition(INSIDE)[2], int(number)
        return folder / outer, member, None
    path = folder / name
    if is_record and not path.exists():
        return folder / whole, "", int(number)
    return path, "", None


def _by_distance(line: int, count: int) -> list[int]:
    """Return the indices of lines, those next to a line first."""
    return sorted(range(count), key=lambda index: (abs(index + 1 - line), index))


def _stands(lines: list[str], line: int, at: int, words: str) -> bool:
    """Say whether words stand at an offset of a line of a file, over as many lines as they have."""
    parts = words.split("\n")
    if line + len(parts) - 1 > len(lines):
        return False
    first, *others = (clean(text) for text in lines[line - 1 : line - 1 + len(parts)])
    follows = zip(others, parts[1:], strict=True)
    return first.startswith(parts[0], at) and all(text.startswith(part) for text, part in follows)


def _found(lines: list[str], place: Place, order: Sequence[int]) -> Place | None:
    """Return a place with the line and columns that its words have, or their beginning has.

    HTML and JSON write some characters in other ways, and break or mark words up.
    """
    cleaned = {index: clean(lines[index]) for index in order}
    for beginning in _beginnings(place.words.split("\n")[0]):
        forms = (beginning, escape(beginning, quote=False), json.dumps(beginning)[1:-1])
        for form in dict.fromkeys((*forms, json.dumps(beginning, ensure_ascii=False)[1:-1])):
            for index in order:
                at = cleaned[index].find(form)
                if at < 0:
                    continue
                if _stands(lines, index + 1, at, place.words):
                    return _moved(place, lines, index + 1, at)
                return replace(
                    place,
                    line=index + 1,
                    column=_raw(lines[index], at),
                    end_line=index + 1,
                    end_column=_raw(lines[index], at + len(form)),
                )
    return None


def _beginnings(words: str) -> Iterator[str]:
    """Yield words, then half of them, as long as that is enough to know them by."""
    parts = words.split(" ")
    yield words
    while len(parts) > 2 * _FEWEST:
        parts = parts[: len(parts) // 2]
        yield " ".join(parts)


def _moved(place: Place, lines: list[str], line: int, at: int) -> Place:
    """Return a place whose words begin at an offset of a line of a file."""
    parts = place.words.split("\n")
    last = line + len(parts) - 1
    length = len(parts[-1]) + (at if len(parts) == 1 else 0)
    return replace(
        place,
        line=line,
        column=_raw(lines[line - 1], at),
        end_line=last,
        end_column=_raw(lines[last - 1], length),
    )


def _raw(line: str, at: int) -> int:
    """Return the column, from 1, of what is at an offset once invisible characters are gone."""
    seen = 0
    for column, character in enumerate(line, start=1):
        if seen == at and clean(character):
            return column
        seen += len(clean(character))
    return len(line) + 1


def uri_of(file: str) -> str:
    """Return a path as a relative reference, or as a file: address where it is absolute."""
    quoted = quote(file.encode("utf-8", "backslashreplace"))
    return f"file://{quoted}" if quoted.startswith("/") else quoted
