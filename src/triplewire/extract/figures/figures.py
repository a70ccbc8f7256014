"""A page and its reported claims in, the figures that it gives (money, shares, counts) out."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace

from triplewire.extract.figures.counts import Found, figures_of, marked_figure
from triplewire.extract.figures.measures import measured_by
from triplewire.extract.figures.nobody import find_none
from triplewire.extract.figures.numbers import Number, find_numbers
from triplewire.extract.figures.owners import period_of
from triplewire.extract.figures.spoken import Spoken
from triplewire.extract.speech import According, make_claim
from triplewire.extract.text import Page, Zone, Zones, sentence, trim
from triplewire.records import Claim, Figure

_SURE = 0.6
_LEAD = re.compile(r"[Aa]ccording to [^,\n]{1,90},\s*")


def find_figures(
    page: Page, reported: Iterable[Claim], according: tuple[According, ...]
) -> tuple[Claim, ...]:
    """Return a claim for every figure, said by whom the words around it are said by."""
    found = _found(page)
    spoken = Spoken(page, reported, according)
    starts = sorted(item.zone.start for item in found)
    claims: list[Claim] = []
    for item in found:
        measured = measured_by(page, item)
        figure = Figure(
            value=item.number.value,
            unit=item.unit,
            measure=measured.words,
            qualifier=item.number.qualifier,
            when=period_of(page, item),
            about=measured.actors,
        )
        said = spoken.around(item.zone)
        content = _content(page, item, starts)
        claims.append(make_claim(page, "statistic", content, said, figure=figure))
    return tuple(claims)


def _found(page: Page) -> list[Found]:
    """Return the figures in numbers, but for those of dates and of what there is none of."""
    none = list(find_none(page))
    taken = [Zone(start=date.start, end=date.end) for date in page.dates]
    apart, absent = Zones(taken), Zones(item.zone for item in none)
    marks = _marks(page)
    found = [
        item
        for number in find_numbers(page.masked)
        if not apart.share(number.digits, number.end)
        and not absent.share(number.digits, number.end)
        for whole in list(figures_of(page, number)) or _marked(page, number, marks)
        for item in _bounds(whole)
    ]
    return [*found, *none]


def _marks(page: Page) -> list[Zone]:
    """Return the words that the network is sure to be figures, in the order of the text."""
    return [
        Zone(start=mark.start, end=mark.end)
        for mark in (() if page.tags is None else page.tags.marks)
        if mark.kind == "figure" and mark.chance >= _SURE
    ]


def _marked(page: Page, number: Number, marks: list[Zone]) -> Iterator[Found]:
    """Yield the figure that the network marks where a number stands."""
    place = bisect_right(marks, number.digits, key=lambda mark: mark.start) - 1
    if place >= 0 and number.end <= marks[place].end:
        found = marked_figure(page, number, marks[place])
        if found is not None:
            yield found


def _bounds(item: Found) -> Iterator[Found]:
    """Yield a figure, or of a range its lower and its upper bound."""
    number = item.number
    if number.upper is None:
        yield item
        return
    yield item
    upper = replace(number, value=number.upper, qualifier="at-most", upper=None)
    yield replace(item, number=upper, zone=Zone(start=number.middle, end=item.zone.end))


def _content(page: Page, item: Found, starts: list[int]) -> Zone:
    """Return the clause that states a figure; its own words when the clause states several.

    ``starts`` are those of all figures, in order.
    """
    own = trim(page, item.zone.start, item.zone.end)
    if item.counted is not None:
        return own
    start, end = _clause(page, own)
    others = bisect_left(starts, end) - bisect_left(starts, start)
    others -= start <= item.zone.start < end
    return own if others else trim(page, start, end, " .,;")


def _clause(page: Page, own: Zone) -> tuple[int, int]:
    whole = sentence(page, own.start, own.end)
    start = max(whole.start, page.masked.rfind(";", whole.start, own.start) + 1)
    lead = _LEAD.match(page.masked, start)
    if lead is not None and lead.end() <= own.start:
        start = lead.end()
    end = page.masked.find(";", own.end, whole.end)
    return start, end if end > 0 else whole.end
