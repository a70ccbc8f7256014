"""JSON text in, the records in it out, each with where it begins; read once, from front to end."""

import json
import re
from collections.abc import Generator

from triplewire.errors import ReadError
from triplewire.field_map import Step

# Line ends inside strings are not JSON, but common.
_DECODER = json.JSONDecoder(strict=False)
_SPACE = re.compile(r"[ \t\r\n]*")
HINT = (
    "a record is an object with text, and title, url, published, publisher, author, language; "
    "[read.json] in triplewire.toml says where another shape has them"
)

# A record and where it begins; what a walk returns is where the value that it went through ends.
Walk = Generator[tuple[object, int], None, int]


class Places:
    """Names records by their lines; two on one line are told apart by the column."""

    def __init__(self, text: str, name: str, line: int = 1) -> None:
        """Begin at the start of text, which stands on the given line of the file."""
        self._text, self._name, self.line = text, name, line
        self._counted = self._begins = self._taken = 0

    def name(self, position: int) -> str:
        """Return the name of what begins at a position, never before the last one."""
        # From the last record on, not from the start: a list may have a million of them.
        ends = self._text.count("\n", self._counted, position)
        if ends:
            self.line += ends
            self._begins = self._text.rfind("\n", self._counted, position) + 1
        self._counted = position
        name = f"{self._name}:{self.line}"
        if self.line == self._taken:
            return f"{name}:{position - self._begins + 1}"
        self._taken = self.line
        return name


def walk(text: str, at: int, path: tuple[Step, ...], where: str, line: int = 1) -> Walk:
    """Yield each value that a path leads to from the value at a position.

    ``where`` names the file, in which text begins on the given line.
    Raises: ReadError where the text is not JSON; what came before has been yielded.
    """
    at = skip(text, at)
    if not path:
        record, end = parse(text, at, where, line)
        if not text.startswith((",", "]", "}"), skip(text, end)):
            raise not_json("no comma or bracket after the record", _place(text, at, where, line))
        yield record, at
        return end
    step, opening = path[0], "{" if isinstance(path[0], str) else "["
    if not text.startswith(opening, at):
        return parse(text, at, where, line)[1]
    closing = "}" if opening == "{" else "]"
    at, number = skip(text, at + 1), 0
    while not text.startswith(closing, at):
        key: object = number
        if opening == "{":
            key, at = _key(text, at, where, line)
        if step is None or step == key:
            at = yield from walk(text, at, path[1:], where, line)
        else:
            at = parse(text, at, where, line)[1]
        at, number = _next(text, at, closing, where, line), number + 1
    return at + 1


def skip(text: str, start: int) -> int:
    """Return where the next sign that is no space stands."""
    space = _SPACE.match(text, start)
    return space.end() if space else start


def parse(text: str, start: int, where: str, line: int = 1) -> tuple[object, int]:
    """Return the JSON value at start and its end; text begins on the given line of the file.

    Raises: ReadError when there is none.
    """
    try:
        return _DECODER.raw_decode(text, start)
    except json.JSONDecodeError as fault:
        place = f"{where}:{line + fault.lineno - 1}"
        raise not_json(f"{fault.msg}, column {fault.colno}", place) from fault
    except ValueError as fault:
        raise not_json("a number is too long", _place(text, start, where, line)) from fault
    except RecursionError as fault:
        raise not_json("nested too deep", _place(text, start, where, line)) from fault


def not_json(why: str, where: str) -> ReadError:
    """Return the refusal of what is not JSON."""
    return ReadError(f"not JSON: {why}", where=where, hint=HINT)


def _key(text: str, at: int, where: str, line: int) -> tuple[object, int]:
    """Return the key of an object's next entry, and where its value begins."""
    key, at = parse(text, at, where, line)
    at = skip(text, at)
    if not isinstance(key, str) or not text.startswith(":", at):
        raise not_json("no key with a colon in an object", _place(text, at, where, line))
    return key, skip(text, at + 1)


def _next(text: str, end: int, closing: str, where: str, line: int) -> int:
    position = skip(text, end)
    if text.startswith(",", position):
        return skip(text, position + 1)
    if not text.startswith(closing, position):
        raise not_json("no comma or bracket after the record", _place(text, end, where, line))
    return position


def _place(text: str, start: int, where: str, line: int) -> str:
    return f"{where}:{line + text.count(chr(10), 0, start)}"
