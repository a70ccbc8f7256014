"""The lines of a document's pages in, its paragraphs out, without what every page repeats."""

import re
from collections import Counter

_EDGE = 3  # lines at the top and at the bottom of a page that may be repeated on the next
_NUMBER = re.compile(
    r"(?:page\s)?[-–—]?\s?\d{1,4}\s?[-–—]?(?:\s?(?:of|/)\s?\d{1,4})?", re.IGNORECASE
)
_END = re.compile(r"[.!?:;…][\"'”’)\]]*$")
# From where a word begins: in a line of nothing but letters each of them would be tried.
_HYPHEN = re.compile(r"(?<![^\W\d_])([^\W\d_]++)[-\u00ad\u2010]$")
_JOINED = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# Words that keep their hyphen where a line breaks behind it.
_PREFIXES = frozenset(
    {
        "all", "anti", "co", "cross", "ex", "far", "half", "high", "ill", "long", "low", "mid",
        "multi", "non", "post", "pre", "pro", "self", "semi", "short", "so", "well", "year",
    }
)  # fmt: skip
_LONGEST_WORD = 100
_FULL = 0.85
_SHORT = 0.6


def paragraphs(pages: list[str]) -> str:
    """Return the text of pages, a paragraph a line.

    Lines at the edges of pages that are page numbers, or that pages repeat but for a number, are
    left out. Words that the ends of lines part are put together.
    """
    lines = [[line.strip() for line in page.split("\n")] for page in pages]
    kept = [line for page in _without_repeated(lines) for line in page]
    words = {word.lower() for line in kept for word in _JOINED.findall(line)}
    lengths = sorted(len(line) for line in kept if line)
    width = lengths[len(lengths) * 9 // 10] if lengths else 0
    found: list[str] = []
    current: list[str] = []
    for number, line in enumerate(kept):
        if line:
            current.append(line)
        following = kept[number + 1] if number + 1 < len(kept) else ""
        if current and (_ends(line, following, width) or number + 1 == len(kept)):
            found.append(_together(current, words))
            current = []
    return "\n".join(found)


def _without_repeated(pages: list[list[str]]) -> list[list[str]]:
    """Return pages without their heads, feet and numbers; a story may go on across the break."""
    filled = [[line for line in page if line] for page in pages]
    edges = Counter(
        key
        for page in filled
        for key in {_key(line) for line in page[:_EDGE] + page[-_EDGE:] if not _END.search(line)}
    )
    often = max(2, (len(pages) + 1) // 2)
    repeated = {key for key, count in edges.items() if count >= often}
    return [_without_edge(_without_edge(page, repeated)[::-1], repeated)[::-1] for page in pages]


def _without_edge(page: list[str], repeated: set[str]) -> list[str]:
    """Return a page from the first line on that is no head."""
    start = taken = 0
    for number, line in enumerate(page):
        if taken == _EDGE or (line and not _NUMBER.fullmatch(line) and _key(line) not in repeated):
            break
        taken += bool(line)
        start = number + 1
    return page[start:]


def _key(line: str) -> str:
    return re.sub(r"\d+", "#", " ".join(line.split()))


def _ends(line: str, following: str, width: int) -> bool:
    """Say whether a paragraph ends with a line."""
    if not line or not following:
        return (not following and bool(_END.search(line))) or not line
    if _HYPHEN.search(line) or following[:1].islower():
        return False
    length = len(line)
    return length < _SHORT * width or (length < _FULL * width and bool(_END.search(line)))


def _together(lines: list[str], words: set[str]) -> str:
    # What was put together is not looked through again for each line: only its end matters.
    parts, end = [lines[0]], lines[0][-_LONGEST_WORD:]
    for line in lines[1:]:
        parted, between = _HYPHEN.search(end), " "
        if parted and line[:1].islower():
            between = ""
            if _is_one(parted[1], line, end[-1], words):
                parts[-1], end = parts[-1][:-1], end[:-1]
        elif parted and end.endswith("-"):
            between = ""
        parts += [between, line]
        end = f"{end}{between}{line}"[-_LONGEST_WORD:]
    return " ".join("".join(parts).split())


def _is_one(first: str, line: str, hyphen: str, words: set[str]) -> bool:
    """Say whether the hyphen between two parts of a word is the printer's."""
    second = _JOINED.match(line)
    if second is None or hyphen != "-":
        return True
    one, two = first.lower(), second[0].lower()
    if one + two in words:
        return True
    return f"{one}-{two}" not in words and one not in _PREFIXES
