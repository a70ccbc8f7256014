"""An article's sheet and the marks of the network in, its actors out.

The network says which words are names, of what, and whom a pronoun means; the gazetteer, which of
them are countries, cities and known bodies and what they are called; rules find the same names
where the network missed them.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

from triplewire import gazetteer
from triplewire.extract.actors.aliases import (
    add_short_organisations,
    find_introduced,
    join_short_names,
)
from triplewire.extract.actors.cast import Cast, Part
from triplewire.extract.actors.credits import add_credits
from triplewire.extract.actors.documents import add_later_mentions
from triplewire.extract.actors.persons import add_short_names
from triplewire.extract.layout import PreparedArticle
from triplewire.extract.names import Sighting, entry, find_known
from triplewire.extract.tagger import LEARNED, NAMES, Mark, Tags, actors_of, as_confidence
from triplewire.gazetteer import Country
from triplewire.records import Actor, MentionKind, Role

# How probable a mark has to be: offices are seldom taken for something else.
_LIKELY, _LIKELY_OFFICE = 0.5, 0.35


def learned_actors(prepared: PreparedArticle, tags: Tags) -> tuple[Actor, ...]:
    """Return the actors that an article mentions, by what the network marks in it."""
    text = prepared.masked
    cast = Cast(prepared.article.text)
    whose = actors_of(text, tags)
    seen = list(_sightings(text, tags, whose))
    persons = [one.name for one in seen if one.type == "person"]
    # Names of persons and bodies, and capitals that stand for their states.
    places = {(one.start, one.end) for one in seen if one.type != "place"}
    known = [
        one
        for one in find_known(text, frozenset(name.split()[-1] for name in persons))
        if (one.start, one.end) not in places
    ]
    taken = {(one.start, one.end) for one in known}
    found = [one for one in seen if (one.start, one.end) not in taken]
    initials = [one for one in found if _is_initials(one)]
    cast.settle([*known, *(one for one in found if not _is_initials(one)), *find_introduced(text)])
    add_short_organisations(cast, text)
    # Those that spell no other name stand for themselves.
    cast.settle(initials)
    add_short_names(cast, text, list(dict.fromkeys(name for name in persons if name in cast.parts)))
    add_credits(cast, prepared)
    join_short_names(cast)
    add_later_mentions(cast, text)
    _add_references(cast, tags)
    _add_offices(cast, tags)
    chances = {mark.start: mark.chance for mark in tags.marks if mark.kind in NAMES}
    return tuple(_weighed(actor, chances) for actor in cast.actors())


def _is_initials(sighting: Sighting) -> bool:
    return sighting.type == "org" and sighting.name.isupper()


def _weighed(actor: Actor, chances: Mapping[int, float]) -> Actor:
    """Return an actor as sure as the network is of one of its names, by where they begin."""
    if actor.rule != LEARNED:
        return actor
    named = [chances.get(mention.passage.start, 0.0) for mention in actor.mentions]
    return replace(actor, confidence=as_confidence(actor.type, max(named)))


@cache
def _capitals() -> dict[str, Country]:
    """Return the states by their capitals, but for those that are called like them."""
    states = gazetteer.countries().values()
    return {one.capital: one for one in states if not one.territory and one.capital != one.name}


def _sightings(text: str, tags: Tags, whose: dict[int, int]) -> Iterator[Sighting]:
    """Yield the names, each by the first and longest form of its actor."""
    for number, mark in enumerate(tags.marks):
        words = text[mark.start : mark.end]
        if mark.kind not in NAMES or mark.chance < _LIKELY or not words[:1].strip():
            continue
        state = _capitals().get(words) if mark.kind == "country" else None
        if state is not None:
            yield Sighting(
                start=mark.start,
                end=mark.end,
                name=state.name,
                type="country",
                geonames=state.geonames,
                rule=LEARNED,
            )
            continue
        first = tags.marks[whose[number]]
        name = " ".join(text[first.start : first.end].split())
        # Which places are countries is for the gazetteer to say.
        kind = "place" if first.kind in {"country", "adj"} else first.kind
        yield Sighting(
            start=mark.start,
            end=mark.end,
            name=name,
            type=kind,  # type: ignore[arg-type]
            rule=LEARNED,
        )


class _Named:
    """Answers which actor is named where a mark stands."""

    def __init__(self, cast: Cast) -> None:
        self._names = cast.named("name")
        self._starts = [start for start, _, _ in self._names]

    def at(self, mark: Mark) -> Part | None:
        """Return the actor whose name a mark touches: the last one of several."""
        place = bisect_left(self._starts, mark.end) - 1
        if place < 0 or self._names[place][1] <= mark.start:
            return None
        return self._names[place][2]


def _add_references(cast: Cast, tags: Tags) -> None:
    """Add the pronouns and descriptions, to whom the network takes them for."""
    named = _Named(cast)
    for mark in tags.marks:
        pointer = mark.pointers.get("antecedent")
        if mark.kind != "ref" or pointer is None or pointer.mark is None:
            continue
        part = named.at(tags.marks[pointer.mark])
        if part is None or not cast.free(mark.start, mark.end):
            continue
        how: MentionKind = "nominal" if " " in cast.text[mark.start : mark.end] else "pronoun"
        cast.mention(part, (mark.start, mark.end), how)


def _add_offices(cast: Cast, tags: Tags) -> None:
    """Add the offices, to whom the network gives them."""
    named = _Named(cast)
    for mark in tags.marks:
        holder = mark.pointers["holder"].mark if mark.kind == "office" else None
        part = None if holder is None else named.at(tags.marks[holder])
        if part is None or mark.chance < _LIKELY_OFFICE:
            continue
        body = mark.pointers["body"].mark
        of = None if body is None else named.at(tags.marks[body])
        at = tags.marks[holder] if holder is not None else mark
        part.roles.append(
            Role(
                text=cast.text[mark.start : mark.end],
                office=_office(cast.text[mark.start : mark.end]),
                body=None if of is None else of.name,
                held=True,
                evidence=cast.passage(min(mark.start, at.start), max(mark.end, at.end)),
                rule=LEARNED,
                confidence=as_confidence("office", mark.chance * mark.pointers["holder"].chance),
            )
        )


def _office(words: str) -> str:
    """Return an office's plain form, without the nation it is of."""
    first, _, rest = words.partition(" ")
    known = entry(first)
    return (rest if rest and known is not None and known[2] == "adj" else words).lower()
