"""The workbench of one article: its text, masked text, parse, dates and who is meant where."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from itertools import islice

from spacy.tokens import Doc, Token

from triplewire.extract.tagger import Tags
from triplewire.gazetteer import countries_by_geonames
from triplewire.records import Actor, Article, Metadata, Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """A half-open range of offsets into the article's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """A date or period as written, with its value in EDTF.

    ``precision`` is day, month or year; ``period`` is true for a stretch of time that something is
    measured over ("the second quarter of 2019") and false for a point that dates an event.
    """

    start: int
    end: int
    value: str
    precision: str
    period: bool


# Characters a block: about the length of a name, so that a look-up reads a handful of mentions.
_BLOCK = 32
# What is left before a full stop when a citation in brackets is taken out.
_PARTED = re.compile(r"\s+(?=[.,;:!?](?:\s|$))")


class Lookup:
    """Answers which actor of the draft a zone of text or a token denotes.

    ``types`` are the actors' types by name, ``main`` the two that are mentioned most, ``countries``
    those that are countries, the most mentioned first. ``lands`` says by the names of countries
    and territories how often they or their cities are mentioned, the most mentioned first.
    """

    def __init__(self, actors: Iterable[Actor]) -> None:
        """Index every mention by where it starts, and by the blocks of text that it touches."""
        actors = tuple(actors)
        self.types = {actor.name: actor.type for actor in actors}
        self._mentions = sorted(
            (
                (mention.passage.start, mention.passage.end, mention.kind, actor)
                for actor in actors
                for mention in actor.mentions
                if mention.kind != "in_name"
            ),
            key=lambda entry: (entry[0], entry[1], entry[3].name),
        )
        self._blocks: dict[int, list[tuple[int, int, Actor]]] = {}
        named = (entry for entry in self._mentions if entry[2] != "adj")
        for start, end, _, actor in named:
            for block in range(start // _BLOCK, (end - 1) // _BLOCK + 1):
                self._blocks.setdefault(block, []).append((start, end, actor))
        often = {actor.name: len(actor.mentions) for actor in actors}
        self.main = frozenset(sorted(often, key=lambda name: (often[name], name))[-2:])
        countries = [actor for actor in actors if actor.type == "country"]
        self.countries = sorted(
            {actor.name for actor in countries}, key=lambda name: (-often[name], name)
        )
        self.lands = dict(_lands(actors).most_common())
        self._countries: dict[str, list[tuple[int, str]]] = {}
        for number, actor in enumerate(countries):
            for word in {actor.name, *actor.aliases}:
                self._countries.setdefault(word, []).append((number, actor.name))

    def at(self, start: int, end: int) -> Actor | None:
        """Return the actor of the shortest mention that overlaps; a bare adjective is none."""
        found = (
            (last - first, first, actor.name, actor)
            for block in range(start // _BLOCK, max(start, end - 1) // _BLOCK + 1)
            for first, last, actor in self._blocks.get(block, ())
            if first < end and start < last
        )
        return min(found, key=lambda entry: entry[:3], default=(0, 0, "", None))[3]

    def within(self, start: int, end: int) -> Iterator[tuple[int, str, Actor]]:
        """Yield (start, kind, actor) of every mention that begins in the zone, in text order."""
        first = bisect_left(self._mentions, start, key=lambda entry: entry[0])
        for begin, _, kind, actor in islice(self._mentions, first, None):
            if begin >= end:
                return
            yield begin, kind, actor

    def countries_of(self, words: Iterable[str]) -> tuple[str, ...]:
        """Return the countries that are called by one of some words, in the order of the actors."""
        found = {entry for word in words for entry in self._countries.get(word, ())}
        return tuple(dict.fromkeys(name for _, name in sorted(found)))

    def names_within(self, start: int, end: int) -> tuple[str, ...]:
        """Return the names of the actors mentioned in the zone, each once, in text order."""
        return tuple(dict.fromkeys(actor.name for _, _, actor in self.within(start, end)))

    def by_token(self, token: Token, depth: int = 0) -> tuple[str, ...]:
        """Return the actors that a noun token denotes: itself with its conjuncts, or its owner."""
        actor = self.at(token.idx, token.idx + len(token))
        if actor is not None:
            names = [actor.name]
            for other in token.conjuncts:
                joined = self.at(other.idx, other.idx + len(other)) if other.i > token.i else None
                if joined is not None and joined.name not in names:
                    names.append(joined.name)
            return tuple(names)
        if depth < 2 and token.pos_ in {"NOUN", "PROPN"}:
            for child in token.children:
                if child.dep_ in {"poss", "compound", "nmod"}:
                    names_of_owner = self.by_token(child, depth + 1)
                    if names_of_owner:
                        return names_of_owner
        return ()


def _lands(actors: Iterable[Actor]) -> Counter[str]:
    """Return how often countries and their cities are mentioned, in the order of the text."""
    located = ((actor, countries_by_geonames().get(actor.geonames or 0)) for actor in actors)
    mentioned = sorted(
        (mention.passage.start, land.name)
        for actor, land in located
        if land is not None
        for mention in actor.mentions
    )
    return Counter(name for _, name in mentioned)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Everything the finders of claims and events read.

    ``masked`` is as long as the article's text: noise (links, markup, repeated headers, related
    lines) is blanked by spaces, so every offset into it, and every ``token.idx`` of ``doc``, is an
    offset into the text. ``title`` and ``captions`` are zones of the text. ``day`` is that of
    its publication, or else the last one that it names; it may be empty. ``tags`` are the marks of
    the network, None where rules alone are asked for.
    """

    article: Article
    metadata: Metadata
    masked: str
    doc: Doc
    title: Zone | None
    captions: tuple[Zone, ...]
    dates: tuple[DateMention, ...]
    actors: tuple[Actor, ...]
    lookup: Lookup
    day: str
    tags: Tags | None

    def dates_within(self, start: int, end: int) -> Iterator[DateMention]:
        """Yield the dates that begin in a zone, in text order."""
        first = bisect_left(self.dates, start, key=lambda date: date.start)
        for date in islice(self.dates, first, None):
            if date.start >= end:
                return
            yield date

    def words(self, start: int, end: int) -> str:
        """Return what a zone says: its words on one line, without the markup that is blanked.

        What HTML writes for a mark is that mark.
        """
        there, shown = self.article.text[start:end], self.masked[start:end]
        there = there.replace("&nbsp;", " " * len("&nbsp;"))
        words = "".join(one for one, kept in zip(there, shown, strict=True) if one in {kept, "\n"})
        told = " ".join(unescape(words).split())
        return told if len(words) == len(there) else _PARTED.sub("", told)

    def passage(self, start: int, end: int) -> Passage:
        """Return the zone with its exact words."""
        return Passage(start=start, end=end, text=self.article.text[start:end])
