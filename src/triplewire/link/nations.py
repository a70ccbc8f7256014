"""A person's roles in one article in, the countries that they say the person is of out.

To be of a country is to hold an office of its state or of one of its cities, or to be called by
its adjective. Who works for a company with a country in its name, coaches a country's team or is
sent to a country need not be of it.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from triplewire import gazetteer
from triplewire.link.authorities import Authorities
from triplewire.records import Role

_OF_STATE = re.compile(
    r"\b(?:president|premier|minister|chancellor|king|queen|emperor|empress|monarch|sultan|emir"
    r"|dictator|senator|congress(?:wo)?man|lawmaker|mp|pm|fm|attorney general|chief justice"
    r"|governor|secretary of (?:state|defen[cs]e|the treasury))\b"
)
_OF_A_CITY = re.compile(r"\b(?:mayor|governor|councill?or|councill?(?:wo)?man|sheriff)\b")
# "The Afghan envoy" may be another country's envoy to Afghanistan.
_ABROAD = re.compile(
    r"\b(?:coach|manager|envoy|negotiator|representative|administrator|commander|mediator"
    r"|correspondent|expert|analyst|specialist|historian|scholar|champion)\b"
)
_OPENING = re.compile(
    r"(?:(?:[Tt]he|[Aa]n?|[Ff]ormer|[Ee]x|[Tt]hen|[Ll]ate|[Cc]urrent|[Nn]ew|[Oo]utgoing|[Aa]cting"
    r"|[Ii]ncumbent|[Vv]eteran|[Rr]etired|[Ss]enior)[ -])*"
)
_MOST_WORDS = 3


def nations_of(role: Role, body: str | None, authorities: Authorities) -> set[str]:
    """Return the IRIs of the countries that a role says its holder is of.

    ``body`` is the IRI of the role's body.
    """
    found = {state_of(role, body, authorities), _by_adjective(role, authorities)}
    return {iri for iri in found if iri is not None}


def state_of(role: Role, body: str | None, authorities: Authorities) -> str | None:
    """Return the country that an office is one of, under whatever name the article has for it.

    "China", "the Chinese government" and "the Ministry of Foreign Affairs of China" are one body.
    """
    known = authorities.by_iri.get(body or "")
    if known is not None and known.type == "country":
        return known.iri if _OF_STATE.search(role.office) else None
    if known is not None and known.type == "place":
        whole = authorities.by_iri.get(known.within or "")
        is_in = whole is not None and whole.type == "country"
        return known.within if is_in and _OF_A_CITY.search(role.office) else None
    if role.body is None or not _OF_STATE.search(role.office):
        return None
    lands = set(_named_in(role.body, authorities))
    return min(lands) if len(lands) == 1 else None


def _by_adjective(role: Role, authorities: Authorities) -> str | None:
    """Return the country of "the former Norwegian minister"; "Somali-born" says less."""
    if _ABROAD.search(role.office):
        return None
    opening = _OPENING.match(role.text)
    words = role.text[opening.end() if opening else 0 :].split()
    for count in (2, 1):
        name = _adjectives().get(" ".join(words[:count])) if len(words) > count else None
        if name is not None:
            return _country(name, authorities)
    return None


def _named_in(name: str, authorities: Authorities) -> Iterator[str]:
    """Yield the countries whose names or adjectives stand in an organisation's name."""
    words = name.split()
    for start in range(len(words)):
        for end in range(start + 1, min(start + _MOST_WORDS, len(words)) + 1):
            part = " ".join(words[start:end]).removesuffix("'s").removesuffix("’s")
            land = _country(_adjectives().get(part, part), authorities)
            if land is not None:
                yield land


def _country(name: str, authorities: Authorities) -> str | None:
    known = authorities.find(name, "country")
    return known.iri if known is not None and known.type == "country" else None


@cache
def _adjectives() -> Mapping[str, str]:
    """Return the name of the country of each adjective ("Norwegian")."""
    return MappingProxyType(
        {
            adjective: country.name
            for country in gazetteer.countries().values()
            for adjective in country.demonyms
        }
    )
