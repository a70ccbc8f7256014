"""A page and its reported claims in, the figures that it gives (money, shares, counts) out."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Token

from triplewire.extract.figures.measures import fate_of, measured_by
from triplewire.extract.figures.numbers import DOLLAR, Number, find_numbers
from triplewire.extract.speech import NOBODY, According, Attribution, Source, by_phrase, make_claim
from triplewire.extract.text import (
    DateMention,
    Page,
    Zone,
    Zones,
    sentence,
    tokens_of,
    trim,
    words,
)
from triplewire.records import Claim, Figure
from triplewire.units import currencies, units

# Countries whose press writes a plain "$" for their own dollar.
_DOLLARS = {money.dollar_of: money.code for money in currencies().values() if money.dollar_of}
# What is counted in passing, without being measured: parties, ways, turns.
_NOT_COUNTED = frozenset(
    words(
        "side country nation leader party way part one minister official thing time"
        " aspect step factor reason area point occasion hand question other option round"
        " phase stage am pm o'clock of a.m. p.m."
    )
)
_CLOCK = frozenset(words("am pm o'clock of a.m. p.m. party part one"))
_WITHOUT_PLURAL = frozenset(
    words("personnel staff police crew aircraft sheep cattle people percent")
) | frozenset(short for unit in units() for short in unit.abbreviations)
_SINGULARS = {"people": "person", "airmen": "airman", "personnel": "person", "staff": "person"}
_BEFALL = frozenset(
    words(
        "kill injure wound hurt save rescue arrest detain displace evacuate deport hospitalise"
        " hospitalize infect employ"
    )
)
_FAR = 6
_DURATIONS = frozenset(word for unit in units() if unit.kind == "time" for word in unit.words)
_ADVERBIAL = frozenset(
    words(
        "in for over within during since after before until by ago through from at about past last"
    )
)
_IDENTIFIED = re.compile(
    r"(?:\b(?:nos?|number|articles?|sections?|chapter|clause|page|flight|route|highway|room|gate"
    r"|level|phase|resolution|rule|class|grade|type|model|group|unit|channel|line|aged|age|verse"
    r"|vol|volume|version|figure|fig|table|tel|phone|fax|box|street|protocol|season|episode)\.?|#)\s*$",
    re.IGNORECASE,
)
_LANDS = frozenset({"country", "place"})
_BLOCK = 256  # characters
_LEAD = re.compile(r"[Aa]ccording to [^,\n]{1,90},\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """A number in its words; ``token`` is their root, ``counted`` the noun that it counts."""

    number: Number
    zone: Zone
    token: Token
    counted: Token | None
    unit: str


def find_figures(
    page: Page, reported: Iterable[Claim], according: tuple[According, ...]
) -> tuple[Claim, ...]:
    """Return a claim for every figure, said by whom the words around it are said by."""
    dated = Zones(Zone(start=date.start, end=date.end) for date in page.dates)
    numbers = (n for n in find_numbers(page.masked) if not dated.share(n.digits, n.end))
    found = [
        item for number in numbers for whole in _figures(page, number) for item in _bounds(whole)
    ]
    spoken = Spoken(page, reported, according)
    starts = sorted(item.zone.start for item in found)
    claims: list[Claim] = []
    for item in found:
        measured = measured_by(page, item.token, item.counted)
        figure = Figure(
            value=item.number.value,
            unit=item.unit,
            measure=measured.words,
            qualifier=item.number.qualifier,
            when=_period(page, item.zone),
            about=measured.actors,
        )
        said = spoken.around(item.zone)
        content = _content(page, item, starts)
        claims.append(make_claim(page, "statistic", content, said, figure=figure))
    return tuple(claims)


def _bounds(item: _Found) -> Iterator[_Found]:
    """Yield a figure, or of a range its lower and its upper bound."""
    number = item.number
    if number.upper is None:
        yield item
        return
    yield item
    upper = replace(number, value=number.upper, qualifier="at-most", upper=None)
    yield replace(item, number=upper, zone=Zone(start=number.middle, end=item.zone.end))


def _figures(page: Page, number: Number) -> Iterator[_Found]:
    """Yield the figure that a number is, if it measures something."""
    tokens = tokens_of(page, number.digits, number.end)
    root = page.doc[tokens[0].i : tokens[-1].i + 1].root
    start = min(number.start, tokens[0].idx)
    if number.unit is not None:
        end = max(number.end, tokens[-1].idx + len(tokens[-1]))
        unit = _dollar(page) if number.unit == DOLLAR else number.unit
        whole = Zone(start=start, end=end)
        yield _Found(number=number, zone=whole, token=root, counted=None, unit=unit)
        return
    if root.dep_ in {"dobj", "nsubjpass"} and root.head.lemma_.lower() in _BEFALL:
        # "Killing 107 or more": who is killed, hurt or saved is a person.
        whole = Zone(start=start, end=number.end)
        yield _Found(number=number, zone=whole, token=root, counted=None, unit="person")
        return
    counted = _counted(page, number, root) or _reached(page, number, root)
    if counted is not None and counted.i < root.i:
        whole = Zone(start=start, end=number.end)
        unit = _unit_of(counted)
        yield _Found(number=number, zone=whole, token=root, counted=None, unit=unit)
    elif counted is not None:
        whole = Zone(start=start, end=counted.idx + len(counted))
        yield _Found(number=number, zone=whole, token=root, counted=counted, unit=_unit_of(counted))


def _reached(page: Page, number: Number, root: Token) -> Token | None:
    """Return what a number without a noun counts: "claims rose to 40,000"."""
    if "," not in page.masked[number.digits : number.end] or root.dep_ not in {"pobj", "dobj"}:
        return None
    verb = root.head.head if root.dep_ == "pobj" else root.head
    for child in verb.children:
        noun = child.dep_ in {"dobj", "nsubj"} and child.tag_ == "NNS" and child != root
        if noun and child.i < root.i and child.lemma_.lower() not in _NOT_COUNTED:
            return child
    return None


def _counted(page: Page, number: Number, root: Token) -> Token | None:
    """Return the common noun that a bare number counts, None when it counts nothing."""
    noun = root.head
    if root.dep_ not in {"nummod", "quantmod", "compound"} or noun.i <= root.i:
        return None
    lemma = noun.lemma_.lower()
    written = page.masked[number.digits : number.end]
    few = written.isalpha() and number.value < (2 if fate_of(noun) else 4)
    yearlike = number.qualifier == "exactly" and re.fullmatch(r"(?:1[5-9]|20)\d\d", written)
    year = yearlike and not page.masked.startswith("of ", number.start - 3)
    # "A 131-page report", "a 15 metre tower": a measure in front of a noun stands in the singular.
    attributive = noun.dep_ in {"compound", "nmod", "amod", "npadvmod", "quantmod"}
    hyphenated = page.masked[number.end : number.end + 1] == "-"
    bare = lemma in _WITHOUT_PLURAL or attributive or hyphenated
    singular = noun.tag_ == "NN" and number.value > 1 and not bare
    people = noun.ent_type_ == "NORP" and noun.tag_ in {"NNPS", "NNS"}
    if (
        (noun.pos_ != "NOUN" and not people)
        or noun.i - root.i > _FAR
        or (lemma in _NOT_COUNTED and (number.value < 10 or lemma in _CLOCK))
        or few
        or year
        or singular
        or _IDENTIFIED.search(page.masked, max(0, number.start - 20), number.start)
        or (lemma in _DURATIONS and _is_adverbial(noun))
    ):
        return None
    return noun


def _is_adverbial(noun: Token) -> bool:
    """Say whether a duration only says when: "for six years", "two days ago"."""
    if noun.dep_ == "npadvmod" or any(
        child.lower_ in {"past", "last", "next", "first", "ago", "later", "earlier", "old"}
        for child in noun.children
    ):
        return True
    return (noun.dep_ == "pobj" and noun.head.lower_ in _ADVERBIAL) or noun.head.lower_ in {
        "ago",
        "later",
        "earlier",
        "old",
        "after",
        "before",
    }


def _unit_of(noun: Token) -> str:
    """Return a noun as a unit: singular, lower case, with "square" and its like."""
    before = noun.nbor(-1).lower_ if noun.i else ""
    kind = f"{before} " if before in {"square", "cubic", "percentage", "basis", "nautical"} else ""
    lemma = "person" if noun.ent_type_ == "NORP" else noun.lemma_.lower()
    return kind + _SINGULARS.get(lemma, lemma)


def _dollar(page: Page) -> str:
    """Return the currency of a plain "$": the country's own dollar, else the US dollar."""
    types = page.lookup.types
    named = [land for land in ("United States", *_DOLLARS) if types.get(land) in _LANDS]
    return _DOLLARS.get(named[0], "USD") if len(named) == 1 else "USD"


def _period(page: Page, zone: Zone) -> str | None:
    """Return the period that a figure is for: the nearest of its sentence, days last."""
    around = sentence(page, zone.start, zone.end)
    here = list(page.dates_within(around.start, around.end))

    def distance(date: DateMention) -> tuple[bool, int, int]:
        gap = max(date.start - zone.end, zone.start - date.end)
        return (not date.period and date.precision == "day", gap, date.start)

    return min(here, key=distance).value if here else None


def _content(page: Page, item: _Found, starts: list[int]) -> Zone:
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


class Spoken:
    """Says by whom the words of a page are said: as the tightest claim, or "according to"."""

    def __init__(
        self, page: Page, reported: Iterable[Claim], according: tuple[According, ...]
    ) -> None:
        """Index the claims, the tightest first, by the blocks of text that they touch."""
        self._page = page
        self._according = according
        self._blocks: dict[int, list[Claim]] = {}
        tightest = sorted(
            reported, key=lambda c: (c.passage.end - c.passage.start, c.passage, c.rule)
        )
        for claim in tightest:
            for block in range(claim.passage.start // _BLOCK, claim.passage.end // _BLOCK + 1):
                self._blocks.setdefault(block, []).append(claim)

    def around(self, zone: Zone) -> Attribution:
        """Return who says the words of a zone."""
        for claim in self._blocks.get(zone.start // _BLOCK, ()):
            if claim.passage.start <= zone.start and zone.end <= claim.passage.end:
                source = Source(
                    speakers=claim.speakers, unnamed=claim.unnamed, relayed_by=claim.relayed_by
                )
                place = Zone(start=claim.evidence.start, end=claim.evidence.end)
                return by_phrase(place, source, "figure-reported")
        whole = sentence(self._page, zone.start, zone.end)
        first = bisect_left(self._according, whole.start, key=lambda phrase: phrase.place.start)
        for phrase in self._according[first : first + 1]:
            if phrase.place.start < whole.end:
                return by_phrase(phrase.place, phrase.source, "figure-according")
        return by_phrase(zone, NOBODY, "figure")
