"""A cast with cities in, the same with those that are namesakes of larger ones told apart out.

"Cambridge, Massachusetts" is not the Cambridge of the gazetteer: what stands behind a city's name
says which it is, and it is the same one all through an article that tells of no other.
"""

import re
from functools import cache
from types import MappingProxyType
from unicodedata import combining, normalize

from triplewire import gazetteer
from triplewire.extract.actors.cast import Cast, Part
from triplewire.extract.names import entry

_WHERE = re.compile(r"(?:, | \()(?P<where>[A-Z][\w'’-]*\.?(?:[ ]?[A-Z][\w'’-]*\.?){0,2})")
_GOES_ON_AS_A_LIST = re.compile(r",? (?:and|or|&) |, [A-Z]")
_CLOSED = re.compile(r"[,.;:)]|\s*$|\s*\n", re.MULTILINE)
_LIST_BEFORE = re.compile(r"(?:,|\band|\bor) $")
# "In Paris, Germany and France agreed": what follows acts.
_OPENING = re.compile(r"(?:^|[.!?\n]\s*)(?:In|At|From|Near) $")
Land = tuple[str, str]  # the code of a country, that of its part or ""


def tell_cities(cast: Cast) -> None:
    """Give cities that the text puts elsewhere than the gazetteer does names of their own."""
    for part in list(cast.parts.values()):
        city = _cities().get(_folded(part.name)) if part.type == "place" else None
        if city is not None:
            _tell(cast, part, city)


def _tell(cast: Cast, part: Part, city: gazetteer.City) -> None:
    spans = sorted(span for span, kind in part.mentions.items() if kind == "name")
    meant: dict[tuple[int, int], tuple[str, int | None] | None] = {}
    for span in spans:
        lands, name, end = _where(cast.text, span[1])
        if lands:
            meant[span] = _meant(cast.text, (span, end), city, lands, (part.name, name))
    others = {other for other in meant.values() if other is not None}
    if len(others) == 1 and None not in meant.values():
        # The article tells of no other: without a word for where, it is that one as well.
        meant = dict.fromkeys(spans, others.pop())
    for span, other in meant.items():
        if other is not None:
            _move(cast, part, span, other)


def _move(cast: Cast, part: Part, span: tuple[int, int], other: tuple[str, int | None]) -> None:
    whole = cast.part(other[0], "place", part.rule)
    whole.geonames = other[1]
    del part.mentions[span]
    cast.mention(whole, span)
    if not part.mentions:
        del cast.parts[part.name]


def _where(text: str, start: int) -> tuple[set[Land], str, int]:
    """Return the lands that the words behind a name may be, their name and where they end."""
    found = _WHERE.match(text, start)
    words = found["where"].split(" ") if found else []
    for count in range(len(words), 0, -1):
        written = " ".join(words[:count])
        for name in (written, written.rstrip(".")):
            lands = _lands(name)
            if found is not None and lands:
                states = gazetteer.parts_of_countries().get(name, ())
                known = entry(name)
                full = states[0].name if states else known[0] if known else name
                return lands, full, found.start("where") + len(name)
    return set(), "", start


def _lands(name: str) -> set[Land]:
    lands = {(part.country, part.code) for part in gazetteer.parts_of_countries().get(name, ())}
    known = entry(name)
    if known is not None and known[1] == "country" and known[2] == "name":
        lands.add((gazetteer.countries_by_geonames()[known[3] or 0].code, ""))
    return lands


def _meant(
    text: str,
    place: tuple[tuple[int, int], int],
    city: gazetteer.City,
    lands: set[Land],
    names: tuple[str, str],
) -> tuple[str, int | None] | None:
    """Return the name and number of the city that is meant, None where it is the gazetteer's."""
    if any(_is_in(city, land) for land in lands):
        return None
    for other in _namesakes().get(_folded(names[0]), ()):
        if any(_is_in(other, land) for land in lands):
            return other.name, other.geonames
    return (", ".join(names), None) if _is_qualified(text, place, names[1]) else None


def _is_in(city: gazetteer.City, land: Land) -> bool:
    country, part = land
    return city.country == country and (not part or not city.part or city.part == part)


def _is_qualified(text: str, place: tuple[tuple[int, int], int], where: str) -> bool:
    """Say whether a land behind a city's name says where it is, and neither goes on with a list."""
    (start, _), end = place
    if _GOES_ON_AS_A_LIST.match(text, end) or _LIST_BEFORE.search(text, max(0, start - 6), start):
        return False
    if where in gazetteer.cities():
        # "London, Washington" are two.
        return False
    known = entry(where)
    if where in gazetteer.parts_of_countries() and (known is None or known[1] != "country"):
        return True
    opening = _OPENING.search(text, max(0, start - 10), start)
    return opening is None and _CLOSED.match(text, end) is not None


@cache
def _cities() -> MappingProxyType[str, gazetteer.City]:
    """Return the cities by their names without marks; where two share one, the larger."""
    ranked = sorted(gazetteer.cities().items(), key=lambda item: (item[1].population, item[0]))
    return MappingProxyType({_folded(form): city for form, city in ranked})


@cache
def _namesakes() -> MappingProxyType[str, tuple[gazetteer.City, ...]]:
    return MappingProxyType({_folded(form): same for form, same in gazetteer.namesakes().items()})


def _folded(name: str) -> str:
    return "".join(letter for letter in normalize("NFKD", name) if not combining(letter))
