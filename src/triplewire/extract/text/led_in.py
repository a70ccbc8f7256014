"""Masked text in, the statements that it gives without quotation marks ("X said:") out."""

import re
from dataclasses import dataclass

from triplewire.extract.text.page import Zone

_LINE = re.compile(r"[^\n]+")
_LEAD = re.compile(
    r"[^\n\"“”]{3,300}\b(?:said|says|added|commented|stated|continued|concluded|wrote|responded"
    r"|statement|remarks?|following)(?: [a-z ]{1,40})?:\s*"
)
# What closes a statement: notes and pointers of whoever published it.
_NOTES = re.compile(
    r"(?:Notes?\b|Further\b|Background|Contact|Media|Follow|Ends?\b|ENDS|Read|See|For more"
    r"|The full|Image|Photo|Source|Related|More information|Share)"
)
_SPOKEN = re.compile(r"[\"“„«]")
_MOST = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A line that says who speaks, and the paragraphs that are spoken."""

    lead: Zone
    paragraphs: tuple[Zone, ...]


def find_statements(masked: str) -> tuple[Statement, ...]:
    """Return the statements whose paragraphs follow a line such as "The minister said:".

    Paragraphs in quotation marks are quotations and not meant here.
    """
    lines = [_trimmed(match) for match in _LINE.finditer(masked) if match.group().strip()]
    found = []
    for place, lead in enumerate(lines):
        if not _LEAD.fullmatch(masked, lead.start, lead.end):
            continue
        paragraphs: list[Zone] = []
        for line in lines[place + 1 : place + 1 + _MOST]:
            words = masked[line.start : line.end]
            if _SPOKEN.match(words) or _NOTES.match(words) or words.endswith(":"):
                break
            paragraphs.append(line)
        if paragraphs:
            found.append(Statement(lead=lead, paragraphs=tuple(paragraphs)))
    return tuple(found)


def _trimmed(match: re.Match[str]) -> Zone:
    line = match.group()
    start = match.start() + len(line) - len(line.lstrip())
    return Zone(start=start, end=start + len(line.strip()))
