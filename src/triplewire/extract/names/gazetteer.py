"""A text in, sightings of the countries, cities, regions and organisations of the gazetteer out."""

import re
from collections.abc import Iterator
from functools import cache

from triplewire import gazetteer
from triplewire.extract.names.phrases import Forms
from triplewire.extract.names.sighting import Sighting
from triplewire.extract.text import words
from triplewire.records import ActorType, MentionKind

Entry = tuple[str, ActorType, MentionKind, int | None]

# A smaller city's name is too often something else to count without a sign that it is a place.
_LARGE = 300_000
_LOCATIVE = re.compile(r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Ff]rom|[Oo]utside|[Aa]round|city of|town of) $")
# "Southwest Asia" is a region of its own.
_QUARTER = re.compile(r"\b(?:North|South|East|West|Central|Northeast|Northwest|Southwest) $")
_TAKES_ARTICLE = re.compile(r"United |Netherlands|Philippines|Bahamas|Maldives|.*Republic")
_LOCATED = re.compile(r", (?:[A-Z][\w.]+)")
_NAME_AROUND = re.compile(r"(?:\b[A-Z][\w'’.-]*|\b(?:Mr|Ms|Mrs|Dr)\.?) $")
_NAME_AFTER = re.compile(r" [A-Z][a-z]")
# Cities that are common words or names of persons.
_WORDLIKE = frozenset(
    words(
        "Ann Bath Best Bo Born Brits Cary Central Chas Chico Cork Davie Date Delta Derby "
        "Divo Dusit Ho Hub Jackson Kent Laval Lincoln Logan Male Man Manas Mango Marina "
        "Mary Masan Mau Mesa Metro Meads Mission Mobile Most Nice Nigel Of Orange Page "
        "Pare Perm Police Post Reading Sale Samba San Sandy Santa Santiago Same Split "
        "Sunrise Surprise Tours Troy Tyler Union University Van Victoria Vista Worth York"
    )
)


@cache
def _entries() -> dict[str, Entry]:
    """Return what each written form denotes; countries win over organisations, regions, cities."""
    entries: dict[str, Entry] = {}
    for form, city in gazetteer.cities().items():
        entries[form] = (form_name(form, city.name), "place", "name", city.geonames)
    for region in gazetteer.regions().values():
        for form in (region.name, *region.aliases, region.name.upper()):
            entries[form] = (region.name, "place", "name", None)
    for organisation in gazetteer.organisations().values():
        for form in (organisation.name, *organisation.aliases):
            entries[form] = (organisation.name, "org", "name", None)
    for country in gazetteer.countries().values():
        kind: ActorType = "place" if country.territory else "country"
        for demonym in country.demonyms:
            for form in (demonym, f"{demonym}s"):
                entries[form] = (country.name, kind, "adj", country.geonames)
        for form in (country.name, *country.aliases):
            entries[form] = (country.name, kind, "name", country.geonames)
    return entries


def form_name(form: str, name: str) -> str:
    """Return the name an article's city goes by: without "District" when it is written so."""
    return form if name.startswith(form) else name


@cache
def _forms() -> Forms:
    return Forms(_entries())


def entry(form: str) -> Entry | None:
    """Return (name, type, kind, geonames) of a written form of the gazetteer."""
    return _entries().get(form)


def find_known(text: str, short_names: frozenset[str]) -> Iterator[Sighting]:
    """Yield what the gazetteer knows in a text; persons' short names are not taken for cities."""
    cities = gazetteer.cities()
    for begin, end, form in _forms().find(text):
        name, kind, how, geonames = _entries()[form]
        start, name = _with_quarter(text, begin, end, name)
        from_city = kind == "place" and form in cities and geonames == cities[form].geonames
        if from_city and (form in short_names or not _is_city(text, start, end, form)):
            continue
        first = (
            _with_article(text, start, form, kind) if how == "name" and kind != "place" else start
        )
        yield Sighting(
            start=first,
            end=end,
            name=name,
            type=kind,
            kind=how,
            geonames=geonames,
            rule="gazetteer",
        )


def _with_quarter(text: str, start: int, end: int, name: str) -> tuple[int, str]:
    """Return where "Southwest Asia" begins, and its name."""
    quarter = _QUARTER.search(text, max(0, start - 12), start)
    if quarter is None or text[start:end] not in gazetteer.regions():
        return start, name
    return quarter.start(), text[quarter.start() : end]


def _with_article(text: str, start: int, form: str, kind: ActorType) -> int:
    """Return where "the United States" begins."""
    article = text.endswith(("the ", "The "), 0, start)
    return start - 4 if article and (kind != "country" or takes_article(form)) else start


def takes_article(country: str) -> bool:
    """Say whether a country's name stands with an article ("the Netherlands")."""
    return _TAKES_ARTICLE.match(country) is not None


def _is_city(text: str, start: int, end: int, form: str) -> bool:
    before = text[max(0, start - 20) : start]
    located = _LOCATED.match(text, end) is not None or _LOCATIVE.search(before) is not None
    if form in _WORDLIKE or gazetteer.cities()[form].population < _LARGE:
        return located and not _NAME_AFTER.match(text, end)
    return _NAME_AROUND.search(before) is None or located
