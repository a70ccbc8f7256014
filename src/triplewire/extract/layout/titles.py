"""The first lines of a text in, which of them is the headline out."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from triplewire.extract.layout.furniture import is_furniture
from triplewire.extract.layout.kinds import LEAST_WORDS, Kind, kind_of
from triplewire.extract.layout.mastheads import find_masthead, is_motto
from triplewire.extract.layout.overlap import shared

_MOST_LINES = 60
_NEAR = 8
_DECKS = 1
_TOLD = 4
_PART, _ENOUGH = 3, 4
_SHARED = 1
_BARE = 3
_SENTENCE_WORDS = 20
_MARK = re.compile(r"\s?\|\s?|\s[-–—·•»:]{1,2}\s")
_STOP = re.compile(r"[.!?][\"”’)]*\s+(?=[A-Z\"“])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Top:
    """Which lines at the top of a page are what: numbers of lines, None where there is none.

    ``rule`` says how the headline was known; ``paper`` is the name of the paper, which ends at
    ``paper_end``. The text itself begins at ``body`` at the earliest: below a by-line that stands
    below a sentence below the headline.
    """

    title: int | None = None
    rule: str = ""
    paper: int | None = None
    paper_end: int = 0
    body: int = 0


def read_top(lines: Sequence[str], known: str | None) -> Top:
    """Return where the headline stands, and the name of the paper above it.

    A line that stands there twice is the headline; else the first of four words or more without an
    end, below the menu of the page; else a shorter one above a by-line or a day, or a sentence
    above one.
    """
    if known is not None:
        return _where_known(lines, known.strip())
    menu = next((n for n, line in enumerate(lines) if not is_furniture(line, top=True)), 0)
    first = lines[: menu + _MOST_LINES]
    kinds = [kind_of(line) for line in first]
    body = _where_prose_begins(first, kinds)
    found = _find_title(first, kinds, body)
    paper = find_masthead(first, kinds, body)
    if paper is None:
        return _top(found, kinds)
    place, end = paper
    kinds[place] = Kind.PAGE
    if is_motto(first, kinds, place, body):
        kinds[place + 1] = Kind.PAGE
    below = _find_title(first, kinds, body)
    if below is None or below[0] < place:
        return _top(found, kinds)
    return replace(_top(below, kinds), paper=place, paper_end=end)


def _top(found: tuple[int, str] | None, kinds: Sequence[Kind]) -> Top:
    if found is None:
        return Top()
    title, rule = found
    near = range(title + 1, min(title + 1 + _NEAR, len(kinds)))
    proses = 0
    body = 0
    for n in near:
        proses += kinds[n] is Kind.PROSE
        if kinds[n] is Kind.DATELINE or proses > _DECKS:
            break
        if kinds[n] is Kind.META and proses:
            body = n
    return Top(title=title, rule=rule, body=body)


def _find_title(first: Sequence[str], kinds: Sequence[Kind], body: int) -> tuple[int, str] | None:
    heads = [n for n in range(body) if kinds[n] is Kind.HEAD]
    repeated = _repeated(first, heads)
    if repeated is not None:
        return repeated, "title-repeated"
    heads = list(_below(heads, kinds))
    if heads:
        story = " ".join(first[body : body + _TOLD])
        most = min(max(shared(first[n], story) for n in heads), _ENOUGH)
        told = [n for n in heads if most and _PART * shared(first[n], story) > most]
        return (told or heads)[0], "title-first-line"
    shorts = [n for n in range(body) if kinds[n] is Kind.SHORT]
    anchored = any(kind is Kind.META for kind in kinds[shorts[0] : body]) if shorts else False
    shorts = [n for n in shorts if anchored or len(first[n].split()) == LEAST_WORDS - 1]
    if shorts:
        return max(shorts, key=lambda n: (len(first[n].split()), -n)), "title-short-line"
    return next(
        (
            (n, "title-sentence")
            for n in range(min(body + 1, len(first) - 1))
            if kinds[n] is Kind.PROSE and kinds[n + 1] is Kind.META and _is_one_sentence(first[n])
        ),
        None,
    )


def _where_known(lines: Sequence[str], known: str) -> Top:
    """Return where a known headline stands: below nothing that could be one, or prose."""
    for n, line in enumerate(lines[:_MOST_LINES]):
        if line == known:
            return Top(title=n)
        if kind_of(line) in {Kind.PROSE, Kind.HEAD, Kind.DATELINE}:
            break
    return Top()


def _where_prose_begins(lines: Sequence[str], kinds: Sequence[Kind]) -> int:
    """Return the first line of the article's prose; a notice above the headline is none.

    One is a notice where no headline stands above it, and below it one that a by-line follows.
    """
    headed = False
    for n, kind in enumerate(kinds):
        # A place alone stands above prose; else it is a word of a menu.
        bare = len(lines[n].split()) <= _BARE and Kind.PROSE not in kinds[n + 1 : n + 2]
        if kind is Kind.DATELINE and headed and not bare:
            return n
        if kind is Kind.PROSE and not _is_notice(lines, kinds, n, headed=Kind.HEAD in kinds[:n]):
            return n
        headed = headed or kind in {Kind.HEAD, Kind.SHORT}
    return len(kinds)


def _is_notice(lines: Sequence[str], kinds: Sequence[Kind], place: int, *, headed: bool) -> bool:
    """Say whether a sentence stands above the headline: what is below it is of something else."""
    for n in range(place + 1, min(place + _NEAR, len(kinds) - 1)):
        if kinds[n] is not Kind.HEAD:
            continue
        below = " ".join(lines[n + 1 : n + 1 + _TOLD])
        told, noted = shared(lines[n], below), shared(lines[place], f"{lines[n]} {below}")
        if told > _SHARED:
            return noted < told
        anchored = {Kind.META, Kind.DATELINE} & set(kinds[n + 1 : n + 4])
        return bool(anchored) and not headed and noted <= told
    return False


def _repeated(lines: Sequence[str], heads: Sequence[int]) -> int | None:
    """Return the first line of those that stand twice, alone or before the publisher's name."""
    number = Counter(line.casefold() for line in lines)
    for n in heads:
        line = lines[n].casefold()
        if number[line] > 1 or any(number[line[:end]] for end in tails(line)):
            return n
    return None


def tails(line: str) -> Iterator[int]:
    """Yield where a line ends before each bar or hyphen between spaces, the longest first."""
    for mark in reversed(list(_MARK.finditer(line))):
        yield mark.start()


def _below(heads: Sequence[int], kinds: Sequence[Kind]) -> Sequence[int]:
    """Return the lines that may be the headline and stand below the menus and lists of the page."""
    menus = [n for n, kind in enumerate(kinds) if kind is Kind.MENU]
    below = [n for n in heads if not any(n < menu < heads[-1] for menu in menus)]
    listed = [n for n in below if _is_listed(n, kinds)]
    return [n for n in below if n not in listed] or below


def _is_listed(place: int, kinds: Sequence[Kind]) -> bool:
    """Say whether a line stands in a list of articles: below its heading, above no by-line."""
    for n in range(place - 1, -1, -1):
        if kinds[n] is Kind.LIST:
            return Kind.META not in kinds[place + 1 : place + 2]
        if kinds[n] not in {Kind.HEAD, Kind.SHORT, Kind.META}:
            return False
    return False


def _is_one_sentence(line: str) -> bool:
    return len(line.split()) <= _SENTENCE_WORDS and _STOP.search(line) is None
