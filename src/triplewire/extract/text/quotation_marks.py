"""Masked text in, the zones between quotation marks out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MARKS = re.compile(r"[\"“”„«»‟]")
_OPENING = "“„«‟"
_CLOSING = "”»"
_LINE = re.compile(r"[^\n]+")
# Single marks are apostrophes too: a short zone, opened after a space and closed before one.
_SINGLE = re.compile(
    r"(?<![^\s(\[])(?:'(?=[A-Za-z])([^\"“”\n]{2,400}?)'|‘([^‘\"“”\n]{2,400}?)’)(?=[\s.,;:!?)\]]|$)"
)
_SAYS = re.compile(r"(?:[A-Z][\w.]+ ){1,3}(?:said|says|added|told)\b")
_MAX_LINE = 20_000


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Quotation:
    """Words from ``start`` to ``end`` between marks; the text resumes at ``after``.

    ``closed`` is false when the next paragraph goes on with the same quotation.
    """

    start: int
    end: int
    after: int
    closed: bool = True


def find_quotations(masked: str) -> tuple[Quotation, ...]:
    """Return the quotations of a text in its order; they do not overlap.

    A quotation ends with its paragraph; one without a closing mark counts when the next paragraph
    opens with a mark, as quotations over paragraphs do, or the one after it does.
    """
    found: list[Quotation] = []
    lines = [match for match in _LINE.finditer(masked) if match.group().strip()]
    for place, line in enumerate(lines):
        # A caption may stand between the paragraphs of a quotation.
        following = (other.group().lstrip() for other in lines[place + 1 : place + 3])
        goes_on = any(words[:1] in f'"{_OPENING}' for words in following)
        found.extend(_in_line(line.group()[:_MAX_LINE], line.start(), goes_on=goes_on))
    return tuple(sorted([*found, *_single(masked, found)]))


def _in_line(line: str, offset: int, *, goes_on: bool) -> Iterator[Quotation]:
    opened: int | None = None
    for match in _MARKS.finditer(line):
        place = match.start()
        if opened is None:
            if _opens(line, place) or _leads(line, place):
                opened = place
        elif _opens(line, place) and _SAYS.match(line, place + 1):
            # A mark that is turned the wrong way: 'reach, “Roe said.'
            yield from _quotation(line, opened + 1, place, offset)
            opened = None
        elif _opens(line, place) and _reopens(line, opened, place):
            # A closing mark is missing: the words before this opening mark were the quotation.
            yield from _quotation(line, opened + 1, place, offset)
            opened = place
        else:
            yield from _quotation(line, opened + 1, place, offset)
            opened = None
    if opened is not None and goes_on:
        yield from _quotation(line, opened + 1, len(line), offset, closed=False)


def _opens(line: str, place: int) -> bool:
    mark = line[place]
    if mark in _CLOSING:
        return False
    before = line[place - 1] if place else " "
    after = line[place + 1] if place + 1 < len(line) else " "
    return mark in _OPENING or ((before.isspace() or before in "([—–-/") and not after.isspace())


def _leads(line: str, place: int) -> bool:
    """Say whether a mark opens though it touches what leads in, or none of its words.

    'He said,"We go"' lacks a space; in 'He said, " We go"' the mark of a link is blanked.
    """
    if line[place] in _CLOSING:
        return False
    before, after = line[max(0, place - 1) : place], line[place + 1 : place + 3]
    touches = before in {",", ":"} and after[:1].isalnum()
    return touches or (not before.strip() and after[:1] == " " and after[1:].isalnum())


def _reopens(line: str, opened: int, place: int) -> bool:
    if line[place] in _OPENING:
        return True
    between = line[opened + 1 : place].strip()
    return between[:1].isupper() and between[-1:] in set(".!?,”")


def _quotation(
    line: str, start: int, end: int, offset: int, *, closed: bool = True
) -> Iterator[Quotation]:
    words = line[start:end]
    first = start + len(words) - len(words.lstrip())
    last = start + len(words.rstrip())
    if any(letter.isalnum() for letter in words):
        after = end + 1 if closed and end < len(line) and line[end] not in _OPENING else end
        yield Quotation(
            start=offset + first, end=offset + last, after=offset + after, closed=closed
        )


def _single(masked: str, doubles: list[Quotation]) -> Iterator[Quotation]:
    taken = iter(sorted(doubles))
    current = next(taken, None)
    for match in _SINGLE.finditer(masked):
        while current is not None and current.after <= match.start():
            current = next(taken, None)
        if current is not None and current.start <= match.end():
            continue
        group = 1 if match[1] is not None else 2
        start, end = match.span(group)
        if any(letter.isalnum() for letter in match[group]) and not match[group][:1].isspace():
            yield Quotation(start=start, end=end, after=match.end())
