"""Words of a text as it was read in, where they stand in the file that it was read from out."""

import json
from dataclasses import replace
from html import escape
from pathlib import Path
from urllib.parse import quote

from triplewire.errors import ReadError
from triplewire.read import LINE_END, clean, decode
from triplewire.report.evidence import Cited
from triplewire.report.records import Place

_LARGEST = 5_000_000
_CONTEXT = 300


def place_in_text(text: str, start: int, end: int, first: int) -> Place:
    """Return the place of a stretch of a text whose first line is line ``first`` of its file.

    Units: offsets count code points from 0. The file is left unsaid.
    """
    head, tail = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    line = text.count("\n", 0, start) + first
    end_line = text.count("\n", 0, end) + first
    return Place(
        file="",
        line=line,
        column=start - head + 1,
        end_line=end_line,
        end_column=end - text.rfind("\n", 0, end),
        before=text[max(head, start - _CONTEXT) : start],
        words=text[start:end],
        after=text[end : min(len(text) if tail < 0 else tail, end + _CONTEXT)],
    )


class Sources:
    """The files that articles were read from, as seen from one folder; the last one is kept."""

    def __init__(self, here: Path) -> None:
        self._here = here
        self._path: Path | None = None
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
        path, record = _file(root, name)
        place = replace(place, file=self.shown(path))
        lines = self._read(path)
        if lines is None or place.line is None:
            return place
        moved = _found(lines, place)
        if moved is not None:
            return moved
        line = record if record is not None else place.line
        bare = min(max(line, 1), len(lines) or 1)
        return replace(place, line=bare, column=None, end_line=None, end_column=None)

    def search(self, cited: Cited, folder: Path, name: str, first: int) -> Place | None:
        """Return the place of cited words in a source that lies beside a file or above it.

        ``first`` is the line on which the text begins. None where there is no such file, or it does
        not have the words at their offsets: they may stand elsewhere as well.
        """
        for near in self._upwards(folder):
            path, _ = _file(near, name)
            # A name out of a file of RDF is anybody's: it must not lead out of the folder.
            lines = self._read(path) if path.resolve().is_relative_to(near.resolve()) else None
            if lines is not None:
                text = clean("\n".join(lines[first - 1 :]))
                if text[cited.start : cited.end] != cited.words:
                    return None
                place = place_in_text(text, cited.start, cited.end, first)
                return self.find(place, near, name)
        return None

    def _upwards(self, folder: Path) -> list[Path]:
        above = [near for near in folder.parents if near.is_relative_to(self._here)]
        return [folder, *above]

    def _read(self, path: Path) -> list[str] | None:
        if path != self._path:
            self._path, self._lines = path, None
            try:
                if path.is_file() and path.stat().st_size <= _LARGEST:
                    text = decode(path.read_bytes(), str(path)).removeprefix("\ufeff")
                    self._lines = LINE_END.split(text)
            except (OSError, ReadError):
                return None
        return self._lines


def _file(root: Path, name: str) -> tuple[Path, int | None]:
    """Return the file of a source and the line of its record."""
    folder = root.parent if root.is_file() else root
    path = folder / name
    whole, colon, number = name.rpartition(":")
    if colon and number.isdecimal() and not path.exists():
        return folder / whole, int(number)
    return path, None


def _found(lines: list[str], place: Place) -> Place | None:
    """Return a place with the line and columns that its words have in a file, None without them."""
    line, words = place.line or 1, place.words.split("\n")
    if not any(words):
        return place if line <= len(lines) else None
    at = (place.column or 1) - 1
    if line <= len(lines) and clean(lines[line - 1]).startswith(words[0], at):
        return _moved(place, lines, line, at)
    forms = (words[0], escape(words[0], quote=False), json.dumps(words[0])[1:-1])
    near = sorted(range(len(lines)), key=lambda index: (abs(index + 1 - line), index))
    for form in dict.fromkeys(forms):
        for index in near:
            at = clean(lines[index]).find(form)
            if at >= 0 and len(words) == 1:
                column = _raw(lines[index], at)
                end = _raw(lines[index], at + len(form))
                return replace(
                    place, line=index + 1, column=column, end_line=index + 1, end_column=end
                )
            if at >= 0:
                return _moved(place, lines, index + 1, at)
    return None


def _moved(place: Place, lines: list[str], line: int, at: int) -> Place | None:
    """Return a place whose words begin at an offset of a line of a file, as far as they go on."""
    words = place.words.split("\n")
    last = min(line + len(words) - 1, len(lines))
    length = len(words[-1]) + (at if len(words) == 1 else 0)
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
