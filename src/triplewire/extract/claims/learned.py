"""A page with the marks of the network in, what it reports and who is quoted out."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace

from triplewire.extract.figures import find_numbers
from triplewire.extract.speech import NOBODY, Attribution, Source, make_claim
from triplewire.extract.tagger import LEARNED, Mark, Tags, as_confidence
from triplewire.extract.text import Nameless, Page, Zone, Zones, meant, tokens_of, trim
from triplewire.records import Claim, Figure

_LIKELY, _SURE = 0.5, 0.6
# Words of which a report has at least one; "as" and "of" tell nothing.
_TELLING = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
# Content with a larger part in quotation marks is a quotation and nothing else.
_ALL_QUOTED = 0.93


def learned_reports(page: Page, quoted: Zones, told: Iterable[Claim]) -> Iterator[Claim]:
    """Yield the claims in indirect speech that no rule has told, in the order of the text."""
    if page.tags is None:
        return
    known = Zones(Zone(start=c.passage.start, end=c.passage.end) for c in _apart(told))
    sources = _Sources(page, page.tags)
    for mark in page.tags.marks:
        if mark.kind != "said" or mark.chance < _SURE or known.share(mark.start, mark.end):
            continue
        content = trim(page, mark.start, mark.end)
        words = tokens_of(page, content.start, content.end)
        if not any(word.pos_ in _TELLING for word in words):
            continue
        if quoted.share(content.start, content.end) < _ALL_QUOTED:
            yield make_claim(page, "indirect", content, _attribution(sources, mark))


def _apart(claims: Iterable[Claim]) -> Iterator[Claim]:
    """Yield the claims that begin behind the end of those before, in the order of the text."""
    end = 0
    for claim in sorted(claims, key=lambda claim: (claim.passage.start, -claim.passage.end)):
        if claim.passage.start >= end:
            end = claim.passage.end
            yield claim


def learned_quotes(page: Page) -> dict[int, Attribution]:
    """Return who said the quotations that the network is sure of, by where they begin."""
    if page.tags is None:
        return {}
    sources = _Sources(page, page.tags)
    said = {
        mark.start: _attribution(sources, mark)
        for mark in page.tags.marks
        if mark.kind == "quote" and mark.chance >= _LIKELY
    }
    return {start: one for start, one in said.items() if one.source.known}


def with_marks(page: Page, claims: Iterable[Claim]) -> Iterator[Claim]:
    """Yield claims that state figures with what the network takes them to measure, whose and when.

    What the network says nothing of stays as the rules have it.
    """
    marks = () if page.tags is None else page.tags.marks
    starts = [mark.start for mark in marks]
    for claim in claims:
        first, end = (
            bisect_left(starts, place) for place in (claim.passage.start, claim.passage.end)
        )
        mark = next((one for one in marks[first:end] if _states(page, one, claim)), None)
        if mark is None or claim.figure is None:
            yield claim
        else:
            yield replace(claim, figure=_measured(page, mark, claim.figure))


def _states(page: Page, mark: Mark, claim: Claim) -> bool:
    """Say whether a mark holds the figure of a claim."""
    if mark.kind not in {"figure", "rank"} or claim.figure is None:
        return False
    numbers = find_numbers(page.masked[mark.start : mark.end])
    return any(number.value == claim.figure.value for number in numbers)


def _measured(page: Page, mark: Mark, figure: Figure) -> Figure:
    def words(pointer: str) -> Mark | None:
        aim = mark.pointers[pointer].mark if pointer in mark.pointers else None
        return None if aim is None or page.tags is None else page.tags.marks[aim]

    measure, time, whose = words("measure"), words("when"), mark.pointers["of"].mark
    dates = () if time is None else page.dates_within(time.start, time.end)
    owner = None if whose is None else meant(page, whose)
    return replace(
        figure,
        measure=figure.measure if measure is None else _plain(page, measure),
        when=next((date.value for date in dates), figure.when),
        about=figure.about if owner is None else (owner,),
    )


def _plain(page: Page, mark: Mark) -> str:
    return " ".join(page.masked[mark.start : mark.end].split()).lower()


class _Sources:
    """Answers who a mark of a page is, as the source of what is said."""

    def __init__(self, page: Page, tags: Tags) -> None:
        self._page, self.marks = page, tags.marks
        self._nameless = Nameless(page, tags)

    def of(self, number: int | None) -> Source:
        """Return the source that a mark stands for: an actor, or the article's words for him."""
        if number is None:
            return NOBODY
        first = self._nameless.first(number)
        words = None if first is None else self._nameless.words(first)
        if words is not None:
            return Source(unnamed=words)
        name = meant(self._page, number)
        if name is not None:
            return Source(speakers=(name,))
        mark = self.marks[number]
        return Source(unnamed=self._page.masked[mark.start : mark.end])


def _attribution(sources: _Sources, mark: Mark) -> Attribution:
    """Return who said what a mark holds, and how, as the network sees it."""
    by, cue = mark.pointers["by"], mark.pointers["cue"].mark
    told = mark if cue is None else sources.marks[cue]
    return Attribution(
        source=sources.of(by.mark),
        act=mark.answers["act"][0],
        polarity="denied" if mark.answers["denied"][0] == "yes" else "affirmed",
        place=Zone(start=told.start, end=told.end),
        rule=LEARNED,
        confidence=as_confidence(mark.kind, mark.chance * by.chance),
    )
