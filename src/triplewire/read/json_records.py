"""JSON or JSON Lines in, one text a record out; a bad record does not spoil its neighbours."""

import json
import re
from collections.abc import Iterator

from triplewire.errors import ReadError
from triplewire.field_map import AS_KNOWN, ReadOptions
from triplewire.read import fields
from triplewire.read.markup import has_tags, is_page, strip_tags, without_unshown
from triplewire.read.reading import Found
from triplewire.read.web import page_text

# Line ends inside strings are not JSON, but common.
_DECODER = json.JSONDecoder(strict=False)
_SPACE = re.compile(r"[ \t\r\n]*")
_MEDIA_TYPE = "application/json"
_HINT = "a record is an object with text, and title, url, published, publisher, author, language"


def read_json(text: str, name: str, options: ReadOptions = AS_KNOWN) -> Iterator[Found | ReadError]:
    """Yield the record that the file is, or each record of the list that it is.

    Raises: ReadError when the file is not JSON or its one record not an article.
    """
    start = _skip(text, 0)
    if text.startswith("[", start):
        yield from _list_items(text, start + 1, name)
        return
    record, end = _parse(text, start, name, line=1)
    if _skip(text, end) < len(text):
        raise ReadError(
            "not JSON: something follows the first record",
            where=name,
            hint="put the records in a list, or name the file .jsonl with one record a line",
        )
    yield _found(record, name, line=1 + text.count("\n", 0, start))


def read_jsonl(
    text: str, name: str, options: ReadOptions = AS_KNOWN
) -> Iterator[Found | ReadError]:
    """Yield the record of each line that is not blank, or why there is none."""
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            record, end = _parse(line, _skip(line, 0), name, line=number)
            if line[end:].strip():
                raise _not_json("something follows the record", f"{name}:{number}")
            yield _found(record, f"{name}:{number}", line=number)
        except ReadError as fault:
            yield fault


def _list_items(text: str, start: int, name: str) -> Iterator[Found | ReadError]:
    """Yield each record of a list by its line; two on one line are told apart by the column."""
    position, line, counted, taken, begins = _skip(text, start), 1, 0, 0, 0
    while not text.startswith("]", position):
        # From the last record on, not from the start: a list may have a million of them.
        ends = text.count("\n", counted, position)
        if ends:
            line, begins = line + ends, text.rfind("\n", counted, position) + 1
        counted = position
        where = f"{name}:{line}" if line != taken else f"{name}:{line}:{position - begins + 1}"
        taken = line
        try:
            record, position = _parse(text, position, name, line=1)
            position = _next_item(text, position, where)
        except ReadError as fault:  # nobody knows where the next record begins
            yield fault
            return
        try:
            yield _found(record, where, line=line)
        except ReadError as fault:
            yield fault


def _next_item(text: str, end: int, where: str) -> int:
    position = _skip(text, end)
    if text.startswith(",", position):
        return _skip(text, position + 1)
    if not text.startswith("]", position):
        raise _not_json("no comma or bracket after the record", where)
    return position


def _skip(text: str, start: int) -> int:
    space = _SPACE.match(text, start)
    return space.end() if space else start


def _parse(text: str, start: int, name: str, *, line: int) -> tuple[object, int]:
    """Return the JSON value at start and its end; text begins on the given line of the file."""
    try:
        return _DECODER.raw_decode(text, start)
    except json.JSONDecodeError as fault:
        where = f"{name}:{line + fault.lineno - 1}"
        raise _not_json(f"{fault.msg}, column {fault.colno}", where) from fault
    except ValueError as fault:
        raise _not_json("a number is too long", _place(text, start, name, line)) from fault
    except RecursionError as fault:
        raise _not_json("nested too deep", _place(text, start, name, line)) from fault


def _place(text: str, start: int, name: str, line: int) -> str:
    line += text.count("\n", 0, start)
    return f"{name}:{line}"


def _not_json(why: str, where: str) -> ReadError:
    return ReadError(f"not JSON: {why}", where=where, hint=_HINT)


def _found(record: object, name: str, *, line: int) -> Found:
    if not isinstance(record, dict):
        raise ReadError("not an article: the record is no object", where=name, hint=_HINT)
    body = fields.body(record)
    if body is None:
        raise ReadError("not an article: the record has no text", where=name, hint=_HINT)
    return Found(
        text=_text(body, name),
        name=name,
        line=line,
        media_type=_MEDIA_TYPE,
        language=fields.language(record),
        metadata=fields.metadata(record),
    )


def _text(body: str, name: str) -> str:
    """Return a body without HTML."""
    if is_page(body):
        return page_text(body, name)
    return strip_tags(body) if has_tags(body) else without_unshown(body)
