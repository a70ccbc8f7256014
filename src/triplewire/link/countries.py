"""IRIs of places and their bodies in, the codes of the countries that they are in out."""

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from triplewire import gazetteer
from triplewire.link.authorities import Authorities, normal

# Names of which it is remembered at a time what country they are of.
_MOST_NAMES = 4096


def codes_of(iris: Iterable[str], authorities: Authorities) -> frozenset[str]:
    """Return the codes of the countries that IRIs stand for or lie in."""
    return frozenset(filter(None, map(code_of, _names(iris, authorities))))


@lru_cache(_MOST_NAMES)
def code_of(name: str) -> str:
    """Return the code of a country by its name, "" for what is none."""
    return _codes().get(normal(name), "")


def _names(iris: Iterable[str], authorities: Authorities) -> list[str]:
    found = []
    for iri in iris:
        thing = authorities.by_iri.get(iri)
        whole = authorities.by_iri.get(thing.within or "") if thing else None
        found += [one.name for one in (thing, whole) if one is not None]
    return found


@cache
def _codes() -> Mapping[str, str]:
    lands = gazetteer.countries().values()
    return MappingProxyType(
        {normal(name): land.code for land in lands for name in (land.name, *land.aliases)}
    )
