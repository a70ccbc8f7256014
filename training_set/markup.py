"""A document in our inline markup in, its text and its annotations by offset out, and back.

``{kind#id attribute=value|words}`` marks words; marks may stand in each other. ``{{`` and ``}}``
are braces of the text. A line that begins with ``~`` is furniture, the one that begins with ``# ``
is the headline. Source of the kinds: guidelines.md.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Literal

from triplewire.edtf import bounds
from triplewire.errors import ConvertError
from triplewire.event_types import event_types
from triplewire.extract.tagger.kinds import ACTS, NAMES, QUALIFIERS, ROLES, STATUSES

# Kind of mark -> its attributes; those with "!" must be there.
KINDS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(NAMES, ()),
    **dict.fromkeys(("adj", "ref", "unnamed", "cue", "measure", "again"), ()),
    "office": ("of!", "body"),
    "time": ("value!",),
    "quote": ("by!", "cue", "act", "part"),
    "said": ("by!", "cue", "act", "denied", "part"),
    "event": ("type!", "status!", "place", "when", "who", "as"),
    "figure": ("value!", "unit", "measure", "of", "when", "place", "qualifier", "by"),
    "rank": ("value!", "measure", "of", "among", "when"),
    "dateline": ("place", "when"),
}
_ACTORS = (*NAMES, "unnamed")
# Attribute -> the kinds of mark that its values may name.
_REFERS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("of", "by", "body", "among", "who"), _ACTORS),
    "place": ("place", "country", "org"),
    "when": ("time",),
    "cue": ("cue",),
    "measure": ("measure",),
    "part": ("quote", "said"),
}
# Marks whose id says which mark they are about, rather than naming themselves.
_POINTERS = {"adj": ("country", "place", "group", "org"), "ref": _ACTORS, "again": ("event",)}
_OPEN = re.compile(
    r"\{(?P<kind>[a-z]+)(?:#(?P<id>[\w.-]+))?(?P<attributes>(?: [a-z]+=[^\s|{}]+)*)\|"
)

LineKind = Literal["title", "furniture", "text"]


class MarkupError(ValueError):
    """A document that does not keep to the markup."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Words with what they are; ``start`` and ``end`` are offsets into the document's text."""

    kind: str
    start: int
    end: int
    id: str = ""
    attributes: dict[str, str] = field(default_factory=dict)

    def names(self, attribute: str) -> tuple[str, ...]:
        """Return the ids that an attribute names; participants without their roles."""
        value = self.attributes.get(attribute, "-")
        return () if value == "-" else tuple(one.split(":")[-1] for one in value.split(","))


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A text with its marks in the order of their starts, longest first, and what it is.

    ``lines`` are the kinds of its lines; ``facts`` its genre, date of publication and the like.
    """

    name: str
    facts: dict[str, str]
    text: str
    lines: tuple[LineKind, ...]
    marks: tuple[Mark, ...]


def read(path: Path) -> Document:
    """Return a document of a file.

    Raises: MarkupError naming the file and the line.
    """
    head, _, body = path.read_text("utf-8").partition("\n---\n")
    try:
        facts = dict(line.split(": ", 1) for line in head.splitlines() if line)
    except ValueError as error:
        raise MarkupError(f"{path}: a line before --- is no `name: value`") from error
    first = head.count("\n") + 3
    lines: list[LineKind] = []
    plain: list[str] = []
    for line in body.rstrip("\n").split("\n"):
        kind, words = _line(line)
        lines.append(kind)
        plain.append(words)
    try:
        text, marks = _unmarked("\n".join(plain))
    except MarkupError as error:
        offset = error.args[1] if len(error.args) > 1 else 0
        number = "\n".join(plain)[:offset].count("\n") + first
        raise MarkupError(f"{path}:{number}: {error.args[0]}") from error
    return Document(name=path.stem, facts=facts, text=text, lines=tuple(lines), marks=tuple(marks))


def written(document: Document) -> str:
    """Return a document in the markup: the inverse of reading."""
    text, place = document.text, 0
    out: list[str] = []
    edges = sorted(
        edge
        for number, mark in enumerate(document.marks)
        for edge in ((mark.start, 1, number), (mark.end, 0, -number))
    )
    for offset, opens, number in edges:
        out += [_escaped(text[place:offset]), _opened(document.marks[number]) if opens else "}"]
        place = offset
    lines = "".join([*out, _escaped(text[place:])]).split("\n")
    signs = {"title": "# ", "furniture": "~", "text": ""}
    body = "\n".join(signs[k] + line for k, line in zip(document.lines, lines, strict=True))
    head = "".join(f"{name}: {value}\n" for name, value in document.facts.items())
    return f"{head}---\n{body}\n"


def _escaped(words: str) -> str:
    return words.replace("{", "{{").replace("}", "}}")


def _opened(mark: Mark) -> str:
    name = f"#{mark.id}" if mark.id else ""
    attributes = "".join(f" {name}={value}" for name, value in mark.attributes.items())
    return f"{{{mark.kind}{name}{attributes}|"


def _line(line: str) -> tuple[LineKind, str]:
    """Return the kind of a line, and the line without the mark that says so."""
    if line.startswith("# "):
        return "title", line[2:]
    return ("furniture", line[1:].lstrip(" ")) if line.startswith("~") else ("text", line)


def _unmarked(body: str) -> tuple[str, list[Mark]]:
    """Return a body without its marks, and the marks."""
    out: list[str] = []
    length = place = 0
    marks: list[Mark] = []
    opened: list[tuple[re.Match[str], int]] = []
    while place < len(body):
        character = body[place]
        doubled = body[place : place + 2] in {"{{", "}}"}
        if character == "{" and not doubled:
            match = _OPEN.match(body, place)
            if match is None:
                raise MarkupError("a brace opens no mark", place)
            opened.append((match, length))
            place = match.end()
        elif character == "}" and (not doubled or opened):
            if not opened:
                raise MarkupError("a brace closes no mark", place)
            match, start = opened.pop()
            marks.append(_mark(match, start, length))
            place += 1
        else:
            out.append(character)
            length += 1
            place += 2 if doubled else 1
    if opened:
        raise MarkupError(f"{opened[-1][0][0]!r} is not closed", opened[-1][0].start())
    marks.reverse()  # of two marks of the same words, the outer one comes first
    marks.sort(key=lambda mark: (mark.start, -mark.end))
    return "".join(out), marks


def _mark(match: re.Match[str], start: int, end: int) -> Mark:
    attributes = dict(part.split("=", 1) for part in match["attributes"].split())
    return Mark(
        kind=match["kind"], id=match["id"] or "", start=start, end=end, attributes=attributes
    )


def problems(document: Document) -> Iterator[str]:
    """Yield what is wrong with the annotation of a document, each with the words of its mark."""
    defined: dict[str, set[str]] = {}
    for mark in document.marks:
        if mark.kind not in _POINTERS and mark.id:
            defined.setdefault(mark.id, set()).add(mark.kind)
    for mark in document.marks:
        words = document.text[mark.start : mark.end]
        for problem in _problems_of(mark, words, defined):
            line = document.text.count("\n", 0, mark.start) + 1
            yield f"{document.name}: line {line} of the text: {words[:40]!r}: {problem}"
    if not {"genre", "published", "annotator"} <= document.facts.keys():
        yield f"{document.name}: it needs genre, published and annotator"


def _problems_of(mark: Mark, words: str, defined: dict[str, set[str]]) -> Iterator[str]:
    if mark.kind not in KINDS:
        yield f"there is no kind {mark.kind!r}"
        return
    if not words.strip() or words != words.strip():
        yield "words are empty, or begin or end in a space"
    allowed = {name.rstrip("!") for name in KINDS[mark.kind]}
    needed = {name.rstrip("!") for name in KINDS[mark.kind] if name.endswith("!")}
    for name in sorted(mark.attributes.keys() - allowed):
        yield f"a {mark.kind} has no {name}"
    for name in sorted(needed - mark.attributes.keys()):
        yield f"a {mark.kind} needs {name}"
    if mark.kind in (*NAMES, *_POINTERS) and not mark.id:
        yield f"a {mark.kind} needs an #id"
    if mark.kind in _POINTERS and not defined.get(mark.id, set()) & {*_POINTERS[mark.kind]}:
        yield f"#{mark.id} is marked nowhere as {' or '.join(_POINTERS[mark.kind])}"
    for name, kinds in _REFERS.items():
        for one in mark.names(name) if name in mark.attributes else ():
            if not defined.get(one, set()) & {*kinds}:
                yield f"{name}={one} is marked nowhere as {' or '.join(kinds)}"
    yield from _wrong_values(mark)


def _wrong_values(mark: Mark) -> Iterator[str]:
    given = mark.attributes
    if mark.kind == "event":
        if given.get("type") not in event_types():
            yield f"there is no type of event {given.get('type')!r}"
        if given.get("status") not in STATUSES:
            yield f"status is one of {', '.join(STATUSES)}"
        for one in given.get("who", "").split(",") if "who" in given else ():
            if one.partition(":")[0] not in ROLES or ":" not in one:
                yield f"{one!r} is no role:id; roles are {', '.join(ROLES)}"
    if given.get("act", "state") not in ACTS:
        yield f"there is no act {given['act']!r}"
    if given.get("qualifier", "exactly") not in QUALIFIERS:
        yield f"there is no qualifier {given['qualifier']!r}"
    if mark.kind == "time" and given.get("value", "-") != "-":
        try:
            bounds(given["value"])
        except ConvertError as error:
            yield str(error)
    if mark.kind in {"figure", "rank"}:
        try:
            Decimal(given.get("value", ""))
        except InvalidOperation:
            yield f"{given.get('value')!r} is no number"
